import Accounts
import SchemeModel

/// One quantity of a scenario whose distribution over paths is kept, by year.
public enum PathSeries: Sendable, Hashable {
  /// The amount of a line.
  case line(Int)
  /// The balance of a fund at the end of the year.
  case closing(fund: Int)
  /// Income and transfers in less expenditure and transfers out.
  case currentBalance(fund: Int)
  /// Balance ÷ monthly cost of the year.
  case reserveMonthsBackward(fund: Int)
  /// Balance ÷ monthly cost of the next year.
  case reserveMonthsForward(fund: Int)
  /// Balance less that of the baseline in the same future.
  case againstBaseline(fund: Int)

  /// Series of each fund; lines come before.
  static let perFund = 5

  /// Months of reserve below which paths are counted: the usual bounds of what is severe and of what is normal (<doc:Measures>). They
  /// stand in the names of statistics, which are the same in every fund, year and scenario; bounds that a fund has of its own are
  /// levers and are not.
  var thresholds: [Double] {
    switch self {
    case .reserveMonthsBackward, .reserveMonthsForward: [ReserveBounds.usual.severe, ReserveBounds.usual.normal]
    case .line, .closing, .currentBalance, .againstBaseline: []
    }
  }

  /// Every series of a scheme: lines, then funds.
  public static func all(_ scheme: Scheme) -> [PathSeries] {
    scheme.lines.indices.map { .line($0) }
      + scheme.funds.indices.flatMap { fund -> [PathSeries] in
        [
          .closing(fund: fund), .currentBalance(fund: fund), .reserveMonthsBackward(fund: fund),
          .reserveMonthsForward(fund: fund), .againstBaseline(fund: fund),
        ]
      }
  }

  /// The value on a central path; NaN where there is none.
  public func value(_ result: ProjectionResult, scenario: Int, region: Int, year: Int) -> Double {
    func stock(_ fund: Int, _ year: Int) -> Double {
      result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year)
    }
    func flows(_ fund: Int, _ year: Int) -> AccountFlows {
      result.scheme.accounts[fund].flows {
        result.amount(scenario: scenario, region: region, line: $0, year: year)
      }
    }
    func months(_ fund: Int, _ stockYear: Int, _ costYear: Int) -> Double {
      guard costYear < result.timeline.count else { return .nan }
      return Measures.reserveMonths(stock: stock(fund, stockYear), cost: flows(fund, costYear).cost) ?? .nan
    }
    switch self {
    case .line(let line): return result.amount(scenario: scenario, region: region, line: line, year: year)
    case .closing(let fund): return stock(fund, year)
    case .againstBaseline(let fund):
      return stock(fund, year) - result.balanceAtYearEnd(scenario: 0, region: region, fund: fund, year: year)
    case .currentBalance(let fund): return flows(fund, year).current
    case .reserveMonthsBackward(let fund): return months(fund, year, year)
    case .reserveMonthsForward(let fund): return months(fund, year, year + 1)
    }
  }
}
