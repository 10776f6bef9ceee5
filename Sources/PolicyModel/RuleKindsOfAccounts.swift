import SchemeModel

extension RuleKind {
  /// Trends, long-term care, accounts and what the base year fixes.
  static let accounts: [RuleKind] = [
    RuleKind(
      id: "medical-trend", from: .followed,
      summary: "Growth of unit costs common to all services, beyond each one's own.",
      parameters: [
        .init("excess", "Growth common to all services", "各类服务共同增长", .sharePerYear, -0.5...0.5, .assumption).otherwise(
          0)
      ]),
    RuleKind(
      id: "recovery", from: .section("mechanisms"), summary: "Payments recovered from providers.",
      parameters: [
        .init("recovery-rate", "Recovered share of last year's expenditure", "追回金额占上年支出比例", .share, unit, .assumption)
      ]),
    RuleKind(
      id: "fund", from: .section("funds"), summary: "An account.",
      parameters: [
        .init("opening-balance", "Opening balance", "期初结余", .money, -1e15...1e15, .assumption).readOnce(),
        .init(
          "last-year-expenditure", "Expenditure of the year before the base year", "基年前一年支出", .moneyPerYear, money,
          .assumption
        ).otherwise(0).readOnce(),
        .init(
          "normal-months", "Least months of reserve that are normal", "正常可支付月数下限", .months, 0...1200, .provision
        ).otherwise(6),
        .init(
          "severe-months", "Months of reserve below which the alert is severe", "严重预警可支付月数", .months, 0...1200,
          .provision
        ).otherwise(3),
        .init(
          "high-months", "Months of reserve above which it is too high", "结余过多可支付月数", .months, 0...1200, .provision
        ).otherwise(15),
        .init("adjustment", "Prior-year adjustment", "以前年度调整", .moneyPerYear, -1e15...1e15, .provision).otherwise(0),
      ]),
    RuleKind(
      id: "calibration", summary: "A factor that makes the base year meet a published amount.",
      parameters: [.init("factor", "Calibration factor", "校准系数", .factor, 0.01...100, .calibration)]),
  ]
}
