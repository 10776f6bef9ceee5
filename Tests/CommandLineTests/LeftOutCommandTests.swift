import Foundation
import Testing

/// A run with a scenario that cannot be, as a user calls it.
@Suite struct LeftOutCommandTests {
  private static let tables = ["accounts", "contributions", "utilisation", "membership", "measures", "differences"]
  private static let standard = [
    "run", "scenarios/shandong", "--horizon", "2028", "--tables", tables.joined(separator: ","), "--paths", "64",
  ]

  private struct Folder {
    let url: URL

    init() throws { url = try CommandLineTests.scratch("faulty") }

    func reform(_ id: String, _ changes: String) throws -> String {
      let file = url.appendingPathComponent("\(id).yaml")
      try """
      title: { en: A, zh: 甲 }
      baseline: \(CommandLineTests.root.path)/scenarios/shandong/baseline.yaml
      source: s
      description: d
      changes:
        \(changes)

      """.write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
  }

  @Test func itIsLeftOutAndSaid() throws {
    let folder = try Folder()
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let good = try folder.reform("good", "resident.premium: { 2026: 500 }")
    let bad = try folder.reform("bad", "membership.lapse.hazard: { 2026: 0.9 }")
    func run(_ name: String, _ reforms: [String], _ more: [String] = []) throws -> CommandLineTests.Outcome {
      try CommandLineTests.run(
        Self.standard + ["--output", folder.path(name)] + reforms.flatMap { ["--reform", $0] } + more)
    }
    let outcome = try run("both", [bad, good])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(
      outcome.errors.contains("left out 未计算: bad\n  \(bad):6: lapse: a hazard must lie between 0 and 1"))
    #expect(outcome.output.contains("NOT COMPUTED 未计算: bad (report.txt says why"))
    let report = try folder.text("both/report.txt")
    let page = try #require(report.range(of: "NOT COMPUTED 未计算"))
    #expect(report[..<page.lowerBound].count { $0 == "\n" } < 60)
    #expect(report[page.upperBound...].contains("bad.yaml:6: lapse: a hazard must lie"))
    let manifest = try folder.text("both/manifest.json")
    #expect(manifest.contains("\"left-out\"") && manifest.contains("a hazard must lie between 0 and 1"))
    // Every number of the other is what it is alone.
    #expect(try run("one", [good]).status == 0)
    for table in Self.tables {
      #expect(try folder.text("both/\(table).csv") == folder.text("one/\(table).csv"), "\(table)")
    }
    #expect(try !folder.text("one/manifest.json").contains("left-out"))
    let verified = try CommandLineTests.run("verify", folder.path("both"))
    #expect(verified.status == 0, "\(verified.output)")
    let strict = try run("strict", [bad, good], ["--strict"])
    #expect(strict.status == 65 && strict.errors.hasPrefix("\(bad):6: "), "\(strict.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("strict")))
    let alone = try run("alone", [bad])
    #expect(alone.status == 65 && !FileManager.default.fileExists(atPath: folder.path("alone")))
  }

  /// A setting that clashes with one of two reforms is a fault of the command line.
  @Test func aSettingThatDoesNotFitOne() throws {
    let folder = try Folder()
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let five = try folder.reform("five", "resident.premium: { 2026: 500 }")
    let call = [
      "months", "scenarios/shandong", "--horizon", "2026", "--year", "2026", "--reform", five, "--reform",
      "reforms/no-change.yaml", "--set", "resident.premium=2026:600",
    ]
    let outcome = try CommandLineTests.run(call)
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("left out 未计算: five+set-1\n  --set:1: resident.premium: an earlier reform"))
    #expect(!outcome.output.isEmpty)
    let strict = try CommandLineTests.run(call + ["--strict"])
    #expect(strict.status == 64 && strict.output.isEmpty)
  }

  @Test func helpSaysSo() throws {
    #expect(try CommandLineTests.run("run", "--help").output.contains("--strict"))
  }
}
