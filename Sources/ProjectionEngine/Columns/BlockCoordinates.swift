import Quantities
import SchemeModel

/// The values of a scenario, and where they differ between columns.
struct ColumnDifferences {
  let parameters: ParameterSet
  let nodes: [ParameterID: Int]
  /// The same of the reference of demand; nil where there is none.
  let reference: (parameters: ParameterSet, nodes: [ParameterID: Int])?
  /// Every parameter a block follows from that differs, of the reference likewise.
  let moving: [ParameterID]

  func factors(_ ids: [ParameterID]) -> [BlockColumns.Factor] {
    ids.compactMap { id in nodes[id].map { BlockColumns.Factor(central: parameters[id].annual, node: $0) } }
  }

  func factor(_ id: ParameterID) -> BlockColumns.Factor {
    BlockColumns.Factor(central: parameters[id].annual, node: nodes[id])
  }

  func differ(_ ids: [ParameterID]) -> [ParameterID] { ids.filter { nodes[$0] != nil } }

  /// Whether a parameter is nothing in all years, under the reference too.
  func isZero(_ id: ParameterID) -> Bool {
    [parameters, reference?.parameters ?? parameters].allSatisfy { $0[id].annual.allSatisfy { $0 == 0 } }
  }

  /// Whether a parameter and that of the reference move alike, from the same central path.
  func movesAlike(_ id: ParameterID) -> Bool {
    guard let reference, nodes[id] != nil || reference.nodes[id] != nil else { return true }
    return nodes[id] == reference.nodes[id] && parameters[id].annual == reference.parameters[id].annual
  }
}

/// What multiplies use, bill and thresholds of a set of weights in a column, and what has no such coordinate.
struct BlockCoordinates: Sendable {
  /// Factors of use, bill and thresholds.
  private(set) var use: [BlockColumns.Factor] = []
  private(set) var cost: [BlockColumns.Factor] = []
  private(set) var lower: [BlockColumns.Factor] = []
  private(set) var upper: [BlockColumns.Factor] = []
  /// Thresholds of layers: a column where they do not move with the ceiling is evaluated by itself.
  private(set) var layers: [BlockColumns.Factor] = []
  private(set) var divisor = BlockColumns.Divisor.lower
  /// What differs between columns and has no coordinate.
  private(set) var unsupported: [ParameterID] = []
  /// The branch whose use, bill and thresholds are the coordinates.
  private(set) var branch: Branch?

  var factors: [BlockColumns.Factor] { use + cost + lower + upper + layers }
  var isEmpty: Bool { factors.isEmpty && unsupported.isEmpty }

  init(_ block: WeightBlock, _ scheme: Scheme, _ columns: ColumnDifferences) {
    switch block {
    case .people: break
    case .cover: unsupported = columns.moving
    case .earnings(let index): take(scheme.earnings[index], columns)
    case .branch(let index):
      let own = scheme.branches[index]
      take(own, columns, fertility: own.use.profile == .fertility ? [scheme.common.fertilityFactor] : [])
      divisor = columns.isZero(own.thresholds.deductible) ? .upper : .lower
    case .bundle(let index): take(scheme.bundles[index], scheme, columns)
    }
  }

  private mutating func take(_ rule: EarningsRule, _ columns: ColumnDifferences) {
    cost = columns.factors(rule.parameters(.money))
    // A drift of the bounded base is one of earnings, floor and cap alike.
    lower = columns.factors(rule.parameters(.threshold) + [rule.base.drift])
    upper = lower
    unsupported = columns.differ(rule.parameters(.share, .spread))
  }

  private mutating func take(_ own: Branch, _ columns: ColumnDifferences, fertility: [ParameterID] = []) {
    branch = own
    use = columns.factors(own.parameters(.use) + fertility)
    cost = columns.factors(own.parameters(.money))
    lower = columns.factors([own.thresholds.deductible])
    upper = columns.factors([own.thresholds.ceiling])
    // Demand answers the other plan's thresholds: they must move with the column's own, relative to the central path.
    unsupported =
      columns.differ(own.parameters(.share, .spread, .response))
      + own.benefitParameters.filter { !columns.movesAlike($0) }
  }

  private mutating func take(_ bundle: Bundle, _ scheme: Scheme, _ columns: ColumnDifferences) {
    let own = scheme.branches[bundle.branches[0]]
    let terms = bundle.layers.compactMap { scheme.layers[$0].terms }.flatMap { $0.parameters(.threshold) }
    let isAlone = bundle.counted.dropFirst().allSatisfy { counted in
      counted.map { columns.isZero($0) && columns.nodes[$0] == nil } ?? false
    }
    guard isAlone, own.use.profile == .table else {
      // Several branches have no three coordinates.
      unsupported = columns.moving
      return
    }
    take(own, columns)
    // One that does not move while the ceiling does is a factor too.
    layers =
      terms.filter { id in
        !columns.isZero(id) && !columns.parameters[id].annual.allSatisfy { $0 >= LayerTerms.noLimit }
      }.map(columns.factor)
    divisor = .ceilingOfLayers
    let others = Set(bundle.layerParameters(scheme)).subtracting(terms)
    unsupported += columns.differ(Array(others)).sorted { $0.index < $1.index }
  }
}
