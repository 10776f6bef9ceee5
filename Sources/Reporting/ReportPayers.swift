import PolicyModel
import ProjectionEngine
import SchemeModel

/// Who pays the bills of an insured group: the basic scheme, the fund behind each layer, or the insured.
struct GroupPayers {
  /// Bills, yuan.
  private(set) var bill = 0.0
  /// What the basic scheme pays, yuan.
  private(set) var basic = 0.0
  /// What layers pay, by the fund they are paid from, yuan.
  private(set) var funds: [Int: Double] = [:]
  /// What remains, yuan.
  private(set) var own = 0.0

  fileprivate init(_ result: ProjectionResult, _ care: GroupCare, scenario: Int, year: Int) {
    for region in result.input.regions.indices {
      for (status, unit, payers) in care.units {
        let waterfall = result.waterfall(unit, status: status, scenario: scenario, region: region, year: year)
        bill += waterfall.bill
        basic += waterfall.basic
        own += waterfall.own
        for (payer, paid) in zip(payers, waterfall.layers) { funds[payer, default: 0] += paid }
      }
    }
  }

  /// Whether a payer pays another amount, as far as the report shows it.
  func differs(from other: GroupPayers) -> Bool {
    let funds = Set(funds.keys).union(other.funds.keys).map { (self.funds[$0] ?? 0) - (other.funds[$0] ?? 0) }
    return ([bill - other.bill, basic - other.basic, own - other.own] + funds)
      .contains { $0.magnitude >= BalanceChange.invisible }
  }

  /// The head of a fund's column.
  static func column(_ fund: Int, _ scheme: Scheme) -> (String, TextTable.Alignment) {
    fund < 0
      ? ("Other layers\n其他", .right) : ("\(scheme.funds[fund].title.en)\n\(scheme.funds[fund].title.zh)", .right)
  }
}

/// The care of an insured group and who pays for it, found once for all years.
struct GroupCare {
  let group: InsuredGroup
  /// By status; for each layer of a unit the fund it is paid from, −1 where no line takes it.
  fileprivate let units: [(status: Int, unit: CareUnit, payers: [Int])]

  static func all(_ scheme: Scheme) -> [GroupCare] { InsuredGroup.all(scheme).map { GroupCare($0, scheme) } }

  private init(_ group: InsuredGroup, _ scheme: Scheme) {
    func payer(_ layer: Int) -> Int {
      scheme.lines.first { line in
        if case .people(.layerPayment(layer), _) = line.source { line.kind == .expenditure } else { false }
      }?.fund ?? -1
    }
    self.group = group
    units = group.statuses.flatMap { status in
      CareUnit.all(of: status, scheme).map { (status, $0, $0.layers.map(payer)) }
    }
  }

  /// Who pays in a year, in all regions together.
  func payers(_ result: ProjectionResult, scenario: Int = 0, year: Int) -> GroupPayers {
    GroupPayers(result, self, scenario: scenario, year: year)
  }
}

extension TextReport {
  static func payers(_ context: ReportContext, _ page: inout ReportPage) {
    payers(context.result, omitted: context.registry.omitted, &page)
    ownByDecile(context, &page)
  }

  /// Shares of the bill by payer, base year and horizon.
  static func payers(_ result: ProjectionResult, omitted: [OmittedEntity], _ page: inout ReportPage) {
    let scheme = result.scheme, last = result.timeline.reportedCount - 1
    let rows = GroupCare.all(scheme).flatMap { care in
      (last > 0 ? [0, last] : [0]).map { (group: care.group, year: $0, payers: care.payers(result, year: $0)) }
    }.filter { $0.payers.bill > 0 }
    guard !rows.isEmpty else { return }
    page.heading("Who pays the bill  谁来支付")
    page.paragraph(
      "All bills of the insured, baseline, and the share of each payer: the basic scheme, the layers above it by the fund they are"
        + " paid from, and the insured, from personal accounts or in cash. By status, branch and layer: waterfall.csv."
        + " 基准方案下参保人全部医疗费用及各方支付比例；“个人”含个人账户支付。")
    page.line()
    let funds = Set(rows.flatMap { $0.payers.funds.filter { $0.value != 0 }.keys }).sorted()
    var table = TextTable(
      [("Group 险种", .left), ("Year\n年份", .left), ("Bill\n医疗费用\n亿元", .right), ("Basic scheme\n基本医保", .right)]
        + funds.map { GroupPayers.column($0, scheme) } + [("Own\n个人", .right)])
    for row in rows {
      func share(_ part: Double) -> String { ReportFormat.percent(part / row.payers.bill) }
      table.add(
        [
          row.group.id, "\(result.timeline.baseYear + row.year)", ReportFormat.yi(row.payers.bill),
          share(row.payers.basic),
        ] + funds.map { share(row.payers.funds[$0] ?? 0) } + [share(row.payers.own)])
    }
    page.table(table)
    let missing = omitted.filter { $0.kind == .layer }.map(\.title)
    if !missing.isEmpty {
      page.item(
        "Not modelled here, so that what they pay stands under Own: \(missing.map(\.en).joined(separator: "; "))."
          + " Own is then no figure of what patients pay. 以下保障未建模，其支付计入“个人”：\(missing.map(\.zh).joined(separator: "；"))。"
      )
    }
    paidOtherwise(result, &page)
    premiumsAndClaims(result, &page)
  }

  /// Own share of the bill by decile, where deciles were asked for: units with layers, base year and horizon.
  private static func ownByDecile(_ context: ReportContext, _ page: inout ReportPage) {
    guard let ranked = context.ranked else { return }
    let scheme = context.scheme, last = context.timeline.reportedCount - 1
    var table = TextTable(
      [("Status 参保状态", .left), ("Unit 费用单元", .left), ("Year\n年份", .left)]
        + ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "all\n合计"].map { ($0, .right) })
    for (status, declared) in scheme.statuses.enumerated() {
      let units = CareUnit.all(of: status, scheme)
      let withLayers = units.indices.filter { !units[$0].layers.isEmpty }
      for place in withLayers.isEmpty ? Array(units.indices.prefix(1)) : withLayers {
        for year in last > 0 ? [0, last] : [0] {
          guard let bills = ranked.bills(status: status, unit: place, scenario: 0, year: year) else { continue }
          func share(_ waterfall: CareWaterfall) -> String {
            waterfall.bill > 0 ? DecimalText.string(waterfall.own / waterfall.bill * 100, decimals: 1) : "–"
          }
          let whole = context.result.waterfall(units[place], status: status, scenario: 0, year: year)
          table.add(
            [declared.title.zh, units[place].title.zh, context.year(year)]
              + (0..<RankedBills.groups).map { share(bills.waterfall($0)) } + [share(whole)])
        }
      }
    }
    guard !table.isEmpty else { return }
    page.subheading("Own share of the bill by decile, per cent 按费用十等分的个人支付比例 (%)：")
    page.paragraph(
      "Users of a unit's first branch in ten groups of equal numbers by their annual bill in it, the lowest first; 0 are those who"
        + " do not use it, but another branch of the unit. What closes the own share of the poor is paid on the mean of a sex and"
        + " age; it is divided in proportion to what is left before it. 按首项服务的年度费用由低到高分为十组，0组为未使用首项服务者。",
      indent: 2)
    page.table(table)
  }
}
