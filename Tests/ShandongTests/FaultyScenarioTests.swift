import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import Studies
import Testing

/// A scenario of a grid that cannot be is left out and said; the others are what they are without it.
@Suite struct FaultyScenarioTests {
  private static let study: Result<PolicyStudy, any Error> = Result {
    try PolicyStudy(try Place(Shandong.folder), horizon: 2030)
  }

  private static func setting(_ text: String, _ id: String) throws -> Reform {
    try ReformFile.parse(setting: text, registry: study.get().place.baseline.registry, id: id)
  }

  private static let good = [("resident.premium=2027:500", "a"), ("flexible.rate=2027:0.07", "b")]

  /// One scenario of each kind of fault: what it sets, what is said, and whether it shows on paths alone.
  static let faults: [(setting: String, expected: String, onPaths: Bool)] = [
    // Found when levers are resolved.
    ("employee.base-cap=2027:0.5", "--set:1: employee.base-cap: the floor lies above the cap in 2027", false),
    // When people are moved.
    ("membership.lapse.hazard=2027:0.9", "--set:1: lapse: a hazard must lie between 0 and 1", false),
    ("membership.enrolment-drive.persons=2027:50000000", "--set:1: membership.enrolment-drive.persons: more", false),
    // When money is.
    ("funds.personal-accounts.adjustment=2027:-9e12", "--set:1: personal-accounts: the fund may not go below", false),
    // When it is looked at.
    ("employee.deferral.amount=2027:9e13", "--set:1: employee.deferral.amount: ", false),
    // On one of many paths.
    (
      "economy.interest-rate=2027:0.5", "--set:1: economy.interest-rate: drivers take economy.interest-rate out of",
      true
    ),
  ]

  /// Every amount, balance and number of people of a scenario.
  private static func bits(_ run: PolicyRun, _ scenario: Int) -> [UInt64] {
    let result = run.result
    return (0..<result.timeline.count).flatMap { year -> [Double] in
      result.scheme.lines.indices.map { result.amount(scenario: scenario, region: 0, line: $0, year: year) }
        + result.scheme.funds.indices.map {
          result.balanceAtYearEnd(scenario: scenario, region: 0, fund: $0, year: year)
        }
        + result.scheme.statuses.indices.map { result.persons(scenario: scenario, region: 0, status: $0, year: year) }
    }.map(\.bitPattern)
  }

  private static func same(_ run: PolicyRun, _ other: PolicyRun) -> Bool {
    run.definitions.map(\.id) == other.definitions.map(\.id)
      && run.definitions.indices.allSatisfy { bits(run, $0) == bits(other, $0) }
  }

  @Test(arguments: faults.indices) func theOthersAreAsWithoutIt(place: Int) throws {
    let fault = Self.faults[place], study = try Self.study.get()
    let request = fault.onPaths ? PathRequest(paths: 70, seed: 3) : nil
    let good = try Self.good.map { [try Self.setting($0.0, $0.1)] }, bad = [try Self.setting(fault.setting, "bad")]
    let run = try study.run([good[0], bad, good[1]], paths: request)
    let alone = try study.run(good, paths: request)
    #expect(run.leftOut.map(\.ids) == [["bad"]] && alone.leftOut.isEmpty)
    let said = try #require(run.leftOut.first)
    #expect(said.faults.first?.description.hasPrefix(fault.expected) == true, "\(said.faults)")
    #expect(said.changes == [.setting(fault.setting)])
    #expect(LeftOutScenario.error(run.leftOut).category == .usage)
    #expect(Self.same(run, alone))
    #expect(run.request.scenarios.count == 3)
    if let paths = run.paths?.result, let others = alone.paths?.result {
      for scenario in run.definitions.indices {
        for series in paths.series.indices {
          let own = paths.distribution(region: 0, scenario: scenario, series: series, year: 8)
          let other = others.distribution(region: 0, scenario: scenario, series: series, year: 8)
          #expect(own.quantile(0.9).bitPattern == other.quantile(0.9).bitPattern)
        }
      }
    }
    // A strict grid stops, and so does one of which nothing would be left.
    let strict = #expect(throws: FundcastError.self) {
      try study.run(ScenarioGrid([good[0], bad], isStrict: true), paths: request)
    }
    let only = #expect(throws: FundcastError.self) { try study.run([bad], paths: request) }
    #expect(strict?.description.contains(fault.expected.dropFirst(9)) == true || fault.onPaths)
    #expect(only?.description.hasPrefix(fault.expected) == true && only?.category == .usage, "\(only as Any)")
  }

  /// All of a large grid that cannot be are found, wherever they stand; where all are, all are said.
  @Test func severalOfMany() throws {
    let study = try Self.study.get()
    let stacks = try (0..<9).map { place in
      [
        try Self.setting(
          [2, 3, 7].contains(place) ? "membership.lapse.hazard=2027:0.9\(place)" : "resident.premium=2027:50\(place)",
          "s\(place)")
      ]
    }
    let run = try study.run(stacks)
    #expect(run.leftOut.map(\.ids) == [["s2"], ["s3"], ["s7"]])
    #expect(try Self.same(run, study.run(stacks.indices.filter { ![2, 3, 7].contains($0) }.map { stacks[$0] })))
    for isRun in [true, false] {
      let error = #expect(throws: FundcastError.self) {
        if isRun {
          _ = try study.run([stacks[2], stacks[7]])
        } else {
          try study.check([stacks[2], stacks[0], stacks[7]])
        }
      }
      #expect(error?.diagnostics.count == 2, "\(error as Any)")
    }
  }

  /// With a reform that holds in some years only goes the scenario that has it in all; of a stack the reforms that stand elsewhere
  /// stay.
  @Test func reactionsAndStacks() throws {
    let study = try Self.study.get()
    let folder = try CopiedReforms()
    defer { folder.remove() }
    let rule = try folder.read(
      "rule", "when: { fund: resident-pool, reserve-months-below: 3 }\nchanges: { resident.premium: { 2027: 450 } }",
      study)
    let moving = try folder.read(
      "moving",
      "when: { fund: resident-pool, reserve-months-below: 3 }\nchanges: { membership.lapse.hazard: { 2027: 0.01 } }",
      study)
    let beyond = try folder.read(
      "beyond",
      "when: { fund: resident-pool, reserve-months-below: 3 }\nchanges: { employee.base-cap: { 2027: 0.5 } }", study)
    let good = try Self.setting(Self.good[0].0, "a"), bad = try Self.setting(Self.faults[0].setting, "bad")
    let run = try study.run([[good], [moving], [good, beyond], [good, bad], [bad, rule], [rule]])
    #expect(
      run.leftOut.map(\.ids) == [
        ["moving", "moving-always"], ["a+beyond", "a+beyond-always"], ["a+bad"], ["bad+rule", "bad+rule-always"],
      ])
    #expect(run.definitions.map(\.id) == ["baseline", "a", "rule", "rule-always"])
    #expect(try Self.same(run, study.run([[good], [rule]])))
    #expect(run.leftOut[0].faults.map(\.description).first?.contains("may not change how people move") == true)
    // What holds always is wrong as written, in the file.
    #expect(run.leftOut[1].faults.first?.file?.hasSuffix("beyond.yaml") == true, "\(run.leftOut[1].faults)")
    #expect(LeftOutScenario.error(run.leftOut).category == .data)
  }

  /// A file that cannot be read is a scenario that cannot be; one that is missing was named wrongly.
  @Test func filesThatAreWrong() throws {
    let study = try Self.study.get()
    let folder = try CopiedReforms()
    defer { folder.remove() }
    let wrong = try folder.write("wrong", "changes: { resident.premum: { 2027: 450 } }")
    let right = try folder.write("right", "changes: { resident.premium: { 2027: 450 } }")
    let asked: [[RunRequest.Change]] = [[.file(wrong)], [.file(right)], [.file(right), .file(wrong)]]
    let grid = try study.readGrid(asked)
    let run = try study.run(grid)
    #expect(run.leftOut.map(\.ids) == [["wrong"], ["right+wrong"]])
    #expect(run.leftOut.allSatisfy { $0.faults.first?.description.contains("did you mean") == true })
    #expect(run.definitions.map(\.id) == ["baseline", "right"])
    #expect(try Self.same(run, study.run(study.read([[.file(right)]]))))
    #expect(run.inputs.contains { $0.file == wrong })
    // What was asked for can be asked for again.
    #expect(try run.request.run().leftOut.map(\.ids) == run.leftOut.map(\.ids))
    for faulty in [[[.file(wrong)]], [[.file(right)], [.file(right + "x")]]] as [[[RunRequest.Change]]] {
      #expect(throws: FundcastError.self) { try study.readGrid(faulty) }
    }
    #expect(throws: FundcastError.self) { try study.readGrid(asked, isStrict: true) }
  }

  /// A fault of the baseline is nobody else's, on paths too.
  @Test func theBaselineStopsEverything() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(BrokenPlaceTests.assumptions)
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(of: "deviation: 0.004", with: "deviation: 0.4").write(
      to: file, atomically: true, encoding: .utf8)
    let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2028)
    let stacks = try Self.good.map { [try Self.setting($0.0, $0.1)] }
    let error = #expect(throws: FundcastError.self) { try study.run(stacks, paths: PathRequest(paths: 64, seed: 1)) }
    #expect(
      error?.description.contains(": draws.drivers.interest: drivers take economy.interest-rate out of") == true,
      "\(error as Any)"
    )
    #expect(error?.category == .data && error?.description.contains("scenario") == false)
  }
}

/// Reform files for one test.
private struct CopiedReforms {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-faulty-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func write(_ id: String, _ body: String) throws -> String {
    let file = folder.appendingPathComponent("\(id).yaml")
    try """
    title: { en: A, zh: 甲 }
    baseline: \(Shandong.folder)/baseline.yaml
    source: s
    description: d
    \(body)

    """.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  func read(_ id: String, _ body: String, _ study: PolicyStudy) throws -> Reform {
    try #require(try study.read([[.file(write(id, body))]]).first?.first)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
