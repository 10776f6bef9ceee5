import SchemeModel

extension RuleKind {
  /// Care, what it costs and what is paid of it.
  static let care: [RuleKind] = [
    RuleKind(
      id: "price-level", from: .section("components"),
      summary: "Price level of a cost component against the base year, at given general trend.",
      parameters: [.init("price-level", "Price level", "价格水平", .factor, 0...100, .provision).otherwise(1)]),
    RuleKind(
      id: "benefit", from: .section("services"), summary: "What the basic scheme pays of eligible expense.",
      parameters: [
        .init("deductible", "Deductible", "起付线", .money, 0...1e9, .provision),
        .init(
          "reimbursement-rate", "Share paid between deductible and ceiling", "起付线至封顶线支付比例", .share, unit, .provision),
        .init("ceiling", "Most the fund pays in a year", "封顶线", .money, 0...1e12, .provision),
        .init(
          "later-deductible-ratio", "Deductible of further admissions to the first", "再次住院起付线与首次之比", .factor, 0...10,
          .provision
        ).otherwise(1),
      ]),
    RuleKind(
      id: "setting", from: .section("services"),
      summary:
        "A tier or place of care, or another way of giving it: who is treated there, at which cost and on which terms.",
      parameters: [
        .init("share", "Share of the users", "患者占比", .share, unit, .assumption),
        .init("cost-ratio", "Bill to the branch's unit cost", "次均费用与平均之比", .factor, 0...100, .assumption).otherwise(1),
        .init("deductible-ratio", "Deductible to the branch's", "起付线与标准之比", .factor, 0...100, .provision).otherwise(1),
        .init("rate-addition", "Added to the branch's rate", "支付比例增减", .share, -1...1, .provision).otherwise(0),
      ]),
    RuleKind(
      id: "layer", from: .section("terms"),
      summary: "What a layer above the basic scheme pays of what is left to it, in up to eight tiers.",
      parameters: (1...LayerTerms.tiers).flatMap(tier) + [
        .init("ceiling", "Most it pays in a year", "封顶线", .money, 0...noLimit, .provision)
      ]),
    RuleKind(
      id: "closing-layer", from: .section("terms"),
      summary: "A layer that pays down to an own share of eligible expense, on the mean of a sex and age.",
      parameters: [
        .init(
          "target-own-share", "Own share of what counts it pays down to, on the mean of a sex and age",
          "兜底后自付比例（按性别年龄均值）", .share, unit, .provision)
      ]),
    RuleKind(
      id: "corridor", from: .section("mechanisms"),
      summary: "How the result of a cover is shared with those who run it.",
      parameters: [
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
      id: "voluntary-cover", from: .section("covers"),
      summary: "A cover that people choose to buy: how ill those are who join; the shares who join are by its ages.",
      parameters: [
        .init(
          "relative-risk", "Claims of those who join to those of all", "参保人群相对风险", .factor, 0...100, .assumption
        ).otherwise(1)
      ]),
    RuleKind(
      id: "capitation", summary: "A fixed amount a head instead of the bills.",
      parameters: [
        .init("covered-share", "Share of people it is paid for", "按人头付费覆盖比例", .share, unit, .provision).otherwise(0),
        .init("amount", "Amount a head", "人头定额", .moneyPerPersonYear, 0...1e5, .provision).otherwise(0).benefit(),
      ]),
    RuleKind(
      id: "claims-lag", from: .section("mechanisms"), summary: "Claims settled by hand, some in the next year.",
      parameters: [
        .init(
          "next-year-share", "Share of the year's benefits paid in the next", "跨年支付比例", .share, unit, .provision
        ).otherwise(0),
        .init(
          "opening-unpaid", "Claims owed at the end of the year before the base year", "基年初零星报销应付", .money, money,
          .assumption
        ).otherwise(0).readOnce(),
      ]),
    RuleKind(
      id: "care", from: .section("services"),
      summary: "Use of a class of services, its bill and its trend; the shares of components in it are the scheme's.",
      parameters: [
        .init(
          "utilisation-rate", "Services per insured person", "人均就诊（住院）次数", .servicesPerPersonYear, 0...1000, .assumption
        ),
        .init("one-off", "One-off factor on use", "一次性因素", .factor, 0...10, .assumption).otherwise(1),
        .init("unit-cost", "Bill of a service", "次均费用", .moneyPerService, 0...1e8, .assumption),
        .init(
          "cost-growth", "Growth of the bill of a service", "次均费用增长率", .sharePerYear, -0.5...0.5, .assumption
        ).growing("unit-cost"),
        .init(
          "cost-excess", "Growth of the bill beyond wages", "超过工资增长的部分", .sharePerYear, -0.5...0.5, .assumption
        ).otherwise(0).growing("unit-cost"),
        .init("eligible-share", "Eligible part of the bill", "政策范围内费用占比", .share, unit, .assumption),
        .init("coefficient-of-variation", "Coefficient of variation of bills", "费用变异系数", .number, 0...10, .assumption),
        .init("dispersion", "Dispersion of the number of uses", "次数离散参数", .number, 0.001...1000, .assumption),
        .init(
          "demand-elasticity", "Arc elasticity of use in the own share", "自付比例弹性", .elasticity, -0.99...0, .assumption
        ).otherwise(-0.2),
      ]),
  ]

  /// Where a tier of a layer begins, and the share paid in it; the first one must be given.
  private static func tier(_ number: Int) -> [ParameterSpec] {
    guard number > 1 else {
      return [
        .init("tiers.1.above", "Deductible", "起付线", .money, 0...1e9, .provision),
        .init("tiers.1.rate", "Share paid above it", "支付比例", .share, unit, .provision),
      ]
    }
    let title = (above: "Start of tier \(number)", rate: "Share paid in tier \(number)")
    return [
      ParameterSpec(
        "tiers.\(number).above", title.above, "第\(number)段起点", .money, 0...noLimit, .provision
      ).otherwise(noLimit),
      ParameterSpec("tiers.\(number).rate", title.rate, "第\(number)段支付比例", .share, unit, .provision).otherwise(0),
    ]
  }
}
