import Quantities
import Results
import SchemeModel

/// Published figures that nothing was fitted to beside those of the projection.
extension Report {
  /// Points of growth from which on it is said what a difference is made of.
  private static let notable = 10.0

  static func sense(_ context: ReportContext, _ page: inout Document) {
    guard context.has(.sense) else { return }
    let currency = context.scheme.form.currency.name
    page.heading(
      apart("\(context.number(.sense)). Sense: growth per insured person beside the published one", "与公布的人均增长比较"))
    page.paragraph(
      LocalizedText(
        en:
          "\(currency.en.prefix(1).uppercased() + currency.en.dropFirst()) per person insured at year end, baseline. Published figures are those of published.csv, whose head says of whom"
          + " they are (often the country's); only what section \(context.number(.baseYear)) lists is calibrated to, and years it lists are marked *. Where the total growth differs by more than"
          + " \(ReportFormat.parameter(notable)) points, what it is made of is said below.",
        zh:
          "基准方案，按年末参保人数计，\(currency.zh)/人。公布数取自published.csv（所属范围见该文件说明，多为全国数），仅供比较，只有第\(context.number(.baseYear))节所列指标用于校准，其年份标*。总增长相差超过"
          + "\(ReportFormat.parameter(notable))个百分点的，下文列明构成。"))
    let misses = GrowthMiss.all(context.outcome(0), context.run.baseline)
    guard !misses.isEmpty else {
      page.subheading(both("No published figures to compare with.", "无可比数据。"))
      return
    }
    let sentences = wholePeriod(context, misses, &page)
    for sentence in sentences { page.item(sentence) }
    byYear(context, misses, &page)
    workersToRetired(context, &page)
  }

  /// The growth up to the last published year; returns what notable differences are made of.
  private static func wholePeriod(
    _ context: ReportContext, _ misses: [GrowthMiss], _ page: inout Document
  ) -> [LocalizedText] {
    let base = context.timeline.baseYear
    var table = DocumentTable(
      [
        .left("Group", "险种"), .left("Measure", "指标"), .left(stacked("Years", "年份")),
        .right("\(stacked("Computed", "测算"))\n\(base)"), .right(both("\n\nlast", "末年")), .right("Growth", "增长"),
        .right("\(stacked("Published", "公布"))\n\(base)"), .right(both("\n\nlast", "末年")),
        .right("Growth", "增长"), .right("Difference", "相差百分点"),
      ], wrapping: [0: 16, 1: 22])
    var sentences: [LocalizedText] = []
    for row in rows(context, misses) {
      guard let last = row.years.last else { continue }
      table.add([
        .title(row.group.title(context.registry)), .title(row.title), "\(base)–\(last.year)",
        .number(last.computed.base, decimals: 0), .number(last.computed.last, decimals: 0),
        .percent(last.computed.last / last.computed.base - 1),
        .number(last.published.base, decimals: 0), .number(last.published.last, decimals: 0),
        .percent(last.published.last / last.published.base - 1),
        points(last),
      ])
      if last.points.magnitude > notable { sentences.append(explanation(context, row.kind, row.title, last)) }
    }
    page.gap()
    page.table(table)
    return sentences
  }

  /// A difference of growth, marked where the year is fitted.
  private static func points(_ miss: GrowthMiss) -> DocumentCell {
    miss.isFitted ? "\(ReportFormat.signed(miss.points, decimals: 1))*" : .signed(miss.points, decimals: 1)
  }

  /// The comparisons by group and flow.
  private static func rows(
    _ context: ReportContext, _ misses: [GrowthMiss]
  ) -> [(group: InsuredGroup, measure: String, kind: LineKind, title: LocalizedText, years: [GrowthMiss])] {
    InsuredGroup.all(context.scheme).flatMap { group in
      GrowthMiss.flows.compactMap { flow in
        let years = misses.filter { $0.group.id == group.id && $0.measure == flow.measure }
        return years.isEmpty ? nil : (group, flow.measure, flow.kind, flow.title, years)
      }
    }
  }

  /// The same comparison in every year, so that an end point does not hide what lies between.
  private static func byYear(_ context: ReportContext, _ misses: [GrowthMiss], _ page: inout Document) {
    let years = Set(misses.map(\.year)).sorted()
    page.subheading(
      "\(both("Growth since \(context.timeline.baseYear), computed − published, in points", "累计增长与公布数相差百分点")):")
    var table = DocumentTable(
      [.left("Group", "险种"), .left("Measure", "指标")] + years.map { .right("\($0)") },
      wrapping: [0: 16, 1: 22])
    for row in rows(context, misses) {
      table.add(
        [.title(row.group.title(context.registry)), .title(row.title)]
          + years.map { year in row.years.first { $0.year == year }.map(points) ?? .none })
    }
    page.table(table)
  }

  /// Those at work to one retired, beside the published ratio.
  private static func workersToRetired(_ context: ReportContext, _ page: inout Document) {
    let base = context.timeline.baseYear
    let figures = context.run.baseline.published
      .filter { $0.measure == "active-retired-ratio" && $0.year >= base && $0.year <= context.timeline.horizon }
    guard !figures.isEmpty else { return }
    let (workers, retired) = InsuredGroup.workersAndRetired(context.scheme)
    page.subheading("\(both("Insured at work to one retired", "在职退休比")):")
    var table = DocumentTable(first: "", figures.map { "\($0.year)" })
    table.add(
      [both("Computed", "测算")]
        + figures.map {
          .number(
            context.persons(workers, 0, $0.year - base) / context.persons(retired, 0, $0.year - base), decimals: 2)
        })
    table.add([both("Published", "公布")] + figures.map { .number($0.value, decimals: 2) })
    page.table(table)
  }

  /// What a growth that is off is made of, line by line, in points of the base year's amount per insured.
  private static func explanation(
    _ context: ReportContext, _ kind: LineKind, _ title: LocalizedText, _ miss: GrowthMiss
  ) -> LocalizedText {
    let group = miss.group
    let parts = miss.parts(kind, context.outcome(0)).filter { $0.points.magnitude >= 1 }.map { line, part in
      let points = ReportFormat.signed(part, decimals: 1)
      return LocalizedText(en: "\(line.title.en) \(points)", zh: "\(line.title.zh)\(points)")
    }
    let name = group.title(context.registry), size = ReportFormat.number(miss.points.magnitude, decimals: 1)
    return LocalizedText(
      en:
        "\(name.en), \(title.en): the projection grows \(size) points \(miss.points > 0 ? "more" : "less") than the published"
        + " figure by \(miss.year). Its own growth in points, by line: "
        + (parts.isEmpty ? "none of one point or more" : parts.map(\.en).joined(separator: ", ")) + ".",
      zh: "\(name.zh)\(title.zh)：至\(miss.year)年测算增长比公布数\(miss.points > 0 ? "高" : "低")\(size)个百分点。测算增长的构成（百分点）："
        + (parts.isEmpty ? "各项均不足1" : parts.map(\.zh).joined(separator: "、")) + "。")
  }
}
