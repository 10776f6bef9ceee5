import Arrays
import CVectorMath
import Glibc
import Testing
import _TestSupport

@Suite struct LognormalExcessTests {
  /// Amounts and thresholds; the first places hold every limit.
  private struct Draws {
    var mean: [Double] = [], sigma: [Double] = [], perSigma: [Double] = [], centre: [Double] = [], x: [Double] = []

    init(_ count: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let limits: [(Double, Double, Double)] = [
        (0, 1, 5), (100, 0, 60), (100, 0, 160), (100, 1, 0), (100, 1, -3), (100, 1, .infinity), (0, 0, 0),
        (100, 0, .infinity), (100, 0, -1),
      ]
      for i in 0..<count {
        let (mean, sigma, x) =
          i % 23 < limits.count
          ? limits[i % 23]
          : (
            exp(Double.random(in: -2...13, using: &random)), Double.random(in: 0.05...2.5, using: &random),
            exp(Double.random(in: -2...15, using: &random))
          )
        self.mean.append(mean)
        self.sigma.append(sigma)
        perSigma.append(sigma > 0 ? 1 / sigma : 0)
        centre.append((mean > 0 ? log(mean) : 0) - sigma * sigma / 2)
        self.x.append(x)
      }
    }

    func apply(width: Int, from start: Int = 0, count: Int? = nil) -> [Double]? {
      let range = start..<(start + (count ?? x.count - start))
      var y = Array(x[range])
      let done = fundcast_lognormal_excess_at_width(
        Int32(width), Array(mean[range]), Array(sigma[range]), Array(perSigma[range]), Array(centre[range]),
        Array(x[range]), &y, y.count)
      return done == 1 ? y : nil
    }
  }

  /// Against libm, which the error of the two products bounds: each a few ulps of the larger term.
  @Test(arguments: VectorFunction.widths)
  func agreesWithLibm(width: Int) throws {
    let draws = Draws(20_000, seed: 5)
    let y = try #require(draws.apply(width: width))
    var wrong: [String] = []
    for i in y.indices {
      let (m, s, x) = (draws.mean[i], draws.sigma[i], draws.x[i])
      var expected = 0.0, scale = m
      if m > 0, s > 0, x > 0, x < .infinity {
        let d = (draws.centre[i] - log(x)) / s
        let own = m * erfc(-(d + s) / 2.0.squareRoot()) / 2
        // Rounding of an argument z moves erfc by about z² ulps.
        (expected, scale) = (own - x * erfc(-d / 2.0.squareRoot()) / 2, own * (1 + d * d + s * s))
      } else if x < .infinity {
        expected = max(m - max(x, 0), 0)
      }
      if !((y[i] - expected).magnitude <= 30 * scale * 0x1p-52 + .leastNormalMagnitude) {
        wrong.append("\(m) \(s) \(x): \(y[i]) ≠ \(expected)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(3))")
  }

  @Test(arguments: VectorFunction.widths)
  func bytesDoNotDependOnPlaceOrLength(width: Int) throws {
    let draws = Draws(120, seed: 6)
    let whole = try #require(draws.apply(width: width)).map(\.bitPattern)
    for start in 0..<10 {
      for count in [0, 1, 3, 7, 8, 9, 16, 17, 100] {
        let part = try #require(draws.apply(width: width, from: start, count: count)).map(\.bitPattern)
        #expect(part == Array(whole[start..<(start + count)]), "from \(start), \(count) values")
      }
    }
  }

  @Test func theWidestFormIsUsed() throws {
    let draws = Draws(101, seed: 7)
    var y = draws.x
    VectorMath.lognormalExcess(
      mean: draws.mean, sigma: draws.sigma, perSigma: draws.perSigma, centre: draws.centre, &y)
    #expect(y.map(\.bitPattern) == draws.apply(width: Int(fundcast_vector_width()))?.map(\.bitPattern))
    #expect(draws.apply(width: 3) == nil)
  }
}
