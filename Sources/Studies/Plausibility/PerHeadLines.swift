import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// A cover or fund of its own that costs more than half of what a medical fund takes in.
  private static let bought = 0.5

  /// Amounts a head that a reform gives: what one brings in a year it is dated in, beside all that the fund spends or takes in without
  /// the reform.
  func perHeadLines(scenario: Int, _ definition: ScenarioDefinition) -> [LocalizedText] {
    guard scenario > 0 else { return [] }
    let changes = definition.reforms.flatMap(\.changes).filter {
      baseline.registry[$0.lever].spec.unit == .moneyPerPersonYear
    }
    return changes.compactMap { change -> LocalizedText? in
      for year in Set(change.points.map { $0.from.year - timeline.baseYear }).sorted()
      where (0..<timeline.reportedCount).contains(year) {
        for (index, line) in result.scheme.lines.enumerated() where line.product.parameters.contains(change.lever) {
          let value = amount(index, scenario: scenario, year: year).magnitude
          let before = amount(index, scenario: 0, year: year).magnitude
          let whole = max(
            spending(line.fund, scenario: 0, year: year), contributions(line.fund, scenario: 0, year: year))
          guard whole > 0, value - before > whole else { continue }
          let lever = baseline.registry[change.lever], fund = result.scheme.funds[line.fund]
          let given = lever.unitText,
            level = ShortNumber.text(parameter(lever.id, scenario: scenario, year: year))
          return warning(
            lever, definition,
            en:
              "\(level) \(given) in \(timeline.baseYear + year) comes to \(money(value)), where \(fund.id) moves \(money(whole)) without it: a digit or a unit may be wrong",
            zh:
              "\(timeline.baseYear + year)年\(level)\(currency.name.zh)/人，合计\(moneyZh(value))，而\(fund.title.zh)原为\(moneyZh(whole))，请核对数位和单位"
          )
        }
      }
      return nil
    }
  }

  /// Premiums that a medical fund pays to another cover in the base year beside what it takes in.
  func boughtCovers() -> [LocalizedText] {
    result.scheme.lines.enumerated().compactMap { index, line -> LocalizedText? in
      guard line.kind == .transferOut, case .people = line.source, result.scheme.funds[line.fund].isMedical,
        let lever = line.product.parameters.map({ baseline.registry[$0] }).first(where: {
          $0.spec.unit == .moneyPerPersonYear
        })
      else { return nil }
      let value = amount(index, scenario: 0, year: 0)
      let whole = outcome(0).sum(.income, funds: [line.fund], year: 0)
      guard whole > 0, value > Self.bought * whole else { return nil }
      return warning(
        lever, nil,
        en:
          "\(ShortNumber.text(parameter(lever.id, scenario: 0, year: 0))) \(lever.unitText) comes to \(money(value)) in \(timeline.baseYear), of \(money(whole)) that \(result.scheme.funds[line.fund].id) takes in: a digit or a unit may be wrong",
        zh:
          "\(timeline.baseYear)年合计\(moneyZh(value))，占\(result.scheme.funds[line.fund].title.zh)收入\(moneyZh(whole))一半以上，请核对数位和单位"
      )
    }
  }
}
