import Foundation
import InputFiles
import Quantities
import Testing

/// Independent mistakes in several files of a place are told together, each with its file and line.
@Suite struct SeveralFilesTests {
  private static func edit(_ folder: URL, _ name: String, _ edits: [(String, String)]) throws {
    let file = folder.appendingPathComponent(name)
    var text = try String(contentsOf: file, encoding: .utf8)
    for (find, replacement) in edits {
      let place = try #require(text.range(of: find), "the test names text that is not in the file")
      text.replaceSubrange(place, with: replacement)
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test func mistakesInRulesAssumptionsAndTablesComeTogether() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.edit(
      folder, BrokenPlaceTests.baseline,
      [("employee-rate:", "own-rte:"), ("values: { 2020: 0.6 }", "values: { 2020: -0.6 }")])
    try Self.edit(
      folder, BrokenPlaceTests.assumptions,
      [
        (
          "earnings-coefficient-of-variation: { unit: number, value: 0.8",
          "earnings-coefficient-of-variation: { unit: number, value: -1"
        )
      ])
    try Self.edit(folder, "shandong/tables/population.csv", [("male,50,", "male,51,")])
    try Self.edit(folder, "shandong/tables/hazard-profiles.csv", [("relative\n", "ralative\n")])
    try Self.edit(folder, "shandong/tables/published.csv", [("employee,income", "employe,income")])
    try FileManager.default.removeItem(at: folder.appendingPathComponent("shandong/tables/mortality.csv"))
    do {
      _ = try Place(folder.appendingPathComponent("shandong").path)
      Issue.record("no error")
    } catch let error as FundcastError {
      #expect(error.category == .data)
      for part in [
        "baseline.yaml:14: employee.own-rte", "employee.base-floor.values.2020: the number is out of range",
        "assumptions.yaml:",
        "employee.earnings-coefficient-of-variation", "population.csv:", "hazard-profiles.csv:5: ralative",
        "published.csv:",
        "mortality.csv: there is no such file",
      ] { #expect(error.description.contains(part), "\(part) in \(error.description)") }
      #expect(error.diagnostics.count == 8, "\(error.description)")
      for fault in error.diagnostics { #expect(fault.file != nil && fault.remedy != nil, "\(fault)") }
    }
  }

  @Test func twentyAreShownAndTheRestCounted() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(BrokenPlaceTests.baseline)
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(of: "unit: share", with: "unit: yuan")
      .replacingOccurrences(of: "unit: yuan/person/year", with: "unit: share")
      .write(to: file, atomically: true, encoding: .utf8)
    do {
      _ = try Place(folder.appendingPathComponent("shandong").path)
      Issue.record("no error")
    } catch let error as FundcastError {
      let lines = error.description.split(separator: "\n")
      try #require(lines.count == 21)
      #expect(lines[20] == "… and \(error.diagnostics.count - 20) more")
      #expect(lines[0].contains("wrong unit"))
    }
  }
}
