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
  /// function), from the histogram.
  ///
  /// Error: at most 1/256 of that value, and at most 2⁻¹⁰ where its magnitude is below 2⁻¹⁰; none for the least and
  /// the greatest. The middle of the bin is taken, of the part between the extremes where they cut it. Two quantiles
  /// of a quantity whose spread is below 1/128 of its level may fall into one bin and be equal.
  /// - Parameter p: 0…1.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a share lies in 0…1")
    guard isUsable else { return .nan }
    let wanted = Int(rank(p).rounded(.up))
    if wanted <= 1 { return minimum }
    if wanted >= count { return maximum }
    var seen = 0
    var value = maximum
    histogram.forEachBin { low, high, count in
      seen += count
      value = middle(low, high)
      return seen < wanted
    }
    return value
  }

  /// The mean of the lowest share p of the values (expected shortfall): the ⌊p·n⌋ smallest and the remaining fraction
  /// of the next, over p·n; the least value where p·n ≤ 1.
  ///
  /// Source of the definition for samples: Acerbi and Tasche, *Journal of Banking & Finance* 26 (2002), 1487–1503.
  /// Error: at most 1/256 of the same mean of |x|, plus 2⁻¹⁰ at most for values taken for zero.
  /// - Parameter p: above 0, at most 1.
  public func tailMean(below p: Double) -> Double {
    precondition(p > 0 && p <= 1, "a share lies in 0…1 and a tail is not empty")
    guard isUsable else { return .nan }
    return rank(p) <= 1 ? minimum : p == 1 ? mean : tail(p).mean
  }

  /// Mean and variance of the lowest share p, each bin at its middle.
  func tail(_ p: Double) -> (mean: Double, variance: Double) {
    let wanted = max(1, rank(p))
    var weight = 0.0
    var mean = 0.0
    var squares = 0.0
    histogram.forEachBin { low, high, count in
      // West's weighted update: bins are added without subtracting large squares.
      let part = min(Double(count), wanted - weight)
      weight += part
      let delta = middle(low, high) - mean
      mean += delta * (part / weight)
      squares += part * delta * (middle(low, high) - mean)
      return weight < wanted
    }
    return (mean, max(0, squares / weight))
  }
}
