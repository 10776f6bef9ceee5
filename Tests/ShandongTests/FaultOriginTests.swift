import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing

/// What a fault is about, said without files, is found in file and line.
@Suite struct FaultOriginTests {
  private static let assumptions = "assumptions.yaml", baseline = "baseline.yaml"

  /// The first line of a file of the province that begins like this, from 1, below the first that begins with `section`.
  private static func line(_ file: String, _ start: String, below section: String = "") throws -> Int {
    let lines = try String(contentsOfFile: Shandong.folder + "/" + file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let from = section.isEmpty ? 0 : try #require(lines.firstIndex { $0.hasPrefix(section) })
    return try #require(lines[from...].firstIndex { $0.hasPrefix(start) }) + 1
  }

  private static func located(_ subject: FaultSubject) throws -> Diagnostic {
    try FaultOrigins(Shandong.study.get().place).located(Diagnostic("it is wrong", of: subject))
  }

  @Test(
    arguments: [
      (.lever("resident.premium"), baseline, "    premium:", "  resident:"),
      (.lever("economy.interest-rate"), assumptions, "    interest-rate:", ""),
      (.moves(["lapse"]), assumptions, "    lapse.hazard:", ""),
      (.fund("personal-accounts"), assumptions, "      opening-balance:", "    personal-accounts:"),
      (.line("resident-premium"), baseline, "    premium:", "  resident:"),
      (.figure("resident-income"), baseline, "    resident-income:", ""),
      (.persons(status: "resident-assisted"), baseline, "    resident-assisted:", "base-year-figures:"),
      (.draws, assumptions, "    wage:", "draws:"),
      (.cell(TableCell("mortality.csv", sex: .male, age: 90)), "tables/mortality.csv", "male,90,", ""),
      (
        .cell(TableCell("service-profiles.csv", words: ["employee", "inpatient"], sex: .female, age: 30)),
        "tables/service-profiles.csv", "employee,inpatient,female,30,", ""
      ),
      // What has no sex and no age of its own is that of the first row.
      (.cell(TableCell("fertility.csv", year: 2027)), "tables/fertility.csv", "15,", ""),
      // No lever moves these: their profile does.
      (.moves(["leave-student"]), "tables/hazard-profiles.csv", "leave-student,", ""),
    ] as [(FaultSubject, String, String, String)])
  func everyKindHasAPlace(subject: FaultSubject, file: String, start: String, section: String) throws {
    let fault = try Self.located(subject)
    #expect(fault.file == Shandong.folder + "/" + file, "\(fault)")
    #expect(try fault.line == Self.line(file, start, below: section), "\(fault)")
    #expect(fault.subject == subject && fault.key == subject.name)
    #expect(fault.remedy == "check the values it is made of")
  }

  /// A lever as drivers move it is a fault of the driver: of the one that names it, or else of one that moves what it follows.
  @Test(arguments: [
    ("economy.wage-growth", "wage"), ("economy.average-wage", "wage"), ("economy.interest-rate", "interest"),
  ])
  func theDriverBehindALever(path: String, driver: String) throws {
    let fault = try Self.located(.driven(path))
    #expect(fault.key == "draws.drivers.\(driver)" && fault.file == Shandong.folder + "/" + Self.assumptions)
    #expect(try fault.line == Self.line(Self.assumptions, "    \(driver):", below: "draws:"), "\(fault)")
  }

  /// Everything that nobody gave stands in the baseline, which is where it would be added; rows that are not there in their table.
  @Test func whatStandsNowhere() throws {
    let lever = try Self.located(.lever("no.such-lever"))
    #expect(lever.file == Shandong.folder + "/baseline.yaml" && lever.line == nil)
    let row = try Self.located(.cell(TableCell("mortality.csv", sex: .male, age: 200)))
    #expect(row.file == Shandong.folder + "/tables/mortality.csv" && row.line == nil)
    let found = try FaultOrigins(Shandong.study.get().place)
      .located(Diagnostic("it is wrong", file: "elsewhere.csv", line: 3, key: "resident.premium"))
    #expect(found.description == "elsewhere.csv:3: resident.premium: it is wrong")
  }

  /// Under a scenario a fault is that of its change, of the lever itself or of one that it follows.
  @Test func inTheChangesOfAScenario() throws {
    let study = try Shandong.study.get(), registry = study.place.baseline.registry
    let reforms = try ["economy.wage-growth=2027:0.01", "resident.premium=2027:500"].enumerated().map {
      try ReformFile.parse(setting: $1, registry: registry, id: "set-\($0 + 1)", number: $0 + 1)
    }
    let title = LocalizedText(en: "a", zh: "甲")
    let scenario = ScenarioDefinition(id: "mine", title: title, reforms: reforms)
    let origins = FaultOrigins(study.place, definitions: [.baseline(title), scenario])
    func line(_ subject: FaultSubject, scenario: String? = "mine") -> String {
      let fault = origins.located(
        Diagnostic("it is wrong", of: subject, in: FaultScope(scenario: scenario), remedy: "-"))
      return "\(fault.file?.split(separator: "/").last ?? ""):\(fault.line ?? 0)"
    }
    #expect(line(.lever("economy.average-wage")) == "--set:1")
    #expect(line(.lever("resident.premium")) == "--set:2")
    // Of many changes none of which it follows, the last reform's.
    #expect(line(.lever("funds.employee-pool.opening-balance")) == "--set:0")
    // No change multiplies the table.
    #expect(
      try line(.cell(TableCell("mortality.csv"))) == "mortality.csv:\(Self.line("tables/mortality.csv", "male,0,"))")
    #expect(line(.lever("economy.wage-growth"), scenario: nil).hasPrefix("assumptions.yaml:"))
  }

  /// A region's own table is named, and the region said.
  @Test func inARegion() throws {
    let rates = try String(contentsOfFile: Shandong.folder + "/tables/mortality.csv", encoding: .utf8)
    let folder = try RegionTests.place(
      RegionTests.region("one", 0.5, "    tables: tables/one\n") + RegionTests.region("two", 0.5),
      files: ["tables/one/mortality.csv": "# one line more\n" + rates])
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = try Place(folder.appendingPathComponent("shandong").path)
    let whole = try Self.line("tables/mortality.csv", "female,40,")
    for (region, file, line) in [
      ("one", "tables/one/mortality.csv", whole + 1), ("two", "tables/mortality.csv", whole),
    ] {
      let fault = FaultOrigins(place).located(
        Diagnostic(
          "it is wrong", of: .cell(TableCell("mortality.csv", sex: .female, age: 40)), in: FaultScope(region: region)))
      #expect(fault.file?.hasSuffix("shandong/" + file) == true && fault.line == line, "\(fault)")
      #expect(fault.message == "it is wrong, region \(region)")
    }
  }

  /// Tables know the rows of a group of ages, and of a year where years are rows.
  @Test func rowsOfOtherTables() throws {
    let fault = Diagnostic("it is wrong", of: .cell(TableCell(words: ["a"], sex: .male, age: 7, note: "at the end")))
    #expect(fault.key == "a male age 7 at the end")
    let error = #expect(throws: FundcastError.self) {
      try FundcastError.locating(table: "t.csv", suffix: " in 2030", in: FaultScope(region: "one", year: 2030)) {
        throw FundcastError(.data, fault)
      }
    }
    let located = try #require(error?.diagnostics.first)
    #expect(located.message == "it is wrong in 2030" && located.scope == FaultScope(region: "one", year: 2030))
    #expect(
      located.subject
        == .cell(TableCell("t.csv", words: ["a"], sex: .male, age: 7, year: 2030, note: "at the end")))
  }
}
