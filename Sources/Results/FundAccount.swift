import Accounts
import Quantities
import SchemeModel

/// The account of one fund in one scenario and region, by computed year (the hidden one included). Amounts in money.
public struct FundAccount: YearlyAccount {
  /// The fund's place in the scheme.
  public let fund: Int
  /// The years.
  public let timeline: Timeline
  /// Stock at the end of the year before.
  public let opening: [Double]
  /// Stock at the end of the year.
  public let closing: [Double]
  /// What came in and went out.
  public let flows: [AccountFlows]
  /// What the fund's rates are shares of.
  public let base: ContributionBase
  /// Rates a year at which its flows are discounted.
  public let discountRates: [Double]
  /// Whether these are the fund's own interest.
  public let isOwnInterest: Bool
  /// Months of cost that the fund shall hold at the end.
  public let targetMonths: Double
  /// Bounds between warning levels, by reported year.
  public let reserveBounds: [ReserveBounds]

  /// The account of a fund, an index of `Scheme.funds`, over all computed years.
  public init(_ outcome: Outcome, fund: Int) {
    let scheme = outcome.scheme, years = 0..<outcome.timeline.count
    self.fund = fund
    timeline = outcome.timeline
    opening = years.map { outcome.balanceAtYearEnd(fund: fund, year: $0 - 1) }
    closing = years.map { outcome.balanceAtYearEnd(fund: fund, year: $0) }
    flows = years.map { outcome.flows(fund: fund, year: $0) }
    base = ContributionBase(outcome, fund: fund)
    let parameters = outcome.result.input.scenarios[outcome.scenario].parameters[outcome.region]
    discountRates = years.map { parameters.value(scheme.common.discountRate, $0) }
    isOwnInterest = discountRates == years.map { parameters.value(scheme.common.interestRate, $0) }
    targetMonths =
      scheme.funds[fund].months.normal.map { parameters.value($0, outcome.timeline.reportedCount - 1) } ?? 6
    reserveBounds = (0..<outcome.timeline.reportedCount).map { ReserveBounds(outcome, fund: fund, year: $0) }
  }

  /// The first reported year from which on the stock lies below zero up to the horizon; nil where it does not at the horizon.
  public var belowZeroForGood: Int? {
    let reported = closing.prefix(timeline.reportedCount)
    let count = reported.reversed().prefix { $0 < -Measures.negligible }.count
    return count > 0 ? reported.count - count : nil
  }
  /// Stock ÷ monthly cost of the year, by computed year.
  public var reserveMonthsBackward: [Double?] { Measures.reserveMonthsBackward(closing: closing, cost: cost) }
  /// Stock ÷ monthly cost of the next year; one value fewer.
  public var reserveMonthsForward: [Double?] { Measures.reserveMonthsForward(closing: closing, cost: cost) }
  /// What would close the current deficit of each year.
  public var subsidyForCurrentDeficit: [Double] { Measures.subsidyForCurrentDeficit(currentBalance) }
  /// The share of its cost that the fund can pay without borrowing, from the year of depletion on.
  public var payableShare: [Double?] {
    Measures.payableShare(opening: opening, inflow: inflow, cost: cost, closing: closing)
  }

  /// The actuarial balance from the base year to the horizon; the hidden year sets the target reserve.
  public var actuarialBalance: ActuarialBalance? {
    let reported = timeline.reportedCount
    func years(_ values: [Double]) -> [Double] { Array(values.prefix(reported)) }
    return Measures.actuarialBalance(
      opening: opening[0],
      flows: PeriodFlows(
        income: zip(years(incomeWithoutInterest), flows).map { $0 + $1.adjustment + $1.stocksMoved },
        cost: years(cost), base: years(base.values)),
      target: ReserveTarget(costAfterHorizon: cost[reported], months: targetMonths),
      discountRates: years(discountRates))
  }
}

extension ReserveBounds {
  /// The bounds of a fund in the year at index `year`, by the values in force; the usual ones where there is no lever.
  public init(_ outcome: Outcome, fund: Int, year: Int) {
    let fund = outcome.scheme.funds[fund], parameters = outcome.parameters(year: year)
    func bound(_ lever: ParameterID?, _ usual: Double) -> Double { lever.map { parameters.value($0, year) } ?? usual }
    self.init(
      severe: bound(fund.months.severe, Self.usual.severe), normal: bound(fund.months.normal, Self.usual.normal),
      high: bound(fund.months.high, Self.usual.high))
  }
}
