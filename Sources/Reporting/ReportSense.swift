import ProjectionEngine
import SchemeModel

/// Figures of the country beside those of the projection.
extension TextReport {
  static func sense(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("5. Sense: growth per insured person beside the national one  与全国人均增长比较")
    page.paragraph(
      "Yuan per person insured at year end, baseline. National figures are shown for comparison; only what section 1 lists is"
        + " calibrated to. Where the total growth differs by more than 10 points, what it is made of is said below.")
    let last = context.timeline.horizon
    let published = context.run.baseline.published
    var table = TextTable([
      ("Group 险种", .left), ("Measure 指标", .left), ("Years\n年份", .left), ("Computed\n测算", .right), ("", .right),
      ("Growth\n增长", .right), ("National\n全国", .right), ("", .right), ("Growth\n增长", .right),
      ("Difference\n相差百分点", .right),
    ])
    var sentences: [String] = []
    for group in InsuredGroup.all(context.scheme) {
      for (measure, kind) in [("income-per-insured", LineKind.income), ("expenditure-per-insured", .expenditure)] {
        let figures = published.filter { $0.group == group.id && $0.measure == measure && $0.year <= last }
        guard let start = figures.first(where: { $0.year == context.timeline.baseYear }),
          let end = figures.max(by: { $0.year < $1.year }), end.year > start.year, !group.funds.isEmpty
        else { continue }
        let index = end.year - context.timeline.baseYear
        func perInsured(_ year: Int) -> Double {
          context.result.sum(kind, funds: group.funds, scenario: 0, region: 0, year: year)
            / context.persons(group.statuses, 0, year)
        }
        let growth = perInsured(index) / perInsured(0) - 1
        let national = end.value / start.value - 1
        let points = (growth - national) * 100
        table.add([
          group.id, measure, "\(start.year)–\(end.year)", DecimalText.string(perInsured(0), decimals: 0),
          DecimalText.string(perInsured(index), decimals: 0), ReportFormat.percent(growth),
          DecimalText.string(start.value, decimals: 0), DecimalText.string(end.value, decimals: 0),
          ReportFormat.percent(national), ReportFormat.signed(points, decimals: 1),
        ])
        if points.magnitude > 10 {
          sentences.append(
            explanation(context, group, kind, measure: measure, year: index, points: points, total: perInsured(0)))
        }
      }
    }
    guard !table.isEmpty else {
      page.subheading("No published figures to compare with. 无可比数据。")
      return
    }
    page.line()
    page.table(table)
    for sentence in sentences { page.item(sentence) }
    byYear(context, &page)
    workersToRetired(context, &page)
  }

  /// The same comparison in every year, so that an end point does not hide what lies between.
  private static func byYear(_ context: ReportContext, _ page: inout ReportPage) {
    let base = context.timeline.baseYear
    let years = Set(context.run.baseline.published.filter { $0.measure.hasSuffix("per-insured") }.map(\.year))
      .filter { $0 > base && $0 <= context.timeline.horizon }.sorted()
    guard !years.isEmpty else { return }
    page.subheading("Growth since \(base), computed − national, in points 累计增长与全国相差百分点:")
    var table = TextTable(
      [("Group 险种", .left), ("Measure 指标", .left)] + years.map { ("\($0)", .right) })
    for group in InsuredGroup.all(context.scheme) where !group.funds.isEmpty {
      for (measure, kind) in [("income-per-insured", LineKind.income), ("expenditure-per-insured", .expenditure)] {
        func national(_ year: Int) -> Double? {
          context.run.baseline.published
            .first { $0.group == group.id && $0.measure == measure && $0.year == year }?.value
        }
        func own(_ year: Int) -> Double {
          context.result.sum(kind, funds: group.funds, scenario: 0, region: 0, year: year - base)
            / context.persons(group.statuses, 0, year - base)
        }
        guard let start = national(base) else { continue }
        table.add(
          [group.id, measure]
            + years.map { year in
              national(year).map { ReportFormat.signed((own(year) / own(base) - $0 / start) * 100, decimals: 1) } ?? "–"
            })
      }
    }
    page.table(table)
  }

  /// Those at work to one retired, beside the national ratio.
  private static func workersToRetired(_ context: ReportContext, _ page: inout ReportPage) {
    let base = context.timeline.baseYear
    let figures = context.run.baseline.published
      .filter { $0.measure == "active-retired-ratio" && $0.year >= base && $0.year <= context.timeline.horizon }
    guard !figures.isEmpty else { return }
    let (workers, retired) = InsuredGroup.workersAndRetired(context.scheme)
    page.subheading("Insured at work to one retired 在职退休比:")
    var table = TextTable(first: "", figures.map { "\($0.year)" })
    table.add(
      ["Computed 测算"]
        + figures.map {
          DecimalText.string(
            context.persons(workers, 0, $0.year - base) / context.persons(retired, 0, $0.year - base), decimals: 2)
        })
    table.add(["National 全国"] + figures.map { DecimalText.string($0.value, decimals: 2) })
    page.table(table)
  }

  /// What a growth that is off is made of, line by line, in points of the base year's amount per insured.
  private static func explanation(
    _ context: ReportContext, _ group: InsuredGroup, _ kind: LineKind, measure: String, year: Int, points: Double,
    total: Double
  ) -> String {
    let parts = context.scheme.lines.enumerated().compactMap { index, line -> String? in
      guard line.kind == kind, group.funds.contains(line.fund) else { return nil }
      let change =
        context.amount(index, 0, year) / context.persons(group.statuses, 0, year)
        - context.amount(index, 0, 0) / context.persons(group.statuses, 0, 0)
      let part = change / total * 100
      guard part.magnitude >= 1 else { return nil }
      return "\(line.id) \(ReportFormat.signed(part, decimals: 1))"
    }
    return "\(group.id), \(measure): the projection grows \(DecimalText.string(points.magnitude, decimals: 1)) points"
      + " \(points > 0 ? "more" : "less") than the country by \(context.year(year)). Its own growth in points, by line: "
      + (parts.isEmpty ? "none of one point or more" : parts.joined(separator: ", ")) + "."
  }
}
