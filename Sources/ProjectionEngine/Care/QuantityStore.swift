import Arrays
import Quantities
import SchemeModel

/// Sums of quantities over sexes and ages of a region's central paths, `[scenario][tracked][year]`.
struct QuantityStore {
  private let plan: Plan
  private let region: Int
  private(set) var values: [Double]
  /// Twelve values where the rules behind a quantity move within the year, at the yearly rate, by its place in ``values``.
  private(set) var months: [Int: [Double]] = [:]
  private let years: Int

  init(_ plan: Plan, region: Int) {
    self.plan = plan
    self.region = region
    years = plan.input.timeline.count
    values = [Double](repeating: .nan, count: plan.input.scenarios.count * plan.tracked.count * years)
  }

  private func place(_ item: Int, scenario: Int, year: Int) -> Int {
    (scenario * plan.tracked.count + item) * years + year
  }

  /// The sum of `quantity` over the people of `status`.
  func value(_ quantity: Quantity, status: Int, scenario: Int, year: Int) -> Double {
    guard let item = plan.tracked[quantity, status] else { return 0 }
    return values[place(item, scenario: scenario, year: year)]
  }

  /// Twelve values of `quantity` over the people of some statuses, at the yearly rate; nil where its months are alike.
  func months(_ quantity: Quantity, statuses: [Int], scenario: Int, year: Int) -> [Double]? {
    guard !months.isEmpty else { return nil }
    let places = statuses.compactMap { plan.tracked[quantity, $0] }.map {
      place($0, scenario: scenario, year: year)
    }
    guard places.contains(where: { months[$0] != nil }) else { return nil }
    return (0..<12).map { month in places.reduce(0) { $0 + (months[$1]?[month] ?? values[$1]) } }
  }

  /// Takes the year's quantities of another scenario where its values hold in a column.
  mutating func adopt(_ inForce: [Int], year: Int) {
    for (scenario, other) in inForce.enumerated() where scenario != other {
      for item in 0..<plan.tracked.count {
        let own = place(item, scenario: scenario, year: year)
        let others = place(item, scenario: other, year: year)
        values[own] = values[others]
        months[own] = months[others]
      }
    }
  }

  /// Weighted people: the rows of each distinct set of weights multiply all columns of those it counts.
  mutating func add(_ people: CountedPeople, _ rows: [CompiledRows], year: Int) {
    for (entry, rows) in zip(plan.regions[region].weights, rows) {
      for basis in CountBasis.allCases {
        let quantities = entry.variant.block.quantities(plan.input.scheme, on: basis)
        guard plan.tracked.contains(anyOf: quantities) else { continue }
        store(quantities, rows, people, on: basis, scenarios: entry.scenarios, year: year)
      }
    }
  }

  /// Weighted people of scenarios whose values follow from their own history.
  mutating func add(_ people: CountedPeople, _ paths: [ReactingPath], year: Int) {
    for path in paths {
      for entry in plan.regions[region].weights where entry.scenarios.contains(path.scenario) {
        guard let rows = path.rows(entry.variant, year: year) else { continue }
        for basis in CountBasis.allCases {
          let quantities = entry.variant.block.quantities(plan.input.scheme, on: basis)
          guard plan.tracked.contains(anyOf: quantities) else { continue }
          store(quantities, rows, people, on: basis, scenarios: [path.scenario], year: year)
        }
      }
    }
  }

  /// rows × people, status by status; every scenario takes the column of its own membership.
  mutating func store(
    _ quantities: [Quantity], _ rows: CompiledRows, _ people: CountedPeople, on basis: CountBasis, scenarios: [Int],
    year: Int
  ) {
    let width = people.width, persons = people[basis]
    let columns = plan.regions[region].membershipOfScenario
    for status in plan.input.scheme.statuses.indices {
      let wanted = quantities.enumerated().compactMap { row, quantity in
        plan.tracked[quantity, status].map { (row: row, item: $0) }
      }
      guard !wanted.isEmpty else { continue }
      let sums = rows.byGroup.map { product($0, quantities.count, persons, status, people) }
      for entry in wanted {
        for scenario in scenarios {
          let own = sums.map { $0[entry.row * width + columns[scenario]] }
          let place = place(entry.item, scenario: scenario, year: year)
          values[place] = rows.months.mean(own)
          if rows.months.count > 1 { months[place] = rows.months.months(own) }
        }
      }
    }
  }

  private func product(
    _ rows: [Double], _ count: Int, _ persons: [Double], _ status: Int, _ people: CountedPeople
  ) -> [Double] {
    let width = people.width
    var sums = [Double](repeating: 0, count: count * width)
    rows.withUnsafeBufferPointer { weights in
      persons.withUnsafeBufferPointer { persons in
        sums.withUnsafeMutableBufferPointer { out in
          TileProduct.multiply(
            MatrixBlock(weights, rows: count, columns: Age.panelCount),
            MatrixBlock(
              persons, from: status * width, rows: Age.panelCount, columns: width, stride: people.statuses * width),
            into: MutableMatrixBlock(out, rows: count, columns: width))
        }
      }
    }
    return sums
  }
}
