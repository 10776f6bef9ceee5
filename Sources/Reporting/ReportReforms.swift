import Accounts
import PolicyModel
import Quantities
import SchemeModel

extension TextReport {
  static func reforms(_ context: ReportContext, _ page: inout ReportPage) throws {
    page.heading("6. Each reform against the baseline  各改革方案与基准方案比较")
    if context.run.definitions.count < 2 { page.subheading("None in this run. 本次测算无改革方案。") }
    guard context.run.definitions.count > 1 else { return }
    let payers = GroupCare.all(context.scheme).map { care in
      (care: care, baseline: (0..<context.timeline.reportedCount).map { care.payers(context.result, year: $0) })
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
        context.result.acts(scenario: scenario, year: $0)
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
        func sum(_ quantity: Quantity) -> Double {
          branch.statuses.reduce(0) {
            $0 + (context.result.quantity(quantity, status: $1, scenario: scenario, year: year) ?? 0)
          }
        }
        let eligible = sum(.eligible(index))
        return eligible > 0 ? ReportFormat.percent(sum(.fundPayment(index)) / eligible, decimals: 2) : "–"
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

  /// What the reform changes, and how many levers follow from it by index rules.
  private static func parameters(_ context: ReportContext, _ scenario: Int, _ page: inout ReportPage) {
    let changed = Set(context.run.definitions[scenario].reforms.flatMap(\.changes).map(\.lever))
    let all = ParameterDifference.all(context, scenario)
    guard !all.isEmpty else {
      // The values of a reform that holds in some years only stand with the scenario that has them in all.
      if context.run.definitions[scenario].reacting == nil {
        page.paragraph("No parameter differs from the baseline. 参数与基准方案一致。", indent: 2)
      }
      return
    }
    let named = all.filter { changed.contains($0.lever) }
    if !named.isEmpty {
      page.line("  Parameters that differ (means of the year), baseline → reform 参数变化（年均值），基准→改革:")
      var table = TextTable(
        [
          ("Lever 参数", .left), ("Unit 单位", .left), ("First\n首年", .right), ("baseline\n基准", .right),
          ("reform\n改革", .right), ("Last\n末年", .right), ("baseline\n基准", .right), ("reform\n改革", .right),
        ], wrapping: [0: ReportColumns.lever, 1: ReportColumns.unit])
      for difference in named {
        let lever = context.registry[difference.lever]
        func pair(_ year: Int) -> [String] { [0, 1].map { difference.text($0, year, of: lever) } }
        table.add(
          [
            lever.lines(), ReportFormat.lines(lever.spec.unit.title, width: ReportColumns.unit),
            context.year(difference.first),
          ]
            + pair(difference.first)
            + [context.year(difference.last)] + pair(difference.last))
      }
      page.table(table)
      for difference in named {
        let lever = context.registry[difference.lever]
        if let years = difference.byYear(context, lever) {
          page.paragraph("\(lever.path): \(years)", indent: 4, hanging: 2)
        }
      }
    }
    let followers = all.count - named.count
    if followers > 0 {
      page.paragraph(
        LocalizedText(
          en: "\(followers) \(followers == 1 ? "lever follows" : "levers follow"): all in manifest.json.",
          zh: "另有\(followers)项参数随之变化，见manifest.json。"), indent: 2)
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
