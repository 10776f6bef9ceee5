import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What mechanisms with memory owe, or are owed, at the end of a year: deferred contributions, advances, claims that wait
/// (model.md section 9).
struct OwedAmount {
  /// The line that counts it.
  let line: Int
  /// The lever of what was owed before the base year.
  let opening: ParameterID
  /// Whether it comes in when it is settled.
  let isReceivable: Bool

  /// Those of a fund, in the order in which they are settled.
  static func of(fund: Int, _ scheme: Scheme) -> [OwedAmount] {
    scheme.lines.compactMap { line in
      guard case .lineOfLastYear(let owed, let opening) = line.source, line.fund == fund else { return nil }
      return OwedAmount(line: owed, opening: opening, isReceivable: line.kind.side != .outflow)
    }
  }
}

extension TextReport {
  /// Receivables and payables of a fund in the baseline, a column a year, the year before the base year first.
  static func owed(_ context: ReportContext, _ fund: Int, _ page: inout ReportPage) {
    let parameters = context.run.resolved[0].parameters
    let years = context.columnYears
    var table = TextTable(
      first: "Owed at year end 年末应收应付", ["\(context.timeline.baseYear - 1)"] + years.map { context.year($0) })
    for entry in OwedAmount.of(fund: fund, context.scheme) {
      let amounts = [parameters.value(entry.opening, 0)] + years.map { context.amount(entry.line, 0, $0) }
      guard amounts.contains(where: { $0.magnitude >= Measures.negligible }) else { continue }
      let side = entry.isReceivable ? "receivable 应收" : "payable 应付"
      table.add(
        ["\(ReportFormat.both(context.scheme.lines[entry.line].title)) (\(side))"] + amounts.map(ReportFormat.yi))
    }
    guard !table.isEmpty else { return }
    page.line()
    page.table(table)
  }
}
