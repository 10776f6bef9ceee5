/// How many months of reserve a fund has, in words. Officially six to nine months are normal for an employee pool, fewer than three
/// are short and more than fifteen too many (recalled: Ministry of Human Resources and Social Security, document 67 of 2009);
/// here whatever lies between short and normal is an alert, and what lies below it a severe one.
public enum WarningLevel: Int, Sendable, CaseIterable {
  case severe = 1
  case alert = 2
  case normal = 3
  case high = 4

  /// The level of a fund; what rounds to a bound reaches it.
  ///
  /// - Parameter months: stock ÷ monthly cost, below zero for a negative stock.
  public init(months: Double, bounds: ReserveBounds) {
    self =
      bounds.isBelow(months, bounds.severe)
      ? .severe : bounds.isBelow(months, bounds.normal) ? .alert : bounds.isHigh(months) ? .high : .normal
  }
}

/// The bounds between warning levels, in months of reserve.
public struct ReserveBounds: Sendable, Hashable {
  /// Below it the reserve is severely low.
  public let severe: Double
  /// The least that is normal.
  public let normal: Double
  /// Above it the reserve is too high.
  public let high: Double

  /// What the rule of 2009 says, where a scheme gives nothing else.
  public static let usual = ReserveBounds(severe: 3, normal: 6, high: 15)

  /// Bounds in months of expenditure, rising in this order.
  public init(severe: Double, normal: Double, high: Double) {
    self.severe = severe
    self.normal = normal
    self.high = high
  }

  /// Whether a reserve is asked for at all: a fund that settles every year has zero.
  public var isRequired: Bool { normal > 0 }

  /// Months that print as a bound reach it.
  private static let rounding = 1e-6

  /// Whether `months` lie below a bound.
  public func isBelow(_ months: Double, _ bound: Double) -> Bool { months + Self.rounding < bound }

  /// Whether `months` lie above the high mark.
  public func isHigh(_ months: Double) -> Bool { months - Self.rounding > high }
}
