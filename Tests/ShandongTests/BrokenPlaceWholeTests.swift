import Foundation
import InputFiles
import Quantities
import Testing

/// What no one line of a place makes wrong: values left out or given for nothing, and several faults at once.
extension BrokenPlaceTests {
  /// Without the values of what counts, all chronic outpatient care would count for assistance: that must be said.
  @Test func aLeverThatLayersNeedIsAskedFor() throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(Self.baseline)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("  critical-illness:") })
    let own = (start - 1)..<start
    #expect(lines[own].map { $0.split(separator: ":")[0] } == ["  counted-care.chronic-outpatient"])
    try lines.enumerated().filter { !own.contains($0.offset) }.map(\.element).joined(separator: "\n").write(
      to: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: FundcastError.self) {
      _ = try Place(folder.appendingPathComponent("shandong").path)
    }
    let text = error?.description ?? ""
    for part in [
      "accumulators.assisted.counted.chronic-outpatient", "counted-care.chronic-outpatient",
      "give counted-care its values",
    ] { #expect(text.contains(part), "\(text)") }
  }

  /// What the place gives values of does not vanish with what it leaves out.
  @Test(arguments: [
    ("shandong", "critical-illness", "gives values of funds.critical-illness but none of critical-illness"),
    ("dongtou", "relief", "gives values of funds.relief but none of relief"),
    (
      "jiangsu", "supplementary",
      "gives values of supplementary.eligible but none of supplementary"
    ),
  ])
  func whatIsGivenIsNotLost(place: String, entity: String, expected: String) throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["baseline.yaml", "assumptions.yaml"] {
      let file = folder.appendingPathComponent("\(place)/\(name)")
      try Self.without(entity, in: String(contentsOf: file, encoding: .utf8)).write(
        to: file, atomically: true, encoding: .utf8)
    }
    let error = #expect(throws: FundcastError.self) {
      _ = try Place(folder.appendingPathComponent(place).path)
    }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  /// A place's file without the values of an entity's own levers; those of entities below it stay.
  private static func without(_ entity: String, in text: String) -> String {
    var inside = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("  "), !line.hasPrefix("   ") { inside = line.hasPrefix("  \(entity):") }
      let isOwn = line.hasPrefix("    ") && !line.hasPrefix("     ") && line.contains("unit:")
      return !(inside && isOwn) && !line.hasPrefix("  \(entity).")
    }.joined(separator: "\n")
  }

  /// Two voluntary covers on the same bills: what one leaves depends on who has it.
  @Test func layersOfTwoCoversDoNotFollowOneAnother() throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(Self.scheme)
    var text = try String(contentsOf: file, encoding: .utf8)
    let layer = "on: uncovered, terms: supplementary.uncovered, cover: supplementary }\n  special-drugs:"
    #expect(text.contains("\ncovers:\n") && text.contains(layer))
    text = text.replacingOccurrences(
      of: "\ncovers:\n", with: "\ncovers:\n  other: { title: { en: Other, zh: 另一种 }, ages: { all: 0 } }\n")
    text = text.replacingOccurrences(
      of: layer,
      with: layer.replacingOccurrences(
        of: "cover: supplementary }",
        with: "cover: supplementary }\n"
          + "      second: { title: { en: Second, zh: 第二 }, on: eligible-left, terms: supplementary.eligible, cover: other }"
      ))
    try text.write(to: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: FundcastError.self) {
      _ = try Place(folder.appendingPathComponent("jiangsu").path)
    }
    #expect(
      error?.description.contains(
        "accumulators.employees.layers.second: a closing layer, or one of another voluntary cover, stands behind a voluntary one"
      ) == true,
      "\(error?.description ?? "")")
  }

  @Test func independentMistakesAreAllToldAtOnce() throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(Self.baseline)
    var text = try String(contentsOf: file, encoding: .utf8)
    for (find, replacement) in [
      ("unit: share, values: { 2020: 0.07 }", "unit: shares, values: { 2020: 0.07 }"),
      ("values: { 2020: 0.6 }", "values: { 2020: -0.6 }"), ("employee-rate:", "own-rte:"),
    ] { text = text.replacingOccurrences(of: find, with: replacement) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    do {
      _ = try Place(folder.appendingPathComponent("shandong").path)
      Issue.record("no error")
    } catch let error as FundcastError {
      for part in ["employer-rate.unit", "base-floor", "own-rte"] { #expect(error.description.contains(part)) }
    }
  }
}
