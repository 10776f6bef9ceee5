import SchemeModel

extension RuleKind {
  /// How people move.
  static let people: [RuleKind] = [
    RuleKind(
      id: "hazard", from: .section("hazards"), summary: "How likely a move between statuses is.",
      parameters: [.init("hazard", "Yearly hazard", "年转移概率", .sharePerYear, unit, .assumption)]),
    RuleKind(
      id: "relative-mortality",
      summary: "Mortality at a level of a state axis, such as dependency, to that of the table.",
      parameters: [
        .init(
          "relative-mortality", "Mortality to that of the table", "相对死亡率", .factor, 0...100, .assumption
        ).otherwise(1)
      ]),
    RuleKind(
      id: "inflow", from: .section("hazards"),
      summary:
        "So many persons who move at the beginning of a year; some of them would have moved anyway, leave again or die within it.",
      parameters: [
        .init("persons", "Persons who move", "转入人数", .personsPerYear, 0...1e8, .provision).otherwise(0),
        .init("hazard", "Hazard solved from them", "由人数求解的转移概率", .sharePerYear, unit, .calibration).otherwise(0),
      ]),
    RuleKind(
      id: "worker-type", from: .section("retirement"),
      summary: "A retirement age and its gradual rise by month of birth.",
      parameters: [
        .init("share", "Share among those of the sex at work", "占同性别在职人员比例", .share, unit, .assumption),
        .init("statutory-age", "Original retirement age", "原法定退休年龄", .age, 40...80, .provision),
        .init("latest-age", "Retirement age at the end of the path", "延迟后退休年龄", .age, 40...80, .provision),
        .init(
          "months-per-month", "Months of birth for a month of delay", "每延迟1个月所需月数", .months, 1...120, .provision),
        .init("from-year", "First year with a delay", "起始年份", .calendarYear, 1950...2200, .provision),
      ]),
    RuleKind(
      id: "qualification", from: .section("retirement"),
      summary: "Who keeps employee insurance after retirement without paying.",
      parameters: [
        .init("qualified-share", "Share with the contribution years", "满足缴费年限比例", .share, unit, .assumption),
        .init(
          "required-years-men", "Contribution years men need", "男性最低缴费年限", .number, 0...60, .provision
        ).otherwise(30),
        .init(
          "required-years-women", "Contribution years women need", "女性最低缴费年限", .number, 0...60, .provision
        ).otherwise(25),
        .init(
          "recognised-years", "Years paid elsewhere that count", "互认的异地缴费年限", .number, 0...60, .provision
        ).otherwise(0),
        .init(
          "buy-in-share", "Share of those without the years who buy them", "一次性补缴比例", .share, unit, .assumption
        ).otherwise(0),
        .init(
          "credited-years", "Years credited to everybody, solved", "求解的视同缴费年限", .number, 0...60, .calibration
        ).otherwise(0),
        .init("bought-years", "Person-years bought", "补缴人年", .personsPerYear, 0...1e10, .calibration).otherwise(0),
      ]),
  ]
}
