import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing

/// What a run over paths refuses, a check refuses with the same words; and what it says leads out.
@Suite struct PathCheckTests {
  /// The province with a text of its assumptions replaced, to 2030.
  private static func study(_ changes: [(old: String, new: String)]) throws -> (PolicyStudy, URL) {
    let folder = try BrokenPlaceTests.copy(), file = folder.appendingPathComponent(BrokenPlaceTests.assumptions)
    var text = try String(contentsOf: file, encoding: .utf8)
    for change in changes {
      let place = try #require(text.range(of: change.old), "the test names text that is not in the file")
      text.replaceSubrange(place, with: change.new)
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
    return (try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2030), folder)
  }

  private static func line(_ start: String) throws -> Int {
    let text = try String(contentsOfFile: Shandong.folder + "/assumptions.yaml", encoding: .utf8)
    return try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix(start) })
      + 1
  }

  private static func refusal(_ body: () throws -> Void) throws -> FundcastError {
    try #require(throws: FundcastError.self) { try body() }
  }

  private static let wage = "levers: [economy.wage-growth]\n      effect: add"

  @Test(arguments: [
    // Far wider than the range of interest allows.
    (
      ("deviation: 0.017", "deviation: 5"), "drivers take economy.wage-growth out of -0.5…0.5 in 2026 on path ",
      "lower the deviation"
    ),
    // At the end of its range every deviation leads out.
    (
      (wage, "levers: [assistance.benefit.tiers.1.above]\n      effect: add"),
      "drivers take assistance.benefit.tiers.1.above out of 0…1000000000 in 2026 on path ",
      "it is 0 without drivers, where every deviation leads out: give it a value inside, take it out of the driver's `levers:`, or write `effect: scale`"
    ),
    // Bills and use can only be scaled.
    (
      (wage, "levers: [resident.special-groups.utilisation-rate]\n      effect: add"),
      "drivers take resident.special-groups.utilisation-rate out of ", "lower the deviation"
    ),
  ])
  func checkAndRunRefuseTheSame(_ change: (old: String, new: String), _ message: String, _ wayOut: String) throws {
    let (study, folder) = try Self.study([change])
    defer { try? FileManager.default.removeItem(at: folder) }
    let checked = try Self.refusal { try study.check([]) }
    let run = try Self.refusal {
      _ = try study.run([], paths: PathRequest(paths: 1000, seed: PathRequest.usualSeed))
    }
    #expect(checked.description == run.description && checked.category == run.category)
    let fault = try #require(checked.diagnostics.first)
    #expect(fault.message.hasPrefix(message) && fault.remedy?.hasPrefix(wayOut) == true, "\(checked)")
    #expect(fault.key == "draws.drivers.wage" && fault.file?.hasSuffix("shandong/assumptions.yaml") == true)
    #expect(try fault.line == Self.line("    wage:"))
    #expect(fault.value.map { $0.count <= 11 } == true, "\(fault.value ?? "")")
  }

  /// A reform that stands near the end of a range is refused as its own.
  @Test func aReformThatPathsRefuse() throws {
    let study = try PolicyStudy(Place(Shandong.folder), horizon: 2030)
    let reform = try ReformFile.parse(
      setting: "economy.interest-rate=2027:0.5", registry: study.place.baseline.registry, id: "set-1")
    let error = try Self.refusal { try study.check([[reform]]) }
    #expect(error.description.hasPrefix("--set:1: economy.interest-rate: drivers take economy.interest-rate out of"))
    #expect(error.category == .usage)
  }

  @Test func theWayOutLeadsOut() throws {
    let (study, folder) = try Self.study([
      (Self.wage, "levers: [assistance.benefit.tiers.1.above]\n      effect: scale")
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    try study.check([])
  }
}
