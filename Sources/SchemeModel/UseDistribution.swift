import Glibc

/// The number of uses of a service by one person in a year: negative binomial with mean h and dispersion k, so that
/// P₀ = (1 + h/k)^−k (<doc:Benefits>).
public struct UseDistribution: Sendable, Hashable {
  /// Probability of at least one use.
  public let any: Double
  /// Probability of exactly one use.
  public let one: Double
  /// Probability of exactly two uses.
  public let two: Double
  /// Probability of three uses or more.
  public let many: Double
  /// Mean number of uses given three or more; 3 where that cannot happen.
  public let meanOfMany: Double

  /// - Parameters:
  ///   - mean: h ≥ 0, uses per person-year.
  ///   - dispersion: k > 0.
  public init(mean h: Double, dispersion k: Double) {
    guard h > 0 else {
      (any, one, two, many, meanOfMany) = (0, 0, 0, 0, 3)
      return
    }
    let logNone = -k * log1p(h / k)
    let none = exp(logNone)
    any = -expm1(logNone)
    let ratio = h / (h + k)  // P(n + 1) / P(n) = ratio·(n + k)/(n + 1)
    one = none * k * ratio
    two = one * ratio * (k + 1) / 2
    if ratio < 0.1 {
      // The tail is too small to be a difference of probabilities near one: sum it.
      var term = two * ratio * (k + 2) / 3
      var probability = 0.0, uses = 0.0, n = 3.0
      while term > probability * 1e-17, n < 400 {
        probability += term
        uses += n * term
        term *= ratio * (n + k) / (n + 1)
        n += 1
      }
      many = probability
      meanOfMany = probability > 0 ? uses / probability : 3
    } else {
      many = any - one - two
      meanOfMany = (h - one - 2 * two) / many
    }
  }
}
