import Arrays
import CohortKernels
import Glibc

/// Expected excess of the lognormal bill over each threshold, T(u) = E[(Y − u)⁺] = m·Φ(d + σ) − u·Φ(d) with d = (ln m −
/// σ²/2 − ln u)/σ (model.md section 6): what a waterfall line pays is Σ_k slope_k·T(u_k). Common thresholds are
/// evaluated once for all lines and variants of a branch.
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
  private static let columns = (Extents.cells + 7) / 8 * 8

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

  /// Room for the tails of a year, `[branch][node][threshold][cell]`.
  func makeTails() -> AlignedDoubles {
    AlignedDoubles(unsetCount: Extents.branches * nodes.nodes.count * Extents.thresholds * Self.columns)
  }

  /// The tails of a branch at a node.
  private func place(_ tails: AlignedDoubles, branch: Int, node: Int) -> UnsafeMutablePointer<Double> {
    let length = Extents.thresholds * Self.columns
    return tails.place((branch * nodes.nodes.count + node) * length, length: length)
  }

  /// Writes the tails of a branch at a node.
  func compile(_ tails: AlignedDoubles, year: Int, branch: Int, node: Int) {
    let level = nodes.nodes[node] + log(inputs.billIndex[year * Extents.branches + branch])
    let means = self.means[branch].nodes, sigma = inputs.sigma[branch]
    let first = (year * Extents.branches + branch) * Extents.thresholds
    let limits = inputs.thresholds[first..<(first + Extents.thresholds)]
    let count = means.count * limits.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { buffer in
      // Φ(d) = ½·erfc(−d/√2): all Φ(d), then all Φ(d + σ).
      let scale = -0.5.squareRoot()
      var i = 0
      for limit in limits {
        let centre = level - sigma * sigma / 2 - log(limit)
        for mean in means {
          let d = (mean + centre) / sigma
          buffer[i] = d * scale
          buffer[count + i] = (d + sigma) * scale
          i += 1
        }
      }
      VectorMath.erfc(buffer)
      let scaled = means.map { 0.5 * exp($0 + level) }
      i = 0
      for limit in limits {
        for mean in scaled {
          buffer[i] = mean * buffer[count + i] - 0.5 * limit * buffer[i]
          i += 1
        }
      }
      guard let excess = buffer.baseAddress else { return }
      TileProduct.multiply(
        rows: limits.count, inner: means.count, columns: Self.columns, a: excess, lda: means.count,
        b: cardinals[branch].base, ldb: Self.columns, c: place(tails, branch: branch, node: node), ldc: Self.columns)
    }
  }

  /// Σ_k slope_k·T(u_k) of a waterfall line at a node times use, by cell.
  func payment(
    _ tails: AlignedDoubles, line: Int, node: Int, slopes: ArraySlice<Double>, year: Int,
    into result: UnsafeMutablePointer<Double>
  ) {
    let cells = Extents.cells
    let tails = place(tails, branch: Int(inputs.branchOfLine[line]), node: node)
    result.update(repeating: 0, count: cells)
    for (threshold, slope) in slopes.enumerated() where slope != 0 {
      let tail = tails + threshold * Self.columns
      for cell in 0..<cells { result[cell] += slope * tail[cell] }
    }
    let row = Extents.plainLines + line
    let use = inputs.index[year * Extents.lines + row]
    inputs.profile.withUnsafeBufferPointer { profile in
      guard let base = profile.baseAddress else { return }
      let own = base + row * cells
      for cell in 0..<cells { result[cell] *= use * own[cell] }
    }
  }
}
