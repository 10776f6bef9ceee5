import Results
import Studies

/// What the terminal shows after a run of a place of several regions: the sum over regions.
struct RegionalSummary {
  let run: PolicyRun

  init(_ run: PolicyRun) { self.run = run }

  func text() -> String {
    let report = RegionalReport(run), units = report.units
    let base = report.base, horizon = report.horizon, last = report.last
    var lines = [SummaryText.title(run, units)]
    var funds = TextTable(
      first: "Fund 基金",
      [
        "Income \(base)\n收入", "Expenditure \(base)\n支出", "Closing \(base)\n年末结余", "First deficit\n首次赤字",
        "Depletion\n合计穿底", "First region\n最早穿底", "Closing \(horizon)\n年末结余",
      ])
    for (fund, declared) in report.shownFunds {
      let account = report.accounts[0][fund]
      funds.add([
        ReportFormat.both(declared.title), units.money(account.income[0]), units.money(account.expenditure[0]),
        units.money(account.closing[0]), report.year(account.firstCurrentDeficit), report.year(account.depletion),
        report.year(account.depletions.compactMap { $0 }.min()), units.money(account.closing[last]),
      ])
    }
    lines += funds.lines(indent: 0)
    lines += run.baseline.tableNotes.map { "assumed 推定: \($0.both)" }
    lines.append("First region: the year in which the fund of some region is empty first. 最早穿底：首个统筹区该基金穿底的年份。")
    lines += SummaryText.leftOut(run)
    let closing = report.accounts.map { $0.map(\.closing) }
    lines += SummaryText.byYear(run, report.years, report.titles, units, report.shownFunds, closing)
    return lines.joined(separator: "\n") + "\n"
  }
}
