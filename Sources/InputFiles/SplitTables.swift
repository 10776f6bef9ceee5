import Demography
import Quantities

/// Brings tables by groups of ages to single ages. Means of rates and shares are kept over the people of the place, and an open
/// group of people follows the life table of the place: each needs the other, so where both go by groups they are found in turn.
struct SplitTables {
  typealias Layout = (name: String, layout: AgeTableLayout)

  let layouts: [Layout]
  /// The year whose people weight means.
  let baseYear: Int?

  private static let population = "population.csv", mortality = "mortality.csv"
  private static let rounds = 8
  private static let lifeTable = LocalizedText(
    en: "in proportion to the years lived in the life table of the place", zh: "按本地生命表各岁生存人年数分摊")
  private static let people = LocalizedText(en: "in proportion to the people of each age", zh: "按各岁人口分摊")

  /// The tables of `read` by single ages, with what was done to each.
  ///
  /// - Parameter others: tables by single ages that stand in for people and mortality where `read` has none.
  func split(_ read: [String: AgeTable], others: [String: AgeTable] = [:]) -> (
    tables: [String: AgeTable], notes: [LocalizedText]
  ) {
    guard read.values.contains(where: { $0.groups != nil }) else { return (read, []) }
    var found = read.mapValues { (table: $0, note: LocalizedText?.none) }
    let flat = [Double](repeating: 1, count: Age.panelCount)
    func people() -> [Double] { panel(found[Self.population]?.table ?? others[Self.population], "persons") ?? flat }
    func apply(_ name: String, weights: [Double], openWeights: [Double], _ method: LocalizedText) {
      guard let table = read[name], let layout = layouts.first(where: { $0.name == name })?.layout,
        let own = table.split(
          layout, weights: weights, openWeights: openWeights, openMethod: method,
          year: year(table: read[Self.population]))
      else { return }
      found[name] = (own.table, own.note)
    }
    func lived() -> [Double] {
      let table = found[Self.mortality]?.table ?? others[Self.mortality]
      return panel(table, "central_death_rate").flatMap(Self.yearsLived) ?? flat
    }
    apply(Self.mortality, weights: flat, openWeights: flat, Self.lifeTable)
    for _ in 0..<Self.rounds {
      apply(Self.population, weights: flat, openWeights: lived(), Self.lifeTable)
      apply(Self.mortality, weights: people(), openWeights: flat, Self.lifeTable)
    }
    let weights = people()
    for (name, _) in layouts where name != Self.population && name != Self.mortality {
      apply(name, weights: weights, openWeights: weights, Self.people)
    }
    return (found.mapValues(\.table), layouts.compactMap { found[$0.name]?.note })
  }

  private func year(table: AgeTable?) -> Int { baseYear ?? table?.years?.lowerBound ?? 0 }

  /// The base year of a table by single ages, or its first year where it does not hold that.
  private func panel(_ table: AgeTable?, _ value: String) -> [Double]? {
    guard let table, table.groups == nil, let years = table.years else { return nil }
    let year = baseYear.flatMap { years.contains($0) ? $0 : nil } ?? years.lowerBound
    return table.panel(value, year: year)
  }

  /// Years lived at each age by sex; nil where the rates make no life table, which the fit will say.
  private static func yearsLived(_ rates: [Double]) -> [Double]? {
    let lived = Sex.allCases.compactMap { sex in
      try? LifeTable(rates: Array(rates[Age.cell(sex, 0)...Age.cell(sex, Age.open)]), sex: sex).personYears
    }
    return lived.count == Sex.count ? lived.flatMap { $0 } : nil
  }
}
