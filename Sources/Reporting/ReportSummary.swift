import Accounts
import PolicyModel
import SchemeModel

extension TextReport {
  /// The first page: where each fund stands and ends, what to know before signing, and what each reform does.
  static func summary(_ context: ReportContext, _ page: inout ReportPage) {
    let last = context.timeline.reportedCount - 1
    let base = context.timeline.baseYear, horizon = context.timeline.horizon
    page.heading("Summary  摘要 (亿元)")
    page.line()
    var table = TextTable(
      first: "Baseline 基准方案",
      [
        "Income\n\(base)\n收入", "Spending\n\(base)\n支出", "Transfers\n\(base)\n转移净额", "Closing\n\(base)\n年末结余",
        "First\ndeficit\n首次赤字",
        "Depletion\n\n基金穿底", "Closing\n\(horizon)\n年末结余", "Subsidy\n\(horizon)\n所需补助",
      ])
    for (fund, declared) in context.shownFunds {
      let account = context.accounts[0][fund]
      let years = context.turningYears(0, fund)
      table.add([
        ReportFormat.both(declared.title), ReportFormat.yi(account.income[0]), ReportFormat.yi(account.expenditure[0]),
        ReportFormat.signedYi(account.transfersIn[0] - account.transfersOut[0]), ReportFormat.yi(account.closing[0]),
        years.deficit, years.depletion, ReportFormat.yi(account.closing[last]),
        ReportFormat.yi(Measures.subsidyForCurrentDeficit(account.currentBalance)[last]),
      ])
    }
    page.table(table)
    page.paragraph(
      "Subsidy: what closes the current deficit of that year; a negative closing balance has to be made good besides."
        + " Years after \(base) are projected. Here 亿元; the CSV files are in yuan.", indent: 2)
    page.subheading("Before signing 签署前须知:")
    for text in warnings(context) { page.item(text) }
    reformSummary(context, &page)
  }

  /// A published figure missed by more is flagged, as a share of it.
  static let plausibleMiss = 1e-4

  /// What the reader must know: what the fit warns of and which inputs nobody may have meant, what fails, how weak the ground is, what was checked.
  private static func warnings(_ context: ReportContext) -> [String] {
    let last = context.timeline.reportedCount - 1
    let calibration = context.run.calibration
    var texts = context.run.warnings.map { "WARNING 警示: \($0.both)" }
    let empty = context.scheme.funds.indices.filter { context.accounts[0][$0].closing[last] < -Measures.negligible }
    if !empty.isEmpty {
      let names = empty.map { ReportFormat.both(context.scheme.funds[$0].title) }.joined(separator: ", ")
      texts.append(
        "WARNING 警示: below zero in \(context.timeline.horizon) under current rules 现行政策下期末结余为负: \(names); see section 3."
      )
    }
    let worst = calibration.targets.map { entry in
      (entry.achieved - entry.target.value).magnitude / max(entry.target.value.magnitude, 1)
    }.max()
    if let worst {
      let years = calibration.targets.map(\.target.year)
      let first = years.min() ?? context.timeline.baseYear, last = years.max() ?? context.timeline.baseYear
      texts.append(
        (worst > plausibleMiss ? "WARNING 警示: " : "")
          + "\(calibration.targets.count) published figures of \(first)\(last > first ? "–\(last)" : "") are met; the largest miss is"
          + " \(ReportFormat.percent(worst, decimals: 4)) 基年公布数与测算数最大偏差; see section 1.")
    }
    let given = givenSeries(context)
    let weak = given.filter { isWeak($0.series.confidence) }.count
    texts.append(
      "\(weak) of \(given.count) series are of low confidence or judgement 低置信度或判断性参数\(weak)项; see section 8."
        + " What is not modelled: section 9.")
    texts.append(
      "Checked: in every account and year the items of the official budget add up to the closing balance 预算科目逐年勾稽一致.")
    return texts
  }

  private static func reformSummary(_ context: ReportContext, _ page: inout ReportPage) {
    guard context.run.definitions.count > 1 else { return }
    let last = context.timeline.reportedCount - 1
    page.subheading("Closing \(context.timeline.horizon), reform − baseline 改革方案对期末结余的影响; why: section 6.")
    var table = TextTable(
      first: "Reform 改革方案", context.fundsWithStock.map { "\($0.fund.title.en)\n\($0.fund.title.zh)" })
    for (scenario, definition) in context.run.definitions.enumerated().dropFirst() {
      table.add(
        [definition.id]
          + context.fundsWithStock.map(\.index).map { fund in
            ReportFormat.signedYi(
              context.accounts[scenario][fund].closing[last] - context.accounts[0][fund].closing[last])
          })
    }
    page.table(table)
  }
}
