import Quantities
import SchemeModel

/// Ceilings and deductibles beside the bills they are meant for: a ceiling of 40 of the currency on bills of 7,500. What 0 means
/// depends on the threshold: no deductible is usual, but under a ceiling of 0 nothing is paid, and above an own payment of 0 everything.
struct ThresholdScale {
  let baseline: Baseline
  let timeline: Timeline

  /// A deductible that only bills of so many times the mean pass.
  private static let bills = 10.0
  /// A layer that pays at most so little of its own deductible.
  private static let least = 0.1
  /// Own payments that end at so little of a bill.
  private static let ownPayment = 0.01

  /// - Parameter changed: only what these levers are part of; nil for everything.
  func warnings(_ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]? = nil) -> [LocalizedText] {
    (branches + layers).compactMap { first($0, parameters, changed) }
  }

  private var branches: [Comparison] {
    baseline.scheme.branches.flatMap { branch -> [Comparison] in
      let benefits = branch.benefits, bill = branch.money.unitCost
      return [
        nothing(under: benefits.ceiling, rate: benefits.reimbursementRate, bill: bill),
        Comparison(
          benefits.ceiling, bill,
          text: LocalizedText(en: "the most the fund pays in a year lies below one bill of", zh: "低于单次费用")
        ) { 0 < $0 && $0 < $1 },
        Comparison(
          benefits.deductible, bill,
          text: LocalizedText(en: "more than ten times a bill of", zh: "超过十倍单次费用")
        ) { $0 > Self.bills * $1 },
      ]
    }
  }

  private var layers: [Comparison] {
    let scheme = baseline.scheme
    return scheme.layers.indices.flatMap { layer -> [Comparison] in
      guard let terms = scheme.layers[layer].terms,
        let branch = scheme.bundles.first(where: { $0.layers.contains(layer) })?.branches.first
      else { return [] }
      let bill = scheme.branches[branch].money.unitCost
      let most = LocalizedText(
        en: "the most it pays in a year is less than a tenth of its deductible of", zh: "不足其起付线的十分之一，起付线")
      let free = LocalizedText(
        en: "everything above it is paid, and it is less than a hundredth of one bill of", zh: "以上全额支付，不足单次费用的百分之一，单次费用"
      )
      return [
        nothing(under: terms.ceiling, rate: terms.rates[0], bill: bill),
        Comparison(terms.ceiling, terms.starts[0], text: most) { 0 < $0 && $0 < Self.least * $1 },
      ]
        + zip(terms.starts, terms.rates).map { start, rate in
          Comparison(start, bill, text: free, where: (rate, { $0 >= 1 })) { $0 < Self.ownPayment * $1 }
        }
    }
  }

  /// A ceiling of 0 where a share is to be paid: meant as none, or to end a benefit that its rate would end.
  private func nothing(under ceiling: ParameterID, rate: ParameterID, bill: ParameterID) -> Comparison {
    let none = ShortNumber.power(baseline.scheme.form.currency.noLimit), path = baseline.registry[rate].path
    return Comparison(
      ceiling, bill, text: LocalizedText(en: "nothing is paid, where one bill is", zh: "基金不予支付，单次费用"),
      wayOut: LocalizedText(
        en: "; no limit is \(none) or more, and a benefit ends with \(path) 0", zh: "；不设封顶请填\(none)以上，停止支付请将支付比例设为0，请核对"
      ),
      where: (rate, { $0 > 0 })
    ) { value, _ in value == 0 }
  }

  /// A threshold and the level that it should go with.
  private struct Comparison {
    let threshold: ParameterID
    let level: ParameterID
    /// What is said of the two, before the level.
    let text: LocalizedText
    /// What is said after it.
    let wayOut: LocalizedText
    /// The rate paid by the threshold, and which of it the comparison is for; nil for any.
    let rate: (id: ParameterID, applies: @Sendable (Double) -> Bool)?
    let isFar: (_ threshold: Double, _ level: Double) -> Bool

    init(
      _ threshold: ParameterID, _ level: ParameterID, text: LocalizedText,
      wayOut: LocalizedText = LocalizedText(en: "", zh: ""),
      where rate: (id: ParameterID, applies: @Sendable (Double) -> Bool)? = nil,
      isFar: @escaping (Double, Double) -> Bool
    ) {
      self.threshold = threshold
      self.level = level
      self.text = text
      self.wayOut = wayOut
      self.rate = rate
      self.isFar = isFar
    }
  }

  /// The first year in which a threshold does not go with another level.
  private func first(
    _ comparison: Comparison, _ parameters: ParameterSet, _ changed: [ParameterID: LeverChange]?
  ) -> LocalizedText? {
    let id = comparison.threshold, other = comparison.level
    let change = [id, other, comparison.rate?.id].lazy.compactMap { $0 }.compactMap { changed?[$0] }.first
    guard changed == nil || change != nil else { return nil }
    for year in 0..<timeline.reportedCount {
      let value = parameters.value(id, year), level = parameters.value(other, year)
      guard level > 0, comparison.isFar(value, level),
        comparison.rate.map({ $0.applies(parameters.value($0.id, year)) }) ?? true
      else { continue }
      let lever = baseline.registry[id]
      return baseline.warning(
        lever, at: change?.location ?? baseline.series[id.index]?.location,
        en:
          "\(lever.text(value)) in \(timeline.baseYear + year): \(comparison.text.en) \(ShortNumber.text(level)) (\(baseline.registry[other].path))\(comparison.wayOut.en)",
        zh:
          "\(timeline.baseYear + year)年为\(ShortNumber.text(value))，\(comparison.text.zh)\(ShortNumber.text(level))\(comparison.wayOut.zh)"
      )
    }
    return nil
  }
}
