import Glibc
import SchemeModel

// Layers above the basic scheme of the plain reference engine, written from <doc:Layers>.
//
// Everything a layer pays follows from S, the sum of what the basic scheme leaves of the bundle's branches. S is cut at every
// corner of the stack of layers; what lies of it between two corners, E[min(S, c′)] − E[min(S, c)], is paid for in proportion.
// With several branches these are integrals over the expenses of all but one of them.

/// Expected payments of layers on branches, a few at most: each is one more integral inside another.
public enum ReferenceLayers {
  /// Care of a branch in a cell.
  public struct Care: Sendable {
    /// Its basic benefits.
    public var plan: ReferencePlan
    /// Mean use of a person and year.
    public var use: Double
    /// Bill of a service before the settings.
    public var cost: Double
    /// The part of what is left that counts.
    public var counted: Double

    /// Care of a cell, services and amounts in the currency for a person and year; all that is left counts unless said.
    public init(plan: ReferencePlan, use: Double, cost: Double, counted: Double = 1) {
      self.plan = plan
      self.use = use
      self.cost = cost
      self.counted = counted
    }

    /// Users and what is left to them of eligible expense.
    func eligibleLeft() -> [ReferenceLeft] {
      plan.parts(use: use, cost: cost).map { ReferenceLeft($0, counted: counted) }
    }

    /// Users and what lies outside the benefit lists, of which the basic scheme pays nothing.
    func uncovered() -> [ReferenceLeft] {
      var outside = plan
      outside.terms.benefits.eligibleShare = 1 - plan.terms.benefits.eligibleShare
      return outside.parts(use: use, cost: cost).map { part in
        var unpaid = part
        unpaid.rate = 0
        return ReferenceLeft(unpaid, counted: counted)
      }
    }

    /// Mean eligible expense that counts.
    var eligible: Double { counted * use * cost * plan.meanCostRatio * plan.terms.benefits.eligibleShare }
  }

  /// What each layer pays a person in a year, everybody covered alike. `fineness` divides the pieces of the integrals.
  public static func payments(_ all: [Care], layers: [LayerValues], fineness: Double = 1) -> [Double] {
    let care = all.filter { $0.counted > 0 }
    var payments = layers.map { _ in 0.0 }
    let own = layers.indices.filter { layers[$0].base != .uncovered }
    let outside = layers.indices.filter { layers[$0].base == .uncovered }
    for (chain, left) in [(own, care.map { $0.eligibleLeft() }), (outside, care.map { $0.uncovered() })]
    where !chain.isEmpty {
      let stack = ReferenceStack(chain.map { layers[$0] })
      let expected = stack.expected(left, fineness: fineness)
      for (place, layer) in chain.enumerated() {
        payments[layer] = expected[place]
        if layers[layer].base == .closing {
          let eligible = care.reduce(0) { $0 + $1.eligible }
          payments[layer] = max(0, expected[place] - layers[layer].target * eligible)
        }
      }
    }
    return payments
  }
}

/// Layers on one amount, in order.
public struct ReferenceStack: Sendable {
  let layers: [LayerValues]
  /// Where the payment of some layer has a corner, yuan of the amount, rising from 0.
  let corners: [Double]

  /// Layers in order, on eligible expense or on uncovered bills.
  public init(_ layers: [LayerValues]) {
    self.layers = layers
    var corners = [0.0]
    for (place, layer) in layers.enumerated() where layer.base != .closing {
      // Its corners in what is left to it: the starts, and where the ceiling is reached.
      var own = layer.starts.filter(\.isFinite)
      for tier in layer.starts.indices where layer.rates[tier] > 0 {
        let before = Self.tiers(layer, layer.starts[tier])
        own.append(layer.starts[tier] + (layer.ceiling - before) / layer.rates[tier])
      }
      let known = corners
      for level in own where level > 0 && level.isFinite {
        if let corner = Self.amount(leaving: level, before: place, layers, known) { corners.append(corner) }
      }
      corners = Set(corners).sorted()
    }
    self.corners = corners
  }

  /// What the tiers of a layer add up to, before its ceiling.
  private static func tiers(_ layer: LayerValues, _ amount: Double) -> Double {
    var paid = 0.0
    for (tier, start) in layer.starts.enumerated() where amount > start {
      let end = tier + 1 < layer.starts.count ? layer.starts[tier + 1] : .infinity
      paid += layer.rates[tier] * (min(amount, end) - start)
    }
    return paid
  }

  /// What each layer pays of an amount; of a closing layer, what is left to it.
  public func callAsFunction(_ amount: Double) -> [Double] {
    var left = amount
    return layers.map { layer in
      if layer.base == .closing { return left }
      let paid = min(Self.tiers(layer, left), layer.ceiling)
      left -= paid
      return paid
    }
  }

  /// What the first `count` layers leave.
  private static func left(_ amount: Double, _ count: Int, _ layers: [LayerValues]) -> Double {
    layers.prefix(count).reduce(amount) { left, layer in
      layer.base == .closing ? left : left - min(tiers(layer, left), layer.ceiling)
    }
  }

  /// The amount of which the first `count` layers leave `level`; their corners are known. Nil where it is never left.
  private static func amount(
    leaving level: Double, before count: Int, _ layers: [LayerValues], _ corners: [Double]
  ) -> Double? {
    for (from, to) in zip(corners, corners.dropFirst()) {
      let low = left(from, count, layers), high = left(to, count, layers)
      if low < level, level <= high { return from + (level - low) / (high - low) * (to - from) }
    }
    let last = corners[corners.count - 1], reach = last + 1
    let low = left(last, count, layers)
    let slope = (left(last + 2 * reach, count, layers) - left(last + reach, count, layers)) / reach
    return level > low && slope > 1e-12 ? last + (level - low) / slope : nil
  }

  /// Expected payment of each layer on the sum of what is left of the branches, by users.
  func expected(_ branches: [[ReferenceLeft]], fineness: Double) -> [Double] {
    let between = expectedBetween(branches, fineness: fineness)
    var sums = layers.map { _ in 0.0 }
    for (piece, amount) in between.enumerated() {
      let from = corners[piece]
      let width = piece + 1 < corners.count ? corners[piece + 1] - from : 1 + from
      let (low, high) = (self(from + width / 4), self(from + 3 * width / 4))
      for layer in layers.indices { sums[layer] += (high[layer] - low[layer]) / (width / 2) * amount }
    }
    return sums
  }

  /// E[min(S, c′)] − E[min(S, c)] between corners c < c′.
  private func expectedBetween(_ branches: [[ReferenceLeft]], fineness: Double) -> [Double] {
    var sums = corners.map { _ in 0.0 }
    /// People who use just these branches, one part of each; the sum begins at `shift`.
    func add(_ share: Double, _ parts: [ReferenceLeft], above shift: Double) {
      guard parts.count > 1, let narrowest = parts.indices.min(by: { parts[$0].sigma < parts[$1].sigma }) else {
        for piece in corners.indices {
          let from = corners[piece], to = piece + 1 < corners.count ? corners[piece + 1] : .infinity
          // The sum fills the piece from `from` to max(shift, from) anyway.
          sums[piece] += share * (min(max(shift, from), to) - from)
          if shift < to { sums[piece] += share * parts[0].between(max(from - shift, 0), to - shift) }
        }
        return
      }
      // The payments of the others are smooth on the scale of the narrowest.
      var others = parts
      let outer = others.remove(at: narrowest)
      let amounts = [0.0] + others.flatMap(\.scale)
      let cuts = corners.flatMap { corner in
        amounts.flatMap { corner > shift + $0 ? [outer.expense(leaving: corner - shift - $0)] : [] }
      }
      outer.integrate(cuts: cuts, fineness: fineness) { weight, expense in
        add(share * weight, others, above: shift + outer.left(expense))
      }
    }
    func choose(_ branch: Int, _ chosen: [ReferenceLeft], _ share: Double) {
      guard branch < branches.count else {
        if !chosen.isEmpty { add(share, chosen, above: 0) }
        return
      }
      choose(branch + 1, chosen, share * (1 - branches[branch].reduce(0) { $0 + $1.part.share }))
      for part in branches[branch] { choose(branch + 1, chosen + [part], share * part.part.share) }
    }
    choose(0, [], 1)
    return sums
  }
}

/// Users of a branch and the part that counts of what the basic scheme leaves them.
struct ReferenceLeft: Sendable {
  let part: ReferencePart
  let counted: Double
  /// Amounts between which what is left is smooth: at every other standard deviation, or doubled logarithm, and at the corners
  /// of the plan.
  let scale: [Double]
  /// Expense at which the ceiling is reached.
  private let top: Double
  /// Standard deviation of the logarithm of the expense.
  var sigma: Double { part.expense.sigma }

  init(_ part: ReferencePart, counted: Double) {
    self.part = part
    self.counted = counted
    let expense = part.expense
    let top = part.rate > 0 ? part.deductible + part.ceiling / part.rate : .infinity
    self.top = top
    func left(_ y: Double) -> Double { counted * (y - min(part.rate * max(y - part.deductible, 0), part.ceiling)) }
    scale =
      ([part.deductible, top].filter { $0.isFinite && part.rate > 0 }
      + stride(from: -6.0, through: 6, by: 2 / max(1, expense.sigma)).map { exp(expense.mu + $0 * expense.sigma) }).map(
        left)
  }

  /// What counts of what is left of an expense.
  func left(_ expense: Double) -> Double {
    counted * (expense - min(part.rate * max(expense - part.deductible, 0), part.ceiling))
  }

  /// The least expense that leaves an amount.
  func expense(leaving amount: Double) -> Double {
    let rest = amount / counted
    if part.rate == 0 || rest <= part.deductible { return rest }
    if part.rate < 1, rest <= part.deductible + (1 - part.rate) * (part.ceiling / part.rate) {
      return part.deductible + (rest - part.deductible) / (1 - part.rate)
    }
    return rest + part.ceiling
  }

  /// E[min(U, to)] − E[min(U, from)] of what is left.
  func between(_ from: Double, _ to: Double) -> Double {
    let low = expense(leaving: from), high = expense(leaving: to)
    guard low < high else { return 0 }
    if part.rate == 0 { return counted * part.expense.layer(from: low, to: high) }
    func stretch(_ from: Double, _ to: Double, slope: Double) -> Double {
      let (start, end) = (max(low, from), min(high, to))
      return start < end && slope > 0 ? counted * slope * part.expense.layer(from: start, to: end) : 0
    }
    return stretch(0, part.deductible, slope: 1) + stretch(part.deductible, top, slope: 1 - part.rate)
      + stretch(top, .infinity, slope: 1)
  }

  /// Calls `add` with weights and expenses that integrate over the distribution of the expense: Gauss–Legendre with ten nodes on
  /// pieces of at most one standard deviation, and one of the logarithm, that end at the cuts and at the corners of the plan.
  func integrate(cuts: [Double], fineness: Double, _ add: (_ weight: Double, _ expense: Double) -> Void) {
    let (mu, sigma) = (part.expense.mu, part.expense.sigma)
    if sigma == 0 { return add(1, part.expense.mean) }
    let (low, high) = (-9.0, 9 + sigma)
    let corners = (cuts + [part.deductible, top]).filter { $0 > 0 && $0.isFinite }.map { (log($0) - mu) / sigma }
    let ends = ([low, high] + corners.filter { $0 > low && $0 < high }).sorted()
    for (from, to) in zip(ends, ends.dropFirst()) where to > from {
      let pieces = ((to - from) * max(1, sigma) * fineness).rounded(.up)
      let half = (to - from) / pieces / 2
      for piece in 0..<Int(pieces) {
        let middle = from + Double(2 * piece + 1) * half
        for (node, weight) in Self.gauss {
          let z = middle + node * half
          add(weight * half * exp(-z * z / 2) / (2 * Double.pi).squareRoot(), exp(mu + sigma * z))
        }
      }
    }
  }

  /// Ten nodes and weights on −1…1 (Abramowitz and Stegun 1964, table 25.4).
  private static let gauss: [(node: Double, weight: Double)] = [
    (0.148874338981631, 0.295524224714753), (0.433395394129247, 0.269266719309996),
    (0.679409568299024, 0.219086362515982), (0.865063366688985, 0.149451349150581),
    (0.973906528517172, 0.066671344308688),
  ].flatMap { [($0, $1), (-$0, $1)] }
}
