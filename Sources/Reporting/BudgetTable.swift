import Accounts
import Results
import Studies

extension OutputTables {
  /// budget.csv: the official budget of every fund and year, in the order of the form. Amounts are positive on their own
  /// side: expenditure and what goes out are not negated. `total-income`, `total-expenditure` and `balance` are sums of the
  /// rows around them; an item to which no line of the fund belongs has no rows.
  ///
  /// - Throws: ``FundcastError`` where a budget does not add up to its closing balance.
  static func budget(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "item", "item_zh", "amount_yuan"], to: sink)
    let result = run.result
    for cell in RunCell.all(run) {
      for (fund, declared) in result.scheme.funds.enumerated() {
        let budget = try FundBudget(cell.outcome, fund: fund)
        let rows = budget.items.map { (names: CSVText($0.id, $0.title.zh), amounts: budget.amounts($0)) }
        let name = CSVText(declared.id)
        for year in 0..<result.timeline.reportedCount {
          for row in rows {
            csv.begin(cell)
            csv.text(name)
            csv.integer(result.timeline.baseYear + year)
            csv.text(row.names)
            csv.money(row.amounts[year])
            try csv.endRow()
          }
        }
      }
    }
    try csv.finish()
  }
}
