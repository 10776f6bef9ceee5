import Quantities
import SchemeModel

/// The average wage beside what is paid a head: both in one currency and one period, one is a plausible part of the other.
/// It finds an average wage in 万元 or by the month.
struct WageScale {
  let baseline: Baseline
  let timeline: Timeline

  /// Premium and subsidy of a resident to the average wage. They have cost one to two percent of it in every place and year
  /// looked at; a fifth of that, or five times as much, is another unit.
  private static let standard = 0.002...0.06
  /// Disposable income a person to the average wage: a third to a half; below a sixth or above it, another unit.
  private static let income = 0.15...1.0

  func warnings(_ parameters: ParameterSet) -> [LocalizedText] {
    guard let wage = baseline.registry.levers.first(where: { $0.kind == "economy" && $0.spec.name == "average-wage" })
    else { return [] }
    let level = parameters.value(wage.id, 0)
    func compare(_ levers: [Lever], _ range: ClosedRange<Double>) -> LocalizedText? {
      let value = levers.reduce(0) { $0 + parameters.value($1.id, 0) }
      guard value > 0, level > 0, !range.contains(value / level) else { return nil }
      let names = levers.map(\.path).joined(separator: " + ")
      let share = ShortNumber.text(value / level * 100, digits: 3)
      let other = baseline.scheme.form.currency.amounts.larger.first ?? ""
      return baseline.warning(
        wage, at: baseline.series[wage.id.index]?.location,
        en:
          "\(wage.text(level)) in \(timeline.baseYear), and \(names) \(levers[0].text(value)), \(share) % of it: one of them may be in another unit (\(other), a month)",
        zh:
          "\(timeline.baseYear)年为\(ShortNumber.text(level))，而\(levers.map(\.title.zh).joined(separator: "＋"))为\(ShortNumber.text(value))，占\(share)%，请核对单位（\(other)、按月）"
      )
    }
    let standards = Dictionary(grouping: headStandards, by: \.entityPath).sorted { $0.key < $1.key }
      .compactMap { compare($0.value, Self.standard) }
    let incomes = baseline.registry.levers.filter {
      $0.kind == "household-income" && baseline.series[$0.id.index] != nil
    }
    return standards + incomes.compactMap { compare([$0], Self.income) }
  }

  /// What is due a head, of people or of the state for them: the standards of contributions.
  private var headStandards: [Lever] {
    let standards = Set(baseline.scheme.lines.filter(\.isContribution).flatMap(\.base.parameters))
    return baseline.registry.levers.filter { $0.spec.unit == .moneyPerPersonYear && standards.contains($0.id) }
  }
}

extension Lever {
  /// The path without the parameter's name.
  var entityPath: String { path.split(separator: ".").dropLast().joined(separator: ".") }
}
