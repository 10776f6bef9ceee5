import Accounts
import ProjectionEngine
import Results
import SchemeModel
import Studies

extension RunWriter {
  /// What the terminal shows after a run: a line for each fund, balances by year, then a line for each reform.
  public static func summary(_ run: PolicyRun) -> String {
    guard !run.isRegional else { return RegionalSummary(run).text() }
    let context = ReportContext(run), units = context.units
    let first = context.timeline.baseYear, last = context.timeline.horizon
    let last0 = context.timeline.reportedCount - 1
    var lines = [SummaryText.title(run, units)]
    var funds = TextTable(
      first: "Fund 基金",
      [
        "Income \(first)\n收入", "Expenditure \(first)\n支出", "Closing \(first)\n年末结余", "First deficit\n首次赤字",
        "Depletion\n基金穿底", "Closing \(last)\n年末结余",
      ])
    for (fund, declared) in context.shownFunds {
      let account = context.accounts[0][fund]
      let years = context.turningYears(0, fund)
      funds.add([
        ReportFormat.both(declared.title), units.money(account.income[0]), units.money(account.expenditure[0]),
        units.money(account.closing[0]), years.deficit, years.depletion, units.money(account.closing[last0]),
      ])
    }
    lines += funds.lines(indent: 0)
    lines += run.baseline.tableNotes.map { "assumed 推定: \($0.both)" }
    lines += run.warnings.map { "WARNING 警示: \($0.both)" } + SummaryText.leftOut(run)
    let closing = context.accounts.map { $0.map(\.closing) }
    lines += SummaryText.byYear(run, context.years, context.titles, units, context.shownFunds, closing)
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What the terminal shows alike for places of one region and of several.
enum SummaryText {
  /// The first line.
  static func title(_ run: PolicyRun, _ units: ReportUnits) -> String {
    let timeline = run.result.timeline, count = run.regions.count
    let sum = run.isRegional ? ", sum of \(count) \(count == 1 ? "region" : "regions") \(count)个统筹区合计" : ""
    return "\(ReportFormat.both(run.baseline.title))\(sum), \(timeline.baseYear)–\(timeline.horizon),"
      + " \(units.money.name) (\(units.money.en))"
  }

  /// The scenarios that are missing.
  static func leftOut(_ run: PolicyRun) -> [String] {
    run.leftOut.map { "NOT COMPUTED 未计算: \($0.names) (report.txt says why 原因见report.txt)" }
  }

  /// Balances of the baseline by year, then what each reform does to them: at the horizon, and in each of the years that the user
  /// named.
  ///
  /// - Parameter closing: yuan, `[scenario][fund][year]`.
  static func byYear(
    _ run: PolicyRun, _ years: ReportYears, _ titles: ScenarioTitles, _ units: ReportUnits,
    _ funds: [(index: Int, fund: Fund)], _ closing: [[[Double]]]
  ) -> [String] {
    let heads = ReportColumns.heads(funds.map(\.fund))
    let timeline = run.result.timeline
    func table(_ title: String, _ years: [Int], _ text: (Int, Int) -> String) -> [String] {
      var table = TextTable(first: "Year\n年份", heads)
      for year in years {
        table.add(["\(timeline.baseYear + year)"] + funds.map { text($0.index, year) })
      }
      return ["", title] + table.lines(indent: 0)
    }
    func change(_ scenario: Int, _ fund: Int, _ year: Int) -> String {
      units.signedMoney(closing[scenario][fund][year] - closing[0][fund][year])
    }
    var lines = table("Closing balances, baseline 基准方案年末结余", years.rows) { units.money(closing[0][$0][$1]) }
    guard run.definitions.count > 1 else { return lines }
    if run.request.options.years != nil {
      for scenario in run.definitions.indices.dropFirst() {
        lines += table("Closing balances, reform − baseline 年末结余变动: \(titles[scenario])", years.rows) {
          change(scenario, $0, $1)
        }
      }
      return lines
    }
    var reforms = TextTable(scenarios: "Reform 改革方案", funds)
    for scenario in run.definitions.indices.dropFirst() {
      reforms.add(
        [titles.lines(scenario, besideFunds: funds.count)]
          + funds.map { change(scenario, $0.index, timeline.reportedCount - 1) })
    }
    lines += ["", "Closing \(timeline.horizon), reform − baseline 改革方案对\(timeline.horizon)年末结余的影响"]
    return lines + reforms.lines(indent: 0)
  }
}
