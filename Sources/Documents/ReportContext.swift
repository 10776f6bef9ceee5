import Accounts
import Arrays
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies

/// What all sections of the report need of a run: the accounts of its region, or the sum of its regions, and the years shown.
struct ReportContext {
  let run: PolicyRun
  /// Flows, stocks and people, `[scenario][region]`.
  let regions: [[Outcome]]
  /// The accounts of all regions together, `[scenario][fund]`.
  let sums: [[SummedAccount]]
  /// Those of the one region, with what cannot be said of a sum; none in a place of several.
  let accounts: [[FundAccount]]
  /// Funds that have any flow or stock, with their place in the scheme.
  let shownFunds: [(index: Int, fund: Fund)]
  /// Bills by decile; nil where none were asked for.
  private(set) var ranked: RankedCare?
  /// The official budgets of the one region, `[scenario][fund]`; none unless made by ``init(withBudgets:)``.
  private(set) var budgets: [[FundBudget]] = []
  /// Units of money and people.
  let units: ReportUnits
  /// Years of the tables by year.
  let years: ReportYears
  /// Names of the scenarios.
  let titles: ScenarioTitles

  init(_ run: PolicyRun) {
    self.run = run
    shownFunds = run.result.shownFunds
    units = ReportUnits(run.result)
    years = ReportYears(run)
    titles = ScenarioTitles(run.definitions)
    let funds = run.result.scheme.funds.indices
    let regions = run.definitions.indices.map { run.result.outcomes(scenario: $0) }
    self.regions = regions
    sums = Parallel.map(regions.count) { scenario in funds.map { SummedAccount(regions[scenario], fund: $0) } }
    accounts =
      run.isRegional
      ? [] : Parallel.map(regions.count) { scenario in funds.map { FundAccount(regions[scenario][0], fund: $0) } }
  }

  /// With the official budgets, each checked, and with what was ranked.
  ///
  /// - Throws: ``FundcastError`` where one does not add up.
  init(withBudgets run: PolicyRun, ranked: RankedCare? = nil) throws {
    self.init(run)
    self.ranked = ranked
    guard !isRegional else { return }
    let regions = regions
    budgets = try Parallel.map(regions.count) { scenario in
      try run.result.scheme.funds.indices.map { try FundBudget(regions[scenario][0], fund: $0) }
    }
  }

  /// An empty document in the languages of the scheme.
  var document: Document { Document(languages: scheme.form.languages, units: units) }

  /// An empty series of the years shown, a column a year.
  func series(_ head: Phrase, opening: Int? = nil, width: Int? = nil) -> DocumentSeries {
    DocumentSeries(head, years: years.columns.map { $0.map { base + $0 } }, opening: opening, width: width)
  }

  var isRegional: Bool { run.isRegional }
  /// Flows, stocks and people of the one region under a scenario.
  func outcome(_ scenario: Int) -> Outcome { regions[scenario][0] }
  /// The last reported year.
  var last: Int { timeline.reportedCount - 1 }
  var base: Int { timeline.baseYear }
  var horizon: Int { timeline.horizon }
  var result: ProjectionResult { run.result }
  var scheme: Scheme { run.result.scheme }
  var timeline: Timeline { run.result.timeline }
  var registry: LeverRegistry { run.baseline.registry }

  /// Whether a stock below zero earns or costs interest at the horizon.
  func debtsBearInterest(_ scenario: Int) -> Bool {
    result.input.scenarios[scenario].parameters[0].value(
      scheme.common.interestOnNegative, timeline.reportedCount - 1) != 0
  }

  func year(_ index: Int) -> String { "\(timeline.baseYear + index)" }

  /// A found year, else a dash; one beyond the horizon is none.
  func found(_ index: Int?) -> DocumentCell {
    index.flatMap { $0 <= last ? .year(base + $0) : nil } ?? .none
  }

  /// Whether the closing balance of a fund differs from the baseline's in some reported year by what is printed.
  func moves(_ fund: Int, under scenario: Int) -> Bool {
    zip(sums[scenario][fund].closing, sums[0][fund].closing).prefix(timeline.reportedCount)
      .contains { ($0 - $1).magnitude >= 0.01 }
  }

  func persons(_ statuses: [Int], _ scenario: Int, _ year: Int) -> Double {
    regions[scenario].reduce(0) { $0 + $1.persons(statuses, year: year) }
  }

  func amount(_ line: Int, _ scenario: Int, _ year: Int) -> Double {
    outcome(scenario).amount(line: line, year: year)
  }

  /// How many regions close a year below zero, baseline.
  func negativeRegions(_ fund: Int, _ year: Int) -> Int {
    regions[0].count { $0.balanceAtYearEnd(fund: fund, year: year) < -Measures.negligible }
  }

  /// What a reform does to the closing balance of a fund.
  func closingChange(_ scenario: Int, _ fund: Int, _ year: Int) -> Double {
    sums[scenario][fund].closing[year] - sums[0][fund].closing[year]
  }
}

extension ReportContext {
  /// Shown funds that close a year with something in some scenario; the others settle every year and cannot run dry.
  var fundsWithStock: [(index: Int, fund: Fund)] {
    shownFunds.filter { entry in
      sums.contains { $0[entry.index].closing.contains { abs($0) >= Measures.negligible } }
    }
  }
}
