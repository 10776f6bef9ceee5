extension StreamedDistribution {
  /// The arithmetic mean, to a few roundings.
  public var mean: Double { isUsable ? moments.mean : .nan }

  /// √(Σ(x − mean)² / (n − 1)), the deviation from path to path; 0 for equal values, NaN for fewer than two.
  public var standardDeviation: Double {
    guard isUsable, count > 1 else { return .nan }
    return (moments.second / Double(count - 1)).squareRoot()
  }

  /// m₃/m₂^1.5 with mₖ = Σ(x − mean)ᵏ/n; 0 for equal values.
  public var skewness: Double {
    guard isUsable else { return .nan }
    let variance = moments.second / Double(count)
    return variance > 0 ? moments.third / Double(count) / (variance * variance.squareRoot()) : 0
  }

  /// m₄/m₂² − 3, 0 for a normal distribution; 0 for equal values.
  public var excessKurtosis: Double {
    guard isUsable else { return .nan }
    let variance = moments.second / Double(count)
    return variance > 0 ? moments.fourth / Double(count) / (variance * variance) - 3 : 0
  }

  /// The share of values below zero.
  public var probabilityNegative: Double { isUsable ? Double(negatives) / Double(count) : .nan }

  /// The smallest value with at least ⌈p·n⌉ values no greater than it (the inverse of the empirical distribution
  /// function).
  ///
  /// Error: none while the values are kept, for a value that several paths share, for the least and the greatest; else
  /// at most 1/256 of that value, and at most 2⁻¹⁰ where its magnitude is below 2⁻¹⁰. The middle of the bin is taken,
  /// of the part between the extremes where they cut it. Never falls as p rises.
  /// - Parameter p: 0…1.
  public func quantile(_ p: Double) -> Double { step(p).middle }

  /// Of ``quantile(_:)``: the deviation of a value from the middle of its bin, evenly spread over the bin, its width
  /// over √12; 0 where the value is known.
  func binErrorOfQuantile(_ p: Double) -> Double { step(p).width / 12.0.squareRoot() }

  /// The middle and the width of what is known of the value at p.
  private func step(_ p: Double) -> (middle: Double, width: Double) {
    precondition(p >= 0 && p <= 1, "a share lies in 0…1")
    guard isUsable else { return (.nan, .nan) }
    let wanted = Int(rank(p).rounded(.up))
    if wanted <= 1 { return (least, 0) }
    if wanted >= count { return (greatest, 0) }
    if let sorted { return (sorted[wanted - 1], 0) }
    var seen = 0
    var found = (middle: greatest, width: 0.0)
    forEachStep { low, high, count in
      seen += count
      found = (low + 0.5 * (high - low), high - low)
      return seen < wanted
    }
    return found
  }

  /// The mean of the lowest share p of the values (expected shortfall): the ⌊p·n⌋ smallest and the remaining fraction
  /// of the next, over p·n; the least value where p·n ≤ 1. Never above ``quantile(_:)`` at p.
  ///
  /// Source of the definition for samples: Acerbi and Tasche, *Journal of Banking & Finance* 26 (2002), 1487–1503.
  /// Error: none while the values are kept; else at most 1/256 of the same mean of |x|, plus 2⁻¹⁰ at most for values
  /// taken for zero.
  /// - Parameter p: above 0, at most 1.
  public func tailMean(below p: Double) -> Double {
    precondition(p > 0 && p <= 1, "a share lies in 0…1 and a tail is not empty")
    guard isUsable else { return .nan }
    return rank(p) <= 1 ? minimum : p == 1 ? mean : tail(p).mean
  }

  /// Mean and variance of the lowest share p, each bin at its middle, and the deviation of that mean if all values lay
  /// alike within their bins.
  func tail(_ p: Double) -> (mean: Double, variance: Double, binError: Double) {
    let wanted = max(1, rank(p))
    var weight = 0.0
    var mean = 0.0
    var squares = 0.0
    var widths = 0.0
    forEachStep { low, high, count in
      // West's weighted update: bins are added without subtracting large squares.
      let part = min(Double(count), wanted - weight), middle = low + 0.5 * (high - low)
      weight += part
      let delta = middle - mean
      mean += delta * (part / weight)
      squares += part * delta * (middle - mean)
      widths += part * (high - low)
      return weight < wanted
    }
    return (mean, max(0, squares / weight), widths / weight / 12.0.squareRoot())
  }
}
