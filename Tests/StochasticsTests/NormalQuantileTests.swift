import Foundation
import Stochastics
import Testing
import _TestSupport

@Suite struct NormalQuantileTests {
  /// Check values published with AS 241, to 16 figures.
  @Test func publishedValues() {
    let published = [(0.25, -0.6744897501960817), (0.001, -3.090232306167814), (1e-20, -9.262340089798408)]
    for (p, z) in published { #expect((NormalQuantile.value(p) / z - 1).magnitude < 1.8 * Double.ulpOfOne) }
  }

  /// One Newton step with erf (centre) or erfc (tail) is the error of the value, to the rounding of those.
  @Test func inverseOfErfcDownTo1e300() {
    var worst = 0.0
    for k in 0...3000 {
      let p = 0.5 * pow(10, -Double(k) / 10)
      let z = NormalQuantile.value(p)
      if z == 0 { continue }
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      let error = (0.5 * erfc(-z / 2.0.squareRoot()) - p) / density
      worst = max(worst, (error / z).magnitude)
    }
    for k in 1...4999 {
      let q = Double(k) / 1e4
      let z = NormalQuantile.value(q + 0.5)
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      worst = max(worst, ((0.5 * erf(z / 2.0.squareRoot()) - ((q + 0.5) - 0.5)) / density / z).magnitude)
    }
    #expect(worst < 2 * Within.rounding, "worst relative error \(worst)")
  }

  @Test func symmetryAndEnds() {
    for k in 1...500 {
      let p = Double(k) / 1024
      #expect(NormalQuantile.value(1 - p) == -NormalQuantile.value(p))
    }
    #expect(NormalQuantile.value(0.5) == 0)
    #expect(NormalQuantile.value(0) == -.infinity && NormalQuantile.value(1) == .infinity)
    #expect(NormalQuantile.value(-0.1).isNaN && NormalQuantile.value(1.1).isNaN && NormalQuantile.value(.nan).isNaN)
  }
}
