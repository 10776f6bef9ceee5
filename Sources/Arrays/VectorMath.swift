import CVectorMath

/// Elementary functions over arrays, 4 to 9 times faster than element by element where glibc's libmvec is at hand.
///
/// Error below 4 ulp (measured: see VectorMathTests). The result for a value does not depend on its place in the
/// array or on the length of the array, so the same inputs give the same bytes however work is cut into slabs.
/// NaN, infinities and arguments outside the domain give what libm gives. Every function also works in place.
public enum VectorMath {
  /// eˣ in place.
  public static func exp(_ x: UnsafeMutableBufferPointer<Double>) { apply(fundcast_exp, x) }
  /// ln x in place; −∞ for 0, NaN below 0.
  public static func log(_ x: UnsafeMutableBufferPointer<Double>) { apply(fundcast_log, x) }
  /// The error function 2/√π ∫₀ˣ e^(−t²) dt in place.
  public static func erf(_ x: UnsafeMutableBufferPointer<Double>) { apply(fundcast_erf, x) }
  /// 1 − erf x in place, accurate in the upper tail.
  public static func erfc(_ x: UnsafeMutableBufferPointer<Double>) { apply(fundcast_erfc, x) }

  /// The standard normal distribution function Φ(x) = ½·erfc(−x/√2) in place.
  ///
  /// Rounding x/√2 moves the lower tail by about x² half-ulps: relative error up to x² · 2.2e-16 for x below −1.
  public static func normalCDF(_ x: UnsafeMutableBufferPointer<Double>) {
    let scale = -Double(0.5).squareRoot()
    for i in x.indices { x[i] *= scale }
    apply(fundcast_erfc, x)
    for i in x.indices { x[i] *= 0.5 }
  }

  /// eˣ in place.
  public static func exp(_ x: inout [Double]) { x.withUnsafeMutableBufferPointer { exp($0) } }
  /// ln x in place; −∞ for 0, NaN below 0.
  public static func log(_ x: inout [Double]) { x.withUnsafeMutableBufferPointer { log($0) } }
  /// The error function in place.
  public static func erf(_ x: inout [Double]) { x.withUnsafeMutableBufferPointer { erf($0) } }
  /// 1 − erf x in place, accurate in the upper tail.
  public static func erfc(_ x: inout [Double]) { x.withUnsafeMutableBufferPointer { erfc($0) } }
  /// The standard normal distribution function in place.
  public static func normalCDF(_ x: inout [Double]) { x.withUnsafeMutableBufferPointer { normalCDF($0) } }

  /// eˣ of eight values.
  public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> { eight(fundcast_exp, x) }
  /// ln x of eight values.
  public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> { eight(fundcast_log, x) }

  /// eˣ of each element.
  public static func exp(_ x: [Double]) -> [Double] { result(x) { exp($0) } }
  /// ln x of each element; −∞ for 0, NaN below 0.
  public static func log(_ x: [Double]) -> [Double] { result(x) { log($0) } }
  /// The error function of each element.
  public static func erf(_ x: [Double]) -> [Double] { result(x) { erf($0) } }
  /// 1 − erf x of each element, accurate in the upper tail.
  public static func erfc(_ x: [Double]) -> [Double] { result(x) { erfc($0) } }
  /// The standard normal distribution function of each element.
  public static func normalCDF(_ x: [Double]) -> [Double] { result(x) { normalCDF($0) } }

  /// Expected excesses E[(Y − x)⁺] of lognormal amounts, element by element and in one pass (<doc:Benefits>).
  ///
  /// - Parameters:
  ///   - mean: E[Y].
  ///   - sigma: standard deviation of ln Y.
  ///   - perSigma: 1/σ.
  ///   - centre: ln E[Y] − σ²/2.
  ///   - x: thresholds, which the excesses replace; where one is not above zero or infinite, or mean or σ is not above zero,
  ///     the limit. All in one unit and as long as each other.
  public static func lognormalExcess(
    mean: [Double], sigma: [Double], perSigma: [Double], centre: [Double], _ x: inout [Double]
  ) {
    let count = x.count
    precondition(mean.count == count && sigma.count == count && perSigma.count == count && centre.count == count)
    x.withUnsafeMutableBufferPointer {
      fundcast_lognormal_excess(mean, sigma, perSigma, centre, $0.baseAddress, $0.baseAddress, count)
    }
  }

  private typealias ArrayFunction = (UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Int) -> Void

  private static func eight(_ function: ArrayFunction, _ x: SIMD8<Double>) -> SIMD8<Double> {
    var y = x
    withUnsafeMutableBytes(of: &y) {
      let values = $0.assumingMemoryBound(to: Double.self)
      function(values.baseAddress, values.baseAddress, 8)
    }
    return y
  }

  private static func apply(_ function: ArrayFunction, _ x: UnsafeMutableBufferPointer<Double>) {
    guard let base = x.baseAddress else { return }
    function(base, base, x.count)
  }

  private static func result(_ x: [Double], _ function: (UnsafeMutableBufferPointer<Double>) -> Void) -> [Double] {
    var y = x
    y.withUnsafeMutableBufferPointer { function($0) }
    return y
  }
}
