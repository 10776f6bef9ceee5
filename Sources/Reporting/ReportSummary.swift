import PolicyModel
import Quantities
import SchemeModel

extension TextReport {
  /// The first page: where each fund stands and ends, what to know before signing, and what each reform does.
  static func summary(_ context: ReportContext, _ page: inout ReportPage) {
    let last = context.timeline.reportedCount - 1, units = context.units
    let base = context.timeline.baseYear, horizon = context.timeline.horizon
    page.heading("Summary  摘要 (\(units.money.name))")
    page.line()
    var table = TextTable(
      first: "Baseline 基准方案",
      [
        "Income\n\(base)\n收入", "Spending\n\(base)\n支出", "Transfers\n\(base)\n转移净额", "Closing\n\(base)\n年末结余",
        "First\ndeficit\n首次赤字",
        "Depletion\n\n基金穿底", "Closing\n\(horizon)\n年末结余", "Subsidy\n\(horizon)\n所需补助",
      ], wrappingFirst: ReportColumns.wideFund)
    for (fund, declared) in context.shownFunds {
      let account = context.accounts[0][fund]
      let years = context.turningYears(0, fund)
      table.add([
        ReportFormat.lines(declared.title, width: ReportColumns.wideFund), units.money(account.income[0]),
        units.money(account.expenditure[0]),
        units.signedMoney(account.transfersIn[0] - account.transfersOut[0]), units.money(account.closing[0]),
        years.deficit, years.depletion, units.money(account.closing[last]),
        units.money(account.subsidyForCurrentDeficit[last]),
      ])
    }
    page.table(table)
    page.paragraph(
      LocalizedText(
        en:
          "Subsidy: what closes the current deficit of that year; a negative closing balance has to be made good besides."
          + " Years after \(base) are projected.",
        zh: "所需补助：弥补当年赤字的金额，负结余须另行弥补。\(base)年以后为测算数。"), indent: 2)
    page.subheading("Before signing 签署前须知:")
    for text in context.run.warnings { page.item("WARNING 警示: \(text.both)") }
    reserveWarnings(context, &page)
    for text in ReportEvidence(context).sentences + ground(context) { page.item(text) }
    reformSummary(context, &page)
  }

  /// How weak the ground is, and what was checked.
  private static func ground(_ context: ReportContext) -> [LocalizedText] {
    let given = givenSeries(context)
    let weak = given.filter { isWeak($0.series.confidence) }.count
    return [
      LocalizedText(
        en:
          "\(weak) of \(given.count) series are of low confidence or judgement; see section 8. What is not modelled: section 9.",
        zh: "\(given.count)项参数中\(weak)项为低置信度或判断，见第8节；模型未涵盖的内容见第9节。"),
      LocalizedText(
        en: "Checked: in every account and year the items of the official budget add up to the closing balance.",
        zh: "已核对：各基金各年预算科目与年末结余勾稽一致。"),
    ]
  }

  private static func reformSummary(_ context: ReportContext, _ page: inout ReportPage) {
    guard context.run.definitions.count > 1 else { return }
    let last = context.timeline.reportedCount - 1
    page.subheading(
      "Closing \(context.timeline.horizon), reform − baseline 改革方案对\(context.timeline.horizon)年末结余的影响"
        + " (\(context.units.money.name)); why 原因: section 6 第6节.")
    let funds = context.fundsWithStock
    var table = TextTable(scenarios: "Reform 改革方案", funds)
    for scenario in context.run.definitions.indices.dropFirst() {
      table.add(
        [context.titles.lines(scenario, besideFunds: funds.count)]
          + funds.map(\.index).map { fund in
            context.units.signedMoney(
              context.accounts[scenario][fund].closing[last] - context.accounts[0][fund].closing[last])
          })
    }
    page.table(table)
  }
}
