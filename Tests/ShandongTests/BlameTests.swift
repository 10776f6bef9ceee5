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
      (["membership.lapse.hazard=2027:0.9"], "--set:1: resident-lapses: a hazard must lie between 0 and 1"),
      (
        ["resident.premium=2027:450", "demography.net-migration=2027:-90000000"],
        "--set:2: demography.net-migration: half the net emigrants of 2027"
      ),
      (
        ["membership.enrolment-drive.persons=2027:50000000"],
        "--set:1: membership.enrolment-drive.persons: more persons are to move in 2027"
      ),
      (["retirement.men.statutory-age=2027:65"], "--set:1: retirement.men.statutory-age: the latest age lies below"),
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
}
