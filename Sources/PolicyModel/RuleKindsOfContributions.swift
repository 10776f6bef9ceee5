import SchemeModel

extension RuleKind {
  /// What the economy and people bring in, and when.
  static let contributions: [RuleKind] = [
    RuleKind(
      id: "economy", from: .everyScheme, summary: "Wages, prices and interest.",
      parameters: [
        .init("average-wage", "Average wage, all units", "全口径平均工资", .moneyPerYear, 1...1e9, .assumption),
        .init(
          "wage-growth", "Growth of the average wage", "平均工资增长率", .sharePerYear, -0.5...0.5, .assumption
        ).growing("average-wage"),
        .init("interest-rate", "Interest on fund balances", "基金利率", .sharePerYear, -0.1...0.5, .assumption),
        .init(
          "interest-timing", "Part of the year the current balance earns interest", "当期结余计息比例", .share, unit,
          .assumption
        ).otherwise(0.5),
        .init(
          "interest-on-negative", "Negative balances bear interest", "负结余计息", .yesNo, unit, .assumption
        ).otherwise(0),
        .init(
          "discount-rate", "Discount rate of present values", "贴现率", .sharePerYear, -0.1...0.5, .assumption
        ).following("interest-rate"),
      ]),
    RuleKind(
      id: "household-income", from: .followed, summary: "What standards may follow besides wages.",
      parameters: [
        .init(
          "disposable-income", "Disposable income per resident", "居民人均可支配收入", .moneyPerPersonYear, 0...1e8, .assumption)
      ]),
    RuleKind(
      id: "demography", from: .everyScheme, summary: "Factors on the demographic tables.",
      parameters: [
        .init(
          "mortality-factor", "Factor on death rates", "死亡率系数", .factor, 0.01...10, .assumption
        ).otherwise(1),
        .init(
          "mortality-index", "Deviation of the mortality index", "死亡率指数偏离", .number, -1000...1000, .assumption
        ).otherwise(0),
        .init(
          "fertility-factor", "Factor on fertility", "生育率系数", .factor, 0...10, .assumption
        ).otherwise(1),
        .init(
          "net-migration", "Net migrants", "净迁移人数", .personsPerYear, -1e8...1e8, .assumption
        ).otherwise(0),
        .init("newborn-coverage", "Newborns insured at birth", "新生儿参保率", .share, unit, .assumption),
      ]),
    RuleKind(
      id: "earnings", from: .section("bases"),
      summary: "Earnings of contributors and the bounds of the contribution base.",
      parameters: [
        .init(
          "earnings-coefficient-of-variation", "Coefficient of variation of earnings", "工资变异系数", .number, 0...10,
          .assumption),
        .init(
          "base-ratio", "Contribution base to earnings, before floor and cap", "缴费基数与工资之比（封顶保底前）", .factor,
          0.01...10, .assumption),
        .init(
          "base-drift", "Drift of the base against earnings", "缴费基数相对工资的变动", .factor, 0.01...10, .assumption
        ).otherwise(1),
        .init("base-floor", "Floor of the base to last year's wage", "缴费基数下限", .share, 0...10, .provision),
        .init("base-cap", "Cap of the base to last year's wage", "缴费基数上限", .factor, 0.01...1000, .provision),
      ]),
    RuleKind(
      id: "deferral", from: .section("mechanisms"), summary: "Contributions due this year and paid later.",
      parameters: [
        .init("amount", "Contributions deferred", "缓缴金额", .moneyPerYear, money, .provision).otherwise(0),
        .init(
          "next-year-share", "Share of it paid in the next year", "跨年缴纳比例", .share, unit, .provision
        ).otherwise(0),
        .init("default-share", "Share of that never paid", "欠缴比例", .share, unit, .assumption).otherwise(0),
        .init(
          "opening-receivable", "Deferred, due at the end of the year before the base year", "基年初缓缴应收", .money, money,
          .assumption
        ).otherwise(0).readOnce(),
      ]),
    RuleKind(
      id: "advance", from: .section("mechanisms"),
      summary: "Money paid to hospitals ahead of bills, and settled the year after.",
      parameters: [
        .init("amount", "Advances paid", "预拨金额", .moneyPerYear, money, .provision).otherwise(0),
        .init(
          "next-year-share", "Share settled in the next year", "跨年结算比例", .share, unit, .provision
        ).otherwise(1),
        .init("default-share", "Share of that never settled", "未收回比例", .share, unit, .assumption).otherwise(0),
        .init(
          "opening-receivable", "Advances due at the end of the year before the base year", "基年初预拨应收", .money, money,
          .assumption
        ).otherwise(0).readOnce(),
      ]),
    RuleKind(
      id: "merger", from: .section("mechanisms"),
      summary: "Merging one fund into another: its stock moves over, and from then on its results.",
      parameters: [
        .init("merged-share", "Share of stock and results that moves", "并入比例", .share, unit, .provision).otherwise(0)
      ]),
  ]
}
