import Foundation
import InputFiles
import ProjectionEngine
import Quantities
import Results
import Studies
import Testing
import _TestSupport

/// Accounts of a part of a year: months add up to the year, a rule acts in its own months, and a place has its own profiles.
@Suite struct MonthTests {
  private func months(_ line: String, _ year: Int) throws -> [Double] {
    let result = try Shandong.run.get().result
    return result.outcome(scenario: 0, region: 0).months(
      line: try Shandong.line(line), year: year - result.timeline.baseYear)
  }

  @Test func monthsAddUpToTheYear() throws {
    let result = try Shandong.run.get().result
    for line in result.scheme.lines.indices {
      for year in [0, 1, 10] {
        let whole = result.amount(scenario: 0, region: 0, line: line, year: year)
        let sum = result.outcome(scenario: 0, region: 0).months(line: line, year: year).reduce(0, +)
        #expect(abs(sum - whole) <= Within.roundoff * abs(whole), "\(result.scheme.lines[line].id)")
      }
    }
  }

  @Test func reliefFallsIntoItsOwnMonths() throws {
    let employers = try months("employer-contribution", 2020), relief = try months("employer-relief", 2020)
    for month in 0..<12 { #expect((relief[month] != 0) == (1...5).contains(month), "month \(month + 1)") }
    // Half the rate on the eligible share of the base.
    let study = try Shandong.study.get()
    let eligible = try #require(
      study.calibration.targets.first { $0.target.id == "employer-relief" }
    ).solved
    #expect(abs(employers[1] / employers[0] - (1 - 0.5 * eligible)) < Within.roundoff)
    #expect(abs(employers[6] / employers[0] - 1) < Within.roundoff)
    #expect(abs(relief[1] - 1.17e10 / 5) < Unseen.wholeYuan)
  }

  /// Shandong with a table of months.
  private func place(_ rows: String) throws -> Place {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let baseline = folder.appendingPathComponent(BrokenPlaceTests.baseline)
    let text = try String(contentsOf: baseline, encoding: .utf8)
    try text.replacingOccurrences(of: "tables: tables\n", with: "tables: tables\nmonthly-profiles: months.csv\n")
      .write(to: baseline, atomically: true, encoding: .utf8)
    try rows.write(
      to: folder.appendingPathComponent("shandong/tables/months.csv"), atomically: true, encoding: .utf8)
    return try Place(folder.appendingPathComponent("shandong").path)
  }

  @Test func aPlaceHasItsOwnMonths() throws {
    let rows = (1...12).map { "resident-premium,\($0),\($0 == 1 ? 0.75 : $0 == 2 ? 0.25 : 0)\n" }.joined()
    let study = try PolicyStudy(place("line,month,share\n" + rows), horizon: 2021)
    let result = try study.run([]).result
    let line = try Shandong.line("resident-premium")
    let amount = result.amount(scenario: 0, region: 0, line: line, year: 1)
    let months = result.outcome(scenario: 0, region: 0).months(line: line, year: 1)
    #expect(
      abs(months[0] - 0.75 * amount) < Unseen.yuan && abs(months[1] - 0.25 * amount) < Unseen.yuan && months[2] == 0)
    // The year is the same: months say when, not how much.
    let usual = try Shandong.run.get().result.amount(scenario: 0, region: 0, line: line, year: 1)
    #expect(abs(amount / usual - 1) < Within.solved)
  }

  @Test(arguments: [
    ("line,month\nresident-premium,1\n", "the columns must be line,month,share"),
    ("line,month,share\nresident-premum,1,1\n", "did you mean \"resident-premium\""),
    ("line,month,share\nresident-premium,13,1\n", "out of range"),
    ("line,month,share\nresident-premium,1,1\n", "twelve shares that sum to 1"),
    ("line,month,share\nresident-premium,1,0.5\nresident-premium,1,0.5\n", "the month stands twice"),
    (
      "line,month,share\n" + (1...12).map { "resident-premium,\($0),0.1\n" }.joined(), "12 shares, sum 1.2"
    ),
  ])
  func aBrokenTableOfMonthsGivesOneMessage(rows: String, message: String) throws {
    let error = #expect(throws: FundcastError.self) { _ = try place(rows) }
    #expect(error?.category == .data)
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    #expect(error?.description.contains("months.csv") == true)
  }
}
