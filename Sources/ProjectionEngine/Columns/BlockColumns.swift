import Glibc
import Quantities
import SchemeModel

/// How the columns of one set of weights differ from the central path: logarithms of what is multiplied.
///
/// Payments are homogeneous in money, pay(Y·eᶻ, D·eᵛ) = eᵛ·pay(Y·eᶻ⁻ᵛ, D) (model.md section 6): one threshold is divided out, and
/// three coordinates remain, use, bill and the other threshold against it (``Divisor``).
struct BlockColumns: Sendable {
  static let dimensions = 3

  /// A factor of the block: its central values and node.
  struct Factor: Hashable, Sendable {
    let central: [Double]
    /// Where its difference stands; nil where columns agree.
    let node: Int?

    func value(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
      central[year] + (node.map { slab.differences[$0 * ColumnSlab.width + column] } ?? 0)
    }

    func ratio(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
      let value = central[year]
      guard let node else { return 1 }
      return value == 0 ? 1 : 1 + slab.differences[node * ColumnSlab.width + column] / value
    }
  }

  /// Factors that multiply use, bill and thresholds.
  let use: [Factor]
  let cost: [Factor]
  let lower: [Factor]
  let upper: [Factor]
  /// Price levels of components with their shares in the bill, `(share, price, node)` by component; empty where columns agree.
  let prices: [(share: [Double], price: [Double], node: Int?)]
  /// Which threshold is divided out.
  enum Divisor: Sendable {
    /// The deductible; of contribution bases the bounds.
    case lower
    /// The ceiling, where there is no deductible.
    case upper
    /// The ceiling, with which all thresholds of the layers above must move; the deductible is the third coordinate.
    case ceilingOfLayers
  }

  let divisor: Divisor
  /// Thresholds of layers: a column where they do not move with the ceiling is evaluated by itself.
  let layers: [Factor]
  /// What differs between columns and has no coordinate: then each column is evaluated by itself.
  let unsupported: [ParameterID]
  /// Rates of a branch and what its settings add, where either differs: their sums must stay shares.
  private let rates: [(band: Factor, addition: Factor, share: Factor)]
  /// Every parameter the rows follow from that differs, with its node; of the reference of demand likewise.
  private let moving: [(id: ParameterID, node: Int)]
  private let movingInReference: [(id: ParameterID, node: Int)]

  /// Whether anything differs.
  var isCentral: Bool {
    use.isEmpty && cost.isEmpty && lower.isEmpty && upper.isEmpty && prices.isEmpty && layers.isEmpty
      && unsupported.isEmpty
  }

  init(
    _ block: WeightBlock, _ scheme: Scheme, _ parameters: ParameterSet, nodes: [ParameterID: Int],
    reference: (parameters: ParameterSet, nodes: [ParameterID: Int])?
  ) {
    func nodesRead(_ nodes: [ParameterID: Int]) -> [(id: ParameterID, node: Int)] {
      block.parameters(scheme).compactMap { id in nodes[id].map { (id, $0) } }
    }
    moving = nodesRead(nodes)
    movingInReference = reference.map { nodesRead($0.nodes) } ?? []
    func factors(_ ids: [ParameterID]) -> [Factor] {
      ids.compactMap { id in nodes[id].map { Factor(central: parameters[id].annual, node: $0) } }
    }
    func differ(_ ids: [ParameterID]) -> [ParameterID] { ids.filter { nodes[$0] != nil } }
    func factor(_ id: ParameterID) -> Factor { Factor(central: parameters[id].annual, node: nodes[id]) }
    if case .branch(let index) = block {
      let own = scheme.branches[index]
      rates = own.settings.filter { !differ([own.shares.paid, $0.rateAddition]).isEmpty }
        .map { (factor(own.shares.paid), factor($0.rateAddition), factor($0.share)) }
    } else {
      rates = []
    }
    func isZero(_ id: ParameterID) -> Bool {
      [parameters, reference?.parameters ?? parameters].allSatisfy { $0[id].annual.allSatisfy { $0 == 0 } }
    }
    /// What of a branch has no coordinate.
    func withoutCoordinate(_ branch: Branch) -> [ParameterID] {
      var different = differ(branch.parameters(.share, .spread, .response))
      if let reference {
        // Demand answers the other plan's thresholds: they must move with the column's own, relative to the central path.
        different += branch.benefitParameters.filter { id in
          !Self.movesAlike(id, parameters, nodes, reference.parameters, reference.nodes)
        }
      }
      return different
    }
    /// The branch whose use, bill and thresholds are the coordinates.
    let branch: Branch?
    switch block {
    case .people:
      branch = nil
      (use, cost, lower, upper, layers, divisor, unsupported) = ([], [], [], [], [], .lower, [])
    case .cover:
      branch = nil
      (use, cost, lower, upper, layers, divisor) = ([], [], [], [], [], .lower)
      unsupported = moving.map(\.id)
    case .earnings(let index):
      branch = nil
      let rule = scheme.earnings[index]
      use = []
      cost = factors(rule.parameters(.money))
      // A drift of the bounded base is one of earnings, floor and cap alike.
      lower = factors(rule.parameters(.threshold) + [rule.base.drift])
      (upper, layers, divisor) = (lower, [], .lower)
      unsupported = differ(rule.parameters(.share, .spread))
    case .branch(let index):
      let own = scheme.branches[index]
      branch = own
      let fertility = own.use.profile == .fertility ? [scheme.common.fertilityFactor] : []
      use = factors(own.parameters(.use) + fertility)
      cost = factors(own.parameters(.money))
      lower = factors([own.thresholds.deductible])
      upper = factors([own.thresholds.ceiling])
      layers = []
      divisor = isZero(own.thresholds.deductible) ? .upper : .lower
      unsupported = withoutCoordinate(own)
    case .bundle(let index):
      let bundle = scheme.bundles[index], own = scheme.branches[bundle.branches[0]]
      let layersOfBundle = bundle.layers.map { scheme.layers[$0] }
      let thresholds = layersOfBundle.compactMap(\.terms).flatMap { $0.parameters(.threshold) }
        .filter { id in !isZero(id) && !parameters[id].annual.allSatisfy { $0 >= LayerTerms.noLimit } }
      let others = Set(bundle.layerParameters(scheme)).subtracting(
        layersOfBundle.compactMap(\.terms).flatMap { $0.parameters(.threshold) })
      let isAlone = bundle.counted.dropFirst().allSatisfy { $0.map { isZero($0) && nodes[$0] == nil } ?? false }
      guard isAlone, own.use.profile == .table else {
        // Several branches have no three coordinates.
        branch = nil
        (use, cost, lower, upper, layers, divisor) = ([], [], [], [], [], .lower)
        unsupported = moving.map(\.id) + movingInReference.map(\.id)
        break
      }
      branch = own
      use = factors(own.parameters(.use))
      cost = factors(own.parameters(.money))
      lower = factors([own.thresholds.deductible])
      upper = factors([own.thresholds.ceiling])
      // One that does not move while the ceiling does is a factor too.
      layers = thresholds.map { Factor(central: parameters[$0].annual, node: nodes[$0]) }
      divisor = .ceilingOfLayers
      unsupported = withoutCoordinate(own) + differ(Array(others)).sorted { $0.index < $1.index }
    }
    let moves = branch != nil && scheme.priceLevels.contains { nodes[$0] != nil }
    prices =
      moves
      ? zip(branch?.money.basket ?? [], scheme.priceLevels).map { share, price in
        (parameters[share].annual, parameters[price].annual, nodes[price])
      } : []
  }

  private static func movesAlike(
    _ id: ParameterID, _ own: ParameterSet, _ nodes: [ParameterID: Int], _ other: ParameterSet,
    _ otherNodes: [ParameterID: Int]
  ) -> Bool {
    if nodes[id] == nil, otherNodes[id] == nil { return true }
    return nodes[id] == otherNodes[id] && own[id].annual == other[id].annual
  }

  /// The rows of one column in a month, from its own parameters and those of its reference of demand.
  func rows(_ variant: WeightVariant, _ slab: ColumnSlab, _ year: Int, month: Int, _ column: Int) -> [Double] {
    func own(_ parameters: ParameterSet, _ moving: [(id: ParameterID, node: Int)]) -> ParameterSet {
      var parameters = parameters
      for (id, node) in moving {
        parameters.paths[id.index] = parameters[id].moved(
          in: year, by: slab.differences[node * ColumnSlab.width + column])
      }
      return parameters
    }
    return variant.with(
      own(variant.parameters, moving), reference: variant.reference.map { own($0, movingInReference) }
    ).rows(year: year, month: month)
  }

  /// Use, bill and thresholds differ by factors, so that one that is zero on the central path must be zero on every other; the
  /// rate of a setting is a share.
  ///
  /// - Throws: ``FundcastError`` where a driver adds to such a zero, or takes a rate out of 0…1.
  func check(_ slab: ColumnSlab, _ year: Int, baseYear: Int) throws {
    for rate in rates {
      for column in 0..<slab.used where rate.share.value(slab, year, column) > 0 {
        let sum = rate.band.value(slab, year, column) + rate.addition.value(slab, year, column)
        guard !(-1e-12...1 + 1e-12).contains(sum), let node = rate.band.node ?? rate.addition.node else { continue }
        throw FundcastError(
          .data,
          Diagnostic(
            "drivers take the rate of a setting, the branch's with its addition, out of 0…1 in \(baseYear + year) on path \(slab.firstPath + column)",
            of: .lever(slab.nodes[node].name), in: FaultScope(year: baseYear + year), value: "\(sum)",
            remedy: "lower the deviation or the persistence of the driver behind it in `draws:`"))
      }
    }
    for factor in use + cost + lower + upper + layers where factor.central[year] == 0 {
      guard let node = factor.node, slab.difference(node).contains(where: { $0 != 0 }) else { continue }
      throw FundcastError(
        .data,
        Diagnostic(
          "a driver, or a rule that reacts, adds to a value that is 0 on the central path in \(baseYear + year): use, bills and thresholds can only be scaled",
          of: .lever(slab.nodes[node].name), in: FaultScope(year: baseYear + year),
          remedy: "write `effect: scale`, or give the lever a value"))
    }
  }

  /// What a column multiplies.
  func scale(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> BlockScale {
    func product(_ factors: [Factor]) -> Double { factors.reduce(1) { $0 * $1.ratio(slab, year, column) } }
    return BlockScale(
      use: product(use), cost: product(cost) * priceRatio(slab, year, column), lower: product(lower),
      upper: product(upper))
  }

  private func priceRatio(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
    guard !prices.isEmpty else { return 1 }
    var central = 0.0, own = 0.0
    for component in prices {
      let price = component.price[year]
      let difference = component.node.map { slab.differences[$0 * ColumnSlab.width + column] } ?? 0
      central += component.share[year] * price
      own += component.share[year] * (price + difference)
    }
    return central == 0 ? 1 : own / central
  }

  /// The coordinates of a column, as logarithms: use, and bill and the other threshold against the one that is divided out; and
  /// that threshold.
  func coordinates(_ scale: BlockScale) -> (place: SIMD3<Double>, money: Double) {
    switch divisor {
    case .lower: (SIMD3(log(scale.use), log(scale.cost / scale.lower), log(scale.upper / scale.lower)), scale.lower)
    case .upper: (SIMD3(log(scale.use), log(scale.cost / scale.upper), 0), scale.upper)
    case .ceilingOfLayers:
      (
        SIMD3(
          log(scale.use), log(scale.cost / scale.upper),
          lower.isEmpty ? -log(scale.upper) : log(scale.lower / scale.upper)
        ), scale.upper
      )
    }
  }

  /// The scale at coordinates, with the divided threshold at its central value.
  func scale(at place: SIMD3<Double>) -> BlockScale {
    divisor == .ceilingOfLayers
      ? BlockScale(use: exp(place.x), cost: exp(place.y), lower: exp(place.z), upper: 1)
      : BlockScale(use: exp(place.x), cost: exp(place.y), lower: 1, upper: exp(place.z))
  }

  /// Whether the thresholds of layers move with what is divided out, so that the coordinates say all.
  func isComplete(_ slab: ColumnSlab, _ year: Int, _ column: Int, _ scale: BlockScale) -> Bool {
    layers.allSatisfy { abs($0.ratio(slab, year, column) / scale.upper - 1) < 1e-9 }
  }
}
