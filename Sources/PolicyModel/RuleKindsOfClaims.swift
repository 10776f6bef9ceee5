import SchemeModel

extension RuleKind {
  /// Claims that are paid over some years after their own: the kind `claims-lag` for one; for more a share, and what was owed, of
  /// each year.
  ///
  /// - Parameter years: at least one. The levers of the first have the names that a single one has.
  public static func claimsLag(years: Int) -> RuleKind? {
    guard years > 1, let single = named("claims-lag") else { return named("claims-lag") }
    return single.with(
      [
        single.parameters[0],
        owed("opening-unpaid", "Claims owed before the base year and due in it", "基年初应付、基年到期的零星报销"),
      ] + (2...years).flatMap(later))
  }

  /// What is paid so many years later, and what was owed before the base year and is due so many years after the one before it.
  private static func later(_ years: Int) -> [ParameterSpec] {
    [
      ParameterSpec(
        "year-\(years)-share", "Share of the year's benefits paid \(years) years later", "第\(years)年支付比例", .share, unit,
        .provision
      ).otherwise(0),
      owed(
        "year-\(years)-opening-unpaid",
        "Claims owed before the base year and due \(years - 1) \(years == 2 ? "year" : "years") after it",
        "基年初应付、基年后\(years - 1)年到期的零星报销"),
    ]
  }

  private static func owed(_ name: String, _ en: String, _ zh: String) -> ParameterSpec {
    ParameterSpec(name, en, zh, .money, money, .assumption).otherwise(0).readOnce()
  }
}
