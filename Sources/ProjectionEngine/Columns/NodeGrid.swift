import Glibc

/// Chebyshev interpolation on a box of up to three coordinates: nodes of the first kind, xₖ = h·cos((2k + 1)π/2n), and
/// cardinal functions φₖ with φₖ(xₖ) = 1 and φₖ = 0 at the other nodes. A coordinate of half-width 0 has one node, at 0.
///
/// φₖ(x) = (1/n)·(1 + 2 Σ_{j=1}^{n−1} Tⱼ(xₖ/h)·Tⱼ(x/h)); the sum is exact and stable inside the box.
struct NodeGrid: Sendable, Hashable {
  /// Nodes along each coordinate.
  let counts: SIMD3<Int>
  /// Half the width of the box.
  let halfWidths: SIMD3<Double>

  /// The number of nodes.
  var count: Int { counts.x * counts.y * counts.z }

  /// The place of a node; the last coordinate runs fastest.
  func node(_ index: Int) -> SIMD3<Double> {
    let place = SIMD3(index / (counts.y * counts.z), index / counts.z % counts.y, index % counts.z)
    var result = SIMD3<Double>.zero
    for d in 0..<3 { result[d] = Self.node(place[d], of: counts[d], halfWidths[d]) }
    return result
  }

  static func node(_ k: Int, of n: Int, _ halfWidth: Double) -> Double {
    n == 1 ? 0 : halfWidth * cos(Double(2 * k + 1) * .pi / Double(2 * n))
  }

  /// Whether a place lies in the box.
  func contains(_ place: SIMD3<Double>) -> Bool {
    // A coordinate without width may differ by rounding.
    for d in 0..<3 where !(abs(place[d]) <= halfWidths[d] + 1e-12) { return false }
    return true
  }

  /// The values of all cardinal functions at places in the box, `[node][place]`. Places outside give numbers of no use.
  func cardinals(at places: [SIMD3<Double>]) -> [Double] {
    let width = places.count
    let axes = (0..<3).map { d in Self.cardinals(counts[d], halfWidths[d], places.map { $0[d] }) }
    return [Double](unsafeUninitializedCapacity: count * width) { target, filled in
      var node = 0
      for x in 0..<counts.x {
        for y in 0..<counts.y {
          for z in 0..<counts.z {
            for place in 0..<width {
              target[node * width + place] =
                axes[0][x * width + place] * axes[1][y * width + place] * axes[2][z * width + place]
            }
            node += 1
          }
        }
      }
      filled = count * width
    }
  }

  /// The cardinal functions of one coordinate, `[node][place]`.
  static func cardinals(_ n: Int, _ halfWidth: Double, _ places: [Double]) -> [Double] {
    let width = places.count
    var result = [Double](repeating: 1, count: n * width)
    guard n > 1 else { return result }
    var polynomial = places.map { $0 / halfWidth }
    var last = [Double](repeating: 1, count: width)
    let table = nodePolynomials[n]
    for degree in 1..<n {
      for node in 0..<n {
        let factor = 2 * table[node * n + degree]
        for place in 0..<width { result[node * width + place] += factor * polynomial[place] }
      }
      // T₊ = 2tT − T₋.
      for place in 0..<width {
        let next = 2 * (places[place] / halfWidth) * polynomial[place] - last[place]
        last[place] = polynomial[place]
        polynomial[place] = next
      }
    }
    for place in result.indices { result[place] /= Double(n) }
    return result
  }

  /// The most nodes along a coordinate.
  static let limit = 16

  /// Tⱼ at the nodes for each number of nodes, `[node][j]`.
  private static let nodePolynomials: [[Double]] = (0...limit).map { n in
    (0..<(n * n)).map { place -> Double in
      let node = place / n, degree = place % n
      let angle = Double(degree * (2 * node + 1)) * Double.pi
      return cos(angle / Double(2 * n))
    }
  }
}
