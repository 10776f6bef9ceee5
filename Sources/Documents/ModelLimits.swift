import Quantities
import SchemeModel

/// What the model does not do, for the last section of the report.
enum ModelLimits {
  /// All that a scheme leaves out.
  static func all(_ scheme: Scheme) -> [LocalizedText] {
    let missing = missing(scheme)
    return missing.prefix(1) + (scheme.layers.isEmpty ? [withoutLayers] : [])
      + (scheme.branches.allSatisfy(\.settings.isEmpty) ? [withoutSettings] : []) + missing.dropFirst()
  }

  /// Limits of schemes that declare no layers, and no settings of care.
  private static let withoutLayers = LocalizedText(
    en:
      "the basic layer of benefits only: critical illness, large-bill supplement, medical assistance and supplementary cover sit"
      + " in the factor on unit costs and move with it",
    zh: "仅有基本保障层：大病保险、大额补助、医疗救助、商业补充保险未单列，含在次均费用系数中并随之变动")
  private static let withoutSettings = LocalizedText(
    en: "provider tiers and treatment outside the area are not told apart; utilisation.csv says `all`",
    zh: "未区分医疗机构等级和异地就医，utilisation.csv中记为`all`")

  /// What the report of a place of several regions cannot say of their sum.
  static func ofSums(hasPaths: Bool) -> [LocalizedText] {
    let missing = [
      LocalizedText(
        en:
          "not said of the sum of several regions: why a reform moves a fund and which rates and shares it changes, the official budget"
          + " by item and what is owed, months of reserve by year and actuarial balances, subsidies after depletion, lines of the base"
          + " year, own shares by decile, and published figures beside the projection; accounts.csv, budget.csv, measures.csv and"
          + " differences.csv have the figures of every region",
        zh: "多统筹区合计未列：改革影响原因及其改变的比例、分科目预算与应收应付、逐年可支付月数与精算平衡、穿底后补助、基年收支明细、"
          + "分十分位个人负担、与公布数的比较；各区数据见accounts.csv、budget.csv、measures.csv、differences.csv"),
      LocalizedText(
        en:
          "a reform holds in all regions alike; of what it says in money or persons of the whole place a region has its `share`",
        zh: "改革方案对各区同样适用；以全域金额、人数表示的数，各区按`share`取其份额"),
    ]
    guard hasPaths else { return missing }
    return missing + [
      LocalizedText(
        en:
          "the futures drawn: their distributions stand by region in accounts-distribution.csv and measures-distribution.csv; all"
          + " regions see the same futures, and the sum over regions is not drawn",
        zh: "随机测算结果：按区列于accounts-distribution.csv和measures-distribution.csv，各区使用相同的随机路径，未作合计")
    ]
  }

  /// Long-term care goes by prevalence where a line counts dependents; states of a further axis are no part of that.
  private static func longTermCare(_ scheme: Scheme) -> LocalizedText {
    let further = scheme.people.states.axes.dropFirst()
    guard !further.isEmpty else {
      return LocalizedText(
        en: "long-term care by prevalence of dependency at each age, without states of dependency or limits of supply",
        zh: "长期护理按分年龄失能率测算，未区分失能等级，不考虑供给限制")
    }
    let byPrevalence = scheme.lines.contains { line in
      if case .people(.dependents, _) = line.source { true } else { false }
    }
    guard byPrevalence else {
      return LocalizedText(en: "long-term care without limits of supply", zh: "长期护理不考虑供给限制")
    }
    let en = further.map(\.title.en).joined(separator: ", "), zh = further.map(\.title.zh).joined(separator: "、")
    return LocalizedText(
      en: "lines that count dependents do so by prevalence at each age, not by \(en); no limits of supply",
      zh: "按失能人数计算的项目依分年龄失能率测算，不依“\(zh)”的状态；不考虑供给限制")
  }

  private static func missing(_ scheme: Scheme) -> [LocalizedText] {
    [
      LocalizedText(en: "no pooling and no moves between regions", zh: "无统筹区间调剂，也无人员跨区流动"),
      LocalizedText(
        en:
          "a user of a service has all of it in one tier and place; uses are independent of those of other services at the same sex"
          + " and age",
        zh: "同一参保人的某项服务全部发生在同一级别和地点；同性别年龄下各项服务的使用相互独立"),
      LocalizedText(
        en: "demand answers the own share under the basic scheme, not what layers above it pay",
        zh: "需求只对基本医保下的自付比例作出反应，不对其上各层的支付作出反应"),
      LocalizedText(
        en: "provider payment (budgets, DRG/DIP) is not modelled: funds pay bills as they come",
        zh: "未模拟支付方式（总额预算、DRG/DIP），基金按实际费用支付"),
      longTermCare(scheme),
      LocalizedText(
        en: "spending from personal accounts is a share of balance and income, not of what members buy",
        zh: "个人账户支出按结余与收入的比例测算，不按参保人实际购买测算"),
      LocalizedText(
        en:
          "nobody joins, leaves or changes scheme because of a premium or benefit, but the assisted where they must pay a part of their"
          + " premium; of rates only that of flexible workers may move their entry, where an elasticity is given",
        zh: "除资助对象须自付部分保费外，断保、转保不随筹资和待遇变化；费率中仅灵活就业人员费率在给出弹性时影响其参保"),
      LocalizedText(en: "net migration is zero unless a scenario sets it", zh: "除方案另行设定外，净迁移为零"),
      LocalizedText(
        en:
          "every line runs in equal months unless its scheme or place gives a profile; accounts are on a cash basis, what is deferred"
          + " or advanced is shown as due",
        zh: "除制度或本地给出月度分布外，各项目逐月均等；账目为收付实现制，缓缴和预拨按应收应付列示"),
      LocalizedText(
        en:
          "contribution years are a panel beside the state, under the hazards of the base year before it; it moves the share that has"
          + " the years only where a scenario changes the rule",
        zh: "缴费年限在状态之外另行追踪，基年以前按基年转移率回推；仅在方案改变规则时影响达到年限的比例"),
      LocalizedText(
        en:
          "entry to work ends at 55 (women 50) and exit from work at 60 (women 55): nobody leaves insurance by exit in the years added"
          + " by later retirement",
        zh: "就业进入止于55岁（女50岁）、退出止于60岁（女55岁）：延迟退休增加的年份内无人因退出就业而脱保"),
      LocalizedText(
        en: "income and cost of long-term care are per insured person, covered or not",
        zh: "长期护理保险的收支按全体参保人人均计，不论是否覆盖"),
      LocalizedText(
        en: "hazards are fitted to national totals, which do not identify them",
        zh: "转移率按全国总量拟合，总量不足以唯一确定转移率"),
    ]
  }
}
