import Quantities
import SchemeModel

/// Finds how the columns of a scenario differ from its central path: the levers the drivers move, and every lever that
/// follows from them by a rule after its last date or by a lag.
struct ColumnResolver {
  let baseline: Baseline
  let timeline: Timeline
  /// The first year of the months in the layers.
  let firstYear: Int
  /// The values of every lever.
  let values: [MonthlyValues?]

  /// Levers that a reform moves that acts in some years only, and that move within a year in which they differ by it.
  var leversThatMoveWithin: [ParameterID] {
    baseline.registry.levers.map(\.id).filter { id in
      values[id.index]?.reacting.map(movesWithin) ?? false
    }
  }

  private func movesWithin(_ change: ReactingLayer) -> Bool {
    (0..<timeline.count).contains { index in
      let start = (timeline.baseYear - firstYear + index) * 12
      let with = change.months[start..<(start + 12)], without = change.without[start..<(start + 12)]
      guard with != without else { return false }
      return with.contains { $0 != with[start] } || without.contains { $0 != without[start] }
    }
  }

  /// Whether what such a reform did in earlier years stands in later ones: a rule after the last date runs in its years, or a
  /// lever follows another that it moves.
  var carriesHistory: Bool {
    rules(nil, reacting: true).responses.contains {
      if case .reacting(let step) = $0.step { return step.run != nil }
      return true
    }
  }

  /// Responses to `draws`, and to a reform that acts in some years only, in order of dependence.
  func rules(_ draws: Draws?, reacting: Bool) -> ColumnRules {
    var shocks: [ParameterID: [ColumnStep]] = [:]
    for (index, driver) in (draws?.drivers ?? []).enumerated() where driver.isActive {
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
      var steps: [PlacedStep] = []
      if let source = lever.lagOf {
        visit(source)
        if moved.contains(source) { steps.append(PlacedStep(.lagged(source))) }
      }
      if baseline.series[id.index] == nil, let followed = baseline.registry.followed(by: lever) {
        visit(followed.id)
        if moved.contains(followed.id) { steps.append(PlacedStep(.multiple(1, of: followed.id))) }
      }
      if let own = values[id.index] {
        // How many steps stand after so many layers: spans keep shares of the difference of a layer.
        var stages = [steps.count]
        for layer in own.layers {
          layer.rule.references.forEach(visit)
          add(layer, to: &steps, moved)
          stages.append(steps.count)
        }
        let isSpanned = addSpans(own.spans, stages, to: &steps)
        if reacting, let change = own.reacting {
          (change.layers.flatMap(\.rule.references) + (change.then?.rule.references ?? [])).forEach(visit)
          add(change, to: &steps, stages, isSpanned: isSpanned, moved)
        }
      }
      for shock in shocks[id] ?? [] {
        steps.append(PlacedStep(shock, after: (draws?.firstYear ?? 0) - 1 - timeline.baseYear))
      }
      guard !steps.isEmpty else { return }
      moved.insert(id)
      // What counts is where the last step leaves the value.
      for (place, entry) in steps.enumerated() {
        let range = place == steps.count - 1 ? lever.spec.range : -Double.infinity...Double.infinity
        responses.append(ColumnResponse(id, name: lever.path, entry, range: range))
      }
    }
    for lever in baseline.registry.levers { visit(lever.id) }
    return ColumnRules(responses)
  }

  /// The steps of what spans leave of the differences; false where they leave them all.
  private func addSpans(_ spans: [Int: SpanMonth], _ stages: [Int], to steps: inout [PlacedStep]) -> Bool {
    let found = SpanSteps(spans, stages: stages, timeline: timeline, firstYear: firstYear).steps
    steps += found.map { PlacedStep($0) }
    return !found.isEmpty
  }

  /// The steps of a change that acts in some years only, on the path that lasts below the spans.
  private func add(
    _ change: ReactingLayer, to steps: inout [PlacedStep], _ stages: [Int], isSpanned: Bool, _ moved: Set<ParameterID>
  ) {
    var own = steps, stages = stages
    if isSpanned, let stage = stages.last {
      let none = [Double](repeating: 0, count: timeline.count)
      own.append(PlacedStep(.blended(kept: none, earlier: none.map { _ in 1 }, stage: stage)))
    }
    for layer in change.layers {
      add(layer, to: &own, moved)
      stages.append(own.count)
    }
    _ = addSpans(change.spans, stages, to: &own)
    steps += own.dropFirst(steps.count).map { $0.acting(annual(change.months)) }
    if change.months != change.without { steps.append(chosen(change)) }
  }

  /// The steps of one layer of values.
  private func add(_ layer: ColumnLayer, to steps: inout [PlacedStep], _ moved: Set<ParameterID>) {
    if !steps.isEmpty, let kept = layer.kept, kept.contains(where: { $0 != 1 }) {
      steps.append(PlacedStep(.kept(annual(kept))))
    }
    guard let after = layer.after, layer.rule.references.contains(where: moved.contains) || !steps.isEmpty else {
      return
    }
    steps.append(
      PlacedStep(step(layer), after: after - timeline.baseYear, december: december(layer, after)))
  }

  /// The step that chooses between values with and without a reform by the column's history.
  private func chosen(_ change: ReactingLayer) -> PlacedStep {
    let with = annual(change.months), without = annual(change.without)
    let after = (change.then?.after ?? timeline.baseYear - 1) - timeline.baseYear
    let isNothing = after < timeline.count && without[max(after, 0)...].contains { $0 == 0 }
    var run: ReactingStep.Run?
    var steps = false
    switch change.then?.rule {
    case .grow(let rate): run = .grow(rate)
    case .growBy(let source): run = .growBy(source)
    case .index(let source): run = .index(source)
    case .hold: run = .grow(0)
    case .step(let amount):
      run = .step(amount)
      steps = true
    case .sum, .multiple, nil: break
    }
    var stepsWithout = false, holdsWithout = false
    switch change.ruleWithout {
    case .step: stepsWithout = true
    case .hold: holdsWithout = true
    default: break
    }
    let holds = run == .grow(0)
    return PlacedStep(
      .reacting(
        ReactingStep(
          central: with, run: run, after: after, addsDated: isNothing || steps || (holds && change.isAdded),
          addsRun: isNothing || stepsWithout || (steps && holdsWithout))), after: after)
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
