import PolicyModel
import ProjectionEngine
import SchemeModel

extension TextReport {
  static func membership(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("4. People, baseline  参保与人口 (万人)")
    let (workers, retired) = InsuredGroup.workersAndRetired(context.scheme)
    page.subheading("Persons by status at year end 年末各类参保人数:")
    var table = TextTable(
      first: "Year\n年份",
      context.scheme.statuses.map { "\($0.id.replacingHyphen)\n\(shortened($0.title.zh))" } + [
        "insured\n参保合计", "coverage\n参保率", "active/retired\n在职退休比",
      ])
    for year in [-1] + context.chosenYears {
      let insured = context.persons(context.insured, 0, year)
      let population = context.persons(Array(context.scheme.statuses.indices), 0, year)
      let retirees = context.persons(retired, 0, year)
      table.add(
        [context.year(year)]
          + context.scheme.statuses.indices.map { ReportFormat.wan(context.persons([$0], 0, year)) }
          + [
            ReportFormat.wan(insured), ReportFormat.percent(insured / population),
            retirees > 0 ? DecimalText.string(context.persons(workers, 0, year) / retirees, decimals: 3) : "–",
          ])
    }
    page.table(table)
    page.subheading("Population 人口:")
    var people = TextTable(
      first: "Year\n年份",
      [
        "Population\n年末人口", "Births\n出生", "Deaths\n死亡", "Net migration\n净迁移", "0–14", "15–64", "65+",
        "65+ share\n65岁及以上占比",
        "65+ ÷ 15–64\n老年抚养比",
      ])
    for year in [-1] + context.chosenYears {
      let ages = AgeSums(context.result, scenario: 0, region: 0, year: year)
      let vital = year < 0 ? nil : context.result.vital(scenario: 0, year: year)
      people.add(
        [
          context.year(year), ReportFormat.wan(ages.total), vital.map { ReportFormat.wan($0.births) } ?? "–",
          vital.map { ReportFormat.wan($0.deaths) } ?? "–", vital.map { ReportFormat.wan($0.netMigration) } ?? "–",
        ] + [ages.young, ages.working, ages.old].map(ReportFormat.wan) + [
          ReportFormat.percent(ages.old / ages.total), ReportFormat.percent(ages.old / ages.working),
        ])
    }
    page.table(people)
  }

  /// The part of a Chinese title inside brackets, or the title.
  private static func shortened(_ title: String) -> String {
    guard let open = title.firstIndex(of: "（"), let close = title.firstIndex(of: "）"), open < close else {
      return title
    }
    return String(title[..<open]) + "\n" + title[title.index(after: open)..<close]
  }

  // MARK: Sense

  static func sense(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("5. Sense: growth per insured person beside the national one  与全国人均增长比较")
    page.paragraph(
      "Yuan per person insured at year end, baseline. National figures are shown for comparison, not calibrated to; where the"
        + " total growth differs by more than 10 points, what it is made of is said below.")
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

extension String {
  /// The words of a name on lines of their own.
  fileprivate var replacingHyphen: String { split(separator: "-").joined(separator: "\n") }
}
