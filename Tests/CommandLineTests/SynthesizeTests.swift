import Foundation
import Testing

/// `fundcast synthesize`: a place that runs at once, and what it refuses.
@Suite struct SynthesizeTests {
  @Test func aSyntheticPlaceRunsAtOnce() throws {
    let scratch = try CommandLineTests.scratch("synthesize")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let place = scratch.appendingPathComponent("large").path
    let made = try CommandLineTests.run("synthesize", place, "--regions", "3", "--wage-bands", "2", "--seed", "9")
    #expect(made.status == 0, "\(made.errors)")
    #expect(
      made.output == """
        Written to \(place): 20 files, 3 regions, 9 statuses. Synthetic, not data.
        Next:
          fundcast run \(place) --baseline-only --output out/large

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["large"])
    let check = try CommandLineTests.run("check", place)
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    #expect(check.output.contains("\n3 regions; "))
    let output = scratch.appendingPathComponent("out").path
    let run = try CommandLineTests.run(
      "run", place, "--horizon", "2023", "--set", "resident.premium=2022:500", "--output", output)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix(
        "Shandong, current policy: synthetic, 3 regions 山东省现行政策：模拟3个统筹区, sum of 3 regions 3个统筹区合计, 2020–2023"))
    let verified = try CommandLineTests.run("verify", output)
    #expect(verified.status == 0 && verified.output.hasSuffix("Everything matches.\n"), "\(verified.output)")
    let accounts = try String(contentsOfFile: output + "/accounts.csv", encoding: .utf8)
    for name in ["baseline,r001,", "set-1,r003,", "own-contribution-2"] { #expect(accounts.contains(name)) }
    let plan = scratch.appendingPathComponent("plan").path
    #expect(try CommandLineTests.run("plan", place, "--horizon", "2021", "--export", plan).status == 0)
  }

  @Test(arguments: [
    (
      ["--regions", "0"], Int32(64), "--regions: so many regions cannot be made (found \"0\"); choose 1 to 1000\n"
    ),
    (
      ["--wage-bands", "17"], 64,
      "--wage-bands: so many wage bands cannot be made (found \"17\"); choose 1 to 16\n"
    ),
    (
      ["--wage-spread", "2"], 64,
      "--wage-spread: wages of bands cannot be spread like this (found \"2.0\"); choose 0 to 1.0\n"
    ),
    (
      ["--place", "scenarios/nowhere"], 66,
      "scenarios/nowhere/baseline.yaml: there is no such file; check the spelling and the folder\n"
    ),
  ])
  func whatCannotBeIsRefused(options: [String], status: Int32, message: String) throws {
    let scratch = try CommandLineTests.scratch("refused")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let outcome = try CommandLineTests.run(
      ["synthesize", scratch.appendingPathComponent("large").path] + options)
    #expect(outcome.status == status)
    #expect(outcome.errors == message)
    #expect(outcome.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test func nothingIsOverwritten() throws {
    let scratch = try CommandLineTests.scratch("full")
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createDirectory(
      at: scratch.appendingPathComponent("large/mine"), withIntermediateDirectories: true)
    let outcome = try CommandLineTests.run("synthesize", scratch.appendingPathComponent("large").path, "--regions", "2")
    #expect(outcome.status == 73)
    #expect(outcome.errors.hasSuffix("the folder is not empty; choose another name; nothing is overwritten\n"))
  }
}
