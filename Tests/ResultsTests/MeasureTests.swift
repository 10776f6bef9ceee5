import Accounts
import Quantities
import Results
import Testing
import _TestSupport

/// Measures of the small place by name.
@Suite struct MeasureTests {
  let outcome: Outcome
  let measures: [MeasureSeries]

  init() throws {
    outcome = try SmallPlace().project()
    measures = outcome.measures
  }

  private func series(_ id: String, _ owner: MeasureOwner) throws -> MeasureSeries {
    try #require(measures.first { $0.measure.id == id && $0.owner == owner })
  }

  private func yearly(_ id: String, _ owner: MeasureOwner) throws -> [Double?] {
    guard case .yearly(let values) = try series(id, owner).values else { return [] }
    return values
  }

  private func summary(_ series: MeasureSeries) -> (value: Double, year: Int)? {
    if case .summary(let found) = series.values { found } else { nil }
  }

  private func expect(_ id: String, _ owner: MeasureOwner, _ formula: (_ year: Int) -> Double?) throws {
    let values = try yearly(id, owner)
    #expect(values.count == 3, "\(id)")
    for (year, value) in values.enumerated() {
      switch (value, formula(year)) {
      case (let value?, let expected?):
        #expect(Tolerance.roundoff(gross: max(20_000, expected)).admits(value, expected), "\(id), year \(year)")
      case (nil, nil): break
      default: Issue.record("\(id), year \(year)")
      }
    }
  }

  /// A measure has one name of its own for each owner, and says what it is.
  @Test func namesAreUniqueAndExplained() {
    let names = measures.map { "\($0.ownerID) \($0.measure.id)" }
    #expect(Set(names).count == names.count)
    for series in measures {
      #expect(!series.measure.title.en.isEmpty && !series.measure.title.zh.isEmpty && !series.measure.formula.isEmpty)
      if case .fund(let fund) = series.owner { #expect(series.ownerID == outcome.scheme.funds[fund].id) }
    }
    #expect(Set(measures.map(\.owner)) == [.fund(0), .fund(1), .group("employee"), .everybody])
  }

  /// The care fund: inflow 50, 4, 60; cost 48, 90, 65, 65; closing 42, −44, −49.
  @Test func careFundByHand() throws {
    let care = MeasureOwner.fund(SmallPlace.care)
    let cost = [48.0, 90, 65, 65], closing = [42.0, -44, -49], inflow = [50.0, 4, 60]
    try expect("current-balance", care) { inflow[$0] - cost[$0] }
    try expect("cumulative-balance", care) { closing[$0] }
    try expect("reserve-months-backward", care) { closing[$0] / (cost[$0] / 12) }
    try expect("reserve-months-forward", care) { closing[$0] / (cost[$0 + 1] / 12) }
    // 10.5 months are normal, less than nothing is severe.
    try expect("warning", care) { [3, 1, 1][$0] }
    try expect("subsidy-for-current-deficit", care) { [0, 86, 5][$0] }
    try expect("subsidy-for-negative-stock", care) { [0, 44, 49][$0] }
    // In the year of depletion 42 and 4 pay for 90; then the income alone.
    try expect("payable-share", care) { [nil, 46.0 / 90, 60.0 / 65][$0] }
    for (id, year) in [("first-current-deficit-year", 2025), ("depletion-year", 2025)] {
      let found = try series(id, care)
      #expect(summary(found)?.year == year && summary(found)?.value == Double(year) && found.unit == .year)
    }
  }

  /// Rates of the pool are yuan a person: its premium is flat.
  @Test func poolRatesByHand() throws {
    let pool = MeasureOwner.fund(SmallPlace.pool)
    func heads(_ year: Int) -> Double { outcome.persons([SmallPlace.worker, SmallPlace.retired], year: year) }
    func cost(_ year: Int) -> Double { [3050, 3100, 3260][year] }
    func income(_ year: Int) -> Double { 1.8 * heads(year) + [30, 50, 30][year] }
    try expect("payg-cost-rate", pool) { cost($0) / heads($0) }
    try expect("income-rate", pool) { income($0) / heads($0) }
    try expect("annual-balance", pool) { (income($0) - cost($0)) / heads($0) }
    try expect("relief", pool) { 11 + Double($0) }
    #expect(try series("payg-cost-rate", pool).unit == .moneyPerPerson)
    // Discounted at 5 % from the middle of each year; six months of the year after the horizon at its end.
    func present(_ value: (Int) -> Double) -> Double {
      var sum = 0.0, factor = 1.0
      for year in 0..<3 {
        sum += value(year) * factor / 1.05.squareRoot()
        factor /= 1.05
      }
      return sum
    }
    let target = 3360 / 2 / (1.05 * 1.05 * 1.05)
    let balance =
      (present { income($0) + ($0 == 0 ? 7 : 0) } + 1000 - present(cost) - target) / present(heads)
    let found = try #require(summary(series("actuarial-balance", pool)))
    #expect(Tolerance.roundoff(gross: 10).admits(found.value, balance) && found.year == 2026)
  }

  @Test func peopleByHand() throws {
    func heads(_ statuses: [Int]) -> (Int) -> Double { { outcome.persons(statuses, year: $0) } }
    let worker = SmallPlace.worker, retired = SmallPlace.retired, all = [0, 1, 2]
    try expect("insured", .group("employee"), heads([worker, retired]))
    try expect("insured", .everybody, heads([worker, retired]))
    try expect("population", .everybody, heads(all))
    try expect("coverage-rate", .everybody) { heads([worker, retired])($0) / heads(all)($0) }
    // Workers are 31 to 33, the retired over 65, the others under 15; nobody retires here, so that there is no such ratio.
    try expect("old-age-dependency-ratio", .everybody) { heads([retired])($0) / heads([worker])($0) }
    try expect("dependency-ratio", .everybody) { heads([retired, SmallPlace.outside])($0) / heads([worker])($0) }
    try expect("active-retired-ratio", .everybody) { _ in nil }
    try expect("expenditure-per-insured", .group("employee")) {
      (3000 + 100 * Double($0)) / heads([worker, retired])($0)
    }
    try expect("own-share", .group("employee")) { _ in nil }
  }

  /// The book has the measures of every scenario and region.
  @Test func theBookHasThemAll() throws {
    let place = SmallPlace()
    let sets = [place.parameters(), place.parameters(["care-opening": [90]])]
    let result = try place.project([sets, [sets[1], sets[0]]])
    let book = MeasureBook(result)
    func closing(_ scenario: Int, _ region: Int) throws -> Double? {
      let found = book[scenario, region].first { $0.owner == .fund(1) && $0.measure.id == "cumulative-balance" }
      guard case .yearly(let values) = try #require(found).values else { return nil }
      return values[0]
    }
    #expect(try closing(0, 0) == 42 && closing(0, 1) == 92 && closing(1, 0) == 92 && closing(1, 1) == 42)
  }
}
