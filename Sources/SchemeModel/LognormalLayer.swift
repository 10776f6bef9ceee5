// Goals, in order: no digit lost in high layers, no sampling error, speed over whole arrays.
//
// For Y lognormal with mean m and log-variance σ², the expected excess over x is, by Black's formula,
//   T(x) = E[(Y − x)⁺] = m·Φ(d + σ) − x·Φ(d),  d = (ln m − σ²/2 − ln x) / σ,
// and the expected part of Y between two limits is E[min(Y, u)] − E[min(Y, l)] = T(l) − T(u). The tail form keeps
// relative precision where mean − E[min] would lose every digit (<doc:Benefits>).

import Arrays
import Glibc

/// Expected amounts of lognormal sums between two limits.
public enum LognormalLayer {
  /// σ² = ln(1 + CV²) of a lognormal with coefficient of variation `variation`.
  public static func logVariance(variation: Double) -> Double {
    log1p(variation * variation)
  }

  /// E[min(Y, upper)] − E[min(Y, lower)] for each element.
  ///
  /// - Parameters:
  ///   - mean: m ≥ 0; 0 gives 0.
  ///   - logVariance: σ² ≥ 0; 0 is the step limit.
  ///   - lower: lower limit, ≥ 0.
  ///   - upper: upper limit, ≥ lower; may be infinite.
  /// - Returns: an array as long as `mean`, in the unit of `mean`.
  public static func expected(mean: [Double], logVariance: [Double], lower: [Double], upper: [Double]) -> [Double] {
    precondition(lower.count == mean.count && upper.count == mean.count)
    let amounts = LognormalAmounts(mean: mean, logVariance: logVariance)
    let overUpper = amounts.excess(over: upper)
    var result = amounts.excess(over: lower)
    for i in result.indices { result[i] -= overUpper[i] }
    // A layer that ends where it begins pays nothing; without variance the difference of limits is exact.
    for i in result.indices where upper[i] <= lower[i] || logVariance[i] == 0 {
      result[i] = upper[i] > lower[i] && mean[i] > 0 ? min(mean[i], upper[i]) - min(mean[i], lower[i]) : 0
    }
    return result
  }
}

/// Lognormal amounts, and their expected excesses over as many thresholds.
struct LognormalAmounts {
  /// m.
  let mean: [Double]
  /// σ².
  let logVariance: [Double]
  private let sigma: [Double]
  /// 1/σ; 0 without variance.
  private let perSigma: [Double]
  /// ln m − σ²/2.
  private let centre: [Double]

  /// - Parameters:
  ///   - mean: m ≥ 0; 0 gives 0.
  ///   - logVariance: σ² ≥ 0; 0 is the step limit.
  init(mean: [Double], logVariance: [Double]) {
    precondition(logVariance.count == mean.count)
    self.mean = mean
    self.logVariance = logVariance
    sigma = logVariance.map { $0.squareRoot() }
    perSigma = sigma.map { $0 > 0 ? 1 / $0 : 0 }
    var centre = mean.map { $0 > 0 ? $0 : 1 }
    VectorMath.log(&centre)
    for i in centre.indices { centre[i] -= logVariance[i] / 2 }
    self.centre = centre
  }

  /// Amounts behind each other, all of them times each factor in turn, which may be 0.
  init(_ amounts: LognormalAmounts, times factors: [Double]) {
    func repeated(_ values: [Double]) -> [Double] {
      factors.count == 1 ? values : stacked(values, factors.map { _ in (1, 0) })
    }
    mean = stacked(amounts.mean, factors.map { ($0, 0) })
    logVariance = repeated(amounts.logVariance)
    sigma = repeated(amounts.sigma)
    perSigma = repeated(amounts.perSigma)
    centre = stacked(amounts.centre, factors.map { (1, log($0)) })
  }

  /// E[(Y − x)⁺] for each x, which may be infinite. Where there is nothing to draw, no amount, threshold or variance, it is the
  /// excess of the mean.
  func excess(over x: [Double]) -> [Double] {
    var excess = x
    VectorMath.lognormalExcess(mean: mean, sigma: sigma, perSigma: perSigma, centre: centre, &excess)
    return excess
  }
}
