import Glibc
import Quantities
import SchemeModel

/// How the columns of one set of weights differ from the central path: logarithms of what is multiplied.
///
/// Payments are homogeneous in money, pay(Y·eᶻ, D·eᵛ) = eᵛ·pay(Y·eᶻ⁻ᵛ, D) (model.md section 6): the lower threshold is divided
/// out (the ceiling where there is no deductible), and three coordinates remain, use, bill and ceiling against it.
struct BlockColumns: Sendable {
  static let dimensions = 3

  /// A factor of the block: its central values and node.
  struct Factor: Hashable, Sendable {
    let central: [Double]
    let node: Int

    func ratio(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
      let value = central[year]
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
  /// Whether the ceiling, not the deductible, is divided out.
  let dividesByUpper: Bool
  /// What differs between columns and has no coordinate: then each column is evaluated by itself.
  let unsupported: [ParameterID]
  /// Every parameter the rows follow from that differs, with its node; of the reference of demand likewise.
  private let moving: [(id: ParameterID, node: Int)]
  private let movingInReference: [(id: ParameterID, node: Int)]

  /// Whether anything differs.
  var isCentral: Bool {
    use.isEmpty && cost.isEmpty && lower.isEmpty && upper.isEmpty && prices.isEmpty && unsupported.isEmpty
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
    switch block {
    case .people:
      (use, cost, lower, upper, prices, dividesByUpper, unsupported) = ([], [], [], [], [], false, [])
    case .bundle, .cover:
      // Layers have thresholds of their own beside those of two branches: no three coordinates.
      (use, cost, lower, upper, prices, dividesByUpper) = ([], [], [], [], [], false)
      unsupported = moving.map(\.id) + movingInReference.map(\.id)
    case .earnings(let index):
      let rule = scheme.earnings[index]
      use = []
      cost = factors([rule.averageWage, rule.baseRatio])
      lower = factors([rule.averageWageLastYear])
      upper = lower
      prices = []
      dividesByUpper = false
      unsupported = [rule.variation, rule.floor, rule.cap].filter { nodes[$0] != nil }
    case .branch(let index):
      let branch = scheme.branches[index]
      let fertility = branch.useProfile == .fertility ? [scheme.common.fertilityFactor] : []
      use = factors([branch.useRate, branch.oneOff] + fertility)
      cost = factors([branch.unitCost, branch.costFactor])
      lower = factors([branch.deductible])
      upper = factors([branch.ceiling])
      let moves = scheme.priceLevels.contains { nodes[$0] != nil }
      prices =
        moves
        ? zip(branch.basket, scheme.priceLevels).map { share, price in
          (parameters[share].annual, parameters[price].annual, nodes[price])
        } : []
      dividesByUpper = [parameters, reference?.parameters ?? parameters]
        .allSatisfy { $0[branch.deductible].annual.allSatisfy { $0 == 0 } }
      var others = branch.basket + [branch.eligibleShare, branch.bandRate, branch.billVariation, branch.dispersion]
      others.append(branch.demandElasticity)
      var different = others.filter { nodes[$0] != nil }
      if let reference {
        // Demand answers the other plan's thresholds: they must move with the column's own, relative to the central path.
        different += branch.benefitParameters.filter { id in
          !Self.movesAlike(id, parameters, nodes, reference.parameters, reference.nodes)
        }
      }
      unsupported = different
    }
  }

  private static func movesAlike(
    _ id: ParameterID, _ own: ParameterSet, _ nodes: [ParameterID: Int], _ other: ParameterSet,
    _ otherNodes: [ParameterID: Int]
  ) -> Bool {
    if nodes[id] == nil, otherNodes[id] == nil { return true }
    return nodes[id] == otherNodes[id] && own[id].annual == other[id].annual
  }

  /// The rows of one column, from its own parameters and those of its reference of demand.
  func rows(_ variant: WeightVariant, _ slab: ColumnSlab, _ year: Int, _ column: Int) -> [Double] {
    func own(_ parameters: ParameterSet, _ moving: [(id: ParameterID, node: Int)]) -> ParameterSet {
      var parameters = parameters
      for (id, node) in moving {
        parameters.paths[id.index] = parameters[id].moved(
          in: year, by: slab.differences[node * ColumnSlab.width + column])
      }
      return parameters
    }
    return WeightVariant(
      block: variant.block, scheme: variant.scheme, region: variant.region, parameters: own(variant.parameters, moving),
      reference: variant.reference.map { own($0, movingInReference) }
    ).rows(year: year)
  }

  /// Use, bill and thresholds differ by factors, so that one that is zero on the central path must be zero on every other.
  ///
  /// - Throws: ``FundcastError`` where a driver adds to such a zero.
  func check(_ slab: ColumnSlab, _ year: Int, baseYear: Int) throws {
    for factor in use + cost + lower + upper where factor.central[year] == 0 {
      guard slab.difference(factor.node).contains(where: { $0 != 0 }) else { continue }
      throw FundcastError(
        .data,
        Diagnostic(
          "a driver adds to a value that is 0 on the central path in \(baseYear + year): use, bills and thresholds can only be scaled",
          key: slab.nodes[factor.node].name, remedy: "write `effect: scale`, or give the lever a value"))
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

  /// The coordinates of a column: use, bill and ceiling against the threshold that is divided out, as logarithms; and that
  /// threshold.
  func coordinates(_ scale: BlockScale) -> (place: SIMD3<Double>, money: Double) {
    let money = dividesByUpper ? scale.upper : scale.lower
    return (
      SIMD3(log(scale.use), log(scale.cost / money), dividesByUpper ? 0 : log(scale.upper / money)), money
    )
  }

  /// The scale at coordinates, with the divided threshold at its central value.
  func scale(at place: SIMD3<Double>) -> BlockScale {
    BlockScale(use: exp(place.x), cost: exp(place.y), lower: 1, upper: exp(place.z))
  }
}
