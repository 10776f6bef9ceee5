import Quantities

/// Expected payments of layers on what several branches leave, by cell (<doc:Layers>).
///
/// All layers on eligible expense are functions of one amount, the sum of what the basic scheme leaves of the bundle's
/// branches, and all layers on uncovered bills of another. So each payment is a sum of expected excesses of that amount, which
/// layers share where their breaks agree and in which rates are linear.
public struct BundleKernel: Sendable {
  let branches: [BranchKernel]

  /// The kernels of the bundle's branches, in order.
  public init(_ branches: [BranchKernel]) { self.branches = branches }

  /// Payments per person-year, `[layer][cell]`, under the values of the branches and layers; use responds to basic
  /// benefits that differ from those of `references`.
  ///
  /// - Parameters:
  ///   - counted: for each branch, the part of what it leaves that counts.
  ///   - isFloored: false to have of a closing layer what brings the own share to its target, below zero where it is there already.
  public func payments(
    _ values: [BranchValues], references: [BranchValues?], counted: [Double]? = nil, layers: [LayerValues],
    isFloored: Bool = true
  ) -> [[Double]] {
    // A branch that does not count is as if it were not there.
    let counted = counted ?? branches.map { _ in 1 }
    let counting = branches.indices.filter { counted[$0] > 0 }
    guard counting.count == branches.count else {
      guard !counting.isEmpty else {
        return layers.map { _ in [Double](repeating: 0, count: branches.first?.cellCount ?? Age.panelCount) }
      }
      return BundleKernel(counting.map { branches[$0] }).payments(
        counting.map { values[$0] }, references: counting.map { references[$0] }, counted: counting.map { counted[$0] },
        layers: layers, isFloored: isFloored)
    }
    let demand = branches.indices.map { place in
      branches[place].demand(values[place], reference: references[place])
    }
    // Where every branch is mirrored, half the cells are enough.
    let isMirrored = branches.allSatisfy(\.isMirrored)
    let use = branches.indices.map { isMirrored ? demand[$0].use : branches[$0].whole(demand[$0].use) }
    let cost = branches.indices.map { isMirrored ? demand[$0].cost : branches[$0].whole(demand[$0].cost) }

    let stack = LayerStack(layers)
    let unique = UniqueCells(use + cost)
    let users = branches.indices.map { place in
      UseGroups(
        branches[place].deductibleBasis, use: unique.values(use[place]), cost: unique.values(cost[place]), values[place]
      )
    }
    func excesses(over breaks: [Double], _ plan: (BranchValues) -> BranchValues) -> [[Double]] {
      guard !breaks.isEmpty else { return [] }
      return Self.excesses(zip(users, values).map { BillParts($0, plan($1)) }, counted, over: breaks)
    }
    let eligibleLeft = excesses(over: stack.eligibleBreaks) { $0 }
    let uncovered = excesses(over: stack.uncoveredBreaks) { $0.uncovered }
    let eligible = unique.first.map { cell in
      branches.indices.reduce(0) {
        $0 + counted[$1] * use[$1][cell] * cost[$1][cell] * values[$1].meanCostRatio * values[$1].benefits.eligibleShare
      }
    }
    let cells = isMirrored ? unique.cells + unique.cells : unique.cells
    return stack.payments(eligibleLeft, uncovered, eligible: eligible, cells: cells, isFloored: isFloored)
  }

  /// E[(Σ left − b)⁺] per person-year, `[break][cell]`.
  private static func excesses(_ branches: [BillParts], _ counted: [Double], over breaks: [Double]) -> [[Double]] {
    if branches.count == 1 { return branches[0].excesses(counted: counted[0], over: breaks) }
    var stopLoss = StopLoss()
    let cells = (0..<branches[0].cells).map { cell -> [Double] in
      let left = zip(branches, counted).map { $0.left(cell: cell, counted: $1) }
      let used = left.filter { !$0.isEmpty }
      guard used.count > 2 else { return stopLoss.excesses(of: used.isEmpty ? [[]] : used, over: breaks) }
      let sum = LeftSum.all(used, upTo: max(breaks.last ?? 0, 1) * (1 + 1e-9))
      return breaks.map { sum.excess(over: $0) }
    }
    return breaks.indices.map { place in cells.map { $0[place] } }
  }
}

extension BillParts {
  /// What the parts of a cell leave to pay, times the part of it that counts; parts nobody belongs to left out.
  func left(cell: Int, counted: Double) -> [LeftPart] {
    let mean = amounts.mean, logVariance = amounts.logVariance
    return terms.enumerated().compactMap { part, terms in
      let place = part * cells + cell
      guard probability[place] > 0, mean[place] > 0 else { return nil }
      return LeftPart(
        probability: probability[place], mean: counted * mean[place], logVariance: logVariance[place],
        deductible: counted * deductible[place], rate: terms.rate, ceiling: counted * terms.ceiling)
    }
  }
}

extension BranchValues {
  /// The part of the bills outside the benefit lists, of which the basic scheme pays nothing.
  var uncovered: BranchValues {
    var copy = self
    copy.benefits.eligibleShare = 1 - benefits.eligibleShare
    copy.benefits.reimbursementRate = 0
    for place in copy.settings.indices { copy.settings[place].rateAddition = 0 }
    return copy
  }
}

/// The distinct cells of some columns of values.
public struct UniqueCells {
  /// The first cell of each distinct one.
  public private(set) var first: [Int] = []
  /// The distinct one of each cell.
  public private(set) var cells: [Int] = []
  var count: Int { first.count }

  /// The cells of some columns, `[column][cell]`; cells are alike where all columns have equal values.
  ///
  /// - Precondition: at least one column, all of one length.
  public init(_ columns: [[Double]]) {
    var known: [UInt64: Int] = [:]
    for cell in columns[0].indices {
      let key = columns.reduce(0 as UInt64) { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ $1[cell].bitPattern }
      // Different cells with one key, should there be any, stay apart.
      if let place = known[key], columns.allSatisfy({ $0[first[place]] == $0[cell] }) {
        cells.append(place)
      } else {
        known[key] = first.count
        cells.append(first.count)
        first.append(cell)
      }
    }
  }

  func values(_ column: [Double]) -> [Double] { first.map { column[$0] } }
}

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
