import Accounts
import ProjectionEngine
import Quantities
import SchemeModel

// What a reform moves where no balance tells: flows of funds that close as before, and who pays the bills.
extension TextReport {
  /// Lines that move in funds whose balance does not: what comes in meets what goes out.
  static func flowsBehindBalances(_ context: ReportContext, _ scenario: Int, _ page: inout ReportPage) {
    let final = context.timeline.reportedCount - 1
    for (fund, declared) in context.shownFunds where !context.moves(fund, under: scenario) {
      func change(_ line: Int, _ year: Int) -> Double {
        context.amount(line, scenario, year) - context.amount(line, 0, year)
      }
      let sizes = FundAccount.entries(of: fund, context.scheme).map { entry in
        (line: entry.line, largest: (0...final).map { change(entry.line, $0).magnitude }.max() ?? 0)
      }
      // The largest first. What comes in is what goes out but for rounding: such lines stand in declared order.
      var rank = 0, last = Double.infinity
      let ranked = sizes.filter { $0.largest >= context.units.visible }.sorted { $0.largest > $1.largest }
        .map { entry in
          if entry.largest < last * (1 - 1e-9) { rank += 1 }
          last = entry.largest
          return (rank: rank, line: entry.line)
        }
      let moved = ranked.sorted { ($0.rank, $0.line) < ($1.rank, $1.line) }.map(\.line)
      guard let first = (0...final).first(where: { year in moved.contains { change($0, year).magnitude >= 1 } }) else {
        continue
      }
      func text(_ title: (LocalizedText) -> String, _ between: String) -> String {
        moved.prefix(4).map { line in
          let amounts = Set([first, final]).sorted().map {
            "\(context.year($0)) \(context.units.prose(change(line, $0), plus: true))"
          }
          return "\(title(context.scheme.lines[line].title)) \(amounts.joined(separator: ", "))"
        }.joined(separator: between)
      }
      page.item("\(declared.title.en): the balance does not move, but flows do: \(text(\.en, "; ")).")
      page.paragraph("\(declared.title.zh)：结余不变，收支变动（\(context.units.money.name)）：\(text(\.zh, "；"))。", indent: 4)
    }
  }

  /// Changes of who pays the bills, in the first year in which they change and at the horizon.
  ///
  /// - Parameter groups: with who pays under the baseline, by year.
  static func payersAgainstBaseline(
    _ context: ReportContext, _ scenario: Int, _ groups: [(care: GroupCare, baseline: [GroupPayers])],
    _ page: inout ReportPage
  ) {
    let isAlike = context.result.input.regions.indices.allSatisfy { region in
      context.result.careVariant(scenario: scenario, region: region)
        == context.result.careVariant(scenario: 0, region: region)
    }
    guard !isAlike else { return }
    let last = context.timeline.reportedCount - 1
    var rows: [(group: InsuredGroup, year: Int, before: GroupPayers, after: GroupPayers)] = []
    for (care, before) in groups {
      func after(_ year: Int) -> GroupPayers { care.payers(context.result, scenario: scenario, year: year) }
      guard let first = (0...last).first(where: { before[$0].differs(from: after($0), by: context.units.visible) })
      else { continue }
      for year in Set([first, last]).sorted() { rows.append((care.group, year, before[year], after(year))) }
    }
    guard !rows.isEmpty else { return }
    let funds = Set(
      rows.flatMap { row in row.before.funds.merging(row.after.funds) { $0 + $1 }.filter { $0.value != 0 }.keys }
    )
    .sorted()
    page.line("  Who pays the bills, reform − baseline 医疗费用各方支付变化 (\(context.units.money.name)):")
    var table = TextTable(
      [("Group 险种", .left), ("Year\n年份", .left), ("Bill\n医疗费用", .right), ("Basic scheme\n基本医保", .right)]
        + GroupPayers.columns(funds, context.scheme) + [("Own\n个人", .right)])
    for row in rows {
      func change(_ part: (GroupPayers) -> Double) -> String {
        context.units.signedMoney(part(row.after) - part(row.before))
      }
      table.add(
        [context.title(row.group), context.year(row.year), change(\.bill), change(\.basic)]
          + funds.map { fund in change { $0.funds[fund] ?? 0 } } + [change(\.own)])
    }
    page.table(table)
  }
}
