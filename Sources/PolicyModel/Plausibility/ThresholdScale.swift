import Quantities
import SchemeModel

/// Ceilings and deductibles beside the bills they are meant for: a ceiling of 40 yuan on bills of 7,500.
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
      let tests: [(ParameterID, (Double, Double) -> Bool, String, String)] = [
        (branch.thresholds.ceiling, { $0 < $1 }, "the most the fund pays in a year lies below one bill of", "低于单次费用"),
        (branch.thresholds.deductible, { $0 > Self.bills * $1 }, "more than ten times a bill of", "超过十倍单次费用"),
      ]
      return tests.compactMap { id, isFar, en, zh in
        first(id, beside: branch.money.unitCost, parameters, changed, where: isFar, en: en, zh: zh)
      }
    }
  }

  private func layers(_ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]?) -> [LocalizedText] {
    baseline.scheme.layers.compactMap(\.terms).compactMap { terms in
      first(
        terms.ceiling, beside: terms.starts[0], parameters, changed, where: { $0 < Self.least * $1 },
        en: "the most it pays in a year is less than a tenth of its deductible of", zh: "不足其起付线的十分之一，起付线")
    }
  }

  /// The first year in which a threshold is set (above 0) and does not go with another level.
  private func first(
    _ id: ParameterID, beside other: ParameterID, _ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]?,
    where isFar: (Double, Double) -> Bool, en: String, zh: String
  ) -> LocalizedText? {
    guard changed == nil || changed?[id] != nil || changed?[other] != nil else { return nil }
    for year in 0..<timeline.reportedCount {
      let value = parameters.value(id, year), level = parameters.value(other, year)
      guard value > 0, level > 0, isFar(value, level) else { continue }
      let lever = baseline.registry[id]
      return baseline.warning(
        lever, at: (changed?[id] ?? changed?[other])?.location ?? baseline.series[id.index]?.location,
        en:
          "\(lever.text(value)) in \(timeline.baseYear + year): \(en) \(ShortNumber.text(level)) (\(baseline.registry[other].path))",
        zh: "\(timeline.baseYear + year)年为\(ShortNumber.text(value))，\(zh)\(ShortNumber.text(level))")
    }
    return nil
  }
}
