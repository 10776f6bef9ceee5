import Accounts
import PolicyModel
import Results
import Studies

/// Accounts of a part of a year.
package enum MonthlyTable {
  package static let shape = TableShape(
    "months", "Accounts by month", "分月账户",
    both(
      "`fundcast months`: every line of every account by month, and the stock at the end of every month as line `closing`.",
      "`fundcast months`：各基金各项目分月金额，`closing`为月末结余。"),
    [
      .scenario, .region, .fund, .year, Column("month", .month, "Month", "月份", both("The month, 1 to 12", "月份，1至12")),
      .kind, .line, .amount,
    ])

  /// The months of a year from January to `last`, 1…12.
  package static func table(_ run: PolicyRun, year: Int, through last: Int) -> Table {
    let parts = TablePart.all(run) { outcome, rows in
      let closing = rows.label("closing", "closing")
      for fund in outcome.scheme.funds.indices {
        let account = MonthlyAccount(outcome, fund: fund, year: year - outcome.timeline.baseYear)
        let name = rows.label(account.fund.id)
        for month in 0..<last {
          func row(_ names: TableRows.Label, _ amount: Double) throws {
            rows.text(name)
            rows.integer(year)
            rows.integer(month + 1)
            rows.text(names)
            rows.money(amount)
            try rows.endRow()
          }
          for entry in account.entries {
            try row(rows.label(entry.kind.rawValue, entry.line.id), entry.amounts[month])
          }
          try row(closing, account.closing[month])
        }
      }
    }
    return Table(shape, form: run.result.scheme.form, parts: parts)
  }
}
