import Quantities
import SchemeModel

/// The average wage beside what is paid a head, and beside the round wage of the country: in one currency and one period, one is a
/// plausible part of the other. It finds an average wage in 万元 or by the month, and a form whose bounds on amounts are for another
/// money.
struct WageScale {
  let baseline: Baseline
  let timeline: Timeline

  /// Premium and subsidy of a resident to the average wage. They have cost one to two percent of it in every place and year
  /// looked at; a fifth of that, or five times as much, is another unit.
  private static let standard = 0.002...0.06
  /// Disposable income a person to the average wage: a third to a half; below a sixth or above it, another unit.
  private static let income = 0.15...1.0

  /// How many times the round wage, by which bounds on amounts go, the average wage may be, or the other way: it is round, and a
  /// country has poor and rich places and decades.
  private static let roundness = 30.0

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
    return [bounds(wage, level)].compactMap { $0 } + standards + incomes.compactMap { compare([$0], Self.income) }
  }

  /// The average wage of the base year beside the round wage of the form.
  private func bounds(_ wage: Lever, _ level: Double) -> LocalizedText? {
    let currency = baseline.scheme.form.currency, round = currency.roundWage
    guard level > 0, !(1 / Self.roundness...Self.roundness).contains(level / round) else { return nil }
    return baseline.warning(
      wage, at: baseline.series[wage.id.index]?.location,
      en:
        "\(wage.text(level)) in \(timeline.baseYear), where the form has round-wage \(ShortNumber.text(round)) \(currency.id): bounds on amounts, and what counts as no limit, are multiples of it, so one of them may be in another unit",
      zh:
        "\(timeline.baseYear)年为\(ShortNumber.text(level))，而表式的round-wage为\(ShortNumber.text(round))，金额上下限均按后者折算，请核对单位")
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
