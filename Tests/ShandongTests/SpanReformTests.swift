import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing
import _TestSupport

/// Reforms and series as they are written in files: spans, rules beside them, straight lines to a month.
@Suite struct SpanReformTests {
  private func resolve(_ change: String) throws -> ResolvedScenario {
    let study = try Shandong.study.get()
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-span-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      title: { en: "T", zh: "测" }
      baseline: \(study.place.baselinePath)
      source: "s"
      description: "d"
      levers: [L03]
      changes:
        resident.premium: \(change)
      """
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try study.resolve([try Shandong.reform(file.path, study)], region: 0)
  }

  @Test func aSpanActsInItsYearsAlone() throws {
    let study = try Shandong.study.get()
    let premium = try #require(study.place.baseline.registry["resident.premium"]).id
    let usual = try study.resolve([], region: 0).parameters[premium]
    let spanned = try resolve("{ 2030..2031: 500 }").parameters[premium]
    for year in 0..<study.timeline.count {
      let isIn = (2030...2031).contains(study.timeline.baseYear + year)
      #expect(spanned.annual[year] == (isIn ? 500 : usual.annual[year]), "\(year)")
    }
    let months = try resolve("{ 2030-03..2030-08: { add: 60 } }").parameters[premium]
    #expect(abs(months.annual[10] - usual.annual[10] - 30) < Within.chained)
    #expect(months.value(year: 10, month: 1) == usual.annual[10] && months.annual[11] == usual.annual[11])
  }

  @Test(arguments: [
    "hold", "{ grow: 0.03 }", "{ grow: economy.wage-growth }", "{ step: 10 }", "{ index: economy.average-wage }",
    "{ sum: [resident.subsidy] }", "{ times: 0.01, of: economy.disposable-income }",
  ]) func aRuleBesideASpanIsRefused(rule: String) throws {
    let error = #expect(throws: FundcastError.self) {
      try resolve("{ values: { 2030..2031: 500 }, then: \(rule) }")
    }
    #expect(error?.category == .data)
    #expect(error?.description.contains(".yaml:7: resident.premium: a rule after the last date needs a date") == true)
    #expect(error?.description.contains("leave `then` out, or give a plain date too") == true)
  }

  @Test(arguments: [
    "{ index: economy.wage-growth }", "{ times: 0.009, of: economy.wage-growth }", "{ sum: [economy.wage-growth] }",
    "{ sum: [resident.subsidy, economy.wage-growth] }",
  ]) func aLevelNeverFollowsARate(rule: String) throws {
    let error = #expect(throws: FundcastError.self) { try resolve("{ values: { 2027: 500 }, then: \(rule) }") }
    #expect(
      error?.description.contains(
        "economy.wage-growth is in share/year and resident.premium in yuan/person/year") == true)
    #expect(error?.description.contains("{ grow: economy.wage-growth } to grow by it") == true)
  }
}
