import Accounts
import Stochastics

/// The distribution of one series in one year over paths. It is kept as the distance from the central path, so that the
/// relative error of quantiles of many paths is one of the distance, not of the value; a value of 0 is counted by itself.
public struct PathDistribution: Sendable, Hashable {
  /// The value on the central path; 0 where there is none.
  public let central: Double
  private var distances: StreamedDistribution
  private var negatives = 0
  /// Values below which paths are counted, and how many there are.
  public let thresholds: [Double]
  private var below: [Int]

  init(central: Double, thresholds: [Double] = [], paths: Int = 0) {
    let central = central.isFinite ? central : 0
    self.central = central
    distances = StreamedDistribution(atom: -central, expected: paths)
    self.thresholds = thresholds
    below = thresholds.map { _ in 0 }
  }

  /// Adds values of successive paths; those that are no number are left out.
  mutating func add(_ values: UnsafeBufferPointer<Double>) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { scratch in
      var count = 0
      for value in values where !value.isNaN {
        scratch[count] = value - central
        count += 1
        if value < -Measures.negligible { negatives += 1 }
      }
      for (place, threshold) in thresholds.enumerated() {
        for value in values where value < threshold { below[place] += 1 }
      }
      if count > 0 { distances.add(UnsafeBufferPointer(start: scratch.baseAddress, count: count)) }
    }
  }

  /// Puts what is kept into order once all paths are in.
  mutating func arrange() { distances.arrange() }

  /// The number of paths.
  public var count: Int { distances.count }
  /// The mean.
  public var mean: Double { central + distances.mean }
  /// The standard deviation.
  public var standardDeviation: Double { distances.standardDeviation }
  /// A quantile: a drawn value up to ``StreamedDistribution/exactCount`` paths, of more within 1/256 of its distance from
  /// the central path.
  public func quantile(_ share: Double) -> Double { central + distances.quantile(share) }
  /// The mean of the lowest share of paths.
  public func tailMean(below share: Double) -> Double { central + distances.tailMean(below: share) }
  /// The share of paths below zero, rounding left out.
  public var probabilityNegative: StreamedCount { StreamedCount(hits: negatives, of: count) }
  /// The share of paths below a threshold, by its place.
  public func probabilityBelow(_ place: Int) -> StreamedCount { StreamedCount(hits: below[place], of: count) }
  /// standard errors, as in Stochastics.
  public var standardErrorOfMean: Double { distances.standardErrorOfMean }
  /// Of the standard deviation.
  public var standardErrorOfStandardDeviation: Double { distances.standardErrorOfStandardDeviation }
  /// Of a quantile.
  public func standardErrorOfQuantile(_ share: Double) -> Double { distances.standardErrorOfQuantile(share) }
  /// Of the mean of the lowest share.
  public func standardErrorOfTailMean(below share: Double) -> Double { distances.standardErrorOfTailMean(below: share) }
}
