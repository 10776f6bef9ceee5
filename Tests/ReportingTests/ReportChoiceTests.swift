import Accounts
@testable import Documents
import Quantities
import Results
import Studies
import Testing
@testable import TextPages

/// What a report shows by itself: units by the size of the place, years by the reforms, warnings by the bounds.
@Suite struct ReportChoiceTests {
  // MARK: Units

  /// A district of 17,600万元 a year, a city of 61亿元, a province, the country; a village.
  @Test(arguments: [
    (1.36e8, 123_000.0, "万元", "人"), (6.1e9, 5.3e6, "亿元", "万人"), (6.6e10, 1.0e8, "亿元", "万人"),
    (5.7e11, 1.4e9, "亿元", "万人"), (9.99e8, 999_999, "万元", "人"), (1e9, 1e6, "亿元", "万人"), (9e5, 2000, "元", "人"),
  ]) func theUnitFollowsTheSize(_ flow: Double, _ population: Double, _ money: String, _ people: String) {
    let units = ReportUnits(largestFlow: flow, population: population, TinyRun.scheme.form)
    #expect(units.money.name == money && units.people.name == people)
  }

  /// Whatever prints as zero is no change, in every unit.
  @Test func theSmallestVisibleAmountIsHalfADigit() {
    for flow in [1e5, 1e8, 1e11] {
      let units = ReportUnits(largestFlow: flow, population: 1, TinyRun.scheme.form)
      #expect(units.prose(units.visible * 1.001, plus: true) == "+" + units.step)
      #expect(!units.prose(units.visible * 0.999, plus: true).contains { "123456789".contains($0) })
    }
  }

  /// The tiny place has flows of hundreds of millions and 100,000 people: 万元 and persons, everywhere.
  @Test func oneUnitInTheWholeReport() throws {
    let run = try TinyRun.make()
    for text in [try TextPage.text(Report.document(run)), TextPage.text(RunSummary.document(run), indent: 0)] {
      #expect(text.contains("万元"))
      #expect(!text.contains("亿元") && !text.contains("万人"))
    }
  }

  // MARK: Years

  private let timeline = Timeline(baseYear: 2020, horizon: 2060)

  private func calendar(_ years: ReportYears) -> [Int] { years.rows.map { 2020 + $0 } }

  @Test func withoutReformsTheFirstTenYears() {
    let years = ReportYears(timeline, chosen: nil, firstChange: nil)
    #expect(calendar(years) == Array(2020...2030) + [2035, 2040, 2045, 2050, 2055, 2060])
  }

  @Test func tenYearsFromTheFirstChangeThenEveryFifth() {
    let years = ReportYears(timeline, chosen: nil, firstChange: 2027)
    #expect(calendar(years) == [2020] + Array(2027...2037) + [2040, 2045, 2050, 2055, 2060])
    let odd = ReportYears(Timeline(baseYear: 2020, horizon: 2043), chosen: nil, firstChange: 2031)
    #expect(odd.rows.map { 2020 + $0 } == [2020] + Array(2031...2041) + [2043])
    #expect(ReportYears(Timeline(baseYear: 2020, horizon: 2020), chosen: nil, firstChange: nil).rows == [0])
  }

  @Test func theUserChoosesYears() {
    let years = ReportYears(timeline, chosen: [2035, 2026, 2027], firstChange: 2022)
    #expect(calendar(years) == [2026, 2027, 2035])
    #expect(years.columns == [[6, 7, 15]])
    #expect(
      ReportYears(timeline, chosen: Array(2020...2060), firstChange: nil).columns.map(\.count) == [9, 9, 9, 9, 5])
    // Of a run repeated to another horizon what is left.
    #expect(ReportYears(timeline, chosen: [2019, 2060, 2061], firstChange: nil).rows == [40])
  }

  @Test func yearsAndSpansAreRead() throws {
    #expect(try ReportOptions.years("2026..2030,2035", of: timeline) == [2026, 2027, 2028, 2029, 2030, 2035])
    #expect(try ReportOptions.years("2060,2020,2020..2021", of: timeline) == [2020, 2021, 2060])
  }

  @Test(arguments: [
    ("2019", "the year is not projected", "2020 to 2060"), ("2050..2061", "the year is not projected", "2061"),
    ("2030..2026", "the span ends before it begins", "2026..2030"), ("", "this is no year", "2026..2030,2035"),
    ("2026..", "this is no year", "found \"\""), ("2026-2030", "this is no year", "2026-2030"),
    ("2026,,2027", "this is no year", "found"), ("２０２６", "this is no year", "２０２６"),
    ("+2026", "this is no year", "+2026"),
    ("2026...2030", "this is no year", ".2030"), (" 2026", "this is no year", " 2026"),
  ]) func whatIsNoYearIsRefused(_ text: String, _ message: String, _ part: String) {
    let error = #expect(throws: FundcastError.self) { try ReportOptions.years(text, of: timeline) }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("--years: \(message)") == true, "\(error?.description ?? "")")
    #expect(error?.description.contains(part) == true)
  }

  // MARK: The date of the valuation

  @Test(arguments: ["2024-06-30", "2024-02-29", "2000-02-29", "1999-12-31"])
  func datesOfTheCalendar(_ text: String) throws { #expect(try ValuationDate(text).text == text) }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-4-30", "24-04-30", "2024-04-30T00:00",
    "2024/04/30", "", "2024-04", "20240430", "2024-+4-30",
  ]) func whatIsNoDateIsRefused(_ text: String) {
    let error = #expect(throws: FundcastError.self) { try ValuationDate(text) }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("--valuation-date: this is no date") == true)
  }

  // MARK: Reserves

  /// Cost of 12 a year: the stock is the months.
  private func warnings(_ closing: [Double], _ bounds: ReserveBounds = .usual) -> ReserveWarnings {
    // The hidden year after the horizon is not judged.
    ReserveWarnings(
      closing: closing + [-99], cost: [Double](repeating: 12, count: closing.count + 1),
      bounds: [ReserveBounds](repeating: bounds, count: closing.count))
  }

  @Test func firstYearsBeyondTheBounds() {
    let found = warnings([16, 10, 5.5, 4, 2, -1, -7])
    #expect(found.aboveHigh == 0 && found.belowNormal == 2 && found.belowSevere == 4 && found.belowZero == 5)
    #expect(found.levels == [.high, .normal, .alert, .alert, .severe, .severe, .severe])
    #expect(found.months == [16, 10, 5.5, 4, 2, -1, -7])
  }

  @Test func neverIsNever() {
    let found = warnings([8, 8, 8])
    #expect([found.aboveHigh, found.belowNormal, found.belowSevere, found.belowZero] == [nil, nil, nil, nil])
  }

  /// A fund that settles every year has no level, but may fall below zero.
  @Test func noReserveIsAskedOfAFundThatSettles() {
    let found = warnings([0, 0, -1], ReserveBounds(severe: 0, normal: 0, high: 15))
    #expect(found.levels == [nil, nil, nil] && found.belowSevere == nil && found.aboveHigh == nil)
    #expect(found.belowZero == 2)
  }

  /// A year without cost has no months; bounds may move.
  @Test func boundsOfTheirYear() {
    let found = ReserveWarnings(
      closing: [4, 4, 4, 0], cost: [0, 12, 12, 12],
      bounds: [.usual, .usual, ReserveBounds(severe: 2, normal: 3, high: 3.5)])
    #expect(found.levels == [nil, .alert, .high])
    #expect(found.belowNormal == 1 && found.aboveHigh == 2 && found.belowSevere == nil)
  }

  @Test func boundsStandInTheHeadsOrInAColumn() {
    let years = Timeline(baseYear: 2020, horizon: 2022)
    let own = warnings([4, 3, 2], ReserveBounds(severe: 1, normal: 2, high: 4))
    let settled = warnings([0, 0, 0], ReserveBounds(severe: 0, normal: 0, high: 15))
    func lines(_ funds: [(title: LocalizedText, warnings: ReserveWarnings)]) -> [String] {
      var page = Document(languages: ["en", "zh"])
      page.table(Report.table(funds, years))
      return TextPage.text(page, indent: 0).split(separator: "\n").map(String.init)
    }
    let a = LocalizedText("A"), b = LocalizedText("B")
    let shared = lines([(a, warnings([8, 5, 2])), (b, settled)])
    #expect(shared[0].contains("Below 3") && shared[0].contains("Above 15") && !shared[0].contains("Bounds"))
    #expect(shared[4].split(separator: " ").suffix(4) == ["–", "2022", "2021", "–"])
    #expect(shared[4].contains("8.0") && shared[4].contains("normal 正常"))
    #expect(shared[5].contains("none asked 不要求"))
    let mixed = lines([(a, warnings([8, 5, 2])), (b, own)])
    #expect(mixed[0].contains("Bounds") && mixed[4].contains("3 / 6 / 15") && mixed[5].contains("1 / 2 / 4"))
  }

  @Test func levelsStandInTheMeasures() throws {
    let run = try TinyRun.make()
    let cells = Cells(try rendered(.measures, run))
    for fund in ["pool", "flat", "care"] {
      let row = ["scenario": "baseline", "fund": fund, "measure": "warning"]
      let months = cells.numbers(
        "value", ["scenario": "baseline", "fund": fund, "measure": "reserve-months-backward"])
      let levels = cells.numbers("value", row)
      #expect(levels.count == 4)
      #expect(levels == months.map { $0 < 3 ? 1 : $0 < 6 ? 2 : $0 > 15 ? 4 : 3 })
    }
    #expect(Set(cells.rows.filter { $0["measure"] == "warning" }.compactMap { $0["unit"] }) == ["level"])
  }
}
