import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing

/// A fault that a change causes is the change's, with its line; not that of the values in force.
@Suite struct BlameTests {
  /// The fault of one scenario made of settings, found by checking it or by running it.
  private static func fault(_ settings: [String], isRun: Bool) throws -> FundcastError? {
    let study = try Shandong.study.get()
    let stack = try settings.enumerated().map { place, text in
      try ReformFile.parse(
        setting: text, registry: study.place.baseline.registry, id: "set-\(place + 1)", number: place + 1)
    }
    do {
      if isRun { _ = try study.run([stack]) } else { try study.check([stack]) }
      return nil
    } catch let error as FundcastError {
      return error
    }
  }

  @Test(
    arguments: [
      (["membership.lapse.hazard=2027:0.9"], "--set:1: lapse: a hazard must lie between 0 and 1"),
      (
        ["resident.premium=2027:450", "demography.net-migration=2027:-90000000"],
        "--set:2: demography.net-migration: half the net emigrants of 2027"
      ),
      (
        ["membership.enrolment-drive.persons=2027:50000000"],
        "--set:1: membership.enrolment-drive.persons: more persons are to move in 2027"
      ),
      (["retirement.men.statutory-age=2027:65"], "--set:1: retirement.men.statutory-age: the latest age lies below"),
      (
        ["resident.inpatient.reimbursement-rate=2027:1"],
        "--set:1: resident.inpatient.reimbursement-rate: the rate of resident.inpatient with its addition is no share in 2027; it clashes with resident.inpatient.primary.rate-addition = 0.1 ("
      ),
      (
        ["employee.base-cap=2027:0.5"],
        "--set:1: employee.base-cap: the floor lies above the cap in 2027; it clashes with employee.base-floor = 0.6 ("
      ),
      // Of two that are changed, the later; and the other is what it clashes with.
      (
        ["employee.base-cap=2027:0.5", "employee.base-floor=2027:0.55"],
        "--set:2: employee.base-floor: the floor lies above the cap in 2027; it clashes with employee.base-cap = 0.5 (--set:1)"
      ),
      (
        ["retirement.women-workers.share=2027:0.9"],
        "--set:1: retirement.women-workers.share: shares of the worker types of females do not sum to 1 in 2027; it clashes with retirement.women-cadres.share = 0.5 ("
      ),
      (
        ["employee.inpatient.drug-share=2027:0.9"],
        "--set:1: employee.inpatient.drug-share: shares of the cost components of employee.inpatient do not sum to 1"
      ),
      // A table is multiplied by the lever, a level follows it, and a hazard answers it.
      (
        ["demography.mortality-factor=2021:10"],
        "--set:1: demography.mortality-factor: male age 90: nobody would survive this age"
      ),
      (
        ["resident.premium=2027:450", "economy.wage-growth=2021:-0.3"],
        "--set:2: economy.wage-growth: the value of economy.average-wage of 2052 lies outside"
      ),
    ])
  func foundByCheckAndRun(settings: [String], expected: String) throws {
    for isRun in [false, true] {
      let error = try #require(try Self.fault(settings, isRun: isRun))
      #expect(error.description.hasPrefix(expected), "\(error)")
      #expect(error.category == .usage)
    }
  }

  /// A fund has no line of its own: the change of one of its levers is blamed, not the last change.
  @Test func aFundThatMayNotGoBelowZero() throws {
    let settings = ["funds.personal-accounts.adjustment=2027:-9e12", "resident.premium=2027:500"]
    // What gives amounts is projected by a check too.
    for isRun in [false, true] {
      let error = try #require(try Self.fault(settings, isRun: isRun))
      #expect(error.description.hasPrefix("--set:1: personal-accounts: the fund may not go below zero"), "\(error)")
      #expect(error.description.contains("scenario set-1+set-2"))
    }
  }

  /// Whatever one setting breaks is blamed on it, at both ends of the range of every fifth lever, and never on a file nobody
  /// changed.
  @Test func whateverOneSettingBreaksIsItsOwn() throws {
    let registry = try Shandong.study.get().place.baseline.registry
    var blamed = 0
    let levers = registry.levers.filter { $0.lagOf == nil && $0.spec.role != .calibration }
    for (place, lever) in levers.enumerated() where place % 5 == 0 {
      for value in [lever.spec.range.lowerBound, lever.spec.range.upperBound] where abs(value) < 1e12 {
        guard let error = try Self.fault(["\(lever.path)=2027:\(Self.text(value))"], isRun: false) else { continue }
        blamed += 1
        #expect(error.category == .usage, "\(lever.path) = \(value): \(error)")
        #expect(error.diagnostics.allSatisfy { $0.file == "--set" && $0.line == 1 }, "\(lever.path): \(error)")
      }
    }
    #expect(blamed > 3)
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  /// A rule that follows its own lever is the reform's.
  @Test func aRuleThatFollowsItselfIsTheReforms() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appendingPathComponent("shandong")
    let text = """
      title: { en: A, zh: 甲 }
      baseline: ../baseline.yaml
      source: s
      description: d
      levers: [L03]
      changes:
        resident.premium: { values: { 2027: 500 }, then: { index: resident.premium } }

      """
    let file = place.appendingPathComponent("reforms/circle.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let study = try PolicyStudy(try Place(place.path))
    let error = #expect(throws: FundcastError.self) { try study.check(study.read([[.file(file.path)]])) }
    let expected = "reforms/circle.yaml:7: resident.premium: index rules run in a circle"
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }
}
