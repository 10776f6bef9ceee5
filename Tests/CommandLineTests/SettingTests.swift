import Foundation
import Testing
import _TestSupport

/// `--set`, `--name` and reforms that are named.
@Suite struct SettingTests {
  private static let standard = ["run", "scenarios/shandong", "--horizon", "2028", "--tables", "accounts"]

  /// Rows of one line of accounts.csv by scenario and year.
  private static func premiums(_ options: [String]) throws -> [String: Double] {
    let folder = try CommandLineTests.scratch("set")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("out").path
    let outcome = try CommandLineTests.run(standard + ["--output", out] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let verified = try CommandLineTests.run("verify", out)
    #expect(verified.status == 0, "\(verified.output)")
    var amounts: [String: Double] = [:]
    for row in try String(contentsOfFile: out + "/accounts.csv", encoding: .utf8).split(separator: "\n") {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      if cells[5] == "resident-premium" { amounts["\(cells[0]) \(cells[3])"] = Double(cells[7]) }
    }
    return amounts
  }

  /// The baseline's premium is 400 yuan in 2026 and some 414 in 2027.
  @Test func aSettingSetsAddsMultipliesAndEnds() throws {
    let amounts = try Self.premiums([
      "--set", "resident.premium=2026:add:40", "--name", "加四十",
    ])
    let base = try #require(amounts["baseline 2026"])
    #expect(abs(try #require(amounts["加四十 2026"]) / base - 1.1) < Within.solved)
    #expect(amounts["加四十 2025"] == amounts["baseline 2025"])
    let product = try Self.premiums(["--set", "resident.premium=2026:multiply:1.1", "--name", "times"])
    #expect(abs(try #require(product["times 2026"]) / base - 1.1) < Within.solved)
    let span = try Self.premiums(["--set", "resident.premium=2026..2026:440"])
    #expect(abs(try #require(span["set-1 2026"]) / base - 1.1) < Within.solved)
    #expect(span["set-1 2027"] == span["baseline 2027"])
  }

  @Test func settingsStandOnEveryReform() throws {
    let amounts = try Self.premiums([
      "--reform", "reforms/no-change.yaml", "--reform", "scenarios/shandong/reforms/resident-inpatient-plus-5.yaml",
      "--set",
      "resident.premium=2026:500", "--set", "resident.subsidy=2026:800",
    ])
    let scenarios = Set(amounts.keys.map { $0.split(separator: " ")[0] })
    #expect(
      scenarios == ["baseline", "no-change+set-1+set-2", "resident-inpatient-plus-5+set-1+set-2"])
    let base = try #require(amounts["baseline 2026"])
    #expect(abs(try #require(amounts["no-change+set-1+set-2 2026"]) / base - 1.25) < Within.solved)
  }

  /// What holds in some years only stays last: settings hold in all.
  @Test func settingsStandUnderARuleThatReacts() throws {
    let amounts = try Self.premiums([
      "--reform", "examples/resident-stabiliser.yaml", "--set", "flexible.rate=2026:0.07", "--name", "both",
    ])
    #expect(Set(amounts.keys.map { $0.split(separator: " ")[0] }) == ["baseline", "both", "both-always"])
  }

  @Test func theLaterOfTwoMustSaySo() throws {
    let folder = try CommandLineTests.scratch("overrides")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("five.yaml")
    try """
    title: { zh: 五百元 }
    baseline: \(CommandLineTests.root.path)/scenarios/shandong/baseline.yaml
    source: s
    description: d
    changes:
      resident.premium: { 2026: 500 }

    """.write(to: file, atomically: true, encoding: .utf8)
    let clash = try CommandLineTests.run(
      Self.standard + ["--output", folder.path + "/out", "--reform", file.path, "--set", "resident.premium=2026:600"])
    #expect(clash.status == 64 && clash.errors.contains("end it with `,overrides`"), "\(clash.errors)")
    let amounts = try Self.premiums([
      "--reform", file.path, "--set", "resident.premium=2026:600,overrides", "--name", "six",
    ])
    #expect(abs(try #require(amounts["six 2026"]) / #require(amounts["baseline 2026"]) - 1.5) < Within.solved)
  }

  @Test(arguments: [
    (
      ["--set", "resident.premium=2027:+50"],
      "--set: a number alone sets the value; a change of it is spelt out (found \"2027:+50\"); write 2027:add:50\n"
    ),
    (["--set", "resident.premium=2027:*1.1"], "write 2027:multiply:1.1\n"),
    (["--set", "resident.premium=2027:+10%"], "write 2027:multiply:1.1\n"),
    (["--set", "resident.premium=2027:plus:50"], "write 2027:add:50 or 2027:multiply:50\n"),
    (["--set", "resident.premium=2027：500"], "write : , and = as ASCII signs, not ： ， ＝\n"),
    (["--set", "人头费=2027:500"], "did you mean \"resident.premium\"?\n"),
    (["--set", "resident.premium=2027:500", "--name", "baseline"], "(found \"baseline\"); choose another name\n"),
    (
      ["--set", "resident.premium=2027:500", "--name", "no-change"],
      "--name: a reform of the place has this name (found \"no-change\"); choose another name than that of scenarios/shandong/reforms/no-change.yaml\n"
    ),
    (["--set", "resident.premium=2027:500", "--name", "a b"], "(found \"a b\"); write for example premium-500"),
    (["--set", "resident.premium=2027:500", "--name", "a,b"], "(found \"a,b\")"),
    (["--set", "resident.premium=2027:500", "--name", "=1"], "(found \"=1\")"),
    (["--name", "alone"], "--name names what --set changes"),
    (
      [
        "--reform", "examples/premium-sweep.yaml", "--set", "flexible.rate=2027:0.07", "--name", "many",
      ], "run one reform and no sweep at a time"
    ),
  ])
  func whatIsWrongIsSaid(options: [String], message: String) throws {
    let folder = try CommandLineTests.scratch("refused")
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try CommandLineTests.run(Self.standard + ["--output", folder.path + "/out"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
