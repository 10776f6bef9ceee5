import Glibc

/// The correlation of the innovations of two drivers over the years both have.
///
/// Innovations are what is left after the persistence: of these every year counts. Levels that persist would be worth only
/// n·(1 − φ₁φ₂)/(1 + φ₁φ₂) years (Bartlett, *Journal of the Royal Statistical Society*, Supplement 8, 1946). What the fitted
/// trends took off is taken off the degrees of freedom; without, independent series of 12 years about quadratic trends would
/// pass a test at 5 % in up to 11 of 100 cases. With it they pass in 2 to 5, the fewer the longer the trend.
public struct DriverCorrelation: Sendable, Hashable {
  /// r, −1…1.
  public let value: Double
  /// The years both have, at least 3.
  public let years: Int
  /// Degrees of freedom: the years less 2, and less the coefficients of the longer of the two trends. Without any there is nothing
  /// to tell by.
  public let freedom: Int

  /// The correlation of two fits; nil where they share fewer than three years, or one does not move in these.
  public init?(_ one: DriverFit, _ other: DriverFit) {
    let shared = one.innovations.keys.filter { other.innovations[$0] != nil }.sorted()
    guard shared.count >= 3 else { return nil }
    func centred(_ values: [Int: Double]) -> [Double] {
      let kept = shared.compactMap { values[$0] }, mean = kept.reduce(0, +) / Double(kept.count)
      return kept.map { $0 - mean }
    }
    let x = centred(one.innovations), y = centred(other.innovations)
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let size = (product(x, x) * product(y, y)).squareRoot()
    guard size > 0 else { return nil }
    value = min(1, max(-1, product(x, y) / size))
    years = shared.count
    freedom = max(0, years - 2 - max(one.trendCoefficients, other.trendCoefficients))
  }

  /// The probability of a correlation at least as far from 0 between independent drivers: Student's t with ``freedom``, two
  /// sides; nil where there is none.
  public var probability: Double? {
    guard freedom > 0 else { return nil }
    guard value.magnitude < 1 else { return 0 }
    return 1 - Self.studentCentre(value.magnitude * (Double(freedom) / (1 - value * value)).squareRoot(), freedom)
  }

  /// P(|T| < t) for Student's t, as finite sums in θ = atan(t/√ν): Abramowitz and Stegun, *Handbook of Mathematical
  /// Functions* (1964), 26.7.3 (odd ν) and 26.7.4 (even ν).
  static func studentCentre(_ t: Double, _ freedom: Int) -> Double {
    let angle = atan(t / Double(freedom).squareRoot())
    let square = cos(angle) * cos(angle)
    var sum = 0.0, term = freedom % 2 == 0 ? 1 : cos(angle)
    var index = freedom % 2 == 0 ? 0 : 1
    while index <= freedom - 2 {
      sum += term
      term *= square * Double(index + 1) / Double(index + 2)
      index += 2
    }
    return freedom % 2 == 0 ? sin(angle) * sum : 2 / Double.pi * (angle + sin(angle) * sum)
  }
}
