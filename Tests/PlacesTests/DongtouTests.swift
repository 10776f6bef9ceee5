import Accounts
import Calibration
import Foundation
import InputFiles
import Quantities
import Reporting
import Studies
import Testing

/// The district: January to April 2024 as its report prints them, who is insured, and what each reform moves.
@Suite struct DongtouTests {
  private let place: ShippedPlace

  init() throws { place = try ShippedPlace.dongtou.get() }

  /// The row of a fund in the table of months: income, outflow, balance, stock, months, level.
  private func row(_ title: String) throws -> [String] {
    let text = MonthlyTables.text(place.run, year: 2024, through: 4)
    let lines = text.split(separator: "\n")
    let line = try #require(lines.first { $0.contains(title) }, "\(text)")
    let cells = line.split(separator: " ").map(String.init)
    let start = try #require(cells.firstIndex { Double($0) != nil })
    return Array(cells[start...])
  }

  @Test func januaryToAprilOfTheEmployeeFundArePrintedAsPublished() throws {
    // Pool and personal accounts together.
    let row = try row("employee, all funds")
    #expect(Array(row[0...5]) == ["7491.51", "5173.05", "2318.46", "0.00", "58100.00", "44.93"])
  }

  @Test func januaryToAprilOfTheResidentFundArePrintedAsPublishedAndRaiseTheAlert() throws {
    let row = try row("Resident fund")
    #expect(Array(row[0...6]) == ["4554.81", "6386.61", "-1831.80", "0.00", "5187.20", "3.25", "ALERT"])
    #expect(WarningLevel(months: 5187.20 / (6386.61 / 4), normal: 6, severe: 3) == .alert)
  }

  @Test func monthsToZeroAtThisBurn() throws {
    let row = try row("Resident fund")
    let balance = try #require(Double(row[2])), stock = try #require(Double(row[4]))
    #expect(String(format: "%.1f", stock / (-balance / 4)) == "11.3")
  }

  @Test func recoveriesByAprilArePublishedOnes() throws {
    let recovered = try ["employee-recoveries", "resident-recoveries"]
      .reduce(0) { $0 + (try place.amount($1, 2024, through: 4)) }
    #expect(isClose(recovered, 64445.86))
  }

  @Test func aFigureOfMonthsIsMetInThemAndNotInTheYear() throws {
    let target = try #require(place.study.calibration.targets.first { $0.target.id == "resident-outflow" })
    #expect(target.target.lastMonth == 4 && isClose(target.achieved, target.target.value))
    let lines = ["resident-inpatient", "resident-general-outpatient", "resident-chronic-outpatient"]
    let year = try lines.reduce(0) { $0 + (try place.amount("baseline", $1, 2024)) }
    #expect(year > 2 * target.target.value)
  }

  @Test func theInsuredAreCounted() throws {
    #expect(isClose(try place.insured(2024), 114_529, 1e-8))
    // Without the students hardly anybody joined: nothing sets this.
    let others = try place.insured(2024) - place.insured(2023) - 5338
    #expect(others > 0 && others < 600, "\(others)")
  }

  @Test func theBudgetPaysSixHundredAndTenYuanForEachOf4369() throws {
    #expect(String(format: "%.2f", 4369 * 610 / 1e4) == "266.51")
    #expect(isClose(try place.persons("baseline", "resident-assisted", 2024), 4369, 1e-8))
    #expect(try place.value("baseline", "resident.premium", 2024) == 610)
    // The year's people are the mean of both ends.
    let paid = try place.amount("assisted-premium", 2024, through: 4)
    #expect(String(format: "%.2f", paid / 1e4) == "266.51")
    #expect(try row("Assistance fund")[0] == "266.51")
    try #expect(abs(place.amount("baseline", "assistance-subsidy", 2024) - paid) < 1e-3)
  }

  @Test func whoPaysForTheAssistedIsATransfer() throws {
    let id = "without-subsidised-4369"
    #expect(try place.amount(id, "assisted-premium", 2025) == 0)
    try #expect(
      isClose(place.amount(id, "assisted-own-premium", 2025), place.amount("baseline", "assisted-premium", 2025)))
    // Months of interest do not move: the balance of a year is what earns.
    try #expect(
      isClose(place.closing(id, "resident-pool", 2027), place.closing("baseline", "resident-pool", 2027), 1e-9))
  }

  @Test func fiveThousandThreeHundredAndThirtyEightStudentsMoveInTheBaseYear() throws {
    let hazard = "membership.students.hazard"
    let reached = try place.reached(hazard, from: "uninsured", 2024)
    try #expect(isClose(place.value("baseline", hazard, 2024) * reached, 5338, 1e-9))
    #expect(try place.value("baseline", hazard, 2025) == 0)
    // Without them so many fewer are insured, less those who would have joined anyway.
    let id = "without-students-5338"
    #expect(try place.value(id, hazard, 2024) == 0)
    let left = try place.persons(id, "uninsured", 2024) - place.persons("baseline", "uninsured", 2024)
    #expect(left > 4700 && left < 5338, "\(left)")
  }

  @Test func sixThousandMoveByTheTask() throws {
    let id = "enrolment-6000", hazard = "membership.enrolment-drive.hazard"
    let reached = try place.reached(hazard, from: "uninsured", 2025)
    try #expect(isClose(place.value(id, hazard, 2025) * reached, 6000, 1e-9))
    let left = try place.persons("baseline", "uninsured", 2025) - place.persons(id, "uninsured", 2025)
    #expect(left > 5000 && left < 6000, "\(left)")
    #expect(try place.amount(id, "resident-premium", 2024) == place.amount("baseline", "resident-premium", 2024))
  }

  @Test func theYearRunsTo2060AndNoFactorIsFarFromOne() throws {
    #expect(place.result.timeline.horizon == 2060)
    #expect(place.study.calibration.warnings.isEmpty)
    for path in ["employee-income", "employee-cost", "resident-cost"] {
      let factor = try place.value("baseline", "calibration.\(path).factor", 2024)
      #expect(CalibrationResult.plausibleFactors.contains(factor), "\(path) \(factor)")
    }
    let subsidy = try place.value("baseline", "resident.subsidy", 2024)
    #expect(subsidy > 900 && subsidy < 1300, "\(subsidy)")
  }

  /// The district with one text replaced in its baseline.
  private func broken(_ old: String, _ new: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dongtou-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["dongtou", "schemes"] {
      try FileManager.default.copyItem(
        at: ShippedPlace.root.appendingPathComponent("scenarios/\(name)"), to: folder.appendingPathComponent(name))
    }
    let file = folder.appendingPathComponent("dongtou/baseline.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacingOccurrences(of: old, with: new).write(to: file, atomically: true, encoding: .utf8)
    _ = try PolicyStudy(PlaceFolder(folder.appendingPathComponent("dongtou").path), horizon: 2025)
  }

  @Test(arguments: [
    ("through-month: 4, value: 7.49151e7", "through-month: 13, value: 7.49151e7", "through-month"),
    (
      "[employee.inpatient] }, value", "[employee.inpatient] }, through-month: 4, value",
      "rate is one of the whole year"
    ),
    ("{ 2024: 5338, 2025: 0 }", "{ 2024: 9000, 2025: 0 }", "more persons are to move in 2024 than can"),
  ])
  func aFigureThatCannotBeGivesOneMessage(old: String, new: String, message: String) throws {
    let error = #expect(throws: FundcastError.self) { try broken(old, new) }
    #expect(error?.category == .data)
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }
}
