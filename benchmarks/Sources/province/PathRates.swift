import Arrays
import CohortKernels
import Glibc

extension SlabDrivers {
  /// Survival exp(−m·exp(β·κ)) of the year, `[cell][column]`.
  func survival(
    _ inputs: Inputs, mortality: ArraySlice<Double>, beta: [Double], year: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    // Columns past the last path repeat it: they are filled in afterwards, from the last cell down.
    let kappa = self.kappa.base + year * width, columns = used
    for (cell, slope) in beta.enumerated() {
      for column in 0..<columns { target[cell * columns + column] = slope * kappa[column] }
    }
    let all = UnsafeMutableBufferPointer(start: target, count: beta.count * columns)
    VectorMath.exp(all)
    for (cell, rate) in mortality.enumerated() {
      for column in 0..<columns { target[cell * columns + column] *= -rate }
    }
    VectorMath.exp(all)
    if columns == width { return }
    for cell in beta.indices.reversed() {
      for column in (0..<width).reversed() {
        target[cell * width + column] = target[cell * columns + min(column, columns - 1)]
      }
    }
  }

  /// The factors of care in the year.
  func compile(_ nodes: ChebyshevNodes, years: Int, year: Int) {
    let use = self.use.base + year * width
    for column in 0..<width { carePrice[column] = exp(price[year * width + column]) * use[column] }
    let count = nodes.nodes.count
    for branch in 0..<Extents.branches {
      let target = phi.base + branch * count * width
      nodes.cardinals(price.base + (branch * years + year) * width, columns: width, into: target)
      for n in 0..<count {
        for column in 0..<width { target[n * width + column] *= use[column] }
      }
    }
  }
}

/// Sums over paths, slab after slab.
struct Totals: Sendable {
  /// `[variant][year][series][Σ, Σ of squares, Σ by weight]`.
  var sums: [Double]

  init(_ e: Extents) { sums = [Double](repeating: 0, count: e.variants * e.years * Extents.series * 3) }
}
