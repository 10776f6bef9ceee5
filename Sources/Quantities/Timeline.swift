/// The years of a projection: `baseYear` is the first computed one, and one hidden year follows `horizon`
/// for forward-looking measures (<doc:Time>).
///
/// Year vectors run over the computed years, so their index 0 is the base year. Stocks have one entry more:
/// index 0 is 31 December of the year before.
public struct Timeline: Sendable, Hashable {
  /// The first computed year.
  public let baseYear: Int
  /// The last reported year.
  public let horizon: Int

  /// A timeline between two calendar years.
  ///
  /// - Precondition: `horizon >= baseYear`.
  public init(baseYear: Int, horizon: Int) {
    precondition(horizon >= baseYear, "horizon \(horizon) lies before the base year \(baseYear)")
    self.baseYear = baseYear
    self.horizon = horizon
  }

  /// The year of the opening stocks.
  public var openingYear: Int { baseYear - 1 }
  /// The hidden year, computed but not reported as a flow.
  public var hiddenYear: Int { horizon + 1 }
  /// The number of computed years, the hidden one included.
  public var count: Int { hiddenYear - baseYear + 1 }
  /// The number of reported years.
  public var reportedCount: Int { horizon - baseYear + 1 }
  /// All computed years.
  public var years: ClosedRange<Int> { baseYear...hiddenYear }
  /// The place of `year` in a year vector.
  public func index(of year: Int) -> Int { year - baseYear }
}
