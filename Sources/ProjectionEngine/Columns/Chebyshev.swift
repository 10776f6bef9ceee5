import Glibc

/// Polynomials of Chebyshev on −1…1.
enum Chebyshev {
  /// The nodes of n values, cos((2k + 1)π/2n).
  static func nodes(_ n: Int) -> [Double] {
    n == 1 ? [0] : (0..<n).map { cos(Double(2 * $0 + 1) * .pi / Double(2 * n)) }
  }

  /// Coefficients of the polynomial through values at the nodes, along one axis of a table `[outer][node][inner]`, in place.
  static func transform(_ values: inout [Double], _ n: Int, inner: Int) {
    guard n > 1 else { return }
    let table = (0..<(n * n)).map { place -> Double in
      let degree = place / n, node = place % n
      return (degree == 0 ? 1 : 2) / Double(n) * cos(Double(degree * (2 * node + 1)) * .pi / Double(2 * n))
    }
    var own = [Double](repeating: 0, count: n)
    for outer in 0..<(values.count / (n * inner)) {
      for item in 0..<inner {
        let start = outer * n * inner + item
        for node in 0..<n { own[node] = values[start + node * inner] }
        for degree in 0..<n {
          values[start + degree * inner] = (0..<n).reduce(0) { $0 + table[degree * n + $1] * own[$1] }
        }
      }
    }
  }

  /// T₀ … Tₙ₋₁ at places, `[degree][place]`.
  static func polynomials(_ n: Int, at places: [Double]) -> [Double] {
    let width = places.count
    var values = [Double](repeating: 1, count: n * width)
    if n > 1 { for place in 0..<width { values[width + place] = places[place] } }
    for degree in 2..<max(n, 2) {
      for place in 0..<width {
        values[degree * width + place] =
          2 * places[place] * values[(degree - 1) * width + place] - values[(degree - 2) * width + place]
      }
    }
    return values
  }
}
