import Quantities

/// A policy system that planners speak of, by its id in scenario files.
public struct PolicyLever: Sendable {
  /// Whether it moves money; a data source or a reported test moves none.
  public enum Effect: Sendable {
    case flows
    case none(LocalizedText)
  }

  /// `L01`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it can do.
  public let effect: Effect

  private init(_ id: String, _ en: String, _ zh: String, _ effect: Effect = .flows) {
    self.id = id
    title = LocalizedText(en: en, zh: zh)
    self.effect = effect
  }

  /// All of them in order of their ids.
  public static let all: [PolicyLever] = [
    .init("L01", "Temporary cut of employer contributions", "阶段性降低企业医保费"),
    .init("L02", "Deferral of contributions", "缓缴"),
    .init("L03", "Resident subsidy and premium", "居民财政补助与个人缴费标准"),
    .init("L04", "Financing rule tied to income", "筹资动态调整机制"),
    .init("L05", "Flexible workers in the employee scheme", "灵活就业人员参保"),
    .init("L06", "Contribution years recognised", "实际缴费年限互认"),
    .init("L07", "Premiums of the poor paid by assistance", "困难群众参保资助"),
    .init("L08", "Enrolment drive and lapse reminders", "扩面与断保提醒"),
    .init("L09", "Students enrolled where they study", "大学生属地参保"),
    .init("L10", "Newly entitled residents", "港澳居民等新纳入人员参保"),
    .init("L11", "Maternity insurance merged", "生育保险与职工医保合并"),
    .init("L12", "Employee and resident schemes merged", "职工与居民医保整合"),
    .init("L13", "Level of pooling", "统筹层次"),
    .init("L14", "Pooling of medical assistance", "医疗救助市级统筹"),
    .init("L15", "Advances to hospitals", "医保基金预拨"),
    .init("L16", "Family mutual aid of personal accounts", "个人账户家庭共济"),
    .init("L17", "Outpatient pooling and personal accounts", "门诊共济与个人账户改革"),
    .init("L18", "Personal accounts usable elsewhere", "个人账户异地支付"),
    .init("L19", "Hypertension and diabetes drugs", "“两病”用药保障"),
    .init("L20", "Family doctors and free chronic drugs", "家庭医生签约“两慢病”保障"),
    .init("L21", "Listed chronic diseases", "门诊慢特病"),
    .init("L22", "One list of chronic diseases", "门诊慢特病病种统一"),
    .init("L23", "Emergency care", "急诊抢救待遇"),
    .init("L24", "Outpatient capitation of residents", "居民门诊按人头包干"),
    .init("L25", "Inpatient reimbursement", "住院报销比例"),
    .init("L26", "Reimbursement outside the area", "异地报销比例"),
    .init("L27", "Direct settlement outside the area", "异地就医直接结算"),
    .init("L28", "Day care and home beds", "日间手术、家庭病床等"),
    .init("L29", "Catalogue and negotiated drugs", "目录调整与谈判药"),
    .init("L30", "List of benefits", "待遇清单"),
    .init("L31", "Internet care", "互联网诊疗"),
    .init("L32", "Special groups", "特殊群体保障"),
    .init("L33", "Treatment before payment", "先诊疗后付费"),
    .init("L34", "Critical illness tiers", "大病保险分段待遇"),
    .init("L35", "Critical illness contracts", "大病保险承办"),
    .init("L36", "Medical assistance", "医疗救助"),
    .init("L37", "Floor for the poor", "困难群众兜底"),
    .init("L38", "High-cost relief", "高额费用化解"),
    .init("L39", "Long-term care insurance", "长期护理保险"),
    .init("L40", "Supervision of long-term care", "长护险监管"),
    .init("L41", "Supplementary commercial cover", "惠民保"),
    .init("L42", "Rare-disease pool", "罕见病专项资金"),
    .init("L43", "Social and commercial cover joined", "医保商保融合"),
    .init("L44", "Drug procurement", "药品集中带量采购"),
    .init("L45", "Consumables procurement", "高值耗材集中带量采购"),
    .init("L46", "Payment standards of drugs", "医保支付标准"),
    .init("L47", "Prices of medical services", "医疗服务价格调整"),
    .init("L48", "No mark-up", "取消加成"),
    .init("L49", "Pharmacies without margin", "医保便民药店"),
    .init("L50", "Economic evaluation", "药械经济性评价"),
    .init("L51", "Payment by case mix (DRG)", "按疾病诊断相关分组付费"),
    .init("L52", "Payment by points (DIP)", "按病种分值付费"),
    .init("L53", "Global budget", "总额预算"),
    .init("L54", "Capitated hospital groups", "医共体打包付费"),
    .init("L55", "Cap on growth of medical revenue", "医疗收入增长控制"),
    .init("L56", "Payment by disease", "按病种付费"),
    .init("L57", "Care at lower tiers", "分级诊疗"),
    .init("L58", "Basic outpatient quota", "基层门诊按人头定额"),
    .init("L59", "Supervision and recoveries", "基金监管与追回"),
    .init("L60", "Warning from monthly accounts", "收支异常分析预警"),
    .init("L61", "Plan and budget of the year", "基金收支计划"),
    .init("L62", "Contracts with providers", "定点协议管理"),
    .init("L63", "Evaluation of providers", "定点机构考核"),
    .init("L64", "Data systems", "信息化", .none(LocalizedText(en: "a source of data", zh: "数据来源"))),
    .init("L65", "Audit by third parties", "第三方审计"),
    .init("L66", "Epidemic year", "疫情支出"),
    .init("L67", "End of the poverty transition", "医保扶贫过渡"),
    .init("L68", "Review of long-term care pilots", "长护险试点评估"),
    .init("L69", "Procurement platform and drug payments", "招采平台与药款直接结算"),
    .init("L70", "Traditional medicine and elderly care", "医养结合与中医药"),
    .init("L71", "Transfers between schemes and places", "转移接续"),
    .init("L72", "Target for the own share", "自付比例目标", .none(LocalizedText(en: "a test in the report", zh: "仅作检验"))),
    .init("L73", "Premiums from personal accounts", "个人账户缴纳保费"),
    .init("L74", "Regional balance of funds", "基金区域平衡"),
    .init("L75", "Gradual rise of the retirement age", "渐进延迟退休"),
    .init("L76", "Manual claims", "零星报销"),
    .init("L77", "Prescriptions at pharmacies elsewhere", "处方流转与异地药店"),
    .init("L78", "Cross-border settlement", "跨境结算"),
    .init("L79", "Enrolment of groups", "团体参保"),
    .init("L80", "Standard of dependency assessment", "失能评估标准"),
  ]
}
