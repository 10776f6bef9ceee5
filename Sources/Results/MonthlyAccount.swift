import Accounts
import SchemeModel

/// The account of one fund month by month within a year; entry 0 is January. Amounts in money.
public struct MonthlyAccount: Sendable {
  /// A line and its amounts.
  public struct Entry: Sendable {
    /// The line.
    public let line: FlowLine
    /// Its kind in the account in this year.
    public let kind: LineKind
    /// By month.
    public let amounts: [Double]
  }

  /// The fund.
  public let fund: Fund
  /// Stock at the end of the year before.
  public let opening: Double
  /// The lines in declared order.
  public let entries: [Entry]
  /// Stock at the end of each month.
  public let closing: [Double]

  /// The account of a fund, an index of `Scheme.funds`, in the year at index `year`.
  public init(_ outcome: Outcome, fund: Int, year: Int) {
    self.fund = outcome.scheme.funds[fund]
    opening = outcome.balanceAtYearEnd(fund: fund, year: year - 1)
    entries = outcome.postings(fund: fund, year: year).map { posted in
      // The year decides which way a transfer goes.
      let months = outcome.months(line: posted.entry.index, year: year)
      return Entry(
        line: posted.entry.line, kind: posted.kind, amounts: posted.isReversed ? months.map { -$0 } : months)
    }
    var stock = opening
    var closing: [Double] = []
    for month in 0..<12 {
      for entry in entries { stock += (entry.kind.side?.effect ?? 0) * entry.amounts[month] }
      closing.append(stock)
    }
    self.closing = closing
  }

  /// What was posted on a side from January to each month, twelve amounts.
  public func toDate(_ side: AccountSide) -> [Double] {
    var sum = 0.0
    return (0..<12).map { month in
      for entry in entries where entry.kind.side == side { sum += entry.amounts[month] }
      return sum
    }
  }
}

/// What some funds together took in and paid out from January to a month, and hold at its end. Amounts in money.
public struct PartYear: Sendable, Hashable {
  /// Income and transfers in.
  public let income: Double
  /// Expenditure and transfers out.
  public let outflow: Double
  /// The prior-year adjustment and stocks moved between funds.
  public let adjustment: Double
  /// Stock at the end of the month.
  public let stock: Double
  /// Months the stock lasts at the mean outflow of the months so far; nil without outflow.
  public let reserveMonths: Double?

  /// Income less outflow.
  public var balance: Double { income - outflow }

  /// - Parameter last: the last month, 1 to 12.
  public init(_ accounts: [MonthlyAccount], through last: Int) {
    func sum(_ side: AccountSide) -> Double { accounts.reduce(0) { $0 + $1.toDate(side)[last - 1] } }
    income = sum(.inflow)
    outflow = sum(.outflow)
    adjustment =
      sum(.adjustment)
      + accounts.reduce(0) { $0 + ($1.toDate(.stockIn)[last - 1] - $1.toDate(.stockOut)[last - 1]) }
    stock = accounts.reduce(0) { $0 + $1.closing[last - 1] }
    reserveMonths = outflow > 0 ? stock / (outflow / Double(last)) : nil
  }
}
