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
  let layers: [[ColumnLayer]]

  /// Responses to `draws` in order of dependence.
  func rules(_ draws: Draws) -> ColumnRules {
    var shocks: [ParameterID: [ColumnStep]] = [:]
    for (index, driver) in draws.drivers.enumerated() where driver.isActive {
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
      var steps: [(step: ColumnStep, after: Int, december: (central: Double, share: Double)?)] = []
      if let source = lever.lagOf {
        visit(source)
        if moved.contains(source) { steps.append((.lagged(source), -1, nil)) }
      }
      if baseline.series[id.index] == nil, let followed = baseline.registry.followed(by: lever) {
        visit(followed.id)
        if moved.contains(followed.id) { steps.append((.multiple(1, of: followed.id), -1, nil)) }
      }
      for layer in layers[id.index] {
        layer.rule.references.forEach(visit)
        if !steps.isEmpty, let kept = layer.kept, kept.contains(where: { $0 != 1 }) {
          steps.append((.kept(annual(kept)), -1, nil))
        }
        guard let after = layer.after, layer.rule.references.contains(where: moved.contains) || !steps.isEmpty else {
          continue
        }
        steps.append((step(layer), after - timeline.baseYear, december(layer, after)))
      }
      for shock in shocks[id] ?? [] { steps.append((shock, draws.firstYear - 1 - timeline.baseYear, nil)) }
      guard !steps.isEmpty else { return }
      moved.insert(id)
      // What counts is where the last step leaves the value.
      for (place, entry) in steps.enumerated() {
        let range = place == steps.count - 1 ? lever.spec.range : -Double.infinity...Double.infinity
        responses.append(
          ColumnResponse(
            id, name: lever.path, entry.step, after: entry.after, december: entry.december, range: range))
      }
    }
    for lever in baseline.registry.levers { visit(lever.id) }
    return ColumnRules(responses)
  }

  /// Central value and share of the year's difference in December of a layer's last dated year.
  private func december(_ layer: ColumnLayer, _ after: Int) -> (central: Double, share: Double)? {
    let month = (after - firstYear) * 12 + 11
    guard after >= timeline.baseYear, after < timeline.baseYear + timeline.count else { return nil }
    var share = 1.0
    if let kept = layer.kept {
      let mean = annual(kept)[after - timeline.baseYear]
      share = mean == 0 ? 0 : kept[month] / mean
    }
    return (layer.months[month], share)
  }

  /// The running rule of a layer as a step. Rules that read no lever run in proportion to the anchor, or beside it.
  private func step(_ layer: ColumnLayer) -> ColumnStep {
    switch layer.rule {
    case .growBy(let source): .grown(by: source, central: annual(layer.months))
    case .index(let source): .indexed(to: source, central: annual(layer.months))
    case .sum(let sources): .sum(sources)
    case .multiple(let factor, let source): .multiple(factor, of: source)
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
