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
    scheme.memory.sorted { $0.settledBy < $1.settledBy }.compactMap { memory in
      let line = scheme.lines[memory.settledBy]
      guard let owed = memory.owed, line.fund == fund else { return nil }
      return OwedAmount(line: owed, opening: memory.opening, isReceivable: line.kind.side != .outflow)
    }
  }
}

extension TextReport {
  /// Receivables and payables of a fund in the baseline, a column a year, the year before the base year first.
  static func owed(_ context: ReportContext, _ fund: Int, _ page: inout ReportPage) {
    let parameters = context.run.resolved[0].parameters
    let entries = OwedAmount.of(fund: fund, context.scheme).filter { entry in
      ([parameters.value(entry.opening, 0)]
        + (0..<context.timeline.reportedCount).map { context.amount(entry.line, 0, $0) })
        .contains { $0.magnitude >= Measures.negligible }
    }
    guard !entries.isEmpty else { return }
    page.line()
    page.table(context.years.columns) { years in
      var table = TextTable(
        first: "Owed at year end 年末应收应付", ["\(context.timeline.baseYear - 1)"] + years.map { context.year($0) },
        wrappingFirst: ReportColumns.wideFund)
      for entry in entries {
        let title = context.scheme.lines[entry.line].title, side = entry.isReceivable ? "receivable 应收" : "payable 应付"
        let amounts = [parameters.value(entry.opening, 0)] + years.map { context.amount(entry.line, 0, $0) }
        table.add(["\(ReportFormat.both(title)) (\(side))"] + amounts.map(context.units.money))
      }
      return table
    }
  }
}
