import Accounts
import Quantities
import SchemeModel

/// The accounts of one fund in several regions, added up. A stock that is positive as a sum may hide regions whose own is not:
/// ``depletions`` tells them.
public struct SummedAccount: YearlyAccount {
  /// The years.
  public let timeline: Timeline
  /// Stock at the end of the year before.
  public let opening: [Double]
  /// What came in and went out.
  public let flows: [AccountFlows]
  /// Stock at the end of the year.
  public let closing: [Double]
  /// The first computed year, by index, in which each region's stock is negative; nil for those where it never is.
  public let depletions: [Int?]

  /// - Parameter outcomes: one scenario in the regions that are added up, at least one.
  public init(_ outcomes: [Outcome], fund: Int) {
    timeline = outcomes[0].timeline
    let years = 0..<timeline.count
    let stocks = outcomes.map { own in years.map { own.balanceAtYearEnd(fund: fund, year: $0) } }
    opening = years.map { year in outcomes.reduce(0) { $0 + $1.balanceAtYearEnd(fund: fund, year: year - 1) } }
    closing = years.map { year in stocks.reduce(0) { $0 + $1[year] } }
    flows = years.map { year in outcomes.reduce(AccountFlows()) { $0 + $1.flows(fund: fund, year: year) } }
    depletions = stocks.map(Measures.depletion)
  }
}
