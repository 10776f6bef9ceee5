import Accounts
import Quantities
import Results
import SchemeModel

extension TextReport {
  /// The reserve of every fund in the base year and the first years beyond each bound, baseline.
  static func reserveWarnings(_ context: ReportContext, _ page: inout ReportPage) {
    let funds = context.shownFunds.map { entry in
      (
        title: ReportFormat.lines(entry.fund.title, width: ReportColumns.wideFund),
        warnings: ReserveWarnings(context.accounts[0][entry.index])
      )
    }
    let horizon = context.timeline.horizon, empty = funds.count { $0.warnings.belowZero != nil }
    if empty > 0 {
      page.item(
        "WARNING 警示: \(empty) of \(funds.count) funds below zero up to \(horizon) under current rules"
          + " 现行政策下至\(horizon)年\(funds.count)项基金中\(empty)项出现负结余; section 3 第3节.")
    }
    page.item(
      "Months of reserve (stock ÷ monthly spending of the year), first year beyond each bound 可支付月数及首次越过各界限的年份:")
    page.table(table(funds, context.timeline))
  }

  /// One row a fund. Where all that need a reserve have the same bounds for good, the heads name them; else a column does.
  static func table(
    _ funds: [(title: String, warnings: ReserveWarnings)], _ timeline: Timeline
  ) -> TextTable {
    let bounds = Set(funds.flatMap { $0.warnings.bounds.filter(\.isRequired) })
    let shared = bounds.count == 1 ? bounds.first : nil
    func head(_ side: String, _ name: String, _ bound: Double?, _ zh: String, _ zhName: String) -> String {
      bound.map { "\(side) \(ReportFormat.parameter($0))\nmonths\n\(zh)\(ReportFormat.parameter($0))个月" }
        ?? "\(side)\n\(name)\n\(zh)\(zhName)"
    }
    var table = TextTable(
      [("Fund 基金", .left)] + (shared == nil ? [("Bounds\n界限\n(月)", .right)] : [])
        + [
          ("Months\n\(timeline.baseYear)\n可支付月数", .right), ("State\n\(timeline.baseYear)\n状态", .left),
          ("Below\nzero\n结余为负", .right), (head("Below", "severe", shared?.severe, "低于", "严重线"), .right),
          (head("Below", "normal", shared?.normal, "低于", "正常线"), .right),
          (head("Above", "high", shared?.high, "高于", "上限"), .right),
        ], wrapping: [0: ReportColumns.wideFund])
    for (title, warnings) in funds {
      func year(_ index: Int?) -> String { index.map { "\(timeline.baseYear + $0)" } ?? "–" }
      let base = warnings.bounds[0]
      let own =
        base.isRequired
        ? [base.severe, base.normal, base.high].map(ReportFormat.parameter).joined(separator: " / ") : "–"
      let level = warnings.levels[0].map { ReportFormat.both($0.title) }
      table.add(
        [title] + (shared == nil ? [own] : []) + [
          ReportFormat.optional(warnings.months[0], decimals: 1),
          level ?? (base.isRequired ? "–" : "none asked 不要求"),
          year(warnings.belowZero), year(warnings.belowSevere), year(warnings.belowNormal), year(warnings.aboveHigh),
        ])
    }
    return table
  }
}
