import Foundation
import InputFiles
import Quantities
import Studies
import Testing

/// A lever without a value: the message names the file and the section in which it is to stand.
@Suite struct MissingLeverTests {
  @Test(arguments: [
    ("assumptions.yaml", "economy.interest-rate", "add it under `assumptions:` in share/year"),
    ("baseline.yaml", "resident.special-groups.ceiling", "add it under `rules:` in yuan"),
  ])
  func theFileOfItsSectionIsNamed(file: String, lever: String, remedy: String) throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("shandong/\(file)")
    let parts = lever.split(separator: "."), name = "\(parts[parts.count - 1]): "
    // Without the first line of this name under the entity's own key.
    var lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
    let entity = try #require(
      lines.firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix("\(parts[parts.count - 2]):") })
    let place = try #require(
      lines[entity...].firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix(name) })
    lines.remove(at: place)
    try lines.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
    let error = try #require(throws: FundcastError.self) {
      _ = try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path))
    }
    #expect(error.diagnostics.map(\.key) == [lever], "\(error.description)")
    #expect(error.description.contains("shandong/\(file): \(lever): no value given"), "\(error.description)")
    #expect(error.description.contains(remedy), "\(error.description)")
  }
}
