import Accounts
import SchemeModel

extension Report {
  /// The official budget of a fund, baseline, a column a year.
  static func budget(_ context: ReportContext, _ fund: Int, _ page: inout Document) {
    let budget = context.budgets[0][fund]
    let reported = context.timeline.reportedCount
    func isZero(_ item: BudgetItem) -> Bool {
      item.side != nil && budget.amounts(item).prefix(reported).allSatisfy { $0.magnitude < Measures.negligible }
    }
    page.gap()
    let title = context.scheme.funds[fund].title
    page.caption("\(both("Official budget, \(title.en)", "基金预算（\(title.zh)）")):")
    var table = context.series(both("Item", "预算科目"))
    for item in budget.items where !isZero(item) {
      let amounts = budget.amounts(item)
      table.add(.title(item.title), context.years.all.map { .money(amounts[$0]) })
    }
    page.series(table)
    let zero = context.scheme.form.account.rows.filter { $0.side != nil && isZero($0) }
    if !zero.isEmpty {
      let titles = zero.map { Phrase($0.title) }.joined(separator: ", ")
      page.paragraph("\(both("Zero in all years, left out", "各年均为零，未列")): \(titles).", indent: 2)
    }
  }
}
