import PolicyModel
import Quantities
import Results

extension Report {
  /// Whether targets for the own share are met (目标自付比例). A target of 1 is none.
  static func outcomes(_ context: ReportContext, _ scenario: Int, _ page: inout Document) {
    let run = context.run
    for group in InsuredGroup.all(context.scheme) {
      guard let lever = run.baseline.registry["\(group.id).outcome.own-share"] else { continue }
      let target = run.resolved[scenario].parameters[lever.id].annual
      let tested = (0..<context.timeline.reportedCount).compactMap { year -> (year: Int, share: Double)? in
        guard target[year] < 1 else { return nil }
        return context.outcome(scenario).ownShare(group: group.id, year: year).map { (year, $0) }
      }
      guard let first = tested.first, let last = tested.last else { continue }
      let missed = tested.filter { $0.share > target[$0.year] }
      func show(_ entry: (year: Int, share: Double)) -> String {
        "\(context.year(entry.year)) \(ReportFormat.percent(entry.share, decimals: 1))"
          + " (≤ \(ReportFormat.percent(target[entry.year], decimals: 1)))"
      }
      let met = tested.count - missed.count
      page.paragraph(
        LocalizedText(
          en: "\(lever.title.en): \(show(first)), \(show(last)); met in \(met) of \(tested.count) years"
            + (missed.first.map { ", first missed in \(context.year($0.year))" } ?? "") + ".",
          zh: "\(lever.title.zh)：\(show(first))，\(show(last))；\(tested.count)年中达标\(met)年"
            + (missed.first.map { "，\(context.year($0.year))年首次未达标" } ?? "") + "。"), indent: 2)
    }
  }
}
