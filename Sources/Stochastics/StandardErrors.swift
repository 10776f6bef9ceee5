/// Standard errors of the statistics over paths: how far they would move with another seed, as one standard deviation.
///
/// All take the n paths for independent draws. Antithetic pairs are not: for what moves one way with the draws (means,
/// quantiles, probabilities of monotone quantities) these errors are then too large, for even functions of the draws
/// (the deviation) they may be up to √2 too small. Where values are counted in bins the error of the bins is part of
/// these errors. NaN where too few values tell nothing.
extension StreamedDistribution {
  /// Of ``mean``: s/√n.
  public var standardErrorOfMean: Double { standardDeviation / Double(count).squareRoot() }

  /// Of ``standardDeviation``: √((m₄ − m₂²)/(4·m₂·n)), mₖ = Σ(x − mean)ᵏ/n; 0 for equal values. NaN for
  /// fewer than four values: m₄/m₂² is 1 for any two and 1½ for any three.
  ///
  /// From Var(m₂) ≈ (m₄ − m₂²)/n and the slope 1/(2√m₂) of the root: Stuart and Ord, *Kendall's Advanced Theory of
  /// Statistics* 1, chapter 10 (standard errors).
  public var standardErrorOfStandardDeviation: Double {
    guard isUsable, count > 3 else { return .nan }
    let n = Double(count)
    let m2 = moments.second / n
    guard m2 > 0 else { return 0 }
    return (max(0, moments.fourth / n / m2 - m2) / (4 * n)).squareRoot()
  }

  /// Of ``quantile(_:)``: half the distance between the quantiles at p + δ and p − δ, δ = √(p(1 − p)/n), the
  /// deviation of the number of values below a quantile; both cut to 0…1. No density is estimated. The width of the
  /// value's bin over √12 is added in squares. 0 where the values from p − δ to p + δ are equal.
  /// - Parameter p: 0…1.
  public func standardErrorOfQuantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a share lies in 0…1")
    guard isUsable, count > 1 else { return .nan }
    let delta = (p * (1 - p) / Double(count)).squareRoot()
    let sampling = 0.5 * (quantile(min(1, p + delta)) - quantile(max(0, p - delta)))
    let bins = binErrorOfQuantile(p)
    return (sampling * sampling + bins * bins).squareRoot()
  }

  /// Of ``probabilityNegative``: √(p(1 − p)/n); NaN where none or all are negative (``StreamedCount/standardError``).
  public var standardErrorOfProbabilityNegative: Double {
    guard isUsable else { return .nan }
    return StreamedCount(hits: negatives, of: count).standardError
  }

  /// Of ``tailMean(below:)``: √((Var(tail) + (1 − p)(q − t)²)/(n·p)), t the tail mean and q the quantile at p;
  /// the deviation of the bins is added in squares.
  ///
  /// The variance of the influence function (q − x)⁺/p of the expected shortfall over n: Manistre and Hancock,
  /// "Variance of the CTE estimator", *North American Actuarial Journal* 9 (2) (2005), 129–156.
  /// - Parameter p: above 0, at most 1.
  public func standardErrorOfTailMean(below p: Double) -> Double {
    precondition(p > 0 && p <= 1, "a share lies in 0…1 and a tail is not empty")
    guard isUsable, count > 1 else { return .nan }
    let (mean, variance, bins) = tail(p)
    let gap = quantile(p) - mean
    return ((variance + (1 - p) * gap * gap) / (Double(count) * p) + bins * bins).squareRoot()
  }
}
