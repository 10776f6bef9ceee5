import Foundation
import Testing

/// The built program as a user calls it; output is compared whole.
@Suite struct CommandLineTests {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The program stands beside the test bundle.
  static func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  static func run(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("fundcast")
    process.currentDirectoryURL = root
    process.arguments = arguments
    let output = Pipe(), errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let fault = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: text, errors: fault)
  }

  static func scratch(_ name: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func version() throws {
    let outcome = try Self.run("version")
    #expect(outcome.status == 0)
    #expect(outcome.output == "fundcast 0.2.0\n")
    let verbose = try Self.run("version", "--verbose").output.split(separator: "\n")
    #expect(verbose.count == 3)
    #expect(verbose[1].hasPrefix("OpenBLAS core ") && verbose[1].hasSuffix(", 1 thread(s) per product"))
  }

  @Test func leversShowsOneWhole() throws {
    let outcome = try Self.run("levers", "resident.premium")
    let baseline = try String(
      contentsOf: Self.root.appendingPathComponent("scenarios/shandong/baseline.yaml"), encoding: .utf8)
    let line = try #require(baseline.components(separatedBy: "\n").firstIndex { $0.hasPrefix("    premium:") }) + 1
    #expect(
      outcome.output == """
        resident.premium  [L03 L04 L07]
          Resident scheme: Individual premium / 居民医保：个人缴费标准
          provision, yuan/person/year, range 0…1000000, default none: a value must be given
          2020: 280, 2021: 320, 2022: 350, 2023: 380, 2024: 400, 2025: 400, 2026: 400; then in proportion to economy.average-wage
          in force: 2020: 280, 2025: 400, 2026: 400, 2027: 414.5, 2030: 464.576, 2040: 687.686, 2060: 1361.65
          source: 2020: Shandong medical security conference report, February 2021; from 2021 the annual national notices (high), scenarios/shandong/baseline.yaml:\(line)

        """)
    #expect(try Self.run("levers", "起付线").output.contains("resident.inpatient.deductible"))
    #expect(try Self.run("levers", "resident.inpatient 报销比例").output.contains("(solved)"))
    let none = try Self.run("levers", "nonsense")
    #expect(none.status == 64)
    #expect(none.errors == "word: no lever matches (found \"nonsense\"); run `fundcast levers` for all of them\n")
  }

  @Test func checkSaysWhatWasRead() throws {
    let outcome = try Self.run("check", "scenarios/shandong")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count <= 10)
    #expect(lines[0] == "no fault found in scenarios/shandong 检查通过")
    #expect(lines[1] == "Shandong, current policy 山东省现行政策: base year 2020, horizon 2060, at most 2099")
    #expect(outcome.output.contains("\n10 reforms: flexible-minus-1-point, "))
    let whole = try Self.run("check", "scenarios/shandong", "--verbose")
    #expect(whole.output.hasPrefix(outcome.output))
    #expect(whole.output.contains("  employer-relief: employee.temporary-cut.eligible-share = 0.83"))
    #expect(whole.output.contains("reform resident-standards-frozen: 2 levers changed\n"))
  }

  @Test(arguments: [
    (["run", "nowhere", "--output", "x"], Int32(66), "nowhere/baseline.yaml: there is no such file"),
    (
      ["run", "scenarios/shandong", "--output", "x", "--horizon", "2019"], 64, "--horizon: the horizon must lie between"
    ),
    (["run", "scenarios/shandong", "--output", "x", "--horizon", "2100"], 64, "choose 2020 to 2099"),
    (["run", "scenarios/shandong", "--output", "x", "--set", "resident.premum=2026:400"], 64, "resident.premium"),
    (["run", "scenarios/shandong", "--output", "x", "--set", "resident.premium=2026:-4"], 64, "out of range"),
    (["run", "scenarios/shandong", "--output", "x", "--set", "resident.premium"], 64, "a setting is a lever path"),
    (["run", "scenarios/shandong", "--output", "x", "--reform", "no.yaml"], 66, "no.yaml: there is no such file"),
    (
      ["run", "scenarios/shandong", "--output", "x", "--baseline-only", "--set", "a=2026:1"], 64,
      "--baseline-only excludes"
    ),
    (["run", "scenarios/shandong"], 64, "--output"),
    (["run", "scenarios/shandong", "--output", "x", "--seed", "3"], 64, "--seed, --without"),
    (["run", "scenarios/shandong", "--output", "x", "--paths", "-3"], 64, "(found \"-3\")"),
    (
      ["run", "scenarios/shandong", "--output", "x", "--baseline-only", "--paths", "64", "--memory", "1KiB"], 64,
      "(found \"1 KiB\")"
    ),
    (
      [
        "run", "scenarios/shandong", "--output", "x", "--set", "resident.premium=2027:5", "--set",
        "resident.premium=2027:6",
      ], 64, "keep one of the two"
    ),
  ])
  func whatIsWrongIsSaidAndNothingIsWritten(arguments: [String], status: Int32, message: String) throws {
    let folder = try Self.scratch("wrong")
    let target = folder.appendingPathComponent("out")
    let call = arguments.map { $0 == "x" ? target.path : $0 }
    let process = try Self.run(call)
    #expect(process.status == status, "\(process.errors)")
    #expect(process.errors.contains(message), "\(process.errors)")
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  @Test func reformsAfterTheHorizonAreLeftOutAndNamed() throws {
    let target = try Self.scratch("short").appendingPathComponent("out").path
    let outcome = try Self.run("run", "scenarios/shandong", "--output", target, "--horizon", "2026")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.errors == "warning: left out resident-inpatient-plus-5: it begins in 2027, after the horizon 2026\n")
    let named = try Self.run(
      "run", "scenarios/shandong", "--output", target, "--horizon", "2026", "--reform",
      "scenarios/shandong/reforms/resident-inpatient-plus-5.yaml")
    #expect(named.status == 65)
  }

  @Test func setAndRunWriteTheSameBytesTwice() throws {
    let folder = try Self.scratch("set")
    let first = folder.appendingPathComponent("a").path, second = folder.appendingPathComponent("b").path
    for target in [first, second] {
      let outcome = try Self.run(
        "run", "scenarios/shandong", "--output", target, "--horizon", "2025", "--tables", "all", "--set",
        "resident.premium=2024:500")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("resident.premium=2024:500"))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: first).sorted()
    #expect(names.count == 12)
    for name in names {
      #expect(
        FileManager.default.contents(atPath: first + "/" + name)
          == FileManager.default.contents(atPath: second + "/" + name))
    }
  }

  @Test func decilesAreWrittenOnRequestAndVerified() throws {
    let folder = try Self.scratch("deciles")
    defer { try? FileManager.default.removeItem(at: folder) }
    func rows(_ name: String, _ options: [String]) throws -> [[Substring]] {
      let out = folder.appendingPathComponent(name).path
      let outcome = try Self.run(
        ["run", "scenarios/shandong", "--output", out, "--horizon", "2021", "--baseline-only", "--quiet"]
          + ["--tables", "waterfall"] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let text = try String(contentsOfFile: out + "/waterfall.csv", encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    let plain = try rows("plain", []), divided = try rows("divided", ["--deciles"])
    #expect(Set(plain.map { $0[5] }) == ["all"])
    #expect(Set(divided.map { $0[5] }) == Set(["all"] + (0...10).map { Substring("\($0)") }))
    #expect(divided.filter { $0[5] == "all" } == plain)
    let verified = try Self.run("verify", folder.appendingPathComponent("divided").path)
    #expect(verified.status == 0, "\(verified.output)")
    #expect(try Self.run("run", "--help").output.contains("--deciles"))
  }
}
