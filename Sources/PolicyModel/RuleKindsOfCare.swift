import SchemeModel

extension RuleKind {
  /// Care, what it costs and what is paid of it.
  static let care: [RuleKind] = [
    RuleKind(
      id: "price-level", summary: "Price level of a cost component against the base year, at given general trend.",
      parameters: [.init("price-level", "Price level", "价格水平", .factor, 0...100, .provision).otherwise(1)]),
    RuleKind(
      id: "benefit", summary: "What the basic scheme pays of eligible expense.",
      parameters: [
        .init("deductible", "Deductible", "起付线", .yuan, 0...1e9, .provision),
        .init("band-rate", "Share paid between deductible and ceiling", "起付线至封顶线支付比例", .share, unit, .provision),
        .init("ceiling", "Most the fund pays in a year", "封顶线", .yuan, 0...1e12, .provision),
        .init(
          "later-deductible-share", "Deductible of further admissions to the first", "再次住院起付线与首次之比", .share, 0...10,
          .provision
        ).otherwise(1),
      ]),
    RuleKind(
      id: "setting",
      summary:
        "A tier or place of care, or another way of giving it: who is treated there, at which cost and on which terms.",
      parameters: [
        .init("share", "Share of the users", "患者占比", .share, unit, .assumption),
        .init("cost-ratio", "Bill to the branch's unit cost", "次均费用与平均之比", .factor, 0...100, .assumption).otherwise(1),
        .init("deductible-ratio", "Deductible to the branch's", "起付线与标准之比", .factor, 0...100, .provision).otherwise(1),
        .init("rate-addition", "Added to the branch's rate", "支付比例增减", .share, -1...1, .provision).otherwise(0),
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
              "above-\(tier)", "Start of tier \(tier)", "第\(tier)段起点", .yuan, 0...noLimit, .provision
            ).otherwise(noLimit),
            .init("rate-\(tier)", "Share paid in tier \(tier)", "第\(tier)段支付比例", .share, unit, .provision).otherwise(0),
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
          .provision
        ).otherwise(0),
      ]),
    RuleKind(
      id: "ceded-premium", summary: "A premium that a fund pays for each insured person to a cover run by insurers.",
      parameters: [
        .init("premium", "Premium a head", "筹资标准", .yuanPerPersonYear, 0...1e5, .provision),
        .init(
          "expense-share", "Insurer's expenses and margin, of the premium", "承办费用率", .share, unit, .provision
        ).otherwise(0),
        .init(
          "insurers-share", "Part of each year's result kept or borne by the insurers", "盈亏由承办机构承担比例", .share, unit,
          .provision
        ).otherwise(0),
        .init(
          "corridor", "Bound of that part, of the premium; profit cap and loss bearing", "承办机构盈亏上限占保费比例", .share, unit,
          .provision
        ).otherwise(1),
        .init(
          "settled-share", "Part of the rest settled with the fund that pays the premium", "其余盈亏由基金清算比例", .share, unit,
          .provision
        ).otherwise(0),
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
          "relative-risk", "Claims of those who join to those of all", "参保人群相对风险", .factor, 0...100, .assumption
        ).otherwise(1),
        .init("price", "Price a year", "保费", .yuanPerPersonYear, 0...1e5, .provision),
        .init(
          "pool-paid-share", "Part of the price the resident fund pays", "居民医保基金分担比例", .share, unit, .provision
        ).otherwise(0),
        .init("expense-share", "Expenses of the insurer, of the price", "费用率", .share, unit, .assumption).otherwise(0),
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
        .init("covered-share", "Share of people it is paid for", "按人头付费覆盖比例", .share, unit, .provision).otherwise(0),
        .init("amount", "Amount a head", "人头定额", .yuanPerPersonYear, 0...1e5, .provision).otherwise(0),
      ]),
    RuleKind(
      id: "claims-lag", summary: "Claims settled by hand, some in the next year.",
      parameters: [
        .init(
          "next-year-share", "Share of the year's benefits paid in the next", "跨年支付比例", .share, unit, .provision
        ).otherwise(0),
        .init(
          "opening-unpaid", "Claims owed at the end of the year before the base year", "基年初零星报销应付", .yuan, money,
          .assumption
        ).otherwise(0).readOnce(),
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
        .init("one-off", "One-off factor on use", "一次性因素", .factor, 0...10, .assumption).otherwise(1),
        .init("unit-cost", "Bill of a service", "次均费用", .yuanPerService, 0...1e8, .assumption),
        .init(
          "cost-growth", "Growth of the bill of a service", "次均费用增长率", .sharePerYear, -0.5...0.5, .assumption
        ).growing("unit-cost"),
        .init(
          "cost-excess", "Growth of the bill beyond wages", "超过工资增长的部分", .sharePerYear, -0.5...0.5, .assumption
        ).otherwise(0).growing("unit-cost"),
        .init("eligible-share", "Eligible part of the bill", "政策范围内费用占比", .share, unit, .assumption),
        .init("bill-variation", "Coefficient of variation of bills", "费用变异系数", .number, 0...10, .assumption),
        .init("dispersion", "Dispersion of the number of uses", "次数离散参数", .number, 0.001...1000, .assumption),
        .init(
          "demand-elasticity", "Arc elasticity of use in the own share", "自付比例弹性", .elasticity, -0.99...0, .assumption
        ).otherwise(-0.2),
        .init("drug-share", "Drugs in the bill", "药品占比", .share, unit, .assumption),
        .init("consumable-share", "Consumables in the bill", "耗材占比", .share, unit, .assumption),
        .init("service-share", "Services in the bill", "医疗服务占比", .share, unit, .assumption),
        .init("examination-share", "Examinations in the bill", "检查检验占比", .share, unit, .assumption),
      ]),
  ]
}
