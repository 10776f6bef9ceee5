import PolicyModel
import Quantities
import SchemeModel

extension PlaceTablesReader {
  /// What each table looks like, in the order they are read.
  static func layouts(_ scheme: SchemeFile) -> [(name: String, layout: AgeTableLayout)] {
    let share = 0.0...1.0, axes = scheme.scheme.people.states.axes, branches = scheme.scheme.branches
    // Rows of what the place does not model may stand.
    let omitted = scheme.registry.omitted.map { $0.path.split(separator: ".").dropFirst().joined(separator: ".") }
    return [
      ("population.csv", AgeTableLayout(hasYears: true, values: [.init("persons", in: 0...1e10)], split: .counts)),
      (
        "mortality.csv",
        AgeTableLayout(hasYears: true, values: [.init("central_death_rate", in: 0...2)], split: .rates)
      ),
      (
        "fertility.csv",
        AgeTableLayout(
          hasSex: false, ages: 15...49, hasYears: true, values: [.init("births_per_woman", in: 0...1)], split: .rates)
      ),
      (
        "birth-sex-ratio.csv",
        AgeTableLayout(hasSex: false, ages: nil, hasYears: true, values: [.init("males_per_female", in: 0.5...2)])
      ),
      ("migration-profile.csv", AgeTableLayout(values: [.init("share", in: -1...1)], split: .counts)),
      (
        "membership-shares.csv",
        AgeTableLayout(
          categories: axes.map(\.id),
          words: Dictionary(uniqueKeysWithValues: axes.map { ($0.id, $0.levels.map(\.id)) }),
          values: [.init("share", in: share)], split: .partition)
      ),
      (
        "hazard-profiles.csv", AgeTableLayout(categories: ["profile"], values: [.init("relative", in: 0...1000)])
      ),
      ("earnings-profile.csv", AgeTableLayout(values: [.init("relative", in: 0...1000)])),
      (
        "service-profiles.csv",
        AgeTableLayout(
          categories: ["scheme", "service"],
          words: ["scheme": distinct(branches.map(\.group)), "service": distinct(branches.map(\.service) + omitted)],
          values: [.init("relative_use", in: 0...1e6), .init("relative_cost", in: 0...1e6)])
      ),
      ("dependency-prevalence.csv", AgeTableLayout(values: [.init("share", in: share)])),
      (index, AgeTableLayout(values: [.init("log_rate_per_unit", in: -10...10)])),
    ]
  }

  private static func distinct(_ words: [String]) -> [String] {
    words.reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
  }
}
