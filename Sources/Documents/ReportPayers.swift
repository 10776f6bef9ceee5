import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel

extension GroupPayers {
  /// The heads of the columns of funds.
  static func columns(_ funds: [Int], _ scheme: Scheme) -> [DocumentColumn] {
    let known = funds.filter { $0 >= 0 }
    let heads = Dictionary(
      zip(known, ReportColumns.heads(known.map { scheme.funds[$0] })), uniquingKeysWith: { first, _ in first })
    return funds.map { .right(heads[$0] ?? stacked("Other layers", "其他")) }
  }
}

extension Report {
  static func payers(_ context: ReportContext, _ page: inout Document) {
    payers(context.result, context.registry, context.titles, context.units, &page)
    ownByDecile(context, &page)
  }

  /// Shares of the bill by payer, base year and horizon.
  static func payers(
    _ result: ProjectionResult, _ registry: LeverRegistry, _ titles: ScenarioTitles, _ units: ReportUnits,
    _ page: inout Document
  ) {
    let scheme = result.scheme, last = result.timeline.reportedCount - 1
    let baseline = result.outcomes(scenario: 0)
    let rows = GroupCare.all(scheme).flatMap { care in
      (last > 0 ? [0, last] : [0]).map { (group: care.group, year: $0, payers: care.payers(baseline, year: $0)) }
    }.filter { $0.payers.bill > 0 }
    guard !rows.isEmpty else { return }
    page.heading(apart("Who pays the bill", "谁来支付"))
    let title = scheme.form.remarks.basic.en, basic = title.prefix(1).lowercased() + title.dropFirst()
    page.paragraph(
      LocalizedText(
        en:
          "All bills of the insured, baseline, and the share of each payer: the \(basic), the layers above it by the fund they"
          + " are paid from, and the insured, from accounts of their own or in cash. By status, branch and layer: waterfall.csv.",
        zh: "基准方案下参保人全部医疗费用及各方支付比例：\(scheme.form.remarks.basic.zh)、其上各层按支付资金、个人（含个人账户支付）。分参保状态、服务和保障层见waterfall.csv。"))
    page.gap()
    let funds = GroupPayers.payingFunds(rows.map(\.payers))
    var table = DocumentTable(
      [
        .left("Group", "险种"), .left(stacked("Year", "年份")),
        .right("\(stacked("Bill", "医疗费用"))\n\(units.money.name)"),
        .right(Phrase(scheme.form.remarks.basic, .stacked)),
      ]
        + GroupPayers.columns(funds, scheme) + [.right("Own", "个人")])
    for row in rows {
      func share(_ part: Double) -> DocumentCell { .percent(part / row.payers.bill) }
      table.add(
        [
          .title(row.group.title(registry)), .year(result.timeline.baseYear + row.year),
          .money(row.payers.bill),
          share(row.payers.basic),
        ] + funds.map { share(row.payers.funds[$0] ?? 0) } + [share(row.payers.own)])
    }
    page.table(table)
    let missing = registry.omitted.filter { $0.kind == .layer }.map(\.title)
    if !missing.isEmpty {
      page.item(
        LocalizedText(
          en: "Not modelled here, so that what they pay stands under Own: \(missing.map(\.en).joined(separator: "; "))."
            + " Own is then no figure of what patients pay.",
          zh: "以下保障未建模，其支付计入“个人”，该数不等于参保人实际负担：\(missing.map(\.zh).joined(separator: "；"))。"))
    }
    paidOtherwise(result, titles, &page)
    premiumsAndClaims(result, titles, units, &page)
  }

  /// Own share of the bill by decile, where deciles were asked for: units with layers, base year and horizon.
  private static func ownByDecile(_ context: ReportContext, _ page: inout Document) {
    guard let ranked = context.ranked, !context.isRegional else { return }
    let scheme = context.scheme, last = context.timeline.reportedCount - 1
    var table = DocumentTable(
      [.left("Status", "参保状态"), .left("Unit", "费用单元"), .left(stacked("Year", "年份"))]
        + ((0..<RankedBills.groups).map { "\($0)" } + [stacked("all", "合计")]).map { .right($0) },
      wrapping: [0: 20, 1: 18])
    for (status, declared) in scheme.statuses.enumerated() {
      let units = CareUnit.all(of: status, scheme)
      let withLayers = units.indices.filter { !units[$0].layers.isEmpty }
      for place in withLayers.isEmpty ? Array(units.indices.prefix(1)) : withLayers {
        for year in last > 0 ? [0, last] : [0] {
          guard let bills = ranked.bills(status: status, unit: place, scenario: 0, region: 0, year: year) else {
            continue
          }
          func share(_ waterfall: CareWaterfall) -> DocumentCell {
            .optional(waterfall.ownShare.map { $0 * 100 }, decimals: 1)
          }
          let whole = context.outcome(0).waterfall(units[place], status: status, year: year)
          table.add(
            [.title(declared.title), .title(units[place].title), .year(context.base + year)]
              + (0..<RankedBills.groups).map { share(bills.waterfall($0)) } + [share(whole)])
        }
      }
    }
    guard !table.isEmpty else { return }
    page.subheading(both("Own share of the bill by decile, per cent", "按费用十等分的个人支付比例 (%)："))
    page.paragraph(
      LocalizedText(
        en:
          "Users of a unit's first branch in ten groups of equal numbers by their annual bill in it, the lowest first; 0 are those"
          + " who do not use it, but another branch of the unit. What closes the own share of the poor is paid on the mean of a"
          + " sex and age; it is divided in proportion to what is left before it.",
        zh: "按首项服务的年度费用由低到高分为人数相等的十组，0组为未使用首项服务、但使用同一单元其他服务者。困难人员兜底按同性别年龄平均支付，"
          + "按兜底前个人负担比例分摊。"),
      indent: 2)
    page.table(table)
  }
}
