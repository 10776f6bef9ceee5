import Quantities
import SchemeModel

/// What the model does not do, for the last section of the report.
enum ModelLimits {
  /// What the program does of no scheme, and what this one leaves out besides.
  static func all(_ scheme: Scheme) -> [LocalizedText] {
    let missing = missing(scheme)
    let remarks = scheme.form.remarks
    return missing.prefix(1) + (scheme.layers.isEmpty ? [remarks.withoutLayers].compactMap { $0 } : [])
      + (scheme.branches.allSatisfy(\.settings.isEmpty) ? [withoutSettings] : []) + missing.dropFirst() + remarks.limits
  }

  /// The limit of schemes that declare no settings of care.
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
        zh: "需求只对\(scheme.form.remarks.basic.zh)下的自付比例作出反应，不对其上各层的支付作出反应"),
      LocalizedText(
        en: "provider payment (budgets, DRG/DIP) is not modelled: funds pay bills as they come",
        zh: "未模拟支付方式（总额预算、DRG/DIP），基金按实际费用支付"),
      longTermCare(scheme),
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
        en: "income and cost of long-term care are per insured person, covered or not",
        zh: "长期护理保险的收支按全体参保人人均计，不论是否覆盖"),
    ]
  }
}
