import Quantities
import Results
import SchemeModel

// What a reform moves where no balance tells: flows of funds that close as before, and who pays the bills.
extension Report {
  /// Lines that move in funds whose balance does not: what comes in meets what goes out.
  static func flowsBehindBalances(_ context: ReportContext, _ scenario: Int, _ page: inout Document) {
    for (fund, declared) in context.shownFunds where !context.moves(fund, under: scenario) {
      let moved = MovedLines(context.outcome(scenario), fund: fund, visible: context.units.visible)
      guard let first = moved.first else { continue }
      func text(_ title: (LocalizedText) -> String, _ between: String) -> String {
        moved.lines.prefix(4).map { line, changes in
          let amounts = Set([first, changes.count - 1]).sorted().map {
            "\(context.year($0)) \(context.units.prose(changes[$0], plus: true))"
          }
          return "\(title(context.scheme.lines[line].title)) \(amounts.joined(separator: ", "))"
        }.joined(separator: between)
      }
      page.item(
        LocalizedText(
          en: "\(declared.title.en): the balance does not move, but flows do: \(text(\.en, "; ")).",
          zh: "\(declared.title.zh)：结余不变，收支变动（\(context.units.money.name)）：\(text(\.zh, "；"))。"))
    }
  }

  /// Changes of who pays the bills, in the first year in which they change and at the horizon.
  ///
  /// - Parameter groups: with who pays under the baseline, by year.
  static func payersAgainstBaseline(
    _ context: ReportContext, _ scenario: Int, _ groups: [(care: GroupCare, baseline: [GroupPayers])],
    _ page: inout Document
  ) {
    let isAlike = context.result.input.regions.indices.allSatisfy { region in
      context.result.careVariant(scenario: scenario, region: region)
        == context.result.careVariant(scenario: 0, region: region)
    }
    guard !isAlike else { return }
    let last = context.timeline.reportedCount - 1, outcomes = context.result.outcomes(scenario: scenario)
    var rows: [(group: InsuredGroup, year: Int, before: GroupPayers, after: GroupPayers)] = []
    for (care, before) in groups {
      func after(_ year: Int) -> GroupPayers { care.payers(outcomes, year: year) }
      guard let first = (0...last).first(where: { before[$0].differs(from: after($0), by: context.units.visible) })
      else { continue }
      for year in Set([first, last]).sorted() { rows.append((care.group, year, before[year], after(year))) }
    }
    guard !rows.isEmpty else { return }
    let funds = GroupPayers.payingFunds(rows.flatMap { [$0.before, $0.after] })
    page.caption("\(both("Who pays the bills, reform − baseline", "医疗费用各方支付变化")) (\(context.units.money.name)):")
    var table = DocumentTable(
      [
        .left("Group", "险种"), .left(stacked("Year", "年份")), .right("Bill", "医疗费用"),
        .right(Phrase(context.scheme.form.remarks.basic, .stacked)),
      ]
        + GroupPayers.columns(funds, context.scheme) + [.right("Own", "个人")])
    for row in rows {
      func change(_ part: (GroupPayers) -> Double) -> DocumentCell { .change(part(row.after) - part(row.before)) }
      table.add(
        [.title(row.group.title(context.registry)), .year(context.base + row.year), change(\.bill), change(\.basic)]
          + funds.map { fund in change { $0.funds[fund] ?? 0 } } + [change(\.own)])
    }
    page.table(table)
  }
}
