import Quantities
import SchemeModel

/// How one layer of values (the baseline's series, or one change on top of it) carries differences between columns.
struct ColumnLayer {
  /// By month: the share of the difference of the layer below that stays; nil for the lowest layer, which has none below.
  var kept: [Double]?
  /// The last dated year; the rule runs after it. Nil where no rule runs.
  var after: Int?
  var rule: ThenRule
  /// The values of this layer by month.
  var months: [Double]
}

/// Finds how the columns of a scenario differ from its central path: the levers the drivers move, and every lever that
/// follows from them by a rule after its last date or by a lag.
struct ColumnResolver {
  let baseline: Baseline
  let timeline: Timeline
  /// The first year of the months in the layers.
  let firstYear: Int
  /// The layers of every lever, lowest first.
  let layers: [ParameterID: [ColumnLayer]]

  /// Responses to `draws` in order of dependence.
  func rules(_ draws: Draws) -> ColumnRules {
    var shocks: [ParameterID: [ColumnStep]] = [:]
    for (index, driver) in draws.drivers.enumerated() where driver.deviation > 0 {
      for lever in driver.levers {
        shocks[lever, default: []].append(
          driver.effect == .add
            ? .added(driver: index, isCumulated: driver.isCumulated)
            : .scaled(driver: index, isCumulated: driver.isCumulated))
      }
    }
    var responses: [ColumnResponse] = []
    var moved: Set<ParameterID> = []
    var done: Set<ParameterID> = []
    func visit(_ id: ParameterID) {
      guard done.insert(id).inserted else { return }
      let lever = baseline.registry[id]
      if let source = lever.lagOf {
        visit(source)
        guard moved.contains(source) else { return }
        moved.insert(id)
        responses.append(ColumnResponse(id, name: lever.path, .lagged(source), after: -1))
        return
      }
      for layer in layers[id] ?? [] {
        layer.rule.references.forEach(visit)
        if moved.contains(id), let kept = layer.kept, kept.contains(where: { $0 != 1 }) {
          responses.append(ColumnResponse(id, name: lever.path, .kept(annual(kept)), after: -1))
        }
        guard let after = layer.after, layer.rule.references.contains(where: moved.contains) || moved.contains(id)
        else { continue }
        moved.insert(id)
        responses.append(ColumnResponse(id, name: lever.path, step(layer), after: after - timeline.baseYear))
      }
      for shock in shocks[id] ?? [] {
        moved.insert(id)
        responses.append(
          ColumnResponse(
            id, name: lever.path, shock, after: draws.firstYear - 1 - timeline.baseYear, range: lever.spec.range))
      }
    }
    for lever in baseline.registry.levers { visit(lever.id) }
    return ColumnRules(responses)
  }

  /// The running rule of a layer as a step. Rules that read no lever run in proportion to the anchor, or beside it.
  private func step(_ layer: ColumnLayer) -> ColumnStep {
    switch layer.rule {
    case .growBy(let source): .grown(by: source, central: annual(layer.months))
    case .index(let source): .indexed(to: source, central: annual(layer.months))
    case .sum(let sources): .sum(sources)
    case .grow: .carried(inProportionTo: annual(layer.months))
    case .hold, .step: .carried(inProportionTo: nil)
    }
  }

  /// Yearly means over the computed years.
  private func annual(_ months: [Double]) -> [Double] {
    (0..<timeline.count).map { index in
      let start = (timeline.baseYear - firstYear + index) * 12
      let year = months[start..<(start + 12)]
      guard let first = year.first, !year.allSatisfy({ $0 == first }) else { return year.first ?? .nan }
      return year.reduce(0, +) / 12
    }
  }
}
