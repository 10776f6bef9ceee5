import Accounts

/// How many months of reserve a fund has, how that is judged, and the first years beyond each bound.
public struct ReserveWarnings: Sendable {
  /// Backward months of reserve by reported year; nil without cost.
  public let months: [Double?]
  /// The bounds in force, by reported year.
  public let bounds: [ReserveBounds]
  /// The level by reported year; nil where no reserve is asked for or there is no cost.
  public let levels: [WarningLevel?]
  /// The first year whose closing stock lies below zero.
  public let belowZero: Int?
  /// The first year with fewer months than the severe bound; nil where there is none, or no reserve is asked for.
  public let belowSevere: Int?
  /// The same of the normal bound.
  public let belowNormal: Int?
  /// The first year with more than the high mark.
  public let aboveHigh: Int?

  /// The warnings of an account.
  public init(_ account: FundAccount) {
    self.init(closing: account.closing, cost: account.cost, bounds: account.reserveBounds)
  }

  /// - Parameters:
  ///   - closing: by computed year; so is `cost`.
  ///   - bounds: by reported year.
  public init(closing: [Double], cost: [Double], bounds: [ReserveBounds]) {
    let months = Measures.reserveMonthsBackward(closing: closing, cost: cost)
    let judged = zip(months, bounds).map { months, bounds in
      bounds.isRequired ? months.map { (months: $0, bounds: bounds) } : nil
    }
    func first(_ isBeyond: (Double, ReserveBounds) -> Bool) -> Int? {
      judged.firstIndex { entry in entry.map { isBeyond($0.months, $0.bounds) } ?? false }
    }
    self.months = Array(months.prefix(bounds.count))
    self.bounds = bounds
    levels = judged.map { entry in entry.map { WarningLevel(months: $0.months, bounds: $0.bounds) } }
    belowZero = Measures.depletion(Array(closing.prefix(bounds.count)))
    belowSevere = first { $1.isBelow($0, $1.severe) }
    belowNormal = first { $1.isBelow($0, $1.normal) }
    aboveHigh = first { $1.isHigh($0) }
  }
}
