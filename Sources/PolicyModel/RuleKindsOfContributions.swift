import SchemeModel

extension RuleKind {
  /// What the economy and people bring in, and when.
  static let contributions: [RuleKind] = [
    RuleKind(
      id: "economy", summary: "Wages, prices and interest.",
      parameters: [
        .init("average-wage", "Average wage, all units", "全口径平均工资", .yuanPerYear, 1...1e9, .assumption),
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
      id: "household-income", summary: "What standards may follow besides wages.",
      parameters: [
        .init(
          "disposable-income", "Disposable income per resident", "居民人均可支配收入", .yuanPerPersonYear, 0...1e8, .assumption)
      ]),
    RuleKind(
      id: "demography", summary: "Factors on the demographic tables.",
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
      id: "earnings", summary: "Earnings of contributors and the bounds of the contribution base.",
      parameters: [
        .init(
          "earnings-variation", "Coefficient of variation of earnings", "工资变异系数", .number, 0...10, .assumption),
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
      id: "payroll-contribution", summary: "Contributions as shares of the contribution base.",
      parameters: [
        .init("employer-rate", "Employer rate, maternity included", "单位费率（含生育）", .share, unit, .provision),
        .init("own-rate", "Own rate", "个人费率", .share, unit, .provision),
        .init("collection-rate", "Collected of what is due", "征缴率", .share, unit, .assumption),
      ]),
    RuleKind(
      id: "temporary-cut", summary: "A part of the employer rate not levied for some months.",
      parameters: [
        .init("cut", "Share of the rate not levied", "减征比例", .share, unit, .provision).otherwise(0),
        .init(
          "eligible-share", "Share of the base that is eligible", "享受减征的基数占比", .share, unit, .provision
        ).otherwise(1),
      ]),
    RuleKind(
      id: "deferral", summary: "Contributions due this year and paid later.",
      parameters: [
        .init("amount", "Contributions deferred", "缓缴金额", .yuanPerYear, money, .provision).otherwise(0),
        .init(
          "next-year-share", "Share of it paid in the next year", "跨年缴纳比例", .share, unit, .provision
        ).otherwise(0),
        .init("default-share", "Share of that never paid", "欠缴比例", .share, unit, .assumption).otherwise(0),
        .init(
          "opening-receivable", "Deferred, due at the end of the year before the base year", "基年初缓缴应收", .yuan, money,
          .assumption
        ).otherwise(0).readOnce(),
      ]),
    RuleKind(
      id: "advance", summary: "Money paid to hospitals ahead of bills, and settled the year after.",
      parameters: [
        .init("amount", "Advances paid", "预拨金额", .yuanPerYear, money, .provision).otherwise(0),
        .init(
          "next-year-share", "Share settled in the next year", "跨年结算比例", .share, unit, .provision
        ).otherwise(1),
        .init("default-share", "Share of that never settled", "未收回比例", .share, unit, .assumption).otherwise(0),
        .init(
          "opening-receivable", "Advances due at the end of the year before the base year", "基年初预拨应收", .yuan, money,
          .assumption
        ).otherwise(0).readOnce(),
      ]),
    RuleKind(
      id: "epidemic", summary: "Costs of an epidemic year that funds pay for everybody insured.",
      parameters: [
        .init("doses", "Vaccine doses for each insured", "人均接种剂次", .number, 0...20, .assumption).otherwise(0),
        .init("dose-price", "Fund payment for a dose", "每剂次基金支付", .yuan, 0...1e5, .provision).otherwise(0),
        .init("tests", "Tests for each insured", "人均检测次数", .number, 0...1000, .assumption).otherwise(0),
        .init("test-price", "Fund payment for a test", "每次检测基金支付", .yuan, 0...1e5, .provision).otherwise(0),
        .init("cases", "Treated cases for each insured", "人均救治病例", .number, 0...10, .assumption).otherwise(0),
        .init("case-cost", "Fund payment for a case", "每例救治基金支付", .yuan, 0...1e7, .provision).otherwise(0),
      ]),
    RuleKind(
      id: "allowance", summary: "Days of wage paid to a woman insured who gives birth.",
      parameters: [
        .init("days", "Days of allowance for a birth", "津贴天数", .number, 0...1000, .provision).otherwise(0),
        .init(
          "wage-ratio", "Wage paid to the average wage of last year", "津贴标准与上年平均工资之比", .share, 0...10, .assumption
        ).otherwise(1),
      ]),
    RuleKind(
      id: "merger", summary: "Merging one fund into another: its stock moves over, and from then on its results.",
      parameters: [
        .init("merged-share", "Share of stock and results that moves", "并入比例", .share, unit, .provision).otherwise(0)
      ]),
    RuleKind(
      id: "outcome-target", summary: "A share of eligible expense that people should pay at most; a test, no flow.",
      parameters: [
        .init("own-share", "Own share of eligible expense", "政策范围内自付比例目标", .share, unit, .provision).otherwise(1)
      ]),
    RuleKind(
      id: "enrolment-assistance", summary: "Who pays the premium of the poor.",
      parameters: [
        .init(
          "premium-share", "Share of the premium that assistance pays", "资助参保比例", .share, unit, .provision
        ).otherwise(1)
      ]),
    RuleKind(
      id: "flexible-contribution", summary: "Contributions of those who insure themselves.",
      parameters: [
        .init("rate", "Rate", "费率", .share, unit, .provision),
        .init(
          "base-share", "Base to last year's average wage", "缴费基数与上年平均工资之比", .share, 0...10, .assumption),
        .init(
          "account-share", "Share credited to their personal accounts", "灵活就业缴费划入个人账户比例", .share, unit, .assumption
        ).otherwise(0),
        .init(
          "entry-elasticity", "Arc elasticity of entry in the rate", "参保对费率的弹性", .elasticity, -0.99...0, .assumption
        ).otherwise(0),
      ]),
    RuleKind(
      id: "personal-account", summary: "What goes to personal accounts and what is spent from them.",
      parameters: [
        .init("own-share", "Share of the own part credited", "个人缴费划入比例", .share, unit, .provision).otherwise(1),
        .init("employer-share", "Share of the employer part credited", "单位缴费划入比例", .share, unit, .provision),
        .init(
          "retiree-credit", "Credit of a retiree", "退休人员划入标准", .yuanPerPersonYear, 0...1e7, .provision
        ).otherwise(0),
        .init(
          "spending-share", "Spending to opening balance and income", "支出占期初结余与收入之比", .share, unit, .assumption),
        .init(
          "family-share", "Spent for relatives, of opening balance and income", "家庭共济支出比例", .share, unit, .assumption
        ).otherwise(0),
        .init(
          "portable-share", "Spent outside the area, of opening balance and income", "异地支付比例", .share, unit,
          .assumption
        ).otherwise(0),
        .init(
          "premium-share", "Spent on premiums, of opening balance and income", "用于缴纳保费比例", .share, unit, .assumption
        ).otherwise(0),
      ]),
    RuleKind(
      id: "flat-contribution", summary: "A premium and a government subsidy for each person.",
      parameters: [
        .init("premium", "Individual premium", "个人缴费标准", .yuanPerPersonYear, 0...1e6, .provision),
        .init("subsidy", "Government subsidy", "财政补助标准", .yuanPerPersonYear, 0...1e6, .provision),
        .init("central-share", "Central share of the subsidy", "中央分担比例", .share, unit, .provision),
        .init(
          "provincial-share", "Provincial share of what the centre does not pay", "省级分担比例（扣除中央部分）", .share, unit,
          .provision),
      ]),
  ]
}
