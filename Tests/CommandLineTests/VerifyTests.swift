import Foundation
import Testing

/// `fundcast verify` after a run, and after something was changed.
@Suite struct VerifyTests {
  private static func append(_ text: String, _ path: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  @Test func whatWasChangedIsNamed() throws {
    let folder = try CommandLineTests.scratch("verify")
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenarios = folder.appendingPathComponent("scenarios").path
    let out = folder.appendingPathComponent("out").path
    try FileManager.default.copyItem(
      at: CommandLineTests.root.appendingPathComponent("scenarios"), to: URL(fileURLWithPath: scenarios))
    let place = scenarios + "/shandong"
    let reform = place + "/reforms/no-change.yaml"
    let run = try CommandLineTests.run(
      "run", place, "--output", out, "--horizon", "2026", "--quiet", "--tables", "all", "--reform", reform, "--set",
      "resident.premium=2024:500")
    #expect(run.status == 0, "\(run.errors)")
    func verify() throws -> CommandLineTests.Outcome { try CommandLineTests.run("verify", out) }

    let all = try verify()
    #expect(all.status == 0)
    #expect(all.errors.isEmpty)
    #expect(
      all.output.hasPrefix("\(out): \(place) to 2026, the baseline and 1 scenario(s), by fundcast 0.2.0\n"))
    #expect(all.output.hasSuffix("the same\nEverything matches.\n"), "\(all.output)")
    #expect(try OutputTests.names(folder) == ["out", "scenarios"])

    try Self.append("x", out + "/vital.csv")
    try FileManager.default.removeItem(atPath: out + "/population.csv")
    try Data().write(to: URL(fileURLWithPath: out + "/notes.txt"))
    // A comment changes the digest of an input, and no result.
    try Self.append("\n# a remark\n", place + "/assumptions.yaml")
    let changed = try verify()
    #expect(changed.status == 65)
    for line in [
      "    vital.csv: changed since the run wrote it\n", "    population.csv: missing\n",
      "    notes.txt: not written by the run\n", "    \(place)/assumptions.yaml: changed since the run read it\n",
      "4 difference(s).\n",
    ] { #expect(changed.output.contains(line), "\(changed.output)") }
    #expect(!changed.output.contains("running again"))

    try FileManager.default.removeItem(atPath: place + "/assumptions.yaml")
    let missing = try verify()
    #expect(missing.status == 65)
    #expect(missing.output.contains("    \(place)/assumptions.yaml: missing\n"), "\(missing.output)")
    #expect(missing.output.contains("  recomputed: the run cannot be repeated\n"), "\(missing.output)")
  }

  @Test func aTamperedManifestIsFound() throws {
    try OutputTests.withResults { _, out, _ in
      let path = out.appendingPathComponent("manifest.json")
      let text = try String(contentsOf: path, encoding: .utf8)
      try text.replacingOccurrences(of: "\"place\": \"shandong\"", with: "\"place\": \"Shandong\"")
        .write(to: path, atomically: false, encoding: .utf8)
      let outcome = try CommandLineTests.run("verify", out.path)
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("    manifest.json: running again gives other bytes\n"), "\(outcome.output)")
    }
  }

  @Test func nothingToVerify() throws {
    let folder = try CommandLineTests.scratch("nothing")
    defer { try? FileManager.default.removeItem(at: folder) }
    let none = try CommandLineTests.run("verify", folder.path + "/none")
    #expect(none.status == 66)
    #expect(none.errors == "\(folder.path)/none: there is no such folder; name a folder written by fundcast run\n")
    let empty = try CommandLineTests.run("verify", folder.path)
    #expect(empty.status == 66)
    #expect(
      empty.errors
        == "\(folder.path)/manifest.json: there is no manifest; name a folder written by fundcast run\n")
    try Data("{".utf8).write(to: folder.appendingPathComponent("manifest.json"))
    let broken = try CommandLineTests.run("verify", folder.path)
    #expect(broken.status == 65)
    #expect(broken.errors.split(separator: "\n").count == 1)
  }
}
