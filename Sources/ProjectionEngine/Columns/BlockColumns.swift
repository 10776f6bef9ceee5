import Glibc
import Quantities
import SchemeModel

/// How the columns of one set of weights differ from the central path: logarithms of what is multiplied.
///
/// Payments are homogeneous in money, pay(Y·eᶻ, D·eᵛ) = eᵛ·pay(Y·eᶻ⁻ᵛ, D) (<doc:Uncertainty>): one threshold is divided
/// out, and three coordinates remain, use, bill and the other threshold against it (``Divisor``).
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

  /// Which threshold is divided out.
  enum Divisor: Sendable {
    /// The deductible; of contribution bases the bounds.
    case lower
    /// The ceiling, where there is no deductible.
    case upper
    /// The ceiling, with which all thresholds of the layers above must move; the deductible is the third coordinate.
    case ceilingOfLayers
  }

  /// What multiplies use, bill and thresholds.
  let coordinates: BlockCoordinates
  /// Price levels of components with their shares in the bill, `(share, price, node)` by component; empty where columns agree.
  let prices: [(share: [Double], price: [Double], node: Int?)]
  /// Rates of a branch and what its settings add, where either differs: their sums must stay shares.
  private let rates: [(band: Factor, addition: Factor, share: Factor)]
  /// Every parameter the rows follow from that differs, with its node; of the reference of demand likewise.
  private let moving: [(id: ParameterID, node: Int)]
  private let movingInReference: [(id: ParameterID, node: Int)]

  /// Whether anything differs.
  var isCentral: Bool { coordinates.isEmpty && prices.isEmpty }
  /// What differs between columns and has no coordinate: then each column is evaluated by itself.
  var unsupported: [ParameterID] { coordinates.unsupported }

  init(
    _ block: WeightBlock, _ scheme: Scheme, _ parameters: ParameterSet, nodes: [ParameterID: Int],
    reference: (parameters: ParameterSet, nodes: [ParameterID: Int])?
  ) {
    func nodesRead(_ nodes: [ParameterID: Int]) -> [(id: ParameterID, node: Int)] {
      block.parameters(scheme).compactMap { id in nodes[id].map { (id, $0) } }
    }
    moving = nodesRead(nodes)
    movingInReference = reference.map { nodesRead($0.nodes) } ?? []
    let differences = ColumnDifferences(
      parameters: parameters, nodes: nodes, reference: reference, moving: (moving + movingInReference).map(\.id))
    coordinates = BlockCoordinates(block, scheme, differences)
    if case .branch(let index) = block {
      let own = scheme.branches[index]
      rates = own.settings.filter { !differences.differ([own.shares.paid, $0.rateAddition]).isEmpty }
        .map {
          (differences.factor(own.shares.paid), differences.factor($0.rateAddition), differences.factor($0.share))
        }
    } else {
      rates = []
    }
    let moves = coordinates.branch != nil && scheme.priceLevels.contains { nodes[$0] != nil }
    prices =
      moves
      ? zip(coordinates.branch?.money.basket ?? [], scheme.priceLevels).map { share, price in
        (parameters[share].annual, parameters[price].annual, nodes[price])
      } : []
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
    for factor in coordinates.factors where factor.central[year] == 0 {
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
      use: product(coordinates.use), cost: product(coordinates.cost) * priceRatio(slab, year, column),
      lower: product(coordinates.lower),
      upper: product(coordinates.upper))
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
  func place(of scale: BlockScale) -> (place: SIMD3<Double>, money: Double) {
    switch coordinates.divisor {
    case .lower: (SIMD3(log(scale.use), log(scale.cost / scale.lower), log(scale.upper / scale.lower)), scale.lower)
    case .upper: (SIMD3(log(scale.use), log(scale.cost / scale.upper), 0), scale.upper)
    case .ceilingOfLayers:
      (
        SIMD3(
          log(scale.use), log(scale.cost / scale.upper),
          coordinates.lower.isEmpty ? -log(scale.upper) : log(scale.lower / scale.upper)
        ), scale.upper
      )
    }
  }

  /// The scale at coordinates, with the divided threshold at its central value.
  func scale(at place: SIMD3<Double>) -> BlockScale {
    coordinates.divisor == .ceilingOfLayers
      ? BlockScale(use: exp(place.x), cost: exp(place.y), lower: exp(place.z), upper: 1)
      : BlockScale(use: exp(place.x), cost: exp(place.y), lower: 1, upper: exp(place.z))
  }

  /// Whether the thresholds of layers move with what is divided out, so that the coordinates say all.
  func isComplete(_ slab: ColumnSlab, _ year: Int, _ column: Int, _ scale: BlockScale) -> Bool {
    coordinates.layers.allSatisfy { abs($0.ratio(slab, year, column) / scale.upper - 1) < 1e-9 }
  }
}
