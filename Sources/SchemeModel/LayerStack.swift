/// Layers in order, as weights of expected excesses.
///
/// Behind a voluntary layer there are two kinds of people, those who have it and those who have not: a layer for everybody pays
/// the mean of both, weighted by claims.
struct LayerStack {
  /// The excesses that make a layer's payment: where every voluntary layer before it is held, and where none is.
  private struct Weights {
    let held: [Double]
    /// Nil where no voluntary layer stands before it.
    let without: [Double]?
    /// Part of the claims, by cell, of those who hold them.
    let share: [Double]?
  }

  private let layers: [LayerValues]
  /// Breaks of all layers on eligible expense, and on uncovered bills.
  let eligibleBreaks: [Double]
  let uncoveredBreaks: [Double]
  /// By layer; of a closing layer the weights of what is left before it.
  private let weights: [Weights]

  init(_ layers: [LayerValues]) {
    self.layers = layers
    var held: [LayerBase: PaymentSchedule] = [.eligibleLeft: .identity, .uncovered: .identity], without = held
    var share: [LayerBase: [Double]] = [:]
    var schedules: [(held: PaymentSchedule, without: PaymentSchedule?, share: [Double]?)] = []
    for layer in layers {
      let chain: LayerBase = layer.base == .uncovered ? .uncovered : .eligibleLeft
      let before = (held: held[chain] ?? .identity, without: without[chain] ?? .identity)
      guard layer.base != .closing else {
        schedules.append((before.held, nil, nil))
        continue
      }
      let schedule = layer.schedule, behind = layer.covered == nil ? share[chain] : nil
      schedules.append((schedule.of(before.held), behind.map { _ in schedule.of(before.without) }, behind))
      held[chain] = schedule.left.of(before.held)
      if let covered = layer.covered {
        share[chain] = covered
      } else {
        without[chain] = schedule.left.of(before.without)
      }
    }
    func breaks(_ isUncovered: Bool) -> [Double] {
      let own = layers.indices.filter { (layers[$0].base == .uncovered) == isUncovered }
        .flatMap { [schedules[$0].held] + [schedules[$0].without].compactMap { $0 } }
      return Set(own.flatMap { $0.steps.map(\.at) }).sorted()
    }
    let eligibleBreaks = breaks(false), uncoveredBreaks = breaks(true)
    func weights(_ schedule: PaymentSchedule, _ breaks: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: breaks.count)
      for step in schedule.steps { if let place = breaks.firstIndex(of: step.at) { result[place] = step.change } }
      return result
    }
    self.weights = layers.indices.map { index in
      let breaks = layers[index].base == .uncovered ? uncoveredBreaks : eligibleBreaks
      return Weights(
        held: weights(schedules[index].held, breaks), without: schedules[index].without.map { weights($0, breaks) },
        share: schedules[index].share)
    }
    self.eligibleBreaks = eligibleBreaks
    self.uncoveredBreaks = uncoveredBreaks
  }

  /// The expected payment of each layer per person, `[layer][cell]`: excesses of the distinct cells `[break][distinct]`, eligible
  /// expense of them, and the distinct one of each cell. A closing layer pays nothing below zero where it is floored.
  func payments(
    _ eligibleLeft: [[Double]], _ uncovered: [[Double]], eligible: [Double], cells: [Int], isFloored: Bool
  ) -> [[Double]] {
    func sum(_ weights: [Double], _ excesses: [[Double]]) -> [Double] {
      var sums = [Double](repeating: 0, count: eligible.count)
      for (weight, excess) in zip(weights, excesses) where weight != 0 {
        for cell in sums.indices { sums[cell] += weight * excess[cell] }
      }
      return sums
    }
    return layers.indices.map { index in
      let layer = layers[index], excesses = layer.base == .uncovered ? uncovered : eligibleLeft
      let held = sum(weights[index].held, excesses)
      if layer.base == .closing {
        let paid = zip(held, eligible).map { max(isFloored ? 0 : -.infinity, $0 - layer.target * $1) }
        return cells.map { paid[$0] }
      }
      let without = weights[index].without.map { sum($0, excesses) }
      return cells.indices.map { paid(index, cell: $0, held[cells[$0]], without?[cells[$0]]) }
    }
  }

  /// What a layer pays in a cell, over those with and without the voluntary layers before it.
  private func paid(_ layer: Int, cell: Int, _ held: Double, _ without: Double?) -> Double {
    if let covered = layers[layer].covered { return covered[cell] * held }
    guard let without, let share = weights[layer].share?[cell] else { return held }
    return share * held + (1 - share) * without
  }

  /// The same by group of the people of a cell, `[layer][group]`: excesses `[group][break]`, eligible expense by group. A closing
  /// layer pays each group in proportion to what is left of it.
  func payments(
    byGroup eligibleLeft: [[Double]], _ uncovered: [[Double]], eligible: [Double], cell: Int
  ) -> [[Double]] {
    func sums(_ weights: [Double], _ excesses: [[Double]]) -> [Double] {
      excesses.map { zip(weights, $0).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return layers.indices.map { index in
      let layer = layers[index], excesses = layer.base == .uncovered ? uncovered : eligibleLeft
      let held = sums(weights[index].held, excesses)
      if layer.base == .closing {
        let whole = held.reduce(0, +), paid = max(0, whole - layer.target * eligible.reduce(0, +))
        return held.map { whole > 0 ? paid * $0 / whole : 0 }
      }
      let without = weights[index].without.map { sums($0, excesses) }
      return held.indices.map { paid(index, cell: cell, held[$0], without?[$0]) }
    }
  }
}
