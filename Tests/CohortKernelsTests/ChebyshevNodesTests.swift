import CohortKernels
import Testing
import _TestSupport

@Suite struct ChebyshevNodesTests {
  @Test(arguments: [1, 2, 3, 8, 13]) func polynomialsBelowTheDegreeAreReproduced(_ count: Int) {
    let nodes = ChebyshevNodes(count: count, domain: -0.7...0.9)
    let z = (0..<64).map { -0.7 + 1.6 * Double($0) / 63 }
    var phi = [Double](repeating: 0, count: count * 64)
    nodes.cardinals(z, into: &phi)
    for degree in 0..<count {
      func power(_ x: Double) -> Double { (0..<degree).reduce(1.0) { result, _ in result * x } }
      let rows = nodes.nodes.flatMap { node in [Double](repeating: power(node), count: 64) }
      var result = [Double](repeating: 0, count: 64)
      nodes.combine(rows, phi, into: &result)
      for (x, value) in zip(z, result) { #expect(abs(value - power(x)) < Within.closedForm * Double(count)) }
    }
  }

  @Test func cardinalsAreOneAtTheirNode() {
    let nodes = ChebyshevNodes(count: 8, domain: -0.7...0.7)
    var phi = [Double](repeating: 0, count: 64)
    nodes.cardinals(nodes.nodes, columns: 8, into: &phi)
    for n in 0..<8 {
      for column in 0..<8 { #expect(abs(phi[n * 8 + column] - (n == column ? 1 : 0)) < Within.closedForm) }
    }
    #expect(ChebyshevNodes(count: 1, domain: -0.7...0.7).nodes == [0])
  }
}
