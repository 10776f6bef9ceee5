import Quantities

// Columns that several tables have.
extension Column {
  static let scenario = Column(
    "scenario", .id, "Scenario", "情景",
    LocalizedText(en: "`baseline`, or the name of a reform or of a stack of them", zh: "`baseline`为基准方案，其余为改革方案或其组合的标识")
  )
  static let region = Column(
    "region", .id, "Region", "统筹区",
    LocalizedText(en: "The region; the place itself where it has none", zh: "统筹区；不分区的地方为其本身"))
  static let fund = Column(
    "fund", .id, "Fund", "基金", LocalizedText(en: "The fund whose account it is", zh: "所属基金"))
  static let year = Column("year", .year, "Year", "年份", LocalizedText(en: "The year of the flow or stock", zh: "发生年份"))
  static let yearEnd = Column(
    "year", .year, "Year", "年份",
    LocalizedText(
      en: "The year at whose end persons are counted; the first is that before the base year", zh: "该年末人数，首年为基年上年"))
  static let status = Column(
    "status", .id, "Status", "参保状态", LocalizedText(en: "The status of the persons", zh: "人员的参保状态"))
  static let sex = Column("sex", .id, "Sex", "性别", LocalizedText(en: "`male` or `female`", zh: "`male`男，`female`女"))
  static let ageFrom = Column(
    "age_from", .age, "From age", "年龄起", LocalizedText(en: "The first age of the band", zh: "年龄组下限"))
  static let ageTo = Column(
    "age_to", .age, "To age", "年龄止",
    LocalizedText(en: "The last age of the band; 100 stands for 100 and older", zh: "年龄组上限，100表示100岁及以上"))
  static let persons = Column("persons", .count, "Persons", "人数", LocalizedText(en: "How many there are", zh: "人数"))
  static let kind = Column(
    "kind", .id, "Kind", "类别",
    LocalizedText(
      en:
        "How the line enters the account: `opening`, `income`, `transfer-in`, `expenditure`, `transfer-out`, `adjustment`,"
        + " `stock-in`, `stock-out`, `closing`",
      zh: "计入账户的方式：期初、收入、转入、支出、转出、调整、结余划入、结余划出、期末"))
  static let line = Column("line", .id, "Line", "项目", LocalizedText(en: "The line of the account", zh: "账户项目"))
  static let amount = Column(
    "amount", .money, "Amount", "金额",
    LocalizedText(en: "The amount, positive on the side it stands on", zh: "金额，在所列一方为正"))
  static let bill = Column("bill", .money, "Bill", "医疗费用", LocalizedText(en: "All that was billed", zh: "医疗费用总额"))
  static let eligible = Column(
    "eligible", .money, "Eligible expense", "政策范围内费用",
    LocalizedText(en: "The part of the bill inside the benefit lists", zh: "费用中属于政策范围内的部分"))
  static let unit = Column(
    "unit", .id, "Unit", "单位", LocalizedText(en: "The unit of the numbers of the row", zh: "该行数值的单位"))
  static let lineOrMeasure = Column(
    "line_or_measure", .id, "Line or measure", "项目或指标",
    LocalizedText(en: "A line of the account, `closing`, or a measure", zh: "账户项目、`closing`（年末结余）或指标"))
}

/// The texts of a table and of its columns.
func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }
