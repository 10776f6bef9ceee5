import Accounts
import SchemeModel

extension TextReport {
  /// The official budget of a fund, baseline, a column a year.
  static func budget(_ context: ReportContext, _ fund: Int, _ page: inout ReportPage) {
    let budget = context.budgets[0][fund]
    let reported = context.timeline.reportedCount
    func isZero(_ item: BudgetItem) -> Bool {
      item.side != nil && budget.amounts(item).prefix(reported).allSatisfy { $0.magnitude < Measures.negligible }
    }
    page.line()
    page.line("  Official budget, \(context.scheme.funds[fund].title.en) 基金预算（\(context.scheme.funds[fund].title.zh)）:")
    page.table(context.years.columns) { years in
      var table = TextTable(first: "Item 预算科目", years.map { context.year($0) })
      for item in budget.items where !isZero(item) {
        table.add([ReportFormat.both(item.title)] + years.map { context.units.money(budget.amounts(item)[$0]) })
      }
      return table
    }
    let zero = context.scheme.form.account.rows.filter { $0.side != nil && isZero($0) }
    if !zero.isEmpty {
      page.paragraph(
        "Zero in all years, left out 各年均为零，未列: \(zero.map { ReportFormat.both($0.title) }.joined(separator: ", ")).",
        indent: 2)
    }
  }
}
