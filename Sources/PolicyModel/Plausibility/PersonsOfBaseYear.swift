import Quantities
import SchemeModel

/// Persons of the base year's figures beside the population.
struct PersonsOfBaseYear {
  let baseline: Baseline
  /// Persons of the base table.
  let population: Double

  /// A status of so small a part of the population is in 万 persons.
  private static let leastShare = 1e-4
  /// With less than a half insured it is no such scheme.
  private static let leastInsured = 0.5

  var warnings: [LocalizedText] {
    let statuses = baseline.scheme.statuses, targets = baseline.membershipTargets
    let small = targets.filter { $0.persons > 0 && $0.persons < Self.leastShare * population }.map { target in
      warning(target.location, target.title, id: target.id, target.persons, ("persons", "人"))
    }
    let insured = baseline.personFigures(of: statuses.indices.filter { statuses[$0].group != nil })
    let sum = insured?.reduce(0) { $0 + $1.persons } ?? 0
    guard let first = insured?.first, sum < Self.leastInsured * population else { return small }
    let all = LocalizedText(en: "all statuses", zh: "参保人员合计")
    return small + [warning(first.location, all, id: "base-year-figures.persons", sum, ("insured", "人"))]
  }

  private func warning(
    _ location: SourceLocation, _ title: LocalizedText, id: String, _ persons: Double, _ what: (String, String)
  ) -> LocalizedText {
    let people = ShortNumber.text(population.rounded())
    let larger = baseline.scheme.form.people.larger.first ?? ""
    return LocalizedText(
      en:
        "\(location.file):\(location.line): \(id): \(ShortNumber.text(persons)) \(what.0) of a population of \(people): check the figure and its unit (persons, not \(larger))",
      zh: "\(title.zh)：\(ShortNumber.text(persons))\(what.1)，人口\(people)人，请核对数值和单位（人，非\(larger)）。")
  }
}
