import Accounts
import Arrays
import PolicyModel
import Quantities
import Results
import SchemeModel

extension Report {
  static func reforms(_ context: ReportContext, _ page: inout Document) throws {
    page.heading(apart("\(context.number(.reforms)). Each reform against the baseline", "各改革方案与基准方案比较"))
    if context.run.definitions.count < 2 { page.subheading(both("None in this run.", "本次测算无改革方案。")) }
    guard context.run.definitions.count > 1 else { return }
    let baseline = context.result.outcomes(scenario: 0)
    let payers = GroupCare.all(context.scheme).map { care in
      (care: care, baseline: (0..<context.timeline.reportedCount).map { care.payers(baseline, year: $0) })
    }
    let parts = try Parallel.map(context.run.definitions.count - 1) { place in
      var part = context.document
      try reform(context, place + 1, payers, &part)
      return part
    }
    for part in parts { page.append(part) }
  }

  private static func reform(
    _ context: ReportContext, _ scenario: Int, _ payers: [(care: GroupCare, baseline: [GroupPayers])],
    _ page: inout Document
  ) throws {
    let definition = context.run.definitions[scenario]
    page.gap()
    page.subheading("\(definition.title)  [\(definition.id)]")
    for reform in definition.reforms { describe(reform, &page) }
    if let reacting = definition.reacting, let rule = reacting.reaction {
      describe(reacting, &page)
      let years = (0..<context.timeline.reportedCount).filter { year in
        context.run.regions.indices.contains { context.result.acts(scenario: scenario, region: $0, year: year) }
      }
      let path = context.isRegional ? LocalizedText(en: "central path of some region", zh: "部分统筹区中心路径") : centralPath
      let months = ReportFormat.parameter(rule.months), names = years.map(context.year)
      let fund = context.scheme.funds.first { $0.id == rule.fund }?.title ?? LocalizedText(rule.fund)
      page.paragraph(
        LocalizedText(
          en:
            "Holds in every year after one in which \(fund.en) closes with less than \(months) months of reserve; on the"
            + " \(path.en) in " + (names.isEmpty ? "no year" : names.joined(separator: ", ")) + ".",
          zh: "仅在上年末\(fund.zh)可支付月数低于\(months)个月时执行；\(path.zh)上执行年份："
            + (names.isEmpty ? "无" : names.joined(separator: "、")) + "。"), indent: 2)
    }
    if !context.isRegional {
      try reasons(context, scenario, &page)
      parameters(context, scenario, &page)
      effectiveRates(context, scenario, &page)
      outcomes(context, scenario, &page)
    }
    effects(context, scenario, &page)
    if !context.isRegional { flowsBehindBalances(context, scenario, &page) }
    payersAgainstBaseline(context, scenario, payers, &page)
  }

  private static let centralPath = LocalizedText(en: "central path", zh: "中心路径")

  /// What a reform's file says of it, as written there.
  private static func describe(_ reform: Reform, _ page: inout Document) {
    page.paragraph("\(both("Description", "说明")): \(reform.description)", indent: 2, hanging: 2)
    page.paragraph("\(both("Source", "依据")): \(reform.source)", indent: 2, hanging: 2)
    if let text = reform.cannotModel {
      page.paragraph("\(both("Not modelled", "未模拟")): \(text)", indent: 2, hanging: 2)
    }
  }

  /// What a change of benefits does to the share of eligible expense that the fund pays in all (实际报销比例).
  private static func effectiveRates(_ context: ReportContext, _ scenario: Int, _ page: inout Document) {
    let parameters = [context.run.resolved[0].parameters, context.run.resolved[scenario].parameters]
    for (index, branch) in context.scheme.branches.enumerated() {
      let moved = branch.benefitParameters.filter { parameters[0][$0] != parameters[1][$0] }
      func moves(_ year: Int) -> Bool {
        moved.contains { parameters[0].value($0, year) != parameters[1].value($0, year) }
      }
      guard let first = (0..<context.timeline.reportedCount).first(where: moves) else { continue }
      func rate(_ scenario: Int, _ year: Int) -> String {
        let rate = context.outcome(scenario).effectiveRate(branches: [index], year: year)
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

  private static func effects(_ context: ReportContext, _ scenario: Int, _ page: inout Document) {
    let moved = context.scheme.funds.indices.filter { context.moves($0, under: scenario) }
    guard !moved.isEmpty else {
      page.caption(both("No closing balance differs by a cent.", "各基金结余均无变化。"))
      return
    }
    page.caption("\(both("Effect on closing balances, reform − baseline", "对滚存结余的影响")) (\(context.units.money.name)):")
    var table = context.series(both("Fund", "基金"))
    for fund in moved {
      table.add(
        .title(context.scheme.funds[fund].title),
        context.years.all.map { .change(context.closingChange(scenario, fund, $0)) })
    }
    page.series(table)
    let still = context.shownFunds.filter { !moved.contains($0.index) }.map(\.fund.title)
    if !still.isEmpty {
      let titles = still.map { Phrase($0) }.joined(separator: ", ")
      page.paragraph("\(both("No change", "无变化")): \(titles).", indent: 2)
    }
  }
}
