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
    for d in 0..<3 where counts[d] > 1 && !(abs(place[d]) <= halfWidths[d]) { return false }
    return true
  }

  /// The values of all cardinal functions at a place in the box, handed to `set` node by node.
  func weights(at place: SIMD3<Double>, _ set: (_ node: Int, _ value: Double) -> Void) {
    let a = Self.weights(counts.x, halfWidths.x, place.x), b = Self.weights(counts.y, halfWidths.y, place.y)
    let c = Self.weights(counts.z, halfWidths.z, place.z)
    var index = 0
    for x in a {
      for y in b {
        for z in c {
          set(index, x * y * z)
          index += 1
        }
      }
    }
  }

  static func weights(_ n: Int, _ halfWidth: Double, _ x: Double) -> [Double] {
    guard n > 1 else { return [1] }
    let t = x / halfWidth
    var polynomials = [Double](repeating: 1, count: n)
    polynomials[1] = t
    // T₊ = 2tT − T₋.
    for j in 2..<max(n, 2) { polynomials[j] = 2 * t * polynomials[j - 1] - polynomials[j - 2] }
    let table = nodePolynomials[n]
    return (0..<n).map { k in
      var sum = 1.0
      for j in 1..<n { sum += 2 * table[k * n + j] * polynomials[j] }
      return sum / Double(n)
    }
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
