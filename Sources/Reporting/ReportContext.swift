import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies

/// What all sections of the report need of a run: accounts of the first region, and the years shown.
struct ReportContext {
  let run: PolicyRun
  /// Flows, stocks and people of each scenario.
  let outcomes: [Outcome]
  /// `[scenario][fund]`.
  let accounts: [[FundAccount]]
  /// Funds that have any flow or stock, with their place in the scheme.
  let shownFunds: [(index: Int, fund: Fund)]
  /// Bills by decile; nil where none were asked for.
  private(set) var ranked: RankedCare?
  /// Their official budgets, `[scenario][fund]`; none unless made by ``init(withBudgets:)``.
  private(set) var budgets: [[FundBudget]] = []
  /// Units of money and people.
  let units: ReportUnits
  /// Years of the tables by year.
  let years: ReportYears
  /// Names of the scenarios.
  let titles: ScenarioTitles

  init(_ run: PolicyRun) {
    self.run = run
    shownFunds = run.result.shownFunds
    units = ReportUnits(run.result)
    years = ReportYears(run)
    titles = ScenarioTitles(run.definitions)
    outcomes = run.definitions.indices.map { run.result.outcome(scenario: $0, region: 0) }
    accounts = outcomes.map { own in own.scheme.funds.indices.map { FundAccount(own, fund: $0) } }
  }

  /// With the official budgets, each checked, and with what was ranked.
  ///
  /// - Throws: ``FundcastError`` where one does not add up.
  init(withBudgets run: PolicyRun, ranked: RankedCare? = nil) throws {
    self.init(run)
    self.ranked = ranked
    budgets = try outcomes.map { own in try own.scheme.funds.indices.map { try FundBudget(own, fund: $0) } }
  }

  var result: ProjectionResult { run.result }
  var scheme: Scheme { run.result.scheme }
  var timeline: Timeline { run.result.timeline }
  var registry: LeverRegistry { run.baseline.registry }

  /// Whether a stock below zero earns or costs interest at the horizon.
  func debtsBearInterest(_ scenario: Int) -> Bool {
    result.input.scenarios[scenario].parameters[0].value(
      scheme.common.interestOnNegative, timeline.reportedCount - 1) != 0
  }

  func year(_ index: Int) -> String { "\(timeline.baseYear + index)" }

  /// A found year, else a dash.
  func found(_ index: Int?) -> String {
    index.map(year) ?? "–"
  }

  /// First current-deficit year and depletion year of a fund.
  func turningYears(_ scenario: Int, _ fund: Int) -> (deficit: String, depletion: String) {
    let account = accounts[scenario][fund]
    return (found(account.firstCurrentDeficit), found(account.depletion))
  }

  /// Whether the closing balance of a fund differs from the baseline's in some reported year by what is printed.
  func moves(_ fund: Int, under scenario: Int) -> Bool {
    zip(accounts[scenario][fund].closing, accounts[0][fund].closing).prefix(timeline.reportedCount)
      .contains { ($0 - $1).magnitude >= 0.01 }
  }

  func persons(_ statuses: [Int], _ scenario: Int, _ year: Int) -> Double {
    outcomes[scenario].persons(statuses, year: year)
  }

  func amount(_ line: Int, _ scenario: Int, _ year: Int) -> Double {
    outcomes[scenario].amount(line: line, year: year)
  }
}

extension ReportContext {
  /// Shown funds that close a year with something in some scenario; the others settle every year and cannot run dry.
  var fundsWithStock: [(index: Int, fund: Fund)] {
    shownFunds.filter { entry in
      accounts.contains { $0[entry.index].closing.contains { abs($0) >= Measures.negligible } }
    }
  }
}

/// Numbers as the report prints them.
enum ReportFormat {
  /// The digits of a number with a comma before every third one of its whole part.
  static func grouped(_ text: String) -> String {
    let sign = text.prefix { $0 == "-" || $0 == "+" }
    let whole = text.dropFirst(sign.count).prefix { $0.isNumber }
    guard whole.count > 3 else { return text }
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + text.dropFirst(sign.count + whole.count)
  }
  /// A number with thousands separators.
  static func number(_ value: Double, decimals: Int) -> String {
    grouped(DecimalText.string(value, decimals: decimals))
  }
  /// A number with a plus sign where it prints above zero.
  static func signed(_ value: Double, decimals: Int) -> String {
    let text = number(value, decimals: decimals)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return value > 0 && !isZero ? "+" + text : text
  }
  /// Percent.
  static func percent(_ share: Double, decimals: Int = 1) -> String {
    number(share * 100, decimals: decimals) + " %"
  }
  /// A number or a dash.
  static func optional(_ value: Double?, decimals: Int) -> String {
    value.map { number($0, decimals: decimals) } ?? "–"
  }
  /// A parameter: as many digits as tell it apart.
  static func parameter(_ value: Double) -> String {
    grouped(DecimalText.trimmed(value, decimals: value.magnitude >= 10 ? 2 : 6))
  }
  /// A value of a lever; a threshold at the end of its range is none.
  static func parameter(_ value: Double, of lever: Lever) -> String {
    let isThreshold = lever.spec.unit == .money && lever.spec.range.upperBound == LayerTerms.noLimit
    return isThreshold && value >= LayerTerms.noLimit ? "none 无" : parameter(value)
  }
  /// English and Chinese side by side.
  static func both(_ text: LocalizedText) -> String { text.both }
  /// The same for a column of this width: side by side where that fits, else each on lines of its own.
  static func lines(_ text: LocalizedText, width: Int) -> String {
    DisplayWidth.of(text.both) <= width || text.isOneText ? text.both : "\(text.en)\n\(text.zh)"
  }
}

/// Lines of a report.
struct ReportPage {
  static let width = 116
  /// The widest line of a table: a line printer's.
  static let paper = 132
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

  /// An item in two languages: the Chinese on a line of its own, below the English.
  mutating func item(_ text: LocalizedText) {
    item(text.en)
    if text.zh != text.en { paragraph(text.zh, indent: 4) }
  }

  /// A paragraph in two languages, one below the other.
  mutating func paragraph(_ text: LocalizedText, indent: Int = 0) {
    paragraph(text.en, indent: indent)
    if text.zh != text.en { paragraph(text.zh, indent: indent) }
  }

  mutating func item(_ text: String) { paragraph("- " + text, indent: 2, hanging: 2) }

  mutating func table(_ table: TextTable) { lines += table.lines() }

  /// A table with a column a year, in as many pieces as the paper asks for.
  mutating func table(_ years: [[Int]], _ build: ([Int]) -> TextTable) {
    for block in years {
      let table = build(block)
      if block.count > 1, table.width() > Self.paper {
        let half = (block.count + 1) / 2
        self.table([Array(block.prefix(half)), Array(block.dropFirst(half))], build)
      } else {
        self.table(table)
      }
    }
  }
}
