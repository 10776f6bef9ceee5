import Quantities

/// Months of reserve that tell a fund's health.
public struct ReserveMonths: Sendable {
  /// The least that are normal: the target of the actuarial balance; nil for six.
  public let normal: ParameterID?
  /// Below which the reserve is severely low; nil for three.
  public let severe: ParameterID?
  /// Above which it is too high; nil for fifteen.
  public let high: ParameterID?

  /// Levers of the bounds between warning levels, each in months of expenditure; nil for that of `ReserveBounds.usual`.
  public init(normal: ParameterID? = nil, severe: ParameterID? = nil, high: ParameterID? = nil) {
    self.normal = normal
    self.severe = severe
    self.high = high
  }
}

/// An account of its own.
public struct Fund: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Whether it belongs to the medical funds of the published totals (long-term care does not).
  public let isMedical: Bool
  /// Whether its stock may fall below zero; personal accounts never do.
  public let mayBeNegative: Bool
  /// Stock at 31 December of the year before the base year.
  public let openingBalance: ParameterID
  /// Months of reserve against which it is measured.
  public let months: ReserveMonths

  /// A fund as a scheme declares it.
  ///
  /// - Parameters:
  ///   - id: no other fund has it.
  ///   - mayBeNegative: unless said it may, and what it lacks is shown as a stock below zero.
  ///   - openingBalance: the lever of an amount in the currency.
  ///   - months: bounds of its own; unless said the usual ones.
  public init(
    id: String, title: LocalizedText, isMedical: Bool, mayBeNegative: Bool = true, openingBalance: ParameterID,
    months: ReserveMonths = ReserveMonths()
  ) {
    self.id = id
    self.title = title
    self.isMedical = isMedical
    self.mayBeNegative = mayBeNegative
    self.openingBalance = openingBalance
    self.months = months
  }
}
