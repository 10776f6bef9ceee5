import Accounts
import PolicyModel
import SchemeModel

extension TextReport {
  static func reforms(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("6. Each reform against the baseline  各改革方案与基准方案比较")
    if context.run.definitions.count < 2 { page.subheading("None in this run. 本次测算无改革方案。") }
    for scenario in context.run.definitions.indices.dropFirst() { reform(context, scenario, &page) }
  }

  private static func reform(_ context: ReportContext, _ scenario: Int, _ page: inout ReportPage) {
    let definition = context.run.definitions[scenario]
    page.line()
    page.subheading("\(definition.id): \(ReportFormat.both(definition.title))")
    for reform in definition.reforms {
      page.paragraph(reform.description, indent: 2)
      page.paragraph("Source 依据: \(reform.source)", indent: 2)
      if let text = reform.cannotModel { page.paragraph("Not modelled 未模拟: \(text)", indent: 2) }
    }
    let changed = Set(definition.reforms.flatMap(\.changes).map(\.lever))
    let all = ParameterDifference.all(context, scenario)
    // What the reform names comes first, what follows from it by index rules after.
    let differences = all.filter { changed.contains($0.lever) } + all.filter { !changed.contains($0.lever) }
    if differences.isEmpty {
      page.paragraph("No parameter differs from the baseline. 参数与基准方案一致。", indent: 2)
    } else {
      page.line("  Parameters that differ, first and last year (means of the year) 参数变化:")
      var table = TextTable([
        ("Lever 参数", .left), ("Unit 单位", .left), ("First\n首年", .right), ("baseline\n基准", .right),
        ("reform\n改革", .right), ("Last\n末年", .right), ("baseline\n基准", .right), ("reform\n改革", .right), ("", .left),
      ])
      for difference in differences {
        table.add([
          context.registry[difference.lever].path, context.registry[difference.lever].spec.unit.rawValue,
          context.year(difference.first), difference.text(0, difference.first),
          difference.text(1, difference.first), context.year(difference.last), difference.text(0, difference.last),
          difference.text(1, difference.last), changed.contains(difference.lever) ? "" : "follows 随之变化",
        ])
      }
      page.table(table)
    }
    effects(context, scenario, &page)
  }

  private static func effects(_ context: ReportContext, _ scenario: Int, _ page: inout ReportPage) {
    let moved = context.scheme.funds.indices.filter { context.moves($0, under: scenario) }
    guard !moved.isEmpty else {
      page.line("  No closing balance differs by a cent. 各基金结余均无变化。")
      return
    }
    let years = context.sparseYears
    page.line("  Effect on closing balances, reform − baseline 对滚存结余的影响 (亿元), and years before → after:")
    var table = TextTable(
      first: "Fund 基金", years.map { context.year($0) } + ["First deficit\n首次赤字", "Depletion\n穿底"])
    for fund in moved {
      let before = context.turningYears(0, fund), after = context.turningYears(scenario, fund)
      table.add(
        [ReportFormat.both(context.scheme.funds[fund].title)]
          + years.map {
            ReportFormat.signedYi(context.accounts[scenario][fund].closing[$0] - context.accounts[0][fund].closing[$0])
          } + ["\(before.deficit) → \(after.deficit)", "\(before.depletion) → \(after.depletion)"])
    }
    page.table(table)
    let still = context.scheme.funds.indices.filter { !moved.contains($0) }.map { context.scheme.funds[$0].title }
    if !still.isEmpty {
      page.paragraph("No change 无变化: " + still.map(ReportFormat.both).joined(separator: ", ") + ".", indent: 2)
    }
  }
}

/// A lever whose reported values under a scenario differ from the baseline's in some month.
struct ParameterDifference {
  let lever: ParameterID
  /// Indices of the first and last reported year that differ.
  let first: Int
  let last: Int
  private let paths: [ParameterPath]

  static func all(_ context: ReportContext, _ scenario: Int) -> [ParameterDifference] {
    context.registry.levers.compactMap { lever in
      let baseline = context.run.resolved[0].parameters[lever.id]
      let other = context.run.resolved[scenario].parameters[lever.id]
      guard baseline != other else { return nil }
      let years = (0..<context.timeline.reportedCount).filter { year in
        (0..<12).contains { baseline.value(year: year, month: $0) != other.value(year: year, month: $0) }
      }
      guard let first = years.first, let last = years.last else { return nil }
      return ParameterDifference(lever: lever.id, first: first, last: last, paths: [baseline, other])
    }
  }

  /// The mean of a year, of the baseline (0) or the scenario (1).
  func text(_ path: Int, _ year: Int) -> String { ReportFormat.parameter(paths[path].annual[year]) }
}
