import Quantities
import Results

extension Report {
  /// Receivables and payables of a fund in the baseline, a column a year, the year before the base year first.
  static func owed(_ context: ReportContext, _ fund: Int, _ page: inout Document) {
    let entries = OwedAmount.of(context.outcome(0), fund: fund)
    guard !entries.isEmpty else { return }
    page.gap()
    var table = context.series(
      both("Owed at year end", "年末应收应付"), opening: context.base - 1, width: ReportColumns.wideFund)
    for entry in entries {
      let title = context.scheme.lines[entry.line].title
      let side = entry.isReceivable ? both("receivable", "应收") as Phrase : both("payable", "应付")
      let amounts = [entry.opening] + context.years.all.map { entry.closing[$0] }
      table.add("\(title) (\(side))", amounts.map(DocumentCell.money))
    }
    page.series(table)
  }
}
