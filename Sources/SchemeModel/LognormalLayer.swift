// Goals, in order: no digit lost in high layers, no sampling error, speed over whole arrays.
//
// For Y lognormal with mean m and log-variance σ², the expected excess over x is, by Black's formula,
//   T(x) = E[(Y − x)⁺] = m·Φ(d + σ) − x·Φ(d),  d = (ln m − σ²/2 − ln x) / σ,
// and the expected part of Y between two limits is E[min(Y, u)] − E[min(Y, l)] = T(l) − T(u). The tail form keeps
// relative precision where mean − E[min] would lose every digit (model.md section 6).

import Arrays
import Glibc

/// Expected amounts of lognormal sums between two limits.
public enum LognormalLayer {
  /// σ² = ln(1 + CV²) of a lognormal with coefficient of variation `variation`.
  public static func logVariance(variation: Double) -> Double {
    log1p(variation * variation)
  }

  /// E[(Y − x)⁺] for each element, by the tail form.
  ///
  /// - Parameters:
  ///   - mean: m ≥ 0; 0 gives 0.
  ///   - logVariance: σ² ≥ 0; 0 is the step limit.
  ///   - over: x ≥ 0; may be infinite.
  public static func excess(mean: [Double], logVariance: [Double], over x: [Double]) -> [Double] {
    let count = mean.count
    precondition(logVariance.count == count && x.count == count)
    var logs = [Double](repeating: 0, count: 2 * count)
    for i in 0..<count {
      logs[i] = mean[i] > 0 ? mean[i] : 1
      logs[count + i] = x[i] > 0 && x[i] < .infinity ? x[i] : 1
    }
    VectorMath.log(&logs)
    var tails = [Double](repeating: 0, count: 2 * count)
    let scale = -0.5.squareRoot()
    for i in 0..<count where logVariance[i] > 0 {
      let sigma = logVariance[i].squareRoot()
      let d = (logs[i] - logVariance[i] / 2 - logs[count + i]) / sigma
      tails[i] = (d + sigma) * scale
      tails[count + i] = d * scale
    }
    VectorMath.erfc(&tails)
    return (0..<count).map { i in
      guard mean[i] > 0, x[i] < .infinity else { return 0 }
      guard x[i] > 0 else { return mean[i] }
      return logVariance[i] > 0 ? (mean[i] * tails[i] - x[i] * tails[count + i]) / 2 : max(mean[i] - x[i], 0)
    }
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
    let count = mean.count
    precondition(logVariance.count == count && lower.count == count && upper.count == count)
    // One log call and one erfc call over everything: [ln m, ln l, ln u], then [Φ(dₗ+σ), Φ(dₗ), Φ(dᵤ+σ), Φ(dᵤ)].
    var logs = [Double](repeating: 0, count: 3 * count)
    for i in 0..<count {
      logs[i] = mean[i] > 0 ? mean[i] : 1
      logs[count + i] = lower[i] > 0 ? lower[i] : 1
      logs[2 * count + i] = upper[i] > 0 && upper[i] < .infinity ? upper[i] : 1
    }
    VectorMath.log(&logs)
    var tails = [Double](repeating: 0, count: 4 * count)
    let scale = -0.5.squareRoot()
    for i in 0..<count {
      let sigma = logVariance[i].squareRoot()
      guard sigma > 0 else { continue }
      let centre = logs[i] - logVariance[i] / 2
      let low = (centre - logs[count + i]) / sigma
      let high = (centre - logs[2 * count + i]) / sigma
      tails[4 * i] = (low + sigma) * scale
      tails[4 * i + 1] = low * scale
      tails[4 * i + 2] = (high + sigma) * scale
      tails[4 * i + 3] = high * scale
    }
    VectorMath.erfc(&tails)
    var result = [Double](repeating: 0, count: count)
    for i in 0..<count {
      let m = mean[i], l = lower[i], u = upper[i]
      guard m > 0, u > l else { continue }
      if logVariance[i] > 0 {
        let above = l > 0 ? (m * tails[4 * i] - l * tails[4 * i + 1]) / 2 : m
        let over = u < .infinity ? (m * tails[4 * i + 2] - u * tails[4 * i + 3]) / 2 : 0
        result[i] = above - over
      } else {
        result[i] = min(m, u) - min(m, l)
      }
    }
    return result
  }
}
