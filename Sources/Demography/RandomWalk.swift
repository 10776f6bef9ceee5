/// A random walk with drift fitted to a yearly index: its changes are a constant and independent innovations.
public struct RandomWalk: Sendable, Hashable {
  /// The mean yearly change.
  public let drift: Double
  /// Its standard error.
  public let driftError: Double
  /// The standard deviation of the changes about the drift.
  public let deviation: Double
  /// Its standard error, s/√(2·degrees of freedom).
  public let deviationError: Double
  /// The changes less 1.
  public let degreesOfFreedom: Int

  /// A fit to consecutive years.
  /// - Parameter levels: at least 3.
  public init(_ levels: [Double]) {
    precondition(levels.count >= 3, "two changes at least")
    let changes = zip(levels.dropFirst(), levels).map { $0 - $1 }, count = Double(changes.count)
    let drift = changes.reduce(0, +) / count
    let deviation = (changes.reduce(0) { $0 + ($1 - drift) * ($1 - drift) } / (count - 1)).squareRoot()
    self.drift = drift
    driftError = deviation / count.squareRoot()
    self.deviation = deviation
    deviationError = deviation / (2 * (count - 1)).squareRoot()
    degreesOfFreedom = changes.count - 1
  }
}
