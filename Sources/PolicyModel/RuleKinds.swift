import SchemeModel

/// All rule kinds. A new one is a row here, its meaning in SchemeModel, and a test.
extension RuleKind {
  private static let money = 0.0...1e15
  private static let unit = 0.0...1.0
  private static let noLimit = LayerTerms.noLimit

  /// Every rule kind by name.
  public static let all: [RuleKind] = [
    RuleKind(
      id: "economy", summary: "Wages, prices and interest.",
      parameters: [
        .init("average-wage", "Average wage, all units", "全口径平均工资", .yuanPerYear, 1...1e9, .assumption),
        .init(
          "wage-growth", "Growth of the average wage", "平均工资增长率", .sharePerYear, -0.5...0.5, .assumption,
          grows: "average-wage"),
        .init("interest-rate", "Interest on fund balances", "基金利率", .sharePerYear, -0.1...0.5, .assumption),
        .init(
          "interest-timing", "Part of the year the current balance earns interest", "当期结余计息比例", .share, unit,
          .assumption, default: 0.5),
        .init(
          "interest-on-negative", "Negative balances bear interest", "负结余计息", .yesNo, unit, .assumption, default: 0),
        .init(
          "discount-rate", "Discount rate of present values", "贴现率", .sharePerYear, -0.1...0.5, .assumption,
          follows: "interest-rate"),
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
          "mortality-factor", "Factor on death rates", "死亡率系数", .factor, 0.01...10, .assumption, default: 1),
        .init(
          "mortality-index", "Deviation of the mortality index", "死亡率指数偏离", .number, -1000...1000, .assumption,
          default: 0),
        .init(
          "fertility-factor", "Factor on fertility", "生育率系数", .factor, 0...10, .assumption, default: 1),
        .init(
          "net-migration", "Net migrants", "净迁移人数", .personsPerYear, -1e8...1e8, .assumption, default: 0),
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
          "base-drift", "Drift of the base against earnings", "缴费基数相对工资的变动", .factor, 0.01...10, .assumption,
          default: 1),
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
        .init("cut", "Share of the rate not levied", "减征比例", .share, unit, .provision, default: 0),
        .init(
          "eligible-share", "Share of the base that is eligible", "享受减征的基数占比", .share, unit, .provision, default: 1),
      ]),
    RuleKind(
      id: "deferral", summary: "Contributions due this year and paid later.",
      parameters: [
        .init("amount", "Contributions deferred", "缓缴金额", .yuanPerYear, money, .provision, default: 0),
        .init(
          "next-year-share", "Share of it paid in the next year", "跨年缴纳比例", .share, unit, .provision, default: 0),
        .init("default-share", "Share of that never paid", "欠缴比例", .share, unit, .assumption, default: 0),
        .init(
          "opening-receivable", "Deferred, due at the end of the year before the base year", "基年初缓缴应收", .yuan, money,
          .assumption, default: 0, readOnce: true),
      ]),
    RuleKind(
      id: "advance", summary: "Money paid to hospitals ahead of bills, and settled the year after.",
      parameters: [
        .init("amount", "Advances paid", "预拨金额", .yuanPerYear, money, .provision, default: 0),
        .init(
          "next-year-share", "Share settled in the next year", "跨年结算比例", .share, unit, .provision, default: 1),
        .init("default-share", "Share of that never settled", "未收回比例", .share, unit, .assumption, default: 0),
        .init(
          "opening-receivable", "Advances due at the end of the year before the base year", "基年初预拨应收", .yuan, money,
          .assumption, default: 0, readOnce: true),
      ]),
    RuleKind(
      id: "epidemic", summary: "Costs of an epidemic year that funds pay for everybody insured.",
      parameters: [
        .init("doses", "Vaccine doses for each insured", "人均接种剂次", .number, 0...20, .assumption, default: 0),
        .init("dose-price", "Fund payment for a dose", "每剂次基金支付", .yuan, 0...1e5, .provision, default: 0),
        .init("tests", "Tests for each insured", "人均检测次数", .number, 0...1000, .assumption, default: 0),
        .init("test-price", "Fund payment for a test", "每次检测基金支付", .yuan, 0...1e5, .provision, default: 0),
        .init("cases", "Treated cases for each insured", "人均救治病例", .number, 0...10, .assumption, default: 0),
        .init("case-cost", "Fund payment for a case", "每例救治基金支付", .yuan, 0...1e7, .provision, default: 0),
      ]),
    RuleKind(
      id: "allowance", summary: "Days of wage paid to a woman insured who gives birth.",
      parameters: [
        .init("days", "Days of allowance for a birth", "津贴天数", .number, 0...1000, .provision, default: 0),
        .init(
          "wage-ratio", "Wage paid to the average wage of last year", "津贴标准与上年平均工资之比", .share, 0...10, .assumption,
          default: 1),
      ]),
    RuleKind(
      id: "merger", summary: "Merging one fund into another: its stock moves over, and from then on its results.",
      parameters: [
        .init("merged-share", "Share of stock and results that moves", "并入比例", .share, unit, .provision, default: 0)
      ]),
    RuleKind(
      id: "outcome-target", summary: "A share of eligible expense that people should pay at most; a test, no flow.",
      parameters: [
        .init("own-share", "Own share of eligible expense", "政策范围内自付比例目标", .share, unit, .provision, default: 1)
      ]),
    RuleKind(
      id: "enrolment-assistance", summary: "Who pays the premium of the poor.",
      parameters: [
        .init(
          "premium-share", "Share of the premium that assistance pays", "资助参保比例", .share, unit, .provision, default: 1)
      ]),
    RuleKind(
      id: "flexible-contribution", summary: "Contributions of those who insure themselves.",
      parameters: [
        .init("rate", "Rate", "费率", .share, unit, .provision),
        .init(
          "base-share", "Base to last year's average wage", "缴费基数与上年平均工资之比", .share, 0...10, .assumption),
        .init(
          "account-share", "Share credited to their personal accounts", "灵活就业缴费划入个人账户比例", .share, unit, .assumption,
          default: 0),
        .init(
          "entry-elasticity", "Arc elasticity of entry in the rate", "参保对费率的弹性", .elasticity, -0.99...0, .assumption,
          default: 0),
      ]),
    RuleKind(
      id: "personal-account", summary: "What goes to personal accounts and what is spent from them.",
      parameters: [
        .init("own-share", "Share of the own part credited", "个人缴费划入比例", .share, unit, .provision, default: 1),
        .init("employer-share", "Share of the employer part credited", "单位缴费划入比例", .share, unit, .provision),
        .init(
          "retiree-credit", "Credit of a retiree", "退休人员划入标准", .yuanPerPersonYear, 0...1e7, .provision, default: 0),
        .init(
          "spending-share", "Spending to opening balance and income", "支出占期初结余与收入之比", .share, unit, .assumption),
        .init(
          "family-share", "Spent for relatives, of opening balance and income", "家庭共济支出比例", .share, unit, .assumption,
          default: 0),
        .init(
          "portable-share", "Spent outside the area, of opening balance and income", "异地支付比例", .share, unit,
          .assumption, default: 0),
        .init(
          "premium-share", "Spent on premiums, of opening balance and income", "用于缴纳保费比例", .share, unit, .assumption,
          default: 0),
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
    RuleKind(
      id: "hazard", summary: "How likely a move between statuses is.",
      parameters: [.init("hazard", "Yearly hazard", "年转移概率", .sharePerYear, unit, .assumption)]),
    RuleKind(
      id: "relative-mortality",
      summary: "Mortality at a level of a state axis, such as dependency, to that of the table.",
      parameters: [
        .init(
          "relative-mortality", "Mortality to that of the table", "相对死亡率", .factor, 0...100, .assumption, default: 1)
      ]),
    RuleKind(
      id: "inflow",
      summary:
        "So many persons who move at the beginning of a year; some of them would have moved anyway, leave again or die within it.",
      parameters: [
        .init("persons", "Persons who move", "转入人数", .personsPerYear, 0...1e8, .provision, default: 0),
        .init("hazard", "Hazard solved from them", "由人数求解的转移概率", .sharePerYear, unit, .calibration, default: 0),
      ]),
    RuleKind(
      id: "worker-type", summary: "A retirement age and its gradual rise by month of birth.",
      parameters: [
        .init("share", "Share among those of the sex at work", "占同性别在职人员比例", .share, unit, .assumption),
        .init("statutory-age", "Original retirement age", "原法定退休年龄", .age, 40...80, .provision),
        .init("latest-age", "Retirement age at the end of the path", "延迟后退休年龄", .age, 40...80, .provision),
        .init(
          "months-per-month", "Months of birth for a month of delay", "每延迟1个月所需月数", .months, 1...120, .provision),
        .init("from-year", "First year with a delay", "起始年份", .calendarYear, 1950...2200, .provision),
      ]),
    RuleKind(
      id: "qualification", summary: "Who keeps employee insurance after retirement without paying.",
      parameters: [
        .init("qualified-share", "Share with the contribution years", "满足缴费年限比例", .share, unit, .assumption),
        .init(
          "required-years-men", "Contribution years men need", "男性最低缴费年限", .number, 0...60, .provision, default: 30),
        .init(
          "required-years-women", "Contribution years women need", "女性最低缴费年限", .number, 0...60, .provision, default: 25),
        .init(
          "recognised-years", "Years paid elsewhere that count", "互认的异地缴费年限", .number, 0...60, .provision, default: 0),
        .init(
          "buy-in-share", "Share of those without the years who buy them", "一次性补缴比例", .share, unit, .assumption,
          default: 0),
        .init(
          "credited-years", "Years credited to everybody, solved", "求解的视同缴费年限", .number, 0...60, .calibration,
          default: 0),
        .init("bought-years", "Person-years bought", "补缴人年", .personsPerYear, 0...1e10, .calibration, default: 0),
      ]),
    RuleKind(
      id: "price-level", summary: "Price level of a cost component against the base year, at given general trend.",
      parameters: [.init("price-level", "Price level", "价格水平", .factor, 0...100, .provision, default: 1)]),
    RuleKind(
      id: "benefit", summary: "What the basic scheme pays of eligible expense.",
      parameters: [
        .init("deductible", "Deductible", "起付线", .yuan, 0...1e9, .provision),
        .init("band-rate", "Share paid between deductible and ceiling", "起付线至封顶线支付比例", .share, unit, .provision),
        .init("ceiling", "Most the fund pays in a year", "封顶线", .yuan, 0...1e12, .provision),
        .init(
          "later-deductible-share", "Deductible of further admissions to the first", "再次住院起付线与首次之比", .share, 0...10,
          .provision, default: 1),
      ]),
    RuleKind(
      id: "setting",
      summary:
        "A tier or place of care, or another way of giving it: who is treated there, at which cost and on which terms.",
      parameters: [
        .init("share", "Share of the users", "患者占比", .share, unit, .assumption),
        .init("cost-ratio", "Bill to the branch's unit cost", "次均费用与平均之比", .factor, 0...100, .assumption, default: 1),
        .init("deductible-ratio", "Deductible to the branch's", "起付线与标准之比", .factor, 0...100, .provision, default: 1),
        .init("rate-addition", "Added to the branch's rate", "支付比例增减", .share, -1...1, .provision, default: 0),
      ]),
    RuleKind(
      id: "layer", summary: "What a layer above the basic scheme pays of what is left to it, in up to eight tiers.",
      parameters: [
        .init("deductible", "Deductible", "起付线", .yuan, 0...1e9, .provision),
        .init("rate", "Share paid above it", "支付比例", .share, unit, .provision),
      ]
        + (2...8).flatMap { tier -> [ParameterSpec] in
          [
            .init(
              "above-\(tier)", "Start of tier \(tier)", "第\(tier)段起点", .yuan, 0...noLimit, .provision, default: noLimit),
            .init("rate-\(tier)", "Share paid in tier \(tier)", "第\(tier)段支付比例", .share, unit, .provision, default: 0),
          ]
        } + [.init("ceiling", "Most it pays in a year", "封顶线", .yuan, 0...noLimit, .provision)]),
    RuleKind(
      id: "closing-layer",
      summary: "A layer that pays down to an own share of eligible expense, on the mean of a sex and age.",
      parameters: [
        .init(
          "target-own-share", "Own share of what counts it pays down to, on the mean of a sex and age",
          "兜底后自付比例（按性别年龄均值）", .share, unit, .provision)
      ]),
    RuleKind(
      id: "counted-care", summary: "Which bills count for the layers above the basic scheme.",
      parameters: [
        .init(
          "chronic-outpatient", "Part of what chronic outpatient care leaves that counts", "门诊慢特病自付费用纳入比例", .share,
          unit, .provision),
        .init(
          "emergency", "Part of what emergency care leaves that counts", "急诊抢救自付费用纳入比例", .share, unit,
          .provision, default: 0),
      ]),
    RuleKind(
      id: "ceded-premium", summary: "A premium that a fund pays for each insured person to a cover run by insurers.",
      parameters: [
        .init("premium", "Premium a head", "筹资标准", .yuanPerPersonYear, 0...1e5, .provision),
        .init(
          "expense-share", "Insurer's expenses and margin, of the premium", "承办费用率", .share, unit, .provision,
          default: 0),
        .init(
          "insurers-share", "Part of each year's result kept or borne by the insurers", "盈亏由承办机构承担比例", .share, unit,
          .provision, default: 0),
        .init(
          "corridor", "Bound of that part, of the premium; profit cap and loss bearing", "承办机构盈亏上限占保费比例", .share, unit,
          .provision, default: 1),
        .init(
          "settled-share", "Part of the rest settled with the fund that pays the premium", "其余盈亏由基金清算比例", .share, unit,
          .provision, default: 0),
      ]),
    RuleKind(
      id: "voluntary-cover",
      summary: "A cover that people choose to buy: who joins, at which price, and how ill they are.",
      parameters: [
        .init("take-up-minors", "Share who join below 18", "18岁以下参保率", .share, unit, .assumption),
        .init("take-up-adults", "Share who join at 18–59", "18–59岁参保率", .share, unit, .assumption),
        .init("take-up-old", "Share who join at 60–79", "60–79岁参保率", .share, unit, .assumption),
        .init("take-up-oldest", "Share who join from 80 on", "80岁及以上参保率", .share, unit, .assumption),
        .init(
          "relative-risk", "Claims of those who join to those of all", "参保人群相对风险", .factor, 0...100, .assumption,
          default: 1),
        .init("price", "Price a year", "保费", .yuanPerPersonYear, 0...1e5, .provision),
        .init(
          "pool-paid-share", "Part of the price the resident fund pays", "居民医保基金分担比例", .share, unit, .provision,
          default: 0),
        .init("expense-share", "Expenses of the insurer, of the price", "费用率", .share, unit, .assumption, default: 0),
      ]),
    RuleKind(
      id: "relief-fund", summary: "A charitable relief fund that public money matches.",
      parameters: [
        .init(
          "public-share", "Public money in what it pays; a half where it matches 1:1", "财政配套占比", .share, unit,
          .provision)
      ]),
    RuleKind(
      id: "rare-disease", summary: "A pool of its own for drugs of rare diseases.",
      parameters: [
        .init("levy", "Levy a head from the medical fund", "人均筹资", .yuanPerPersonYear, 0...1e4, .provision),
        .init("patients-per-million", "Patients per million insured", "每百万参保人患者数", .number, 0...1e5, .assumption),
        .init("drug-cost", "Cost of drugs of a patient", "年人均药费", .yuanPerPersonYear, 0...1e8, .assumption),
        .init("rate", "Share the pool pays", "支付比例", .share, unit, .provision),
      ]),
    RuleKind(
      id: "capitation", summary: "A fixed amount a head instead of the bills.",
      parameters: [
        .init("covered-share", "Share of people it is paid for", "按人头付费覆盖比例", .share, unit, .provision, default: 0),
        .init("amount", "Amount a head", "人头定额", .yuanPerPersonYear, 0...1e5, .provision, default: 0),
      ]),
    RuleKind(
      id: "claims-lag", summary: "Claims settled by hand, some in the next year.",
      parameters: [
        .init(
          "next-year-share", "Share of the year's benefits paid in the next", "跨年支付比例", .share, unit, .provision,
          default: 0),
        .init(
          "opening-unpaid", "Claims owed at the end of the year before the base year", "基年初零星报销应付", .yuan, money,
          .assumption, default: 0, readOnce: true),
      ]),
    RuleKind(
      id: "local-benefits", summary: "Benefits beyond the national list, a head.",
      parameters: [
        .init("amount", "Cost a head", "人均支出", .yuanPerPersonYear, 0...1e5, .provision)
      ]),
    RuleKind(
      id: "care", summary: "Use of a class of services, its bill and its trend.",
      parameters: [
        .init("use-rate", "Services per insured person", "人均就诊（住院）次数", .servicesPerPersonYear, 0...1000, .assumption),
        .init("one-off", "One-off factor on use", "一次性因素", .factor, 0...10, .assumption, default: 1),
        .init("unit-cost", "Bill of a service", "次均费用", .yuanPerService, 0...1e8, .assumption),
        .init(
          "cost-growth", "Growth of the bill of a service", "次均费用增长率", .sharePerYear, -0.5...0.5, .assumption,
          grows: "unit-cost"),
        .init(
          "cost-excess", "Growth of the bill beyond wages", "超过工资增长的部分", .sharePerYear, -0.5...0.5, .assumption,
          default: 0, grows: "unit-cost"),
        .init("eligible-share", "Eligible part of the bill", "政策范围内费用占比", .share, unit, .assumption),
        .init("bill-variation", "Coefficient of variation of bills", "费用变异系数", .number, 0...10, .assumption),
        .init("dispersion", "Dispersion of the number of uses", "次数离散参数", .number, 0.001...1000, .assumption),
        .init(
          "demand-elasticity", "Arc elasticity of use in the own share", "自付比例弹性", .elasticity, -0.99...0, .assumption,
          default: -0.2),
        .init("drug-share", "Drugs in the bill", "药品占比", .share, unit, .assumption),
        .init("consumable-share", "Consumables in the bill", "耗材占比", .share, unit, .assumption),
        .init("service-share", "Services in the bill", "医疗服务占比", .share, unit, .assumption),
        .init("examination-share", "Examinations in the bill", "检查检验占比", .share, unit, .assumption),
      ]),
    RuleKind(
      id: "medical-trend", summary: "Growth of unit costs common to all services, beyond each one's own.",
      parameters: [
        .init("excess", "Growth common to all services", "各类服务共同增长", .sharePerYear, -0.5...0.5, .assumption, default: 0)
      ]),
    RuleKind(
      id: "recovery", summary: "Payments recovered from providers.",
      parameters: [
        .init("recovery-rate", "Recovered share of last year's expenditure", "追回金额占上年支出比例", .share, unit, .assumption)
      ]),
    RuleKind(
      id: "care-insurance", summary: "Long-term care insurance of a group: who is covered and what is paid in.",
      parameters: [
        .init("coverage", "Covered share of the group", "覆盖率", .share, unit, .provision),
        .init("pool-transfer", "Transfer from the medical pool", "医保统筹基金划转", .yuanPerPersonYear, 0...1e5, .provision),
        .init(
          "account-transfer", "Transfer from personal accounts", "个人账户划转", .yuanPerPersonYear, 0...1e5, .provision,
          default: 0),
        .init("subsidy", "Government subsidy", "财政补助", .yuanPerPersonYear, 0...1e5, .provision),
        .init("benefit", "Benefit of a year of care", "年人均待遇", .yuanPerPersonYear, 0...1e7, .provision),
      ]),
    RuleKind(
      id: "care-assessment", summary: "Who of the dependent receives benefits.",
      parameters: [
        .init("recipient-share", "Recipients among the dependent", "失能人员享受待遇比例", .share, unit, .assumption)
      ]),
    RuleKind(
      id: "fund", summary: "An account.",
      parameters: [
        .init("opening-balance", "Opening balance", "期初结余", .yuan, -1e15...1e15, .assumption, readOnce: true),
        .init(
          "last-year-expenditure", "Expenditure of the year before the base year", "基年前一年支出", .yuanPerYear, money,
          .assumption, default: 0, readOnce: true),
        .init(
          "normal-months", "Least months of reserve that are normal", "正常可支付月数下限", .months, 0...1200, .provision,
          default: 6),
        .init(
          "severe-months", "Months of reserve below which the alert is severe", "严重预警可支付月数", .months, 0...1200,
          .provision, default: 3),
        .init(
          "high-months", "Months of reserve above which it is too high", "结余过多可支付月数", .months, 0...1200, .provision,
          default: 15),
        .init("adjustment", "Prior-year adjustment", "以前年度调整", .yuanPerYear, -1e15...1e15, .provision, default: 0),
      ]),
    RuleKind(
      id: "calibration", summary: "A factor that makes the base year meet a published amount.",
      parameters: [.init("factor", "Calibration factor", "校准系数", .factor, 0.01...100, .calibration)]),
  ]

  /// The rule kind with this name.
  public static func named(_ id: String) -> RuleKind? { all.first { $0.id == id } }
}
