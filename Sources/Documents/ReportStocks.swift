import Quantities
import Results

extension Report {
  /// Whether the population of the base year is met, by sex at every age; the largest misses where not.
  static func stocks(_ context: ReportContext) -> LocalizedText {
    let year = context.timeline.baseYear, misses = StockMiss.all(context.result, region: 0)
    guard !misses.isEmpty else {
      return LocalizedText(
        en: "The people of population.csv are met at the end of \(year) by sex at every age, to half a person.",
        zh: "\(year)年末分性别各年龄人口均与population.csv一致（误差不足半人）。")
    }
    let shown = misses.prefix(5)
    func list(_ text: (StockMiss) -> String, _ separator: String) -> String {
      shown.map(text).joined(separator: separator)
    }
    let en = list(
      {
        "\($0.sex.id) aged \($0.age) \(ReportFormat.number($0.computed, decimals: 0)) for \(ReportFormat.number($0.expected, decimals: 0))"
      }, "; ")
    let zh = list(
      {
        "\($0.sex == .male ? "男" : "女")\($0.age)岁测算\(ReportFormat.number($0.computed, decimals: 0))、表列\(ReportFormat.number($0.expected, decimals: 0))"
      }, "；")
    return LocalizedText(
      en:
        "The people of population.csv are not met at the end of \(year) at \(misses.count) ages by sex, most at: \(en).",
      zh: "\(year)年末有\(misses.count)个分性别年龄人口与population.csv不一致，差额最大者：\(zh)。")
  }
}
