/// Values that have broken readers before.
enum Hostile {
  /// Scalars that are no number we accept, or an extreme one.
  static let scalars: [String] =
    [
      "1e999", "-1e999", "-0", "0", "-1", "NaN", "nan", ".nan", "inf", "-.inf", "12:30", "0x10", "0o17", "010", "1_000",
      "1,000", "+1", ".5", "5.", "7%", "١٢", "１２", "😀", "", "~", "null", "yes", "on", "solved", "hold", "2020",
      "2020-01-01",
      "2020-02..2020-06", "[", "]", "{", "}", "{}", "[]", "{ add: 1 }", "{ multiply: 0 }", "\"0.5\"", "'1'", "&a 1",
      "*a",
      "!!int 1", "<<", "|", ">-", "#", "%", "@", "`", "? x", "- 1", ": ", "\u{0}", "\u{FEFF}", "\u{2028}", "\u{E000}",
      "e\u{301}",
      "1e-400", "5e-324", "1.7976931348623157e308", "9223372036854775808", "18446744073709551616",
      "-9223372036854775809",
      "0.1e1e1", "--5", "1e", "1e+", "0.", "½", "null: null", "../../../../etc/passwd", "/dev/zero", "/dev/null", ".",
      "..", "/",
    ] + [
      String(repeating: "9", count: 10_000), "0." + String(repeating: "0", count: 10_000) + "1",
      String(repeating: "[", count: 5000), String(repeating: "{a: ", count: 2000),
      String(repeating: "k", count: 20_000),
      "1e" + String(repeating: "9", count: 400), String(repeating: "a: ", count: 40) + "1",
    ]

  /// Numbers that many ranges allow and few have thought of.
  static let numbers: [String] = [
    "0", "1", "-1", "0.5", "-0.5", "1e-300", "5e-324", "1e-12", "1e-9", "1e-6", "0.001", "0.999999999999",
    "1.000000001", "2",
    "10", "12", "64", "100", "1000", "1e6", "1e9", "1e10", "1e12", "1e15", "-1e15", "1e300", "1e308", "40", "80", "120",
    "1951",
    "2019", "2020", "2021", "2150", "2200", "solved",
  ]

  /// Pieces of our own grammar.
  static let snippets: [String] = [
    "  resident.premium: { 2021: 1e6 }", "  resident.premium: { 2022: { multiply: 1e300 } }",
    "  resident.premium: { values: { 2021: 1 }, then: { grow: 0.5 } }",
    "  resident.premium: { then: { index: resident.premium } }", "  resident.premium: { overrides: true }",
    "  resident.premium: { 2021-13: 5 }", "  resident.premium: { 2021-06..2021-02: 5 }", "  a: { b: { c: { d: 1 } } }",
    "  economy.average-wage: { 2021: { multiply: 0 } }", "  economy.average-wage: { 2021: { add: -1e9 } }",
    "  economy.wage-growth: { values: { 2021: -0.5 }, then: { growBy: x } }", "  economy.interest-rate: { 2021: 0.5 }",
    "  demography.net-migration: { 2021: -1e8 }", "  demography.net-migration: { 2021: 1e8 }",
    "  demography.mortality-factor: { 2021: 10 }", "  demography.fertility-factor: { 2021: 0 }",
    "  retirement.men.latest-age: { 2021: 40 }", "  retirement.men.months-per-month: { 2021: 1 }",
    "  retirement.women-cadres.share: { 2021: 1 }", "  membership.lapse.hazard: { 2021: 1 }",
    "  employee.inpatient.dispersion: { 2021: 0.001 }", "  employee.inpatient.coefficient-of-variation: { 2021: 10 }",
    "  employee.inpatient.demand-elasticity: { 2021: -0.99 }", "  employee.inpatient.ceiling: { 2021: 0 }",
    "  employee.inpatient.drug-share: { 2021: 0 }", "  employee.personal-account.spending-share: { 2021: 1 }",
    "  economy.average-wage-last-year: { 2021: 1 }", "  calibration.employee-cost.factor: { 2021: 2 }", "title: x",
    "changes: []", "changes: {}", "levers: x", "base-year: 2150", "default-horizon: 1951", "tables: ..",
    "assumptions: baseline.yaml",
    "scheme: baseline.yaml", "published: population.csv", "place: \"\"", "<<: *a", "---", "...", "%YAML 1.1", "\tx: 1",
    "? [a]",
  ]
}
