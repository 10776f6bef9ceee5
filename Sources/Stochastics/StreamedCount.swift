/// How often an event happened over many paths, for example reserves of fewer than three months.
///
/// Integer counts: the order of the paths leaves no trace.
public struct StreamedCount: Sendable, Hashable {
  /// Paths on which the event happened.
  public private(set) var hits: Int
  /// Paths seen.
  public private(set) var count: Int

  /// A count so far.
  /// - Precondition: 0 ≤ `hits` ≤ `count`.
  public init(hits: Int = 0, of count: Int = 0) {
    precondition(hits >= 0 && hits <= count, "more hits than paths")
    self.hits = hits
    self.count = count
  }

  /// One path.
  public mutating func add(_ happened: Bool) {
    hits += happened ? 1 : 0
    count += 1
  }

  /// Several paths at once.
  /// - Precondition: 0 ≤ `hits` ≤ `paths`.
  public mutating func add(hits: Int, of paths: Int) {
    precondition(hits >= 0 && hits <= paths, "more hits than paths")
    self.hits += hits
    count += paths
  }

  /// The paths on which a value is below `bound`; a NaN is not.
  public mutating func add(_ values: UnsafeBufferPointer<Double>, below bound: Double) {
    var below = 0
    for x in values { below &+= x < bound ? 1 : 0 }
    add(hits: below, of: values.count)
  }

  /// The share of paths with the event; NaN without paths.
  public var probability: Double { count == 0 ? .nan : Double(hits) / Double(count) }

  /// Of ``probability``: √(p(1 − p)/n) for independent paths. NaN where the event happened never or always: the root is
  /// then 0 and would say that the share is certain, while never in n paths leaves room for up to 3/n (at 95 %).
  public var standardError: Double {
    guard hits > 0 && hits < count else { return .nan }
    return (probability * (1 - probability) / Double(count)).squareRoot()
  }
}
