import Glibc

/// Interpolation in z at the N Chebyshev nodes of the first kind of a domain (model.md section 6, stochastic prices).
///
/// With s = (2z − lower − upper) / (upper − lower) the nodes are s_n = cos((2n + 1)π / 2N), and the cardinal functions,
/// 1 at their own node and 0 at the others, are φ_n(s) = (1/N)·(1 + 2·Σ_{k=1}^{N−1} T_k(s_n)·T_k(s)), T_k(s) by T_k =
/// 2s·T_{k−1} − T_{k−2}. Polynomials of degree below N are reproduced. One node is the centre, φ = 1.
public struct ChebyshevNodes: Sendable, Hashable {
  /// The nodes in z, falling.
  public let nodes: [Double]
  /// The domain.
  public let domain: ClosedRange<Double>
  /// `[node][degree]`: 1/N, then 2·T_k(s_n)/N.
  private let factors: [Double]

  /// - Parameters:
  ///   - count: N, at least 1.
  ///   - domain: where the interpolation is used; not empty.
  public init(count: Int, domain: ClosedRange<Double>) {
    precondition(count >= 1 && domain.lowerBound < domain.upperBound, "no nodes or no domain")
    let centre = (domain.lowerBound + domain.upperBound) / 2
    let radius = (domain.upperBound - domain.lowerBound) / 2
    self.domain = domain
    nodes = (0..<count).map { centre + radius * Self.node($0, degree: 1, of: count) }
    factors = (0..<count).flatMap { n in
      (0..<count).map { k in (k == 0 ? 1 : 2 * Self.node(n, degree: k, of: count)) / Double(count) }
    }
  }

  /// T_k(s_n) = cos(k·(2n + 1)π / 2N), exactly 0 where it is.
  private static func node(_ n: Int, degree: Int, of count: Int) -> Double {
    let odd = degree * (2 * n + 1)
    return odd % (2 * count) == count ? 0 : cos(Double(odd) * Double.pi / Double(2 * count))
  }

  /// φ_n(z), `[node][column]`, for the values at `z`.
  ///
  /// - Parameters:
  ///   - z: one value a column, inside ``domain``.
  ///   - columns: a multiple of 8.
  ///   - phi: room for nodes × columns.
  public func cardinals(
    _ z: UnsafePointer<Double>, columns: Int = CohortShape.columns, into phi: UnsafeMutablePointer<Double>
  ) {
    precondition(columns % 8 == 0, "columns come by eights")
    let count = nodes.count
    let centre = (domain.lowerBound + domain.upperBound) / 2
    let radius = (domain.upperBound - domain.lowerBound) / 2
    let source = UnsafeRawPointer(z), target = UnsafeMutableRawPointer(phi)
    for column in stride(from: 0, to: columns, by: 8) {
      let s = (source.loadUnaligned(fromByteOffset: 8 * column, as: SIMD8<Double>.self) - centre) / radius
      let twice = s + s
      for n in 0..<count {
        var before = SIMD8<Double>(repeating: 1), now = s
        var sum = SIMD8<Double>(repeating: factors[n * count])
        for k in 1..<max(1, count) {
          sum += now * factors[n * count + k]
          let next = twice * now - before
          before = now
          now = next
        }
        target.storeBytes(of: sum, toByteOffset: 8 * (n * columns + column), as: SIMD8<Double>.self)
      }
    }
  }

  /// Σ_n φ_n·row_n for each column.
  ///
  /// - Parameters:
  ///   - rows: the values at the nodes, `[node][column]`.
  ///   - phi: what ``cardinals(_:columns:into:)`` gave.
  ///   - result: `[column]`.
  public func combine(
    _ rows: UnsafePointer<Double>, _ phi: UnsafePointer<Double>, columns: Int = CohortShape.columns,
    into result: UnsafeMutablePointer<Double>
  ) {
    for column in 0..<columns { result[column] = phi[column] * rows[column] }
    for i in stride(from: columns, to: nodes.count * columns, by: columns) {
      for column in 0..<columns { result[column] += phi[i + column] * rows[i + column] }
    }
  }
}
