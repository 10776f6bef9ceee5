import Accounts
import SchemeModel
import Studies

extension RunWriter {
  /// What the terminal shows after a run: a line for each fund, then one for each reform. Money in 亿元 (1e8 yuan).
  public static func summary(_ run: PolicyRun) -> String {
    guard !run.isRegional else { return RegionalSummary(run).text() }
    let context = ReportContext(run)
    let first = context.timeline.baseYear, last = context.timeline.horizon
    let last0 = context.timeline.reportedCount - 1
    var lines = ["\(run.baseline.title.en), \(first)–\(last), 亿元 (1e8 yuan)"]
    var funds = TextTable(
      first: "Fund",
      ["Income \(first)", "Expenditure \(first)", "Closing \(first)", "First deficit", "Depletion", "Closing \(last)"])
    for (fund, declared) in context.shownFunds {
      let account = context.accounts[0][fund]
      let years = context.turningYears(0, fund)
      funds.add([
        declared.id, ReportFormat.yi(account.income[0]), ReportFormat.yi(account.expenditure[0]),
        ReportFormat.yi(account.closing[0]), years.deficit, years.depletion, ReportFormat.yi(account.closing[last0]),
      ])
    }
    lines += funds.lines(indent: 0)
    lines += run.baseline.tableNotes.map { "assumed 推定: \($0.en) \($0.zh)" }
    lines += run.warnings.map { "WARNING: \($0.both)" }
    guard run.definitions.count > 1 else { return lines.joined(separator: "\n") + "\n" }
    var reforms = TextTable(first: "Reform, closing \(last) against the baseline", context.shownFunds.map(\.fund.id))
    for (scenario, definition) in run.definitions.enumerated().dropFirst() {
      reforms.add(
        [definition.id]
          + context.shownFunds.map(\.index).map { fund in
            ReportFormat.signedYi(
              context.accounts[scenario][fund].closing[last0] - context.accounts[0][fund].closing[last0])
          })
    }
    lines += [""] + reforms.lines(indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }
}
