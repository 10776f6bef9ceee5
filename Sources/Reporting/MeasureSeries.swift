import Accounts
import ProjectionEngine
import Quantities
import SchemeModel
import Studies

/// The unit of a measure in CSV files, and how many decimals it prints with.
enum MeasureUnit: String {
  case yuan
  case share
  case yuanPerPerson = "yuan/person"
  case months
  case year
  case persons
  case ratio
  case level

  var decimals: Int {
    switch self {
    case .yuan, .yuanPerPerson, .months: 2
    case .share, .ratio: 6
    case .persons: 1
    case .year, .level: 0
    }
  }

  /// One unit of the last printed digit.
  var step: Double { [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6][decimals] }
}

/// One measure of one fund, group of insured, or `all`.
struct MeasureSeries: Sendable {
  /// Where its values belong.
  enum Values: Sendable {
    /// One for each reported year; nil where there is none (reserve months without expenditure).
    case yearly([Double?])
    /// One for the whole period, with its year: the year found, or the horizon. Nil where there is none (a depletion year of
    /// a fund that never empties).
    case summary((value: Double, year: Int)?)
  }

  let fund: String
  let measure: String
  let unit: MeasureUnit
  let values: Values
}

/// Measures of one scenario and region in the order of measures.csv: funds as declared, then groups, then `all`. Every
/// scenario of a run has the same series in the same order.
///
/// | measure | unit | meaning |
/// |---|---|---|
/// | current-balance | yuan | income + transfers in − expenditure − transfers out (当期结余) |
/// | cumulative-balance | yuan | stock at the end of the year (累计结余) |
/// | reserve-months-backward, -forward | months | stock ÷ monthly cost of this year, of the next |
/// | warning | level | 1 severe, 2 alert, 3 normal, 4 high: backward months against the fund's severe, normal and high months; none where no reserve is asked for |
/// | payg-cost-rate, income-rate, annual-balance | share, or yuan/person without a payroll | cost, income without interest and their difference ÷ contribution base |
/// | subsidy-for-current-deficit, subsidy-for-negative-stock | yuan | what would close them |
/// | payable-share | share | of the cost, from the year of depletion on |
/// | a memo line's name | yuan | amounts that enter no account |
/// | first-current-deficit-year, depletion-year | year | the first of them |
/// | actuarial-balance | share, or yuan/person | base year to horizon, target reserve of the fund's normal months: (income + opening − cost − target) ÷ base of the next five |
/// | present-income, -opening, -cost, -target | yuan | present values at the start of the base year, discounted at the fund's own interest unless a discount rate is given |
/// | present-base | yuan, or persons | of the contribution base |
/// | insured, income-per-insured, expenditure-per-insured | persons, yuan/person | of a group and its medical funds, insured at year end |
/// | own-share | share | 1 − (basic scheme + layers on it) ÷ eligible expense of a group, all branches |
/// | insured, population | persons | at year end |
/// | coverage-rate | share | insured ÷ population |
/// | active-retired-ratio | ratio | insured at work ÷ retired insured |
/// | dependency-ratio, old-age-dependency-ratio | ratio | aged 0–14 and 65+, aged 65+ ÷ aged 15–64 |
enum MeasureTable {
  static func series(_ result: ProjectionResult, scenario: Int, region: Int) -> [MeasureSeries] {
    result.scheme.funds.indices.flatMap { ofFund(result, scenario: scenario, region: region, fund: $0) }
      + InsuredGroup.all(result.scheme).flatMap { ofGroup(result, $0, scenario: scenario, region: region) }
      + ofPopulation(result, scenario: scenario, region: region)
  }

  private static func ofFund(
    _ result: ProjectionResult, scenario: Int, region: Int, fund: Int
  ) -> [MeasureSeries] {
    let timeline = result.timeline
    let name = result.scheme.funds[fund].id
    let account = FundAccount(result, scenario: scenario, region: region, fund: fund)
    func yearly(_ measure: String, _ values: [Double?], _ unit: MeasureUnit) -> MeasureSeries {
      MeasureSeries(
        fund: name, measure: measure, unit: unit, values: .yearly(Array(values.prefix(timeline.reportedCount))))
    }
    func found(_ measure: String, _ index: Int?) -> MeasureSeries {
      let year = index.flatMap { $0 < timeline.reportedCount ? timeline.baseYear + $0 : nil }
      return MeasureSeries(
        fund: name, measure: measure, unit: .year, values: .summary(year.map { (Double($0), $0) }))
    }
    let balance = account.actuarialBalance
    func ofPeriod(_ measure: String, _ unit: MeasureUnit, _ value: (ActuarialBalance) -> Double) -> MeasureSeries {
      MeasureSeries(
        fund: name, measure: measure, unit: unit, values: .summary(balance.map { (value($0), timeline.horizon) }))
    }
    let rate: MeasureUnit = account.base.isPayroll ? .share : .yuanPerPerson
    let base = account.base.values
    let current = account.currentBalance
    let memo = result.scheme.lines.enumerated().filter { $0.element.fund == fund && $0.element.kind == .memo }
    return [
      yearly("current-balance", current, .yuan),
      yearly("cumulative-balance", account.closing, .yuan),
      yearly(
        "reserve-months-backward", Measures.reserveMonthsBackward(closing: account.closing, cost: account.cost), .months
      ),
      yearly(
        "reserve-months-forward", Measures.reserveMonthsForward(closing: account.closing, cost: account.cost), .months),
      yearly("warning", ReserveWarnings(account).levels.map { $0.map { Double($0.rawValue) } }, .level),
      yearly("payg-cost-rate", Measures.rate(account.cost, base: base), rate),
      yearly("income-rate", Measures.rate(account.incomeWithoutInterest, base: base), rate),
      yearly(
        "annual-balance",
        Measures.annualBalance(income: account.incomeWithoutInterest, cost: account.cost, base: base), rate),
      yearly("subsidy-for-current-deficit", Measures.subsidyForCurrentDeficit(current), .yuan),
      yearly("subsidy-for-negative-stock", Measures.subsidyForNegativeStock(account.closing), .yuan),
      yearly(
        "payable-share",
        Measures.payableShare(
          opening: account.opening, inflow: account.inflow, cost: account.cost, closing: account.closing), .share),
    ]
      + memo.map { index, line in
        yearly(
          line.id,
          (0..<timeline.count).map { result.amount(scenario: scenario, region: region, line: index, year: $0) }, .yuan)
      } + [
        found("first-current-deficit-year", Measures.firstCurrentDeficit(current)),
        found("depletion-year", Measures.depletion(account.closing)),
        ofPeriod("actuarial-balance", rate, \.value), ofPeriod("present-income", .yuan, \.presentIncome),
        ofPeriod("present-opening", .yuan, \.opening), ofPeriod("present-cost", .yuan, \.presentCost),
        ofPeriod("present-target", .yuan, \.presentTarget),
        ofPeriod("present-base", account.base.isPayroll ? .yuan : .persons, \.presentBase),
      ]
  }

  private static func ofGroup(
    _ result: ProjectionResult, _ group: InsuredGroup, scenario: Int, region: Int
  ) -> [MeasureSeries] {
    let years = 0..<result.timeline.reportedCount
    let insured = years.map { result.persons(group.statuses, scenario: scenario, region: region, year: $0) }
    func series(_ measure: String, _ unit: MeasureUnit, _ value: (Int) -> Double?) -> MeasureSeries {
      MeasureSeries(fund: group.id, measure: measure, unit: unit, values: .yearly(years.map(value)))
    }
    func perInsured(_ kind: LineKind) -> (Int) -> Double? {
      { year in
        guard insured[year] > 0, !group.funds.isEmpty else { return nil }
        return result.sum(kind, funds: group.funds, scenario: scenario, region: region, year: year) / insured[year]
      }
    }
    return [
      series("insured", .persons) { insured[$0] },
      series("income-per-insured", .yuanPerPerson, perInsured(.income)),
      series("expenditure-per-insured", .yuanPerPerson, perInsured(.expenditure)),
      series("own-share", .share) { result.ownShare(group: group.id, scenario: scenario, region: region, year: $0) },
    ]
  }

  private static func ofPopulation(_ result: ProjectionResult, scenario: Int, region: Int) -> [MeasureSeries] {
    let scheme = result.scheme
    let years = 0..<result.timeline.reportedCount
    let insured = scheme.statuses.indices.filter { scheme.statuses[$0].group != nil }
    let (workers, retired) = InsuredGroup.workersAndRetired(scheme)
    let people = years.map { AgeSums(result, scenario: scenario, region: region, year: $0) }
    func series(_ measure: String, _ unit: MeasureUnit, _ value: (Int) -> Double?) -> MeasureSeries {
      MeasureSeries(fund: "all", measure: measure, unit: unit, values: .yearly(years.map(value)))
    }
    func count(_ statuses: [Int], _ year: Int) -> Double {
      result.persons(statuses, scenario: scenario, region: region, year: year)
    }
    func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
    return [
      series("insured", .persons) { count(insured, $0) },
      series("population", .persons) { people[$0].total },
      series("coverage-rate", .share) { ratio(count(insured, $0), people[$0].total) },
      series("active-retired-ratio", .ratio) { ratio(count(workers, $0), count(retired, $0)) },
      series("dependency-ratio", .ratio) { ratio(people[$0].young + people[$0].old, people[$0].working) },
      series("old-age-dependency-ratio", .ratio) { ratio(people[$0].old, people[$0].working) },
    ]
  }
}

/// The population in three age groups.
struct AgeSums {
  /// Aged 0–14.
  var young = 0.0
  /// Aged 15–64.
  var working = 0.0
  /// Aged 65 and over.
  var old = 0.0

  var total: Double { young + working + old }

  init(_ result: ProjectionResult, scenario: Int, region: Int, year: Int) {
    for (cell, persons) in result.population(scenario: scenario, region: region, year: year).enumerated() {
      switch cell % Age.count {
      case ..<15: young += persons
      case ..<65: working += persons
      default: old += persons
      }
    }
  }
}
