import Arrays
import Quantities
import SchemeModel

/// What of the tables by age nobody may have meant.
enum TablePlausibility {
  /// Fewer persons in a cell differ by chance.
  private static let persons = 100.0

  /// Warnings about the tables of a region, each table's first.
  static func warnings(_ tables: PlaceTables, _ scheme: Scheme) -> [LocalizedText] {
    people(tables) + rates(tables) + profiles(tables, scheme)
  }

  private static func people(_ tables: PlaceTables) -> [LocalizedText] {
    Sex.allCases.flatMap { sex -> [LocalizedText] in
      let profile = AgeProfile(
        name: name("population.csv", sex), values: tables.population[sex], smallest: persons)
      return profile.warnings + [PopulationEnd(profile: profile).warning].compactMap { $0 }
    }
  }

  private static func rates(_ tables: PlaceTables) -> [LocalizedText] {
    let mortality = Sex.allCases.compactMap { sex in
      tables.mortality.lazy.compactMap {
        AgeProfile(name: name("mortality.csv", sex), values: $0[sex]).warnings.first
      }.first
    }
    let fertility = tables.fertility.lazy.compactMap {
      AgeProfile(name: LocalizedText(en: "fertility.csv", zh: "生育率表"), values: $0).warnings.first
    }.first
    return mortality + [fertility].compactMap { $0 }
  }

  private static func profiles(_ tables: PlaceTables, _ scheme: Scheme) -> [LocalizedText] {
    func warnings(_ panel: AgePanel, _ file: String, _ what: LocalizedText?) -> [LocalizedText] {
      Sex.allCases.compactMap { AgeProfile(name: name(file, $0, what), values: panel[$0]).warnings.first }
    }
    let services = scheme.branches.indices.flatMap { index -> [LocalizedText] in
      let title = LocalizedText(en: scheme.branches[index].id, zh: scheme.branches[index].title.zh)
      return warnings(tables.relativeUse[index], "service-profiles.csv", title)
        + warnings(tables.relativeCost[index], "service-profiles.csv", title)
    }
    let earnings = tables.earningsProfiles.first.map { warnings($0, "earnings-profile.csv", nil) } ?? []
    return services + earnings + warnings(tables.dependencyPrevalence, "dependency-prevalence.csv", nil)
  }

  private static func name(_ file: String, _ sex: Sex, _ what: LocalizedText? = nil) -> LocalizedText {
    LocalizedText(
      en: file + (what.map { ", \($0.en)" } ?? "") + ", \(sex.id)",
      zh: "\(file)\(what.map { "（\($0.zh)）" } ?? "")\(sex == .male ? "男" : "女")性")
  }
}
