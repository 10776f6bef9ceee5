import PolicyModel
import Quantities
import SchemeModel
import _TestSupport

/// The levers of the tiny place: kinds that the program knows, and what a scheme declares itself.
enum TinyLevers {
  static let registry = LeverRegistry(
    entities: [
      entity("economy", "Economy", "经济", ["economy"]), entity("demography", "Demography", "人口", ["demography"]),
      entity("employee", "Employee scheme", "职工医保", ["earnings"], payroll),
      entity("employee.temporary-cut", "Temporary cut", "阶段性减征", [], cut),
      entity("resident", "Resident scheme", "居民医保", [], flat),
      entity("prices.drugs", "Drugs", "药品", ["price-level"]), inpatient,
      entity("care.employee", "Long-term care", "长护险", [], care),
      entity("funds.pool", "Pool", "统筹基金", ["fund"]), entity("funds.flat", "Resident fund", "居民基金", ["fund"]),
      entity("funds.care", "Care fund", "长护基金", ["fund"]),
      entity("retirement.men", "Men", "男", ["worker-type"]), entity("retirement.women", "Women", "女", ["worker-type"]),
      entity("calibration.income", "Income", "收入", ["calibration"]),
      entity("calibration.cost", "Unit costs", "次均费用", ["calibration"]),
    ],
    lags: [
      (
        path: "economy.average-wage-last-year", title: LocalizedText(en: "Wage of last year", zh: "上年平均工资"),
        of: "economy.average-wage"
      )
    ],
    vocabulary: LeverVocabulary(policies: [
      policy("L01", "employee", LocalizedText(en: "Cut", zh: "减征")),
      policy("L03", "resident", LocalizedText(en: "Premium", zh: "缴费")),
    ]), form: .yuan)

  private static func policy(_ id: String, _ moves: String, _ title: LocalizedText) -> PolicyLever {
    PolicyLever(id: id, title: title, moves: [LeverPattern(moves)].compactMap { $0 })
  }

  private static func entity(
    _ path: String, _ en: String, _ zh: String, _ kinds: [String], _ declared: [ParameterSpec] = []
  ) -> LeverEntity {
    LeverEntity(
      path: path, title: LocalizedText(en: en, zh: zh),
      rules: (declared.isEmpty ? [] : [.declared(declared)]) + kinds.compactMap(RuleKind.named))
  }

  private static func share(
    _ name: String, _ en: String, _ zh: String, _ role: ParameterRole = .provision, usual: Double? = nil
  ) -> ParameterSpec {
    let spec = ParameterSpec(name, LocalizedText(en: en, zh: zh), .share, 0...1, role)
    return usual.map(spec.otherwise) ?? spec
  }

  private static func head(
    _ name: String, _ en: String, _ zh: String, usual: Double? = nil
  ) -> ParameterSpec {
    let spec = ParameterSpec(name, LocalizedText(en: en, zh: zh), .moneyPerPersonYear, 0...1e7, .provision)
    return (usual.map(spec.otherwise) ?? spec)
  }

  private static let payroll = [
    share("employer-rate", "Employer rate, maternity included", "单位费率（含生育）"),
    share("employee-rate", "Own rate", "个人费率"),
    share("collection-rate", "Collected of what is due", "征缴率", .assumption),
  ]
  private static let cut = [
    share("cut", "Share of the rate not levied", "减征比例", usual: 0),
    share("eligible-share", "Share of the base that is eligible", "享受减征的基数占比", usual: 1),
  ]
  private static let flat = [
    head("premium", "Individual premium", "个人缴费标准"), head("subsidy", "Government subsidy", "财政补助标准"),
    share("central-share", "Central share of the subsidy", "中央分担比例"),
    share("provincial-share", "Provincial share of what the centre does not pay", "省级分担比例（扣除中央部分）"),
  ]
  private static let care = [
    share("coverage", "Covered share of the group", "覆盖率"),
    head("pool-transfer", "Transfer from the medical pool", "医保统筹基金划转"),
    head("account-transfer", "Transfer from personal accounts", "个人账户划转", usual: 0),
    head("subsidy", "Government subsidy", "财政补助"),
    head("benefit", "Benefit of a year of care", "年人均待遇").benefit(),
  ]
  /// Its bills have four components.
  private static let inpatient = LeverEntity(
    path: "employee.inpatient", title: LocalizedText(en: "Employees, inpatient", zh: "职工住院"),
    rules: [
      RuleKind.named("care")?.adding([
        share("drug-share", "Drugs in the bill", "药品占比", .assumption),
        share("consumable-share", "Consumables in the bill", "耗材占比", .assumption),
        share("service-share", "Services in the bill", "医疗服务占比", .assumption),
        share("examination-share", "Examinations in the bill", "检查检验占比", .assumption),
      ]), RuleKind.named("benefit"),
    ].compactMap { $0 })
}
