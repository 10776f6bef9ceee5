import Accounts
import SchemeModel
import Studies

/// What the terminal shows after a run of a place of several regions: the sum over regions.
struct RegionalSummary {
  let run: PolicyRun

  init(_ run: PolicyRun) { self.run = run }

  func text() -> String {
    let result = run.result, scheme = run.result.scheme
    let base = result.timeline.baseYear, horizon = result.timeline.horizon, last = result.timeline.reportedCount - 1
    func year(_ index: Int?) -> String { index.flatMap { $0 <= last ? "\(base + $0)" : nil } ?? "–" }
    let accounts = run.definitions.indices.map { scenario in
      scheme.funds.indices.map { SummedAccount(result, scenario: scenario, fund: $0) }
    }
    let count = run.regions.count, shown = result.shownFunds
    var lines = [
      "\(run.baseline.title.en), sum of \(count) \(count == 1 ? "region" : "regions"), \(base)–\(horizon), 亿元 (1e8 yuan)"
    ]
    var funds = TextTable(
      first: "Fund",
      [
        "Income \(base)", "Expenditure \(base)", "Closing \(base)", "First deficit", "Depletion", "First region",
        "Closing \(horizon)",
      ])
    for (fund, declared) in shown {
      let account = accounts[0][fund]
      funds.add([
        declared.id, ReportFormat.yi(account.income[0]), ReportFormat.yi(account.expenditure[0]),
        ReportFormat.yi(account.closing[0]), year(Measures.firstCurrentDeficit(account.currentBalance)),
        year(Measures.depletion(account.closing)), year(account.depletions.compactMap { $0 }.min()),
        ReportFormat.yi(account.closing[last]),
      ])
    }
    lines += funds.lines(indent: 0)
    lines += run.baseline.tableNotes.map { "assumed 推定: \($0.en) \($0.zh)" }
    lines.append("First region: the year in which the fund of some region is empty first.")
    guard run.definitions.count > 1 else { return lines.joined(separator: "\n") + "\n" }
    var reforms = TextTable(first: "Reform, closing \(horizon) against the baseline", shown.map(\.fund.id))
    for (scenario, definition) in run.definitions.enumerated().dropFirst() {
      reforms.add(
        [definition.id]
          + shown.map(\.index).map { fund in
            ReportFormat.signedYi(accounts[scenario][fund].closing[last] - accounts[0][fund].closing[last])
          })
    }
    lines += [""] + reforms.lines(indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }
}
