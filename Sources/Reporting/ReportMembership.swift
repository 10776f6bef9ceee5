import PolicyModel
import Results
import SchemeModel

extension TextReport {
  static func membership(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("4. People, baseline  参保与人口 (\(context.units.people.name))")
    let (workers, retired) = InsuredGroup.workersAndRetired(context.scheme)
    page.subheading("Persons by status at year end 年末各类参保人数:")
    var table = TextTable(
      first: "Year\n年份",
      context.scheme.statuses.map { "\(broken($0.title.en))\n\(shortened($0.title.zh))" } + [
        "insured\n参保合计", "coverage\n参保率", "active/\nretired\n在职退休比",
      ])
    for year in [-1] + context.years.rows {
      let insured = context.persons(context.scheme.insured, 0, year)
      let population = context.persons(Array(context.scheme.statuses.indices), 0, year)
      let retirees = context.persons(retired, 0, year)
      table.add(
        [context.year(year)]
          + context.scheme.statuses.indices.map { context.units.people(context.persons([$0], 0, year)) }
          + [
            context.units.people(insured), ReportFormat.percent(insured / population),
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
    for year in [-1] + context.years.rows {
      let ages = AgeSums(context.outcomes[0], year: year)
      let vital = year < 0 ? nil : context.outcomes[0].vital(year: year)
      people.add(
        [
          context.year(year), context.units.people(ages.total), vital.map { context.units.people($0.births) } ?? "–",
          vital.map { context.units.people($0.deaths) } ?? "–",
          vital.map { context.units.people($0.netMigration) } ?? "–",
        ] + [ages.young, ages.working, ages.old].map(context.units.people) + [
          ReportFormat.percent(ages.old / ages.total), ReportFormat.percent(ages.old / ages.working),
        ])
    }
    page.table(people)
  }

  /// A title over lines of at most twelve columns.
  private static func broken(_ title: String) -> String {
    DisplayWidth.wrap(title, width: 12).joined(separator: "\n")
  }

  /// The part of a Chinese title inside brackets, or the title.
  private static func shortened(_ title: String) -> String {
    guard let open = title.firstIndex(of: "（"), let close = title.firstIndex(of: "）"), open < close else {
      return title
    }
    return String(title[..<open]) + "\n" + title[title.index(after: open)..<close]
  }
}
