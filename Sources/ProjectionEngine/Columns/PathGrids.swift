import Arrays
import Quantities
import SchemeModel

/// How the values of one set of weights are found on a column.
enum PathEvaluation: Sendable, Hashable {
  /// Columns do not differ.
  case central
  /// Interpolated between nodes; so many along each coordinate.
  case nodes(SIMD3<Int>)
  /// Each column by itself: something differs that has no coordinate, or no number of nodes is good enough.
  case direct
}

/// Chooses the nodes of every set of weights: as few along each coordinate as keep the error within a bound, measured against
/// direct evaluation at the ends, the middle and between the nodes of the widest year, first along each coordinate, then at the
/// corners of the box.
struct PathGrids: Sendable {
  /// What interpolation may miss: a share of the bill (of the contribution base), in every cell.
  static let bound = 1e-7
  /// The box reaches so many standard deviations of what the drivers do to a coordinate, beyond what a rule that reacts does
  /// to it if it acts in all years.
  static let reach = 6.0

  /// `[region][weights]`.
  let evaluations: [[PathEvaluation]]
  /// `[region][weights][year]`.
  let halfWidths: [[[SIMD3<Double>]]]

  init(_ plan: PathPlan, reach: Double = PathGrids.reach) throws {
    let impulses = try ImpulseDeviations(plan)
    halfWidths = zip(impulses.deviations, impulses.shifts).map { deviations, shifts in
      zip(deviations, shifts).map { zip($0, $1).map { $0 * reach + $1 } }
    }
    let widths = halfWidths
    evaluations = plan.regions.enumerated().map { place, region in
      Parallel.map(region.weights.count) { Self.choose(region.weights[$0], widths[place][$0]) }
    }
  }

  /// The interpolation box of a set of weights in a year.
  func grid(region: Int, weights: Int, year: Int) -> NodeGrid? {
    guard case .nodes(var counts) = evaluations[region][weights] else { return nil }
    let widths = halfWidths[region][weights][year]
    // Before the first drawn year the box is a point.
    for coordinate in 0..<BlockColumns.dimensions where widths[coordinate] == 0 { counts[coordinate] = 1 }
    return NodeGrid(counts: counts, halfWidths: widths)
  }

  private static func choose(_ weights: PathWeights, _ widths: [SIMD3<Double>]) -> PathEvaluation {
    guard !weights.columns.isCentral else { return .central }
    guard weights.columns.unsupported.isEmpty else { return .direct }
    // The widest year of each coordinate; for all together, the one with the widest box.
    func widest(_ size: (SIMD3<Double>) -> Double) -> Int {
      widths.indices.max { size(widths[$0]) < size(widths[$1]) } ?? 0
    }
    var counts = SIMD3<Int>(1, 1, 1)
    for coordinate in 0..<BlockColumns.dimensions {
      let year = widest { $0[coordinate] }
      guard widths[year][coordinate] > 0 else { continue }
      guard let count = fewest(weights, year, coordinate, widths[year][coordinate]) else { return .direct }
      counts[coordinate] = count
    }
    // Coordinates act together: more nodes along each until the corners are met too.
    let year = widest { ($0 * $0).sum() }
    while worstCorner(weights, year, NodeGrid(counts: counts, halfWidths: widths[year])) > bound {
      for coordinate in 0..<BlockColumns.dimensions where counts[coordinate] > 1 { counts[coordinate] += 1 }
      guard counts.max() <= NodeGrid.limit else { return .direct }
    }
    return .nodes(counts)
  }

  /// The largest error at and near the corners of the box, as a share.
  private static func worstCorner(_ weights: PathWeights, _ year: Int, _ grid: NodeGrid) -> Double {
    let nodes = (0..<grid.count).map { NodeRows.shares(weights, year: year, at: grid.node($0)) }
    var worst = 0.0
    for corner in 0..<16 {
      let depth = corner < 8 ? 1 : 0.9
      let signs = SIMD3<Double>(
        corner & 1 == 0 ? depth : -depth, corner & 2 == 0 ? depth : -depth, corner & 4 == 0 ? depth : -depth)
      let place = grid.halfWidths * signs
      let phi = grid.cardinals(at: [place])
      let wanted = NodeRows.shares(weights, year: year, at: place)
      for cell in wanted.indices {
        let value = nodes.indices.reduce(0) { $0 + phi[$1] * nodes[$1][cell] }
        worst = max(worst, abs(value - wanted[cell]))
      }
    }
    return worst
  }

  /// The fewest nodes along a coordinate.
  private static func fewest(_ weights: PathWeights, _ year: Int, _ coordinate: Int, _ width: Double) -> Int? {
    func rows(_ x: Double) -> [Double] {
      var place = SIMD3<Double>.zero
      place[coordinate] = x
      return NodeRows.shares(weights, year: year, at: place)
    }
    let trials = [-1, -0.83, -0.47, -0.12, 0.31, 0.66, 0.94, 1].map { $0 * width }
    let wanted = trials.map(rows)
    return (1...NodeGrid.limit).first { count in
      let nodes = (0..<count).map { rows(NodeGrid.node($0, of: count, width)) }
      return zip(trials, wanted).allSatisfy { x, wanted in
        let phi = NodeGrid.cardinals(count, width, [x])
        return wanted.indices.allSatisfy { cell in
          let value = nodes.indices.reduce(0) { $0 + phi[$1] * nodes[$1][cell] }
          return abs(value - wanted[cell]) <= bound
        }
      }
    }
  }
}

/// Weights at a place of the box, made smooth for interpolation.
enum NodeRows {
  /// Rows of a block with use and bill divided out, each a quantity per person-year (or person counted) of a cell, `[row][sex·age]`: money rows
  /// by use and bill, services by use alone.
  static func rows(_ weights: PathWeights, year: Int, month: Int, at place: SIMD3<Double>) -> [Double] {
    let scale = weights.columns.scale(at: place)
    return divided(weights.variant.rows(year: year, month: month, scale: scale), weights, scale)
  }

  private static func divided(_ rows: [Double], _ weights: PathWeights, _ scale: BlockScale) -> [Double] {
    var rows = rows
    for (row, quantity) in weights.variant.quantities.enumerated() {
      let divisor = NodeRows.factor(quantity, scale)
      for cell in 0..<Age.panelCount { rows[row * Age.panelCount + cell] /= divisor }
    }
    return rows
  }

  /// What a row is divided by at its node and multiplied with on a column.
  static func factor(_ quantity: Quantity, _ scale: BlockScale) -> Double {
    switch quantity {
    case .services: scale.use
    case .contributionBase: scale.cost
    case .bill, .eligible, .fundPayment, .layerPayment: scale.use * scale.cost
    case .persons, .dependents, .covered: 1
    }
  }

  /// The rows as shares of the central bill, contribution base or services of their cell: what the bound is a share of.
  static func shares(_ weights: PathWeights, year: Int, at place: SIMD3<Double>) -> [Double] {
    let scale = weights.columns.scale(at: place)
    let own = divided(weights.variant.rows(year: year, scale: scale), weights, scale)
    let central = weights.variant.rows(year: year)
    let panel = Age.panelCount, bills = weights.variant.bills(year: year)
    return weights.variant.quantities.enumerated().flatMap { row, quantity -> [Double] in
      let unit: Int
      switch quantity {
      case .bill, .eligible, .fundPayment: unit = 1
      default: unit = row
      }
      return (0..<panel).map { cell in
        let whole = bills?[cell] ?? central[unit * panel + cell]
        return whole == 0 ? 0 : own[row * panel + cell] / whole
      }
    }
  }
}
