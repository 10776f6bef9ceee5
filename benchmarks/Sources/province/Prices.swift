import Arrays
import CohortKernels
import Glibc

/// What waterfall lines pay: Σ_k slope_k·T(u_k), with the expected excess of the lognormal bill over a threshold T(u) =
/// E[(Y − u)⁺] = m·Φ(d + σ) − u·Φ(d), d = (ln m − σ²/2 − ln u)/σ (model.md section 6).
///
/// Cells of a branch differ in ln m alone, and T is smooth in it: T is evaluated at some Chebyshev nodes of ln m and
/// carried over to the cells by one product, whose matrix serves all years. That costs a twelfth of the error functions.
final class Prices: Sendable {
  /// Nodes of the price of care.
  let nodes: ChebyshevNodes
  private let inputs: Inputs
  /// Nodes of ln m by branch; their cardinal functions at the cells, `[node][cell]`.
  private let means: [ChebyshevNodes], cardinals: [AlignedDoubles]
  /// Cells, padded to whole vectors.
  static let columns = (Extents.cells + 7) / 8 * 8

  init(_ e: Extents, _ inputs: Inputs) {
    self.inputs = inputs
    nodes = ChebyshevNodes(count: e.nodes, domain: Shocks.domain)
    let logMean = VectorMath.log(inputs.meanBill)
    let byBranch = (0..<Extents.branches).map { logMean[($0 * Extents.cells)..<(($0 + 1) * Extents.cells)] }
    means = zip(byBranch, inputs.sigma).map { Self.nodes(of: $0, sigma: $1) }
    cardinals = zip(byBranch, means).map { logs, nodes in
      let matrix = AlignedDoubles(count: nodes.nodes.count * Self.columns)
      let padded = Array(logs) + [Double](repeating: logs.first ?? 0, count: Self.columns - logs.count)
      nodes.cardinals(padded, columns: Self.columns, into: matrix.base)
      return matrix
    }
  }

  /// As many nodes of ln m as keep the error of T within about 1e-14 of the mean bill.
  ///
  /// N nodes on an interval of half-width r·σ err by at most r^N·max|f^(N)|/(2^(N−1)·N!), f in units of σ; derivatives of
  /// the normal distribution function grow like √N! (Cramér's bound of the Hermite functions).
  private static func nodes(of logMean: ArraySlice<Double>, sigma: Double) -> ChebyshevNodes {
    // Wider by little, so that equal means have an interval too.
    let lower = (logMean.min() ?? 0) - 1e-3 * sigma, upper = (logMean.max() ?? 0) + 1e-3 * sigma
    let radius = (upper - lower) / (2 * sigma)
    var count = 0, bound = 1.0
    while bound > 1e-14 {
      count += 1
      bound *= radius / (2 * Double(count).squareRoot())
    }
    return ChebyshevNodes(count: count, domain: lower...upper)
  }

  /// The payments of a branch at a node by cell, `[row][columns]`, for rows of slopes, `[row][threshold]`.
  func payments(
    _ slopes: AlignedDoubles, year: Int, branch: Int, node: Int, into target: UnsafeMutablePointer<Double>
  ) {
    let level = nodes.nodes[node] + log(inputs.billIndex[year * Extents.branches + branch])
    let means = self.means[branch].nodes, sigma = inputs.sigma[branch]
    let first = (year * Extents.branches + branch) * Extents.thresholds
    let limits = inputs.thresholds[first..<(first + Extents.thresholds)]
    let count = means.count * limits.count, rows = slopes.count / Extents.thresholds
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count + rows * means.count) { buffer in
      guard let lower = buffer.baseAddress else { return }
      // Φ(d) = ½·erfc(−d/√2): all Φ(d), then all Φ(d + σ).
      let upper = lower + count, scale = -0.5.squareRoot()
      var i = 0
      for limit in limits {
        let centre = level - sigma * sigma / 2 - log(limit)
        for mean in means {
          let d = (mean + centre) / sigma
          lower[i] = d * scale
          upper[i] = (d + sigma) * scale
          i += 1
        }
      }
      VectorMath.erfc(UnsafeMutableBufferPointer(start: lower, count: 2 * count))
      let scaled = means.map { 0.5 * exp($0 + level) }
      i = 0
      for limit in limits {
        for mean in scaled {
          lower[i] = mean * upper[i] - 0.5 * limit * lower[i]
          i += 1
        }
      }
      let atNodes = upper + count
      for row in 0..<rows {
        for n in means.indices {
          var sum = 0.0
          for k in 0..<Extents.thresholds {
            sum += slopes.base[row * Extents.thresholds + k] * lower[k * means.count + n]
          }
          atNodes[row * means.count + n] = sum
        }
      }
      TileProduct.multiply(
        rows: rows, inner: means.count, columns: Self.columns, a: atNodes, lda: means.count,
        b: cardinals[branch].base, ldb: Self.columns, c: target, ldc: Self.columns)
    }
  }
}
