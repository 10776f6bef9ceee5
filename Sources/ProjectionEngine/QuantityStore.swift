import Arrays
import Quantities
import SchemeModel

/// Sums of quantities over sexes and ages, `[scenario][region][tracked][year]`.
struct QuantityStore {
  let plan: Plan
  private(set) var values: [Double]
  private let years: Int

  init(_ plan: Plan) {
    self.plan = plan
    years = plan.input.timeline.count
    values = [Double](
      repeating: 0, count: plan.input.scenarios.count * plan.input.regions.count * plan.tracked.count * years)
  }

  private func place(_ item: Int, scenario: Int, region: Int, year: Int) -> Int {
    ((scenario * plan.regions.count + region) * plan.tracked.count + item) * years + year
  }

  /// The sum of `quantity` over the people of `status`.
  func value(_ quantity: Quantity, status: Int, scenario: Int, region: Int, year: Int) -> Double {
    guard let item = plan.tracked[TrackedQuantity(quantity: quantity, status: status)] else { return 0 }
    return values[place(item, scenario: scenario, region: region, year: year)]
  }

  /// Persons at the end of the year.
  mutating func addStocks(_ states: [MembershipState], region: Int, year: Int) {
    let ones = [Double](repeating: 1, count: Age.panelCount)
    for (variant, state) in states.enumerated() {
      let scenarios = plan.regions[region].membershipOfScenario.indices.filter {
        plan.regions[region].membershipOfScenario[$0] == variant
      }
      for status in plan.input.scheme.statuses.indices {
        store([.yearEnd], rows: ones, state: state, status: status, scenarios: scenarios, region: region, year: year)
      }
    }
  }

  /// Weighted exposures: each distinct set of weights is compiled once a year and multiplies each exposure it serves.
  mutating func addFlows(_ exposures: [MembershipState], region: Int, year: Int) {
    let regionPlan = plan.regions[region]
    var rowsOfWeights: [Int: [Double]] = [:]
    for product in regionPlan.products {
      let variant = regionPlan.weights[product.weights]
      let rows: [Double]
      if let known = rowsOfWeights[product.weights] {
        rows = known
      } else {
        rows = variant.rows(year: year)
        rowsOfWeights[product.weights] = rows
      }
      for status in plan.input.scheme.statuses.indices {
        store(
          variant.block.quantities, rows: rows, state: exposures[product.membership], status: status,
          scenarios: product.scenarios, region: region, year: year)
      }
    }
  }

  /// rows × the people of one status; the first column goes to every scenario that shares the product.
  private mutating func store(
    _ quantities: [Quantity], rows: [Double], state: MembershipState, status: Int, scenarios: [Int], region: Int,
    year: Int
  ) {
    let wanted = quantities.enumerated().compactMap { row, quantity in
      plan.tracked[TrackedQuantity(quantity: quantity, status: status)].map { (row: row, item: $0) }
    }
    guard !wanted.isEmpty else { return }
    let width = MembershipState.width
    var sums = [Double](repeating: 0, count: quantities.count * width)
    let stride = state.statuses * width
    rows.withUnsafeBufferPointer { weights in
      state.persons.withUnsafeBufferPointer { persons in
        sums.withUnsafeMutableBufferPointer { out in
          guard let w = weights.baseAddress, let x = persons.baseAddress, let y = out.baseAddress else { return }
          BLAS.multiply(
            rows: quantities.count, inner: Age.panelCount, columns: width, a: w, lda: Age.panelCount,
            b: x + status * width, ldb: stride, c: y, ldc: width)
        }
      }
    }
    for entry in wanted {
      for scenario in scenarios {
        values[place(entry.item, scenario: scenario, region: region, year: year)] = sums[entry.row * width]
      }
    }
  }
}
