import Foundation
import InputFiles
import Quantities
import Studies
import Testing

/// A lever without a value: the message names the file and the section in which it is to stand.
@Suite struct MissingLeverTests {
  @Test(arguments: [
    (
      "assumptions.yaml", "employee.inpatient.dispersion", "    dispersion: { unit: number, value: 0.2,",
      "add it under `assumptions:` in number"
    ),
    (
      "baseline.yaml", "resident.special-groups.ceiling",
      "ceiling: { unit: yuan, values: { 2020: 20000 }, then: { index: economy.average-wage }, source: \"judgement: rehab",
      "add it under `rules:` in yuan"
    ),
  ])
  func theFileOfItsSectionIsNamed(file: String, lever: String, line: String, remedy: String) throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("shandong/\(file)")
    var lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
    lines.remove(at: try #require(lines.firstIndex { $0.contains(line) }))
    try lines.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
    let error = try #require(throws: FundcastError.self) {
      _ = try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path))
    }
    #expect(error.diagnostics.map(\.key) == [lever], "\(error.description)")
    #expect(error.description.contains("shandong/\(file): \(lever): no value given"), "\(error.description)")
    #expect(error.description.contains(remedy), "\(error.description)")
  }
}
