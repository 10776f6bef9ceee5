import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies

/// What all sections of the report need of a run: accounts of the first region, and the years shown.
struct ReportContext {
  let run: PolicyRun
  /// `[scenario][fund]`.
  let accounts: [[FundAccount]]
  /// Funds that have any flow or stock, with their place in the scheme.
  let shownFunds: [(index: Int, fund: Fund)]
  /// Bills by decile; nil where none were asked for.
  private(set) var ranked: RankedCare?
  /// Their official budgets, `[scenario][fund]`; none unless made by ``init(withBudgets:)``.
  private(set) var budgets: [[FundBudget]] = []

  init(_ run: PolicyRun) {
    self.run = run
    shownFunds = run.result.shownFunds
    accounts = run.definitions.indices.map { scenario in
      run.result.scheme.funds.indices.map { FundAccount(run.result, scenario: scenario, region: 0, fund: $0) }
    }
  }

  /// With the official budgets, each checked, and with what was ranked.
  ///
  /// - Throws: ``FundcastError`` where one does not add up.
  init(withBudgets run: PolicyRun, ranked: RankedCare? = nil) throws {
    self.init(run)
    self.ranked = ranked
    budgets = try run.definitions.indices.map { scenario in
      try run.result.scheme.funds.indices.map { try FundBudget(run.result, scenario: scenario, region: 0, fund: $0) }
    }
  }

  var result: ProjectionResult { run.result }
  var scheme: Scheme { run.result.scheme }
  var timeline: Timeline { run.result.timeline }
  var registry: LeverRegistry { run.baseline.registry }
  var medicalFunds: [Int] { scheme.funds.indices.filter { scheme.funds[$0].isMedical } }
  var insured: [Int] { scheme.statuses.indices.filter { scheme.statuses[$0].group != nil } }

  /// Indices of the base year and the six after it, then of every year that ends in 0 or 5, and of the horizon.
  var chosenYears: [Int] {
    (0..<timeline.reportedCount).filter { index in
      let year = timeline.baseYear + index
      return index <= 6 || year % 5 == 0 || year == timeline.horizon
    }
  }

  /// Indices of the base year, every year that ends in 0 or 5 and the horizon.
  var sparseYears: [Int] {
    (0..<timeline.reportedCount).filter { index in
      let year = timeline.baseYear + index
      return index == 0 || year % 5 == 0 || year == timeline.horizon
    }
  }

  /// At most nine years for tables with a column a year: the base year, those that end in 0 or 5 (0 alone on a long
  /// horizon), the horizon, and as many of the first years as there is room for.
  var columnYears: [Int] {
    let last = timeline.reportedCount - 1
    func every(_ step: Int) -> [Int] {
      (0...last).filter { $0 == 0 || (timeline.baseYear + $0) % step == 0 || $0 == last }
    }
    let chosen = [5, 10, 20, 50].lazy.map(every).first { $0.count <= 9 } ?? [0, last]
    let others = (0...last).filter { !chosen.contains($0) }.prefix(9 - chosen.count)
    return (chosen + others).sorted()
  }

  /// Whether a stock below zero earns or costs interest at the horizon.
  func debtsBearInterest(_ scenario: Int) -> Bool {
    result.input.scenarios[scenario].parameters[0].value(
      scheme.common.interestOnNegative, timeline.reportedCount - 1) != 0
  }

  func year(_ index: Int) -> String { "\(timeline.baseYear + index)" }

  /// A found year within the reported ones, else a dash.
  func found(_ index: Int?) -> String {
    guard let index, index < timeline.reportedCount else { return "–" }
    return year(index)
  }

  /// First current-deficit year and depletion year of a fund.
  func turningYears(_ scenario: Int, _ fund: Int) -> (deficit: String, depletion: String) {
    let account = accounts[scenario][fund]
    return (
      found(Measures.firstCurrentDeficit(account.currentBalance)), found(Measures.depletion(account.closing))
    )
  }

  /// Whether the closing balance of a fund differs from the baseline's in some reported year by what is printed.
  func moves(_ fund: Int, under scenario: Int) -> Bool {
    zip(accounts[scenario][fund].closing, accounts[0][fund].closing).prefix(timeline.reportedCount)
      .contains { ($0 - $1).magnitude >= 0.01 }
  }

  func persons(_ statuses: [Int], _ scenario: Int, _ year: Int) -> Double {
    result.persons(statuses, scenario: scenario, region: 0, year: year)
  }

  func amount(_ line: Int, _ scenario: Int, _ year: Int) -> Double {
    result.amount(scenario: scenario, line: line, year: year)
  }
}

/// Numbers as the report prints them.
enum ReportFormat {
  /// 亿元, two decimals.
  static func yi(_ yuan: Double) -> String { DecimalText.string(yuan / 1e8, decimals: 2) }
  /// 亿元 with a sign.
  static func signedYi(_ yuan: Double) -> String { signed(yuan / 1e8, decimals: 2) }
  /// 万人, two decimals.
  static func wan(_ persons: Double) -> String { DecimalText.string(persons / 1e4, decimals: 2) }
  /// A number with a plus sign where it prints above zero.
  static func signed(_ value: Double, decimals: Int) -> String {
    let text = DecimalText.string(value, decimals: decimals)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return value > 0 && !isZero ? "+" + text : text
  }
  /// 亿元 with commas and a minus sign as in running text, and with a plus sign if wanted.
  static func prose(_ yuan: Double, plus: Bool = false) -> String {
    let text = DecimalText.string(yuan.magnitude / 1e8, decimals: 2)
    let digits = text.prefix { $0 != "." }
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    grouped += text.dropFirst(digits.count)
    guard text.contains(where: { $0 != "0" && $0 != "." }) else { return grouped }
    return (yuan < 0 ? "−" : plus ? "+" : "") + grouped
  }
  /// Percent.
  static func percent(_ share: Double, decimals: Int = 1) -> String {
    DecimalText.string(share * 100, decimals: decimals) + " %"
  }
  /// A number or a dash.
  static func optional(_ value: Double?, decimals: Int) -> String {
    value.map { DecimalText.string($0, decimals: decimals) } ?? "–"
  }
  /// A parameter: as many digits as tell it apart.
  static func parameter(_ value: Double) -> String {
    DecimalText.trimmed(value, decimals: value.magnitude >= 10 ? 2 : 6)
  }
  /// A value of a lever; a threshold at the end of its range is none.
  static func parameter(_ value: Double, of lever: Lever) -> String {
    let isThreshold = lever.spec.unit == .yuan && lever.spec.range.upperBound == LayerTerms.noLimit
    return isThreshold && value >= LayerTerms.noLimit ? "none 无" : parameter(value)
  }
  /// English and Chinese side by side.
  static func both(_ text: LocalizedText) -> String { text.both }
}

/// Lines of a report.
struct ReportPage {
  static let width = 116
  private(set) var lines: [String] = []

  mutating func line(_ text: String = "") { lines.append(text) }

  /// A numbered heading, underlined.
  mutating func heading(_ text: String) {
    lines += ["", "", text, String(repeating: "=", count: DisplayWidth.of(text))]
  }

  mutating func subheading(_ text: String) {
    line()
    paragraph(text)
  }

  /// A paragraph broken at the width of the page.
  mutating func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0) {
    for (position, line) in DisplayWidth.wrap(text, width: Self.width - indent - hanging).enumerated() {
      lines.append(String(repeating: " ", count: indent + (position > 0 ? hanging : 0)) + line)
    }
  }

  mutating func item(_ text: String) { paragraph("- " + text, indent: 2, hanging: 2) }

  mutating func table(_ table: TextTable) { lines += table.lines() }
}
