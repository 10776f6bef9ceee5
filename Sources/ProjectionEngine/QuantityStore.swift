import Arrays
import Quantities
import SchemeModel

/// Sums of quantities over sexes and ages, `[scenario][region][tracked][year]`.
struct QuantityStore {
  let plan: Plan
  private(set) var values: [Double]
  /// Twelve values where the rules behind a quantity move within the year, at the yearly rate, by its place in ``values``.
  private(set) var months: [Int: [Double]] = [:]
  private let years: Int

  init(_ plan: Plan) {
    self.plan = plan
    years = plan.input.timeline.count
    values = [Double](
      repeating: .nan, count: plan.input.scenarios.count * plan.input.regions.count * plan.tracked.count * years)
  }

  private func place(_ item: Int, scenario: Int, region: Int, year: Int) -> Int {
    ((scenario * plan.regions.count + region) * plan.tracked.count + item) * years + year
  }

  /// The sum of `quantity` over the people of `status`.
  func value(_ quantity: Quantity, status: Int, scenario: Int, region: Int, year: Int) -> Double {
    guard let item = plan.tracked[quantity, status] else { return 0 }
    return values[place(item, scenario: scenario, region: region, year: year)]
  }

  /// Twelve values of `quantity` over the people of some statuses, at the yearly rate; nil where its months are alike.
  func months(_ quantity: Quantity, statuses: [Int], scenario: Int, region: Int, year: Int) -> [Double]? {
    guard !months.isEmpty else { return nil }
    let places = statuses.compactMap { plan.tracked[quantity, $0] }.map {
      place($0, scenario: scenario, region: region, year: year)
    }
    guard places.contains(where: { months[$0] != nil }) else { return nil }
    return (0..<12).map { month in places.reduce(0) { $0 + (months[$1]?[month] ?? values[$1]) } }
  }

  /// Takes the year's quantities of another scenario where its values hold in a column.
  mutating func adopt(_ inForce: [Int], region: Int, year: Int) {
    for (scenario, other) in inForce.enumerated() where scenario != other {
      for item in 0..<plan.tracked.count {
        let own = place(item, scenario: scenario, region: region, year: year)
        let others = place(item, scenario: other, region: region, year: year)
        values[own] = values[others]
        months[own] = months[others]
      }
    }
  }

  /// Weighted people: the rows of each distinct set of weights multiply all columns of those it counts.
  mutating func add(_ people: CountedPeople, _ rows: [CompiledRows], region: Int, year: Int) {
    for (entry, rows) in zip(plan.regions[region].weights, rows) {
      for basis in CountBasis.allCases {
        let quantities = entry.variant.block.quantities(plan.input.scheme, on: basis)
        guard plan.tracked.contains(anyOf: quantities) else { continue }
        store(quantities, rows, state: people[basis], scenarios: entry.scenarios, region: region, year: year)
      }
    }
  }

  /// Weighted people of scenarios whose values follow from their own history.
  mutating func add(_ people: CountedPeople, _ paths: [ReactingPath], region: Int, year: Int) {
    for path in paths {
      for entry in plan.regions[region].weights where entry.scenarios.contains(path.scenario) {
        guard let rows = path.rows(entry.variant, year: year) else { continue }
        for basis in CountBasis.allCases {
          let quantities = entry.variant.block.quantities(plan.input.scheme, on: basis)
          guard plan.tracked.contains(anyOf: quantities) else { continue }
          store(quantities, rows, state: people[basis], scenarios: [path.scenario], region: region, year: year)
        }
      }
    }
  }

  /// rows × people, status by status; every scenario takes the column of its own membership.
  mutating func store(
    _ quantities: [Quantity], _ rows: CompiledRows, state: MembershipState, scenarios: [Int], region: Int, year: Int
  ) {
    let width = state.width
    let columns = plan.regions[region].membershipOfScenario
    for status in plan.input.scheme.statuses.indices {
      let wanted = quantities.enumerated().compactMap { row, quantity in
        plan.tracked[quantity, status].map { (row: row, item: $0) }
      }
      guard !wanted.isEmpty else { continue }
      let sums = rows.byGroup.map { product($0, quantities.count, state, status) }
      for entry in wanted {
        for scenario in scenarios {
          let own = sums.map { $0[entry.row * width + columns[scenario]] }
          let place = place(entry.item, scenario: scenario, region: region, year: year)
          values[place] = rows.months.mean(own)
          if rows.months.count > 1 { months[place] = rows.months.months(own) }
        }
      }
    }
  }

  private func product(_ rows: [Double], _ count: Int, _ state: MembershipState, _ status: Int) -> [Double] {
    let width = state.width
    var sums = [Double](repeating: 0, count: count * width)
    rows.withUnsafeBufferPointer { weights in
      state.persons.withUnsafeBufferPointer { persons in
        sums.withUnsafeMutableBufferPointer { out in
          guard let w = weights.baseAddress, let x = persons.baseAddress, let y = out.baseAddress else { return }
          BLAS.multiply(
            rows: count, inner: Age.panelCount, columns: width, a: w, lda: Age.panelCount,
            b: x + status * width, ldb: state.statuses * width, c: y, ldc: width)
        }
      }
    }
    return sums
  }
}

/// The people of a year as lines count them.
struct CountedPeople {
  private let exposure: MembershipState
  private let books: MembershipState
  private let closing: MembershipState

  /// A year from one state to the next in which some die, `[sex·age][status][column]` at the age reached.
  init(from opening: MembershipState, to closing: MembershipState, deaths: [Double]) {
    exposure = closing.exposure(with: opening)
    books = closing.adding(deaths)
    self.closing = closing
  }

  subscript(_ basis: CountBasis) -> MembershipState {
    switch basis {
    case .personYears: exposure
    case .annual: books
    case .yearEnd: closing
    }
  }
}
