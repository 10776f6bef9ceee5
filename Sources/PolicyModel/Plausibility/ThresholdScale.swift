import Quantities
import SchemeModel

/// Ceilings and deductibles beside the bills they are meant for: a ceiling of 40 of the currency on bills of 7,500.
struct ThresholdScale {
  let baseline: Baseline
  let timeline: Timeline

  /// A deductible that only bills of so many times the mean pass.
  private static let bills = 10.0
  /// A layer that pays at most so little of its own deductible.
  private static let least = 0.1

  /// - Parameter changed: only what these levers are part of; nil for everything.
  func warnings(_ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]? = nil) -> [LocalizedText] {
    branches(parameters, changed) + layers(parameters, changed)
  }

  private func branches(_ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]?) -> [LocalizedText] {
    baseline.scheme.branches.flatMap { branch -> [LocalizedText] in
      [
        Comparison(
          branch.benefits.ceiling, branch.money.unitCost,
          text: LocalizedText(en: "the most the fund pays in a year lies below one bill of", zh: "低于单次费用")
        ) { $0 < $1 },
        Comparison(
          branch.benefits.deductible, branch.money.unitCost,
          text: LocalizedText(en: "more than ten times a bill of", zh: "超过十倍单次费用")
        ) { $0 > Self.bills * $1 },
      ].compactMap { first($0, parameters, changed) }
    }
  }

  private func layers(_ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]?) -> [LocalizedText] {
    baseline.scheme.layers.compactMap(\.terms).compactMap { terms in
      let text = LocalizedText(
        en: "the most it pays in a year is less than a tenth of its deductible of", zh: "不足其起付线的十分之一，起付线")
      return first(Comparison(terms.ceiling, terms.starts[0], text: text) { $0 < Self.least * $1 }, parameters, changed)
    }
  }

  /// A threshold and the level that it should go with.
  private struct Comparison {
    let threshold: ParameterID
    let level: ParameterID
    /// What is said of the two, before the level.
    let text: LocalizedText
    let isFar: (_ threshold: Double, _ level: Double) -> Bool

    init(
      _ threshold: ParameterID, _ level: ParameterID, text: LocalizedText, isFar: @escaping (Double, Double) -> Bool
    ) {
      self.threshold = threshold
      self.level = level
      self.text = text
      self.isFar = isFar
    }
  }

  /// The first year in which a threshold is set (above 0) and does not go with another level.
  private func first(
    _ comparison: Comparison, _ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]?
  ) -> LocalizedText? {
    let id = comparison.threshold, other = comparison.level
    guard changed == nil || changed?[id] != nil || changed?[other] != nil else { return nil }
    for year in 0..<timeline.reportedCount {
      let value = parameters.value(id, year), level = parameters.value(other, year)
      guard value > 0, level > 0, comparison.isFar(value, level) else { continue }
      let lever = baseline.registry[id]
      return baseline.warning(
        lever, at: (changed?[id] ?? changed?[other])?.location ?? baseline.series[id.index]?.location,
        en:
          "\(lever.text(value)) in \(timeline.baseYear + year): \(comparison.text.en) \(ShortNumber.text(level)) (\(baseline.registry[other].path))",
        zh: "\(timeline.baseYear + year)年为\(ShortNumber.text(value))，\(comparison.text.zh)\(ShortNumber.text(level))")
    }
    return nil
  }
}
