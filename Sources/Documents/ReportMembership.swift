import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel

extension Report {
  static func membership(_ context: ReportContext, _ page: inout Document) {
    page.heading("\(apart("\(context.number(.people)). People, baseline", "参保与人口")) (\(context.units.people.name))")
    let (workers, retired) = InsuredGroup.workersAndRetired(context.scheme)
    page.subheading("\(both("Persons by status at year end", "年末各类参保人数")):")
    var table = DocumentTable(
      first: stacked("Year", "年份"),
      context.scheme.statuses.map { head($0.title) } + [
        stacked("insured", "参保合计"), stacked("coverage", "参保率"), stacked("active/\nretired", "在职退休比"),
      ])
    for year in [-1] + context.years.rows {
      let insured = context.persons(context.scheme.insured, 0, year)
      let population = context.persons(Array(context.scheme.statuses.indices), 0, year)
      let retirees = context.persons(retired, 0, year)
      table.add(
        [.year(context.base + year)]
          + context.scheme.statuses.indices.map { .people(context.persons([$0], 0, year)) }
          + [
            .people(insured), .percent(insured / population),
            retirees > 0 ? .number(context.persons(workers, 0, year) / retirees, decimals: 3) : .none,
          ])
    }
    page.table(table)
    page.subheading("\(both("Population", "人口")):")
    var people = DocumentTable(
      first: stacked("Year", "年份"),
      [
        stacked("Population", "年末人口"), stacked("Births", "出生"), stacked("Deaths", "死亡"),
        stacked("Net migration", "净迁移"), "0–14", "15–64", "65+",
        stacked("65+ share", "65岁及以上占比"),
        stacked("65+ ÷ 15–64", "老年抚养比"),
      ])
    for year in [-1] + context.years.rows {
      let ages = context.regions[0].map { AgeSums($0, year: year) }
      func sum(_ part: (AgeSums) -> Double) -> Double { ages.reduce(0) { $0 + part($1) } }
      func vital(_ part: (VitalEvents) -> Double) -> DocumentCell {
        year < 0 ? .none : .people(context.regions[0].reduce(0) { $0 + part($1.vital(year: year)) })
      }
      let old = sum(\.old)
      people.add([
        .year(context.base + year), .people(sum(\.total)), vital(\.births), vital(\.deaths), vital(\.netMigration),
        .people(sum(\.young)), .people(sum(\.working)), .people(old), .percent(old / sum(\.total)),
        .percent(old / sum(\.working)),
      ])
    }
    page.table(people)
  }

  /// A title over a narrow column.
  private static func head(_ title: LocalizedText) -> Phrase {
    Phrase(LocalizedText(en: title.en, local: shortened(title.local), language: title.language), .broken)
  }

  /// The part of a Chinese title inside brackets, or the title.
  private static func shortened(_ title: String) -> String {
    guard let open = title.firstIndex(of: "（"), let close = title.firstIndex(of: "）"), open < close else {
      return title
    }
    return String(title[..<open]) + "\n" + title[title.index(after: open)..<close]
  }
}
