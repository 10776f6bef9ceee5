import Accounts
import PolicyModel
import Quantities
import Results
import SchemeModel

extension TextReport {
  static func reforms(_ context: ReportContext, _ page: inout ReportPage) throws {
    page.heading("6. Each reform against the baseline  各改革方案与基准方案比较")
    if context.run.definitions.count < 2 { page.subheading("None in this run. 本次测算无改革方案。") }
    guard context.run.definitions.count > 1 else { return }
    let baseline = context.result.outcomes(scenario: 0)
    let payers = GroupCare.all(context.scheme).map { care in
      (care: care, baseline: (0..<context.timeline.reportedCount).map { care.payers(baseline, year: $0) })
    }
    for scenario in context.run.definitions.indices.dropFirst() { try reform(context, scenario, payers, &page) }
  }

  private static func reform(
    _ context: ReportContext, _ scenario: Int, _ payers: [(care: GroupCare, baseline: [GroupPayers])],
    _ page: inout ReportPage
  ) throws {
    let definition = context.run.definitions[scenario]
    page.line()
    page.subheading("\(ReportFormat.both(definition.title))  [\(definition.id)]")
    for reform in definition.reforms { describe(reform, &page) }
    if let reacting = definition.reacting, let rule = reacting.reaction {
      describe(reacting, &page)
      let years = (0..<context.timeline.reportedCount).filter {
        context.result.acts(scenario: scenario, region: 0, year: $0)
      }
      let months = ReportFormat.parameter(rule.months), names = years.map(context.year)
      let fund = context.scheme.funds.first { $0.id == rule.fund }?.title ?? LocalizedText(en: rule.fund, zh: rule.fund)
      page.paragraph(
        LocalizedText(
          en:
            "Holds in every year after one in which \(fund.en) closes with less than \(months) months of reserve; on the central"
            + " path in " + (names.isEmpty ? "no year" : names.joined(separator: ", ")) + ".",
          zh: "仅在上年末\(fund.zh)可支付月数低于\(months)个月时执行；中心路径上执行年份："
            + (names.isEmpty ? "无" : names.joined(separator: "、")) + "。"), indent: 2)
    }
    try reasons(context, scenario, &page)
    parameters(context, scenario, &page)
    effectiveRates(context, scenario, &page)
    outcomes(context, scenario, &page)
    effects(context, scenario, &page)
    flowsBehindBalances(context, scenario, &page)
    payersAgainstBaseline(context, scenario, payers, &page)
  }

  /// What a reform's file says of it, as written there.
  private static func describe(_ reform: Reform, _ page: inout ReportPage) {
    page.paragraph("Description 说明: \(reform.description)", indent: 2, hanging: 2)
    page.paragraph("Source 依据: \(reform.source)", indent: 2, hanging: 2)
    if let text = reform.cannotModel { page.paragraph("Not modelled 未模拟: \(text)", indent: 2, hanging: 2) }
  }

  /// What a change of benefits does to the share of eligible expense that the fund pays in all (实际报销比例).
  private static func effectiveRates(_ context: ReportContext, _ scenario: Int, _ page: inout ReportPage) {
    let parameters = [context.run.resolved[0].parameters, context.run.resolved[scenario].parameters]
    for (index, branch) in context.scheme.branches.enumerated() {
      let moved = branch.benefitParameters.filter { parameters[0][$0] != parameters[1][$0] }
      func moves(_ year: Int) -> Bool {
        moved.contains { parameters[0].value($0, year) != parameters[1].value($0, year) }
      }
      guard let first = (0..<context.timeline.reportedCount).first(where: moves) else { continue }
      func rate(_ scenario: Int, _ year: Int) -> String {
        let rate = context.outcomes[scenario].effectiveRate(branches: [index], year: year)
        return rate.isFinite ? ReportFormat.percent(rate, decimals: 2) : "–"
      }
      let last = context.timeline.reportedCount - 1
      page.paragraph(
        LocalizedText(
          en: "\(branch.title.en): effective rate of eligible expense \(context.year(first)) \(rate(0, first)) →"
            + " \(rate(scenario, first)), \(context.year(last)) \(rate(0, last)) → \(rate(scenario, last)).",
          zh: "\(branch.title.zh)：政策范围内实际报销比例\(context.year(first))年\(rate(0, first))→\(rate(scenario, first))，"
            + "\(context.year(last))年\(rate(0, last))→\(rate(scenario, last))。"), indent: 2)
    }
  }

  private static func effects(_ context: ReportContext, _ scenario: Int, _ page: inout ReportPage) {
    let moved = context.scheme.funds.indices.filter { context.moves($0, under: scenario) }
    guard !moved.isEmpty else {
      page.line("  No closing balance differs by a cent. 各基金结余均无变化。")
      return
    }
    page.line("  Effect on closing balances, reform − baseline 对滚存结余的影响 (\(context.units.money.name)):")
    page.table(context.years.columns) { years in
      var table = TextTable(first: "Fund 基金", years.map { context.year($0) })
      for fund in moved {
        table.add(
          [ReportFormat.both(context.scheme.funds[fund].title)]
            + years.map {
              context.units.signedMoney(
                context.accounts[scenario][fund].closing[$0] - context.accounts[0][fund].closing[$0])
            })
      }
      return table
    }
    let still = context.shownFunds.filter { !moved.contains($0.index) }.map(\.fund.title)
    if !still.isEmpty {
      page.paragraph("No change 无变化: " + still.map(ReportFormat.both).joined(separator: ", ") + ".", indent: 2)
    }
  }
}
