import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing

/// Levers that are wrong together: what a region gives itself is to blame, with its line, and what it has of the place is what that
/// clashes with.
@Suite struct RegionFaultTests {
  /// The first fault of the province in two regions, the second with a value of its own on the last line of the file.
  private static func fault(_ lever: String, _ value: String, changing: [(String, String)] = []) throws -> Diagnostic {
    let own = "    values:\n      \(lever): { \(value), source: s, confidence: low }"
    let folder = try RegionTests.place(RegionTests.region("a", 0.5) + RegionTests.region("b", 0.5, own))
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(BrokenPlaceTests.baseline)
    var text = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in changing {
      #expect(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: FundcastError.self) {
      let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2030)
      _ = try study.run([])
    }
    let fault = try #require(error?.diagnostics.first)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if fault.line == lines.count { #expect(lines[lines.count - 1].contains(lever)) }
    #expect(fault.message.hasSuffix(", region b"), "\(fault)")
    return fault
  }

  /// The number of the last line of such a file, on which the value of the region stands.
  private static func last() throws -> Int {
    try String(contentsOfFile: Shandong.folder + "/baseline.yaml", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).count + 9
  }

  @Test(arguments: [
    (
      "employee.base-cap", "unit: factor, values: { 2020: 0.5 }, then: hold",
      "the floor lies above the cap in 2020; it clashes with employee.base-floor = 0.6 ("
    ),
    (
      "employee.base-floor", "multiply: 6",
      "the floor lies above the cap in 2020; it clashes with employee.base-cap = 3.0 ("
    ),
    (
      "critical-illness.residents.tiers.1.above", "multiply: 10",
      "a tier begins below the one before it in 2020; it clashes with critical-illness.residents.tiers.2.above = 100000.0 ("
    ),
    (
      "critical-illness.residents.tiers.2.above", "multiply: 0.1",
      "a tier begins below the one before it in 2020; it clashes with critical-illness.residents.tiers.1.above = 14000.0 ("
    ),
    (
      "critical-illness.residents.tiers.2.rate", "multiply: 0",
      "a tier needs both a start and a rate (2020); it clashes with critical-illness.residents.tiers.2.above = 100000.0 ("
    ),
    (
      "retirement.men.statutory-age", "unit: years of age, value: 70",
      "the latest age lies below the original retirement age in 2020; it clashes with retirement.men.latest-age = 63.0 ("
    ),
    (
      "retirement.women-workers.share", "unit: share, value: 0.9",
      "shares of the worker types of females do not sum to 1 in 2020; it clashes with retirement.women-cadres.share = 0.5 ("
    ),
    (
      "employee.inpatient.service-share", "unit: share, value: 0.9",
      "shares of the cost components of employee.inpatient do not sum to 1 in 2020; it clashes with employee.inpatient.drug-share = "
    ),
    (
      "resident.inpatient.primary.share", "unit: share, value: 0.9",
      "shares of the settings of resident.inpatient do not sum to 1 in 2020; it clashes with resident.inpatient."
    ),
  ])
  func whatTheRegionGivesIsBlamed(_ example: (lever: String, value: String, message: String)) throws {
    let fault = try Self.fault(example.lever, example.value)
    #expect(fault.key == example.lever && fault.message.hasPrefix(example.message), "\(fault)")
    #expect(try fault.file?.hasSuffix("/baseline.yaml") == true && fault.line == Self.last(), "\(fault)")
  }

  /// Hazards of one state that come to more than one are those of the region's own, though another of them stands before it.
  @Test func hazardsToo() throws {
    let fault = try Self.fault("membership.lapse.hazard", "unit: share/year, values: { 2020: 1 }, then: hold")
    #expect(fault.message.contains("a hazard must lie between 0 and 1"), "\(fault)")
    #expect(try fault.line == Self.last(), "\(fault)")
  }

  /// A value of the region that neither lever has but one of them follows is named beside the lever.
  @Test func whatALeverFollowsIsSaid() throws {
    let fault = try Self.fault(
      "economy.disposable-income", "unit: yuan/person/year, values: { 2020: 20000, 2025: 200000 }, then: hold",
      changing: [
        (
          "- above: { unit: yuan, values: { 2020: 100000 }, then: { index: economy.disposable-income }, source: \"conference",
          "- above: { unit: yuan, values: { 2020: 100000 }, then: hold, source: \"conference"
        )
      ])
    #expect(fault.key == "critical-illness.residents.tiers.2.above", "\(fault)")
    #expect(fault.message.hasPrefix("a tier begins below the one before it in 2025"), "\(fault)")
    #expect(
      try fault.message.hasSuffix(
        "/baseline.yaml:\(Self.last())), which it follows, region b")
        && fault.message.contains("; the region gives economy.disposable-income ("), "\(fault)")
  }
}
