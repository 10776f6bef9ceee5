/// How a line enters the account of a fund.
public enum AccountSide: Sendable, Hashable {
  /// Income and transfers in.
  case inflow
  /// Expenditure and transfers out.
  case outflow
  /// The prior-year adjustment.
  case adjustment
  /// A stock that arrives from another fund: no flow of the year.
  case stockIn
  /// A stock that leaves for another fund.
  case stockOut

  /// What a unit of money of it does to the closing balance.
  public var effect: Double { self == .outflow || self == .stockOut ? -1 : 1 }

  /// Whether it is a flow of the year, part of its current balance.
  public var isCurrent: Bool { self == .inflow || self == .outflow }
}
