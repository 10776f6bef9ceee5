import Arrays
import CohortKernels
import Glibc

/// Expected excess of the lognormal bill over each threshold, T(u) = E[(Y − u)⁺] = m·Φ(d + σ) − u·Φ(d) with d = (ln m −
/// σ²/2 − ln u)/σ (model.md section 6): what a waterfall line pays is Σ_k slope_k·T(u_k). Common thresholds are
/// evaluated once for all lines and variants of a branch.
final class YearPrices: Sendable {
  let nodes: ChebyshevNodes
  /// `[branch][node][threshold][cell]`, of the year compiled last.
  let tails: AlignedDoubles
  private let inputs: Inputs
  private let logMean: [Double]
  /// The thresholds of a branch at which some variant changes its slope; others are left at zero.
  private let used: [[Int]]

  init(_ e: Extents, _ inputs: Inputs) {
    self.inputs = inputs
    nodes = ChebyshevNodes(count: e.nodes, domain: Shocks.domain)
    tails = AlignedDoubles(count: Extents.branches * e.nodes * Extents.thresholds * Extents.cells)
    logMean = VectorMath.log(inputs.meanBill)
    var flags = [[Bool]](repeating: [Bool](repeating: false, count: Extents.thresholds), count: Extents.branches)
    for (i, slope) in inputs.slopes.enumerated() where slope != 0 {
      let line = i / Extents.thresholds % Extents.waterfallLines
      flags[Int(inputs.branchOfLine[line])][i % Extents.thresholds] = true
    }
    used = flags.map { branch in branch.indices.filter { branch[$0] } }
  }

  /// Tasks of ``compile(year:task:)``: one for each branch and node.
  var tasks: Int { Extents.branches * nodes.nodes.count }

  /// Writes the tails of a branch and node.
  func compile(year: Int, task: Int) {
    let branch = task / nodes.nodes.count
    let cells = Extents.cells, thresholds = used[branch], count = thresholds.count * cells
    let level = nodes.nodes[task % nodes.nodes.count] + log(inputs.billIndex[year * Extents.branches + branch])
    let factor = exp(level)
    let sigma = inputs.sigma[branch], scale = -0.5.squareRoot()
    let length = Extents.thresholds * cells
    let target = tails.place(task * length, length: length)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { buffer in
      guard let work = buffer.baseAddress else { return }
      for (place, threshold) in thresholds.enumerated() {
        let u = inputs.thresholds[(year * Extents.branches + branch) * Extents.thresholds + threshold]
        let centre = level - sigma * sigma / 2 - log(u)
        for cell in 0..<cells {
          let d = (logMean[branch * cells + cell] + centre) / sigma
          work[place * cells + cell] = d * scale
          work[count + place * cells + cell] = (d + sigma) * scale
        }
      }
      VectorMath.erfc(buffer)
      for (place, threshold) in thresholds.enumerated() {
        let u = inputs.thresholds[(year * Extents.branches + branch) * Extents.thresholds + threshold]
        for cell in 0..<cells {
          let i = place * cells + cell
          let excess = inputs.meanBill[branch * cells + cell] * factor * work[count + i] - u * work[i]
          target[threshold * cells + cell] = 0.5 * excess
        }
      }
    }
  }

  /// Σ_k slope_k·T(u_k) of a waterfall line at a node times use, by cell.
  func payment(
    line: Int, node: Int, slopes: ArraySlice<Double>, year: Int, into result: UnsafeMutablePointer<Double>
  ) {
    let cells = Extents.cells, branch = Int(inputs.branchOfLine[line])
    let place = (branch * nodes.nodes.count + node) * Extents.thresholds
    result.update(repeating: 0, count: cells)
    for (threshold, slope) in slopes.enumerated() where slope != 0 {
      let tail = tails.base + (place + threshold) * cells
      for cell in 0..<cells { result[cell] += slope * tail[cell] }
    }
    let row = Extents.plainLines + line
    let use = inputs.index[year * Extents.lines + row]
    inputs.profile.withUnsafeBufferPointer { profile in
      for cell in 0..<cells { result[cell] *= use * profile[row * cells + cell] }
    }
  }
}
