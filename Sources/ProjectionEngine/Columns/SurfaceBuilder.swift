import Arrays
import Glibc
import Quantities
import SchemeModel

/// Finds the surface of a set of weights over some moments whose rules differ in nothing but what columns multiply.
///
/// Which cells say what all others are follows from the table of rows at some forty places of the box (interpolative decomposition); how many
/// polynomials each axis needs, from the coefficients along it. The surface holds where rows at those places, and at others that
/// had no part in it, are met in every cell.
struct SurfaceBuilder {
  /// What a surface may miss: a share of the bill (of the contribution base), in every cell.
  static let bound = 1e-7
  /// Of it what the cells that are chosen, and the polynomials of one axis, may miss.
  private static let cellTolerance = 4e-9
  private static let axisTolerance = 1e-8
  /// What all terms that are left out may come to.
  private static let termTolerance = 1e-8
  /// The most polynomials along an axis, products of a row, and nodes.
  private static let longest = 32
  private static let highest = 60
  private static let most = 4096

  let weights: PathWeights
  let moments: [WeightMoment]
  let space: SurfaceSpace
  let quantities: [Quantity]
  /// Rows that pay nothing below zero.
  private let isFloored: [Bool]
  /// By row, the groups of use and bill.
  let factors: [[Int]]
  /// Rows that are parts of the same bill, and each other row by itself: they share the cells that say what others are.
  private let families: [[Int]]

  init(_ weights: PathWeights, _ moments: [WeightMoment], _ space: SurfaceSpace) {
    self.weights = weights
    self.moments = moments
    self.space = space
    let variant = weights.variant, scheme = variant.scheme, multipliers = weights.columns.multipliers
    quantities = variant.quantities
    if case .bundle(let index) = variant.block {
      isFloored = scheme.bundles[index].layers.map { scheme.layers[$0].base == .closing }
    } else {
      isFloored = quantities.map { _ in false }
    }
    // The first of its kind is that of the first branch.
    func group(_ kind: ColumnMultiplier.Kind) -> [Int] {
      multipliers.firstIndex { $0.kind == kind }.flatMap { place in
        space.groups.firstIndex { $0.contains(place) }
      }.map { [$0] } ?? []
    }
    let rows = variant.quantities.indices, payments = rows.filter { Self.isPayment(variant.quantities[$0]) }
    families = (payments.isEmpty ? [] : [payments]) + rows.filter { !payments.contains($0) }.map { [$0] }
    let use = group(.use), money = group(.money)
    factors = quantities.map { quantity in
      switch quantity {
      case .services: use
      case .contributionBase: money
      case .bill, .eligible, .fundPayment, .layerPayment: use + money
      case .persons, .dependents, .covered: []
      }
    }
  }

  /// Whether a row is what is paid of the bill, or could be.
  private static func isPayment(_ quantity: Quantity) -> Bool {
    switch quantity {
    case .eligible, .fundPayment, .layerPayment: true
    case .bill, .services, .contributionBase, .persons, .dependents, .covered: false
    }
  }

  /// The surface; nil where no box of so many nodes is good enough.
  func surface() throws(LinearAlgebraError) -> WeightSurface? {
    let axes = (0..<space.dimensions).filter { !space.isFlat($0) }
    let cells = distinctCells()
    let trials = SurfaceTrials.places(axes, of: space.dimensions)
    let table = rows(at: trials, cells.first)
    // Rows as shares of what they are a part of.
    let units = units(cells.first)
    let shares = table.map { divided($0, units) }
    guard shares.allSatisfy({ $0.allSatisfy { $0.allSatisfy(\.isFinite) } }) else { return nil }
    let chosen = try families.map { family throws(LinearAlgebraError) in
      let parts = shares.dropLast(SurfaceTrials.unseen).flatMap { place in family.flatMap { place[$0] } }
      return try LinearAlgebra.interpolative(
        parts, rows: (trials.count - SurfaceTrials.unseen) * family.count, columns: cells.first.count,
        tolerance: Self.cellTolerance, most: Self.highest)
    }
    // All pivots together are evaluated at once.
    let pivots = Set(chosen.flatMap(\.pivots)).sorted()
    let own = pivots.map { cells.first[$0] }, ownUnits = units.map { unit in pivots.map { unit[$0] } }
    guard var degrees = degrees(axes, own, ownUnits) else { return nil }
    for attempt in 0..<3 {
      guard degrees.reduce(1, *) <= Self.most else { return nil }
      let surface = surface(degrees, cells, pivots, own, ownUnits, units, chosen)
      if misses(surface, trials, table, cells, units) <= Self.bound { return surface }
      // What only axes together do shows in none of them.
      for axis in axes where degrees[axis] > 1 || attempt > 0 { degrees[axis] += 1 }
      guard degrees.max() ?? 1 <= Self.longest else { return nil }
    }
    return nil
  }

  /// How many polynomials each axis needs in the chosen cells; nil where one needs more than there are.
  private func degrees(_ axes: [Int], _ cells: [Int], _ units: [[Double]]) -> [Int]? {
    var degrees = [Int](repeating: 1, count: space.dimensions)
    guard !cells.isEmpty else { return degrees }
    let nodes = Chebyshev.nodes(Self.longest)
    for axis in axes {
      let places = nodes.map { node in
        (0..<space.dimensions).map { $0 == axis ? node : 0 }
      }
      let values = rows(at: places, cells).map { divided($0, units).flatMap { $0 } }
      let inner = values[0].count
      var coefficients = values.flatMap { $0 }
      Chebyshev.transform(&coefficients, Self.longest, inner: inner)
      var tails = [Double](repeating: 0, count: inner), needed = 1
      for degree in stride(from: Self.longest - 1, through: 1, by: -1) {
        for item in 0..<inner { tails[item] += abs(coefficients[degree * inner + item]) }
        if tails.contains(where: { !($0 <= Self.axisTolerance) }) {
          needed = degree + 1
          break
        }
      }
      guard needed <= Self.longest - 1 else { return nil }
      degrees[axis] = needed
    }
    return degrees
  }

  private func surface(
    _ degrees: [Int], _ cells: (first: [Int], like: [Int]), _ pivots: [Int], _ own: [Int], _ ownUnits: [[Double]],
    _ units: [[Double]], _ chosen: [(pivots: [Int], weights: [Double])]
  ) -> WeightSurface {
    let nodes = degrees.reduce(1, *), lines = degrees.map(Chebyshev.nodes)
    // Place of a node along each axis; the last axis runs fastest.
    func steps(_ node: Int) -> [Int] {
      var rest = node
      return degrees.reversed().map { count in
        defer { rest /= count }
        return rest % count
      }.reversed()
    }
    let places = (0..<nodes).map { node in zip(lines, steps(node)).map { $0[$1] } }
    let inner = quantities.count * own.count
    var coefficients = own.isEmpty ? [] : rows(at: places, own).flatMap { divided($0, ownUnits).flatMap { $0 } }
    var stride = inner
    for count in degrees.reversed() where !own.isEmpty {
      Chebyshev.transform(&coefficients, count, inner: stride)
      stride *= count
    }
    // The smallest terms go, as many as together come to nothing.
    let sizes = (0..<nodes).map { node in (0..<inner).reduce(0) { max($0, abs(coefficients[node * inner + $1])) } }
    var left = 0.0, isKept = [Bool](repeating: true, count: nodes)
    for node in (1..<nodes).sorted(by: { sizes[$0] < sizes[$1] }) {
      left += sizes[node]
      guard left <= Self.termTolerance else { break }
      isKept[node] = false
    }
    let kept = (0..<nodes).filter { isKept[$0] }
    let distinct = cells.first.count
    let bases = zip(families, chosen).map { family, chosen in
      WeightSurface.Basis(
        rank: chosen.pivots.count,
        cells: chosen.pivots.indices.flatMap { product in
          cells.like.map { chosen.weights[product * distinct + $0] * units[family[0]][$0] }
        })
    }
    let rows = quantities.indices.map { row -> WeightSurface.Row in
      let basis = families.firstIndex { $0.contains(row) } ?? 0
      let places = chosen[basis].pivots.compactMap { pivots.firstIndex(of: $0) }
      return WeightSurface.Row(
        basis: basis,
        coefficients: places.flatMap { place in kept.map { coefficients[$0 * inner + row * own.count + place] } },
        factors: factors[row], isFloored: isFloored[row])
    }
    return WeightSurface(space: space, degrees: degrees, terms: kept.map(steps), bases: bases, rows: rows)
  }

  /// The most that a surface misses at the trials, as a share; infinite where something is no number.
  private func misses(
    _ surface: WeightSurface, _ trials: [[Double]], _ table: [[[Double]]], _ cells: (first: [Int], like: [Int]),
    _ units: [[Double]]
  ) -> Double {
    let width = ColumnSlab.width, panel = cells.like.count
    var worst = 0.0
    for start in stride(from: 0, to: trials.count, by: width) {
      let some = Array(trials[start..<min(start + width, trials.count)])
      let places = (0..<space.dimensions).map { axis in
        (0..<width).map { $0 < some.count ? some[$0][axis] : 0 }
      }
      let terms = surface.terms(at: places)
      for row in surface.rows.indices {
        let products = surface.products(row, terms), own = surface.basis(row)
        for (distinct, cell) in cells.first.enumerated() where units[row][distinct] != 0 {
          for column in some.indices {
            let value = (0..<own.rank).reduce(0) { $0 + own.cells[$1 * panel + cell] * products[$1 * width + column] }
            let miss = abs(value - table[start + column][row][distinct]) / units[row][distinct]
            guard miss.isFinite else { return .infinity }
            worst = max(worst, miss)
          }
        }
      }
    }
    return worst
  }
}
