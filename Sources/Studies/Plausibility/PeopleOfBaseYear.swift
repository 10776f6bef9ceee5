import Calibration
import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// Crude rates of births and deaths that no population of a country or a county has had in a year without war: from a fifth of
  /// a percent to five (births), from a tenth to four (deaths).
  private static let births = 0.002...0.05
  private static let deaths = 0.001...0.04
  /// Births that the fertility table gives to newborns of the base table, either way.
  private static let birthsFactors = 0.5...2.0
  /// Persons who move in a year, of the population.
  private static let mostMovers = 0.05

  /// Births and deaths of the base year beside its population, and births by fertility beside the newborns.
  func vitalRates(_ fit: CalibrationResult) -> [LocalizedText] {
    let events = result.vital(scenario: 0, region: region, year: 0), people = population(scenario: 0, year: 0)
    guard people > 0 else { return [] }
    func warning(_ what: (String, String), _ count: Double, _ range: ClosedRange<Double>, _ file: String)
      -> LocalizedText?
    {
      guard !range.contains(count / people) else { return nil }
      let rate = ShortNumber.text(count / people * 1000, digits: 3)
      return LocalizedText(
        en:
          "\(file): \(ShortNumber.text(count.rounded())) \(what.0) in \(timeline.baseYear) among \(ShortNumber.text(people.rounded())) people, \(rate) in a thousand: check the table and population.csv",
        zh:
          "\(file)：\(timeline.baseYear)年\(what.1)\(ShortNumber.text(count.rounded()))人，人口\(ShortNumber.text(people.rounded()))人，\(rate)‰，请核对该表和population.csv。"
      )
    }
    var found = [
      warning(("births", "出生"), events.births, Self.births, "fertility.csv"),
      warning(("deaths", "死亡"), events.deaths, Self.deaths, "mortality.csv"),
    ]
    let factor = fit.fit.baseYearBirthsFactor
    if factor > 0, !Self.birthsFactors.contains(factor) {
      let given = ShortNumber.text((events.births / factor).rounded())
      let needed = ShortNumber.text(events.births.rounded())
      found.append(
        LocalizedText(
          en:
            "fertility.csv gives \(given) births in \(timeline.baseYear), but age 0 of population.csv needs \(needed): one of them is off",
          zh: "fertility.csv推算\(timeline.baseYear)年出生\(given)人，而population.csv的0岁人口需\(needed)人，请核对。"))
    }
    return found.compactMap { $0 }
  }

  /// Migrants and persons who move at the beginning of a year beside the population.
  func movers(scenario: Int, _ definition: ScenarioDefinition) -> [LocalizedText] {
    baseline.registry.levers.filter {
      $0.spec.unit == .personsPerYear && ["demography", "inflow"].contains($0.kind)
    }.compactMap { lever in
      for year in 0..<timeline.reportedCount {
        let value = parameter(lever.id, scenario: scenario, year: year)
        let unchanged = scenario > 0 && value == parameter(lever.id, scenario: 0, year: year)
        let people = population(scenario: scenario, year: year)
        guard !unchanged, value.magnitude > Self.mostMovers * people else { continue }
        return warning(
          lever, definition,
          en:
            "\(ShortNumber.text(value)) persons in \(timeline.baseYear + year) of a population of \(ShortNumber.text(people.rounded())): check the figure",
          zh:
            "\(timeline.baseYear + year)年\(ShortNumber.text(value))人，人口\(ShortNumber.text(people.rounded()))人，请核对数值")
      }
      return nil
    }
  }
}
