import Foundation
import Testing

@testable import PlaceMaking

/// Files of version 0.1.0 with the names of today.
struct UpgradeTests {
  private func upgraded(_ lines: [String], layers: Set<String> = []) -> UpgradedText {
    UpgradedText(lines.joined(separator: "\n"), layers: layers)
  }

  @Test func namesChangeWhereverALeverIsMeant() {
    let text = upgraded([
      "rules:", "  resident:", "    inpatient:",
      "      band-rate: { unit: share, value: 0.7, source: \"the band-rate of 2020\" } # band-rate",
      "      use-rate: { then: { grow: employee.inpatient.use-rate } }",
      "      later-deductible-share: { unit: share, value: 0.5 }",
      "    mean-own-rate: 1", "levers: [\"employee.own-rate\", 'x.bill-variation']",
    ])
    #expect(
      text.lines == [
        "rules:", "  resident:", "    inpatient:",
        "      reimbursement-rate: { unit: share, value: 0.7, source: \"the band-rate of 2020\" } # band-rate",
        "      utilisation-rate: { then: { grow: employee.inpatient.utilisation-rate } }",
        "      later-deductible-ratio: { unit: factor, value: 0.5 }", "    mean-own-rate: 1",
        "levers: [\"employee.employee-rate\", 'x.coefficient-of-variation']",
      ])
    #expect(text.changes.map(\.line) == [4, 5, 6, 8])
  }

  @Test func termsOfALayerBecomeItsBrackets() {
    let text = upgraded(
      [
        "rules:", "  illness:", "    assisted:", "      # of the poor", "      deductible: { value: 1 }  # half",
        "      rate:",
        "        value: 0.6", "      # from here", "      above-2: { value: 5 }", "      ceiling: { value: 9 }",
        "      rate-2: { value: 0.7 }",
        "", "  other:", "    deductible: { value: 3 }", "    rate: { value: 4 }",
      ], layers: ["illness.assisted"])
    #expect(
      text.lines == [
        "rules:", "  illness:", "    assisted:", "      # of the poor", "      tiers:",
        "        - above: { value: 1 }  # half",
        "          rate:", "            value: 0.6", "          # from here", "        - above: { value: 5 }",
        "          rate: { value: 0.7 }", "      ceiling: { value: 9 }", "", "  other:", "    deductible: { value: 3 }",
        "    rate: { value: 4 }",
      ])
    let reform = upgraded(
      [
        "changes:", "  illness.assisted.rate-2: { 2027: 0.8 }", "  illness.assisted.deductible: { 2027: 1 }",
        "  flexible.rate: { 2027: 1 }",
      ],
      layers: ["illness.assisted"])
    #expect(
      reform.lines == [
        "changes:", "  illness.assisted.tiers.2.rate: { 2027: 0.8 }", "  illness.assisted.tiers.1.above: { 2027: 1 }",
        "  flexible.rate: { 2027: 1 }",
      ])
  }

  /// Citations, names of files and sentences are no names of levers.
  @Test func sentencesStay() {
    let lines = [
      "rules:", "  resident:", "    premium:",
      "      source: see https://example.org/use-rate.html and own-rate of 2020",
      "      note: 'it''s the band-rate'", "      remark: \"the", "        band-rate: of old\"", "      text: |",
      "        use-rate: 1",
      "published: own-rate.csv", "source: rates, own-rate", "note: old [own-rate] and - band-rate",
      "levels: [", "  premium, # own-rate", "]", "title: x, use-rate",
    ]
    #expect(upgraded(lines).lines == lines)
  }

  /// A list in signs over several lines.
  @Test func listsGoOn() {
    let text = upgraded([
      "levers: [employee.own-rate,", "  x.use-rate , \"y.band-rate\"]", "source: a, own-rate", "- own-rate",
    ])
    #expect(
      text.lines == [
        "levers: [employee.employee-rate,", "  x.utilisation-rate , \"y.reimbursement-rate\"]", "source: a, own-rate",
        "- employee-rate",
      ])
  }

  /// The unit of a lever that changed it, and of no other.
  @Test func unitsAreTheLeversOwn() {
    let text = upgraded([
      "a: { band-rate: { unit: share }, later-deductible-share: { unit: share }, x: { unit: share } }", "b:",
      "  later-deductible-share:", "    value: 1", "    unit: share", "  y:", "    unit: share",
    ])
    #expect(
      text.lines == [
        "a: { reimbursement-rate: { unit: share }, later-deductible-ratio: { unit: factor }, x: { unit: share } }",
        "b:",
        "  later-deductible-ratio:", "    value: 1", "    unit: factor", "  y:", "    unit: share",
      ])
  }

  /// The shipped places have the names of today.
  @Test(arguments: ["shandong", "national", "jiangsu", "taiyuan", "dongtou", "korea"])
  func shippedPlacesNeedNothing(place: String) throws {
    let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios")
    #expect(try PlaceUpgrade(scenarios.appendingPathComponent(place).path).files.isEmpty)
  }

  /// A path of today in a file of then, and a file that was rewritten before.
  @Test func twiceIsOnce() {
    let mixed = [
      "changes:", "  illness.assisted.tiers.1.rate: { 2027: 0.8 }", "  illness.assisted.tiers.2.above: { 2027: 1 }",
      "  illness.assisted.rate-2: { 2027: 0.7 }",
    ]
    let once = upgraded(mixed, layers: ["illness.assisted"])
    #expect(once.lines == Array(mixed.prefix(3)) + ["  illness.assisted.tiers.2.rate: { 2027: 0.7 }"])
    #expect(upgraded(once.lines, layers: ["illness.assisted"]).changes.isEmpty)
  }

  @Test func whatHasTheNamesOfTodayStays() {
    let lines = ["rules:", "  resident:", "    reimbursement-rate: { value: 0.7 }", "", "# end"]
    #expect(upgraded(lines).lines == lines)
    #expect(upgraded(lines).changes.isEmpty)
  }
}
