import Accounts
import Arrays
import Quantities
import Results
import SchemeModel

extension Report {
  /// The reserves of the funds, baseline, and when they are beyond which bound.
  static func reserveWarnings(_ context: ReportContext, _ page: inout Document) {
    guard !context.isRegional else { return reservesByRegion(context, &page) }
    let funds = context.shownFunds.map { entry in
      (title: entry.fund.title, warnings: ReserveWarnings(context.accounts[0][entry.index]))
    }
    let horizon = context.horizon, empty = funds.count { $0.warnings.belowZero != nil }
    if empty > 0 {
      let found =
        both(
          "\(empty) of \(funds.count) funds below zero up to \(horizon) under current rules",
          "现行政策下至\(horizon)年\(funds.count)项基金中\(empty)项出现负结余") as Phrase
      page.item("\(both("WARNING", "警示")): \(found); \(context.reference(.deficits)).")
    }
    let title =
      both(
        "Months of reserve (stock ÷ monthly spending of the year), first year beyond each bound", "可支付月数及首次越过各界限的年份")
      as Phrase
    page.item("\(title):")
    page.table(table(funds, context.timeline))
  }

  /// One row a fund. Where all that need a reserve have the same bounds for good, the heads name them; else a column does.
  static func table(
    _ funds: [(title: LocalizedText, warnings: ReserveWarnings)], _ timeline: Timeline
  ) -> DocumentTable {
    let bounds = Set(funds.flatMap { $0.warnings.bounds.filter(\.isRequired) })
    let shared = bounds.count == 1 ? bounds.first : nil
    let base = timeline.baseYear
    func head(_ side: String, _ name: String, _ bound: Double?, _ zh: String, _ zhName: String) -> Phrase {
      bound.map {
        stacked("\(side) \(ReportFormat.parameter($0))\nmonths", "\(zh)\(ReportFormat.parameter($0))个月")
      } ?? stacked("\(side)\n\(name)", "\(zh)\(zhName)")
    }
    var table = DocumentTable(
      [.left("Fund", "基金")] + (shared == nil ? [.right("Bounds", "界限\n(月)")] : [])
        + [
          .right("Months\n\(base)", "可支付月数"), .left(stacked("State\n\(base)", "状态")),
          .right("Below\nzero", "结余为负"), .right(head("Below", "severe", shared?.severe, "低于", "严重线")),
          .right(head("Below", "normal", shared?.normal, "低于", "正常线")),
          .right(head("Above", "high", shared?.high, "高于", "上限")),
        ], wrapping: [0: ReportColumns.wideFund])
    for (title, warnings) in funds {
      func year(_ index: Int?) -> DocumentCell { index.map { .year(base + $0) } ?? .none }
      let first = warnings.bounds[0]
      let own: DocumentCell =
        first.isRequired
        ? "\([first.severe, first.normal, first.high].map(ReportFormat.parameter).joined(separator: " / "))" : .none
      let level: DocumentCell? = warnings.levels[0].map { .title($0.title) }
      table.add(
        [.named(title)] + (shared == nil ? [own] : []) + [
          .optional(warnings.months[0], decimals: 1),
          level ?? (first.isRequired ? .none : both("none asked", "不要求")),
          year(warnings.belowZero), year(warnings.belowSevere), year(warnings.belowNormal), year(warnings.aboveHigh),
        ])
    }
    return table
  }

  /// How many regions are beyond each bound, and when the first of them is, by fund.
  private static func reservesByRegion(_ context: ReportContext, _ page: inout Document) {
    page.item(
      LocalizedText(
        en:
          "Reserves of the regions under current rules: the first year in which one of them is beyond each bound of its fund, and in"
          + " brackets how many are in some year up to \(context.horizon):",
        zh: "现行政策下各统筹区基金结余：首个统筹区越过各界限的年份，括号内为至\(context.horizon)年越过该界限的统筹区数："))
    var table = DocumentTable(
      first: both("Fund", "基金"),
      [
        stacked("Below\nzero", "结余为负"), stacked("Below\nsevere", "低于严重线"), stacked("Below\nnormal", "低于正常线"),
        stacked("Above\nhigh", "高于上限"),
      ])
    for (fund, declared) in context.shownFunds {
      let outcomes = context.regions[0]
      let warnings = Parallel.map(outcomes.count) { ReserveWarnings(FundAccount(outcomes[$0], fund: fund)) }
      func cell(_ found: (ReserveWarnings) -> Int?) -> DocumentCell {
        let years = warnings.compactMap(found)
        return years.min().map { "\(context.year($0)) (\(years.count))" } ?? .none
      }
      table.add([
        .title(declared.title), cell(\.belowZero), cell(\.belowSevere), cell(\.belowNormal), cell(\.aboveHigh),
      ])
    }
    page.table(table)
  }
}
