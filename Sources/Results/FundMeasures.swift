import Accounts
import SchemeModel

/// A measure of the account of a fund.
struct FundMeasure: Sendable {
  let measure: Measure
  let unit: @Sendable (FundAccount) -> MeasureUnit
  let values: @Sendable (FundAccount) -> MeasureSeries.Values

  /// One value for each computed year; later ones than the horizon are left out.
  private static func yearly(
    _ measure: Measure, _ unit: MeasureUnit, _ values: @escaping @Sendable (FundAccount) -> [Double?]
  ) -> FundMeasure {
    FundMeasure(measure: measure, unit: { _ in unit }) {
      .yearly(Array(values($0).prefix($0.timeline.reportedCount)))
    }
  }

  /// A flow as a share of the contribution base.
  private static func rate(
    _ measure: Measure, _ values: @escaping @Sendable (FundAccount) -> [Double?]
  ) -> FundMeasure {
    FundMeasure(measure: measure, unit: unitOfRates) { .yearly(Array(values($0).prefix($0.timeline.reportedCount))) }
  }

  /// A year that is found.
  private static func found(_ measure: Measure, _ index: @escaping @Sendable (FundAccount) -> Int?) -> FundMeasure {
    FundMeasure(measure: measure, unit: { _ in .year }) { account in
      let year = index(account).map { account.timeline.baseYear + $0 }
      return .summary(year.map { (Double($0), $0) })
    }
  }

  /// A part of the actuarial balance.
  private static func ofPeriod(
    _ measure: Measure, _ unit: @escaping @Sendable (FundAccount) -> MeasureUnit,
    _ value: @escaping @Sendable (ActuarialBalance) -> Double
  ) -> FundMeasure {
    FundMeasure(measure: measure, unit: unit) { account in
      .summary(account.actuarialBalance.map { (value($0), account.timeline.horizon) })
    }
  }

  @Sendable private static func unitOfRates(_ account: FundAccount) -> MeasureUnit {
    account.base.isPayroll ? .share : .moneyPerPerson
  }

  // MARK: What is measured

  /// By year.
  static let yearly: [FundMeasure] = [
    yearly(
      Measure("current-balance", "Current balance", "当期结余", "income + transfers in − expenditure − transfers out"),
      .money, { $0.currentBalance }),
    yearly(
      Measure("cumulative-balance", "Cumulative balance", "累计结余", "stock at the end of the year"), .money,
      { $0.closing }
    ),
    yearly(
      Measure(
        "reserve-months-backward", "Reserve months, this year's cost", "可支付月数（当年口径）",
        "stock at year end ÷ (cost of the year ÷ 12)"), .months, \.reserveMonthsBackward),
    yearly(
      Measure(
        "reserve-months-forward", "Reserve months, next year's cost", "可支付月数（次年口径）",
        "stock at year end ÷ (cost of the next year ÷ 12)"), .months, \.reserveMonthsForward),
    yearly(
      Measure(
        "warning", "Warning level", "预警级别",
        "1 severe, 2 alert, 3 normal, 4 high: backward months against the fund's severe, normal and high months"),
      .level
    ) { ReserveWarnings($0).levels.map { $0.map { Double($0.rawValue) } } },
    rate(Measure("payg-cost-rate", "Pay-as-you-go cost rate", "现收现付费率", "cost ÷ contribution base")) {
      Measures.rate($0.cost, base: $0.base.values)
    },
    rate(Measure("income-rate", "Income rate", "收入率", "income without interest ÷ contribution base")) {
      Measures.rate($0.incomeWithoutInterest, base: $0.base.values)
    },
    rate(Measure("annual-balance", "Annual balance", "年度平衡", "income rate − cost rate")) {
      Measures.annualBalance(income: $0.incomeWithoutInterest, cost: $0.cost, base: $0.base.values)
    },
    yearly(
      Measure(
        "subsidy-for-current-deficit", "Subsidy that closes the current deficit", "弥补当期赤字所需补助",
        "max(0, −current balance)"), .money, { $0.subsidyForCurrentDeficit }),
    yearly(
      Measure(
        "subsidy-for-negative-stock", "Subsidy that lifts the stock to zero", "弥补负结余所需补助", "max(0, −stock at year end)"),
      .money
    ) { Measures.subsidyForNegativeStock($0.closing) },
    yearly(
      Measure(
        "payable-share", "Payable share of the cost", "可支付比例",
        "from depletion on min(1, (max(0, opening) + max(0, inflow)) ÷ cost)"), .share, \.payableShare),
  ]

  /// Of the whole period.
  static let ofPeriod: [FundMeasure] = [
    found(
      Measure("first-current-deficit-year", "First current deficit", "首次当期赤字年份", "first year with current balance < 0"),
      \.firstCurrentDeficit),
    found(Measure("depletion-year", "Depletion", "基金穿底年份", "first year with stock at year end < 0"), \.depletion),
    ofPeriod(
      Measure(
        "actuarial-balance", "Actuarial balance", "精算平衡", "(PV income + opening − PV cost − PV target) ÷ PV base"),
      unitOfRates, \.value),
    ofPeriod(
      Measure(
        "present-income", "Present value of income", "收入现值", "Σ income without interest × discount factor"),
      { _ in .money }, \.presentIncome),
    ofPeriod(
      Measure("present-opening", "Opening balance", "期初结余", "stock before the base year"), { _ in .money }, \.opening),
    ofPeriod(
      Measure("present-cost", "Present value of cost", "支出现值", "Σ cost × discount factor"), { _ in .money },
      \.presentCost),
    ofPeriod(
      Measure(
        "present-target", "Present value of the target reserve", "目标结余现值",
        "monthly cost after the horizon × the fund's normal months × discount factor"), { _ in .money },
      \.presentTarget),
    ofPeriod(
      Measure("present-base", "Present value of the contribution base", "缴费基数现值", "Σ base × discount factor"),
      { $0.base.isPayroll ? .money : .persons }, \.presentBase),
  ]
}
