/// Measures of an account, as pure functions on yearly values (<doc:Measures>).
///
/// Names of the flows, all in money a year: `income` is what comes in without interest (contributions, subsidies, other
/// income, transfers in), `inflow` is income and interest, `cost` is what goes out (expenditure, transfers out). A
/// prior-year adjustment belongs to no year's balance: it moves the stock only. Index 0 of every array is the base year.
public enum Measures {
  /// A balance between this and zero is rounding, not a deficit: half of the last printed unit.
  public static let negligible = 0.005

  // MARK: Balances

  /// Current balance (当期结余), inflow − cost. Unit: money a year.
  public static func currentBalance(inflow: [Double], cost: [Double]) -> [Double] { zip(inflow, cost).map { $0 - $1 } }

  /// The index of the first year with a current deficit; nil where there is none.
  public static func firstCurrentDeficit(_ currentBalance: [Double]) -> Int? {
    currentBalance.firstIndex { $0 < -negligible }
  }

  /// The index of the first year whose closing stock lies below zero (基金穿底年份); nil where there is none.
  public static func depletion(_ closing: [Double]) -> Int? { closing.firstIndex { $0 < -negligible } }

  /// A fund that spends no more in a year has no months of reserve: a stock by what no account shows is no number of months. In money.
  public static let leastCost = 12 * negligible

  /// Months of reserve: a stock ÷ monthly cost; nil where the year has no cost to speak of.
  public static func reserveMonths(stock: Double, cost: Double) -> Double? {
    cost > leastCost ? stock / (cost / 12) : nil
  }

  /// Reserve months (可支付月数), backward: closing ÷ (cost of the same year ÷ 12); nil in a year without cost.
  ///
  /// For 2023 the national resident fund has 7663.70 / 10457.65 · 12 = 8.79 months by this definition; the official 8.5
  /// is forward.
  public static func reserveMonthsBackward(closing: [Double], cost: [Double]) -> [Double?] {
    zip(closing, cost).map { reserveMonths(stock: $0, cost: $1) }
  }

  /// Reserve months, forward: closing ÷ (cost of the next year ÷ 12). One value fewer than `cost` has: the last year only
  /// serves the one before it.
  public static func reserveMonthsForward(closing: [Double], cost: [Double]) -> [Double?] {
    zip(closing, cost.dropFirst()).map { reserveMonths(stock: $0, cost: $1) }
  }

  // MARK: Rates

  /// A flow ÷ the contribution base of the year; nil where there is no base. With `cost` it is the pay-as-you-go cost rate
  /// (现收现付费率), with `income` the income rate (收入率). Unit: share of the base, or money a person where the base is
  /// person-years.
  public static func rate(_ flow: [Double], base: [Double]) -> [Double?] {
    zip(flow, base).map { $1 > 0 ? $0 / $1 : nil }
  }

  /// Annual balance, income rate − cost rate. Interest is no income here: it is the return on what was paid in before.
  public static func annualBalance(income: [Double], cost: [Double], base: [Double]) -> [Double?] {
    rate(currentBalance(inflow: income, cost: cost), base: base)
  }

  /// The balance of a whole period; see ``ActuarialBalance``.
  ///
  /// - Parameters:
  ///   - opening: stock at the end of the year before the base year.
  ///   - flows: of the years of the period.
  ///   - target: what the fund shall hold at the end.
  ///   - discountRates: a year, one for each year.
  /// - Returns: nil where the base has no present value.
  public static func actuarialBalance(
    opening: Double, flows: PeriodFlows, target: ReserveTarget, discountRates: [Double]
  ) -> ActuarialBalance? {
    var atStart = 1.0
    var pvIncome = 0.0, pvCost = 0.0, pvBase = 0.0
    for (year, discount) in discountRates.enumerated() {
      let atMiddle = atStart / (1 + discount).squareRoot()
      pvIncome += flows.income[year] * atMiddle
      pvCost += flows.cost[year] * atMiddle
      pvBase += flows.base[year] * atMiddle
      atStart /= 1 + discount
    }
    guard pvBase > 0 else { return nil }
    return ActuarialBalance(
      opening: opening, presentIncome: pvIncome, presentCost: pvCost,
      presentTarget: target.amount * atStart, presentBase: pvBase)
  }

  // MARK: Shortfalls

  /// The subsidy that would close the current deficit of each year: max(0, −current balance). Unit: money a year.
  public static func subsidyForCurrentDeficit(_ currentBalance: [Double]) -> [Double] {
    currentBalance.map { max(0, -$0) }
  }

  /// The subsidy that, paid once at the end of the year, would lift a negative stock to zero: max(0, −closing). Unit: money.
  public static func subsidyForNegativeStock(_ closing: [Double]) -> [Double] { closing.map { max(0, -$0) } }

  /// The share of its cost that a fund can pay from the year of depletion on if it may not borrow:
  /// min(1, (max(0, opening) + max(0, inflow)) / cost); nil before and in years without cost.
  ///
  /// In the year of depletion what is left of the stock is spent first; after it the opening stock counts as nothing.
  public static func payableShare(opening: [Double], inflow: [Double], cost: [Double], closing: [Double]) -> [Double?] {
    let first = depletion(closing) ?? closing.count
    return closing.indices.map { year in
      guard year >= first, cost[year] > 0 else { return nil }
      return min(1, (max(0, opening[year]) + max(0, inflow[year])) / cost[year])
    }
  }
}

/// What the actuarial balance of a period is made of, a value a year.
public struct PeriodFlows: Sendable {
  /// Without interest, prior-year adjustments included (they move the stock).
  public let income: [Double]
  /// In money.
  public let cost: [Double]
  /// Contribution base, or person-years where a fund has none.
  public let base: [Double]

  /// Flows of the same years.
  public init(income: [Double], cost: [Double], base: [Double]) {
    self.income = income
    self.cost = cost
    self.base = base
  }
}

/// The reserve a fund shall hold at the end of a period.
public struct ReserveTarget: Sendable {
  /// Cost of the year after the last one.
  public let costAfterHorizon: Double
  /// Months of that cost.
  public let months: Double

  /// - Parameter months: 6 unless said.
  public init(costAfterHorizon: Double, months: Double = 6) {
    self.costAfterHorizon = costAfterHorizon
    self.months = months
  }

  /// The reserve.
  public var amount: Double { costAfterHorizon / 12 * months }
}

/// The actuarial balance of a period (精算平衡), as the United States trustees define it:
///
/// (PV income + opening − PV cost − PV target reserve) / PV contribution base
///
/// Present values are of 31 December before the base year. Flows of a year are discounted from its middle, by
/// Π_{s<t}(1 + d[s]) · (1 + d[t])^½; the target reserve from the end of the last year. Unit: share of the contribution base,
/// or money a person and year where the base is person-years. Negative: the rate would have to be higher by so much in every
/// year.
public struct ActuarialBalance: Sendable, Hashable {
  /// Stock at the start.
  public let opening: Double
  /// Present value of income without interest.
  public let presentIncome: Double
  /// Present value of cost.
  public let presentCost: Double
  /// Present value of the target reserve.
  public let presentTarget: Double
  /// Present value of the contribution base, money or person-years.
  public let presentBase: Double

  /// The balance; see the type.
  public var value: Double { (presentIncome + opening - presentCost - presentTarget) / presentBase }
}
