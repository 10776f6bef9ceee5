@testable import ProjectionEngine
import Testing
import _TestSupport

/// Polynomials on −1…1.
@Suite struct ChebyshevTests {
  /// T₀ … T₄ by their formulas.
  @Test func polynomials() {
    let places = [-1, -0.4, 0, 0.3, 1.0]
    let values = Chebyshev.polynomials(5, at: places)
    for (column, x) in places.enumerated() {
      let wanted = [1, x, 2 * x * x - 1, 4 * x * x * x - 3 * x, 8 * x * x * x * x - 8 * x * x + 1]
      for (degree, own) in wanted.enumerated() {
        #expect(abs(values[degree * places.count + column] - own) < Within.closedForm)
      }
    }
  }

  /// Coefficients of a product of polynomials in two axes are found from its values at the nodes.
  @Test func coefficientsOfTwoAxes() {
    // (2 + 3·T₂(x)) · (T₁(y) − 4) = −8 + 2·T₁(y) − 12·T₂(x) + 3·T₂(x)·T₁(y)
    let x = Chebyshev.nodes(4), y = Chebyshev.nodes(3)
    var values: [Double] = []
    for x in x { for y in y { values.append((2 + 3 * (2 * x * x - 1)) * (y - 4)) } }
    Chebyshev.transform(&values, 3, inner: 1)
    Chebyshev.transform(&values, 4, inner: 3)
    for degree in 0..<4 {
      for other in 0..<3 {
        let wanted: Double =
          switch (degree, other) {
          case (0, 0): -8
          case (0, 1): 2
          case (2, 0): -12
          case (2, 1): 3
          default: 0
          }
        #expect(abs(values[degree * 3 + other] - wanted) < Within.closedForm)
      }
    }
  }
}
