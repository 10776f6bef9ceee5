import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing
import _TestSupport

/// Sweeps and reforms that hold in some years only, from their files.
@Suite struct SweepTests {
  private static func read(_ text: String) throws -> [Reform] {
    let study = try Shandong.study.get()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("grid.yaml")
    let head = """
      title: { en: Grid, zh: 组合 }
      baseline: \(Shandong.folder)/baseline.yaml
      source: "test"
      description: "A test."
      levers: []

      """
    try (head + text).write(to: file, atomically: true, encoding: .utf8)
    return try study.place.reforms(file.path)
  }

  /// Every combination, the last lever fastest; a plain value sets, `add` is relative.
  @Test func everyCombination() throws {
    let reforms = try Self.read(
      """
      sweep:
        resident.premium: { from: 2027, values: [420, 450] }
        resident.inpatient.reimbursement-rate: { from: 2028, add: [0.01, -0.02, 0] }
      """)
    #expect(
      reforms.map(\.id) == [
        "grid[resident.premium=420;resident.inpatient.reimbursement-rate+0.01]",
        "grid[resident.premium=420;resident.inpatient.reimbursement-rate-0.02]",
        "grid[resident.premium=420;resident.inpatient.reimbursement-rate+0]",
        "grid[resident.premium=450;resident.inpatient.reimbursement-rate+0.01]",
        "grid[resident.premium=450;resident.inpatient.reimbursement-rate-0.02]",
        "grid[resident.premium=450;resident.inpatient.reimbursement-rate+0]",
      ])
    let study = try Shandong.study.get()
    let registry = study.place.baseline.registry
    let premium = try #require(registry["resident.premium"]).id
    let rate = try #require(registry["resident.inpatient.reimbursement-rate"]).id
    let baseline = try study.resolve([], region: 0).parameters,
      point = try study.resolve([reforms[4]], region: 0).parameters
    #expect(point.value(premium, 7) == 450)
    #expect(point.value(premium, 6) == baseline.value(premium, 6))
    #expect(abs(point.value(rate, 8) - baseline.value(rate, 8) + 0.02) < Within.roundoff)
    #expect(point.value(rate, 7) == baseline.value(rate, 7))
  }

  /// A point of a sweep is the scenario one gets by writing its value by hand.
  @Test func aPointIsAScenario() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2030)
    let points = try Self.read("sweep: { resident.premium: { from: 2027, values: [420, 450] } }")
    let byHand = try ReformFile.parse(
      setting: "resident.premium=2027:450", registry: study.place.baseline.registry, id: "hand")
    let run = try study.run(points.map { [$0] } + [[byHand]])
    for fund in run.result.scheme.funds.indices {
      for year in 0..<run.result.timeline.count {
        #expect(
          run.result.balanceAtYearEnd(scenario: 2, region: 0, fund: fund, year: year)
            == run.result.balanceAtYearEnd(scenario: 3, region: 0, fund: fund, year: year))
      }
    }
  }

  @Test(arguments: [
    ("sweep: { resident.premum: { from: 2027, values: [420] } }", "did you mean"),
    ("sweep: { resident.premium: { from: 2027, values: [] } }", "one list"),
    ("sweep: { resident.premium: { from: 2027, values: [1], add: [2] } }", "one list"),
    ("sweep: { resident.premium: { from: soon, values: [1] } }", "this is no date"),
    ("sweep: { resident.premium: { values: [1] } }", "from"),
    ("sweep: {}", "at least one lever"),
    ("when: { fund: resident-pool }\nchanges: { resident.premium: { 2027: 450 } }", "reserve-months-below"),
  ])
  func faultsAreSaid(text: String, expected: String) throws {
    let error = #expect(throws: FundcastError.self) { try Self.read(text) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  /// A reform that holds in some years only may not move people, must be last, and must watch a fund that exists.
  @Test func reactionsThatCannotBe() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2030)
    let moving = try Self.read(
      "when: { fund: resident-pool, reserve-months-below: 3 }\nchanges: { membership.lapse.hazard: { 2027: 0.01 } }")
    let unknown = try Self.read(
      "when: { fund: resident, reserve-months-below: 3 }\nchanges: { resident.premium: { 2027: 450 } }")
    let other = try ReformFile.parse(
      setting: "resident.subsidy=2027:800", registry: study.place.baseline.registry, id: "other")
    for (stack, expected) in [
      (moving, "may not change how people move"), (unknown, "no fund has this name"),
      (moving + [other], "last of a stack"),
    ] {
      let error = #expect(throws: FundcastError.self) { try study.run([stack]) }
      #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }
  }
}
