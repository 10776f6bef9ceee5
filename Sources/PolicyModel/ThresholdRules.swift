import Quantities
import SchemeModel

/// Thresholds in money of one branch of the basic scheme, or of one layer above it: they bound one benefit, so one rule should
/// carry them on (<doc:Values>: thresholds that share one index keep their meaning).
public struct ThresholdGroup: Sendable {
  /// The branch or layer.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Deductible, starts of tiers and ceiling, as far as they bound anything.
  public let levers: [ParameterID]
  /// What the bills are that they bound: the unit cost of the branch, of a layer that of the first branch it pays on.
  public let unitCost: ParameterID
}

extension Baseline {
  /// Branches and layers with the thresholds that bound something in some year; a deductible of nothing and a ceiling above every
  /// bill run on no rule.
  public var thresholds: [ThresholdGroup] {
    let noLimit = scheme.form.currency.noLimit
    func bounding(_ levers: [ParameterID]) -> [ParameterID] {
      levers.filter { lever in
        guard let series = series[lever.index] else { return false }
        return series.points.contains {
          if case .set(let value) = $0.value { value > 0 && value < noLimit } else { true }
        }
      }
    }
    let branches = scheme.branches.map {
      ThresholdGroup(
        id: $0.id, title: $0.title, levers: bounding($0.parameters(.threshold)), unitCost: $0.money.unitCost)
    }
    let layers = scheme.bundles.flatMap { bundle in
      bundle.layers.compactMap { place -> ThresholdGroup? in
        let layer = scheme.layers[place]
        guard let terms = layer.terms, let first = bundle.branches.first else { return nil }
        return ThresholdGroup(
          id: layer.id, title: layer.title, levers: bounding(terms.parameters(.threshold)),
          unitCost: scheme.branches[first].money.unitCost)
      }
    }
    return (branches + layers).filter { !$0.levers.isEmpty }
  }

  /// A warning for every branch or layer whose thresholds run on different rules after their last dates, so that what it pays
  /// drifts without a decision.
  public var thresholdWarnings: [LocalizedText] {
    thresholds.compactMap { group in
      let rules = group.levers.compactMap { lever in series[lever.index].map { (lever, $0.then) } }
      guard let first = rules.first, rules.contains(where: { $0.1 != first.1 }) else { return nil }
      let parts = rules.map { "\(registry[$0.0].path) \(text($0.1))" }
      return LocalizedText(
        en:
          "thresholds of \(group.id) run on different rules, so that its benefit drifts: \(parts.joined(separator: "; "))."
          + " Give them one `then`.",
        zh: "\(group.title.zh)的各项标准按不同规则推算，待遇随之变动，请统一。")
    }
  }

  private func text(_ rule: ThenRule) -> String {
    switch rule {
    case .hold: "held"
    case .grow(let rate): "grows by \(rate) a year"
    case .growBy(let id): "grows by \(registry[id].path)"
    case .step(let amount): "moves by \(amount) a year"
    case .index(let id): "in proportion to \(registry[id].path)"
    case .sum(let ids): "sum of \(ids.map { registry[$0].path }.joined(separator: ", "))"
    case .multiple(let factor, let id): "\(factor) times \(registry[id].path)"
    }
  }
}
