import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// A rule that reacts acts on the level of its own path: what growth it moved stays, what level it set goes with it
/// (<doc:Reactions>). Every case is written a second time by hand, as a plain reform with the years in which it acted.
@Suite struct ReactionTests {
  private static let study: Result<PolicyStudy, any Error> = Result {
    try PolicyStudy(try Place(Shandong.folder), horizon: 2050)
  }

  private static func read(_ id: String, _ body: String) throws -> Reform {
    let study = try study.get()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("\(id).yaml")
    let head = """
      title: { en: Rule, zh: 规则 }
      baseline: \(Shandong.folder)/baseline.yaml
      source: "test"
      description: "A test."

      """
    try (head + body).write(to: file, atomically: true, encoding: .utf8)
    let reforms = try study.place.reforms(file.path)
    return try #require(reforms.first)
  }

  /// Changes that come and go or stay by years, and the same in chosen years.
  private struct Case: Sendable {
    let name: String
    /// Months of reserve of the pool of residents below which it acts.
    let months: Double
    /// As written under `changes:`; `when:` is put before.
    let changes: String
    /// The same by hand in the years of `acts`, every year from 2027 on.
    let byHand: @Sendable (_ acts: [Bool], _ values: (String, Int) -> Double) -> String
  }

  private static let first = 2020
  private static func spans(_ acts: [Bool], _ value: String) -> String {
    let years = acts.indices.filter { acts[$0] && $0 >= 2027 - first }
    return years.map { "\($0 + first)-01..\($0 + first)-12: \(value)" }.joined(separator: ", ")
  }
  private static func byYear(_ lever: String, _ value: (_ year: Int) -> Double) -> String {
    let years = (2027...2051).map { "\($0): \(value($0))" }.joined(separator: ", ")
    return "  \(lever): { values: { \(years) }, then: hold }"
  }

  private static let cases: [Case] = [
    Case(
      name: "growth of bills", months: 3,
      changes: "  resident.inpatient.cost-growth: { 2027: { add: -0.02 } }",
      byHand: { acts, _ in "  resident.inpatient.cost-growth: { \(spans(acts, "{ add: -0.02 }")) }" }),
    Case(
      name: "growth of bills set, and held", months: 3,
      changes: "  resident.inpatient.cost-growth: { values: { 2027: 0.015 }, then: hold }",
      byHand: { acts, _ in "  resident.inpatient.cost-growth: { \(spans(acts, "0.015")) }" }),
    Case(
      name: "growth of wages and of bills, with a benefit and a premium", months: 4,
      changes: """
          economy.wage-growth: { 2027: { add: 0.004 } }
          medical.excess: { 2029: { add: -0.01 } }
          resident.inpatient.reimbursement-rate: { 2027: { add: -0.02 } }
          resident.premium: { 2027: { multiply: 1.25 } }
        """,
      byHand: { acts, _ in
        """
          economy.wage-growth: { \(spans(acts, "{ add: 0.004 }")) }
          medical.excess: { \(spans(acts.indices.map { acts[$0] && $0 >= 9 }, "{ add: -0.01 }")) }
          resident.inpatient.reimbursement-rate: { \(spans(acts, "{ add: -0.02 }")) }
          resident.premium: { \(spans(acts, "{ multiply: 1.25 }")) }
        """
      }),
    Case(
      name: "a premium that grows faster", months: 5,
      changes: "  resident.premium: { values: { 2027: { multiply: 1.05 } }, then: { grow: 0.08 } }",
      byHand: { acts, baseline in
        var ratio = 1.0
        return byYear("resident.premium") { year in
          let t = year - first, off = baseline("resident.premium", t), last = baseline("resident.premium", t - 1)
          if year > 2027, acts[t] { ratio *= 1.08 / (off / last) }
          return off * ratio * (acts[t] ? 1.05 : 1)
        }
      }),
    Case(
      name: "a subsidy that rises by steps", months: 5,
      changes: "  resident.subsidy: { values: { 2028: { add: 40 } }, then: { step: 60 } }",
      byHand: { acts, baseline in
        var ratio = 1.0
        return byYear("resident.subsidy") { year in
          let t = year - first, off = baseline("resident.subsidy", t), last = baseline("resident.subsidy", t - 1)
          if year > 2028, acts[t] { ratio = (last * ratio + 60) / off }
          return off * ratio + (acts[t] && year >= 2028 ? 40 : 0)
        }
      }),
    Case(
      name: "a premium that follows wages", months: 4,
      changes: "  resident.premium: { values: { 2030: 700 }, then: { index: economy.average-wage } }",
      byHand: { acts, baseline in
        var ratio = 1.0
        let dated = 700 / baseline("resident.premium", 10)
        return byYear("resident.premium") { year in
          let t = year - first, off = baseline("resident.premium", t), last = baseline("resident.premium", t - 1)
          let wages = baseline("economy.average-wage", t) / baseline("economy.average-wage", t - 1)
          if year > 2030, acts[t] { ratio *= wages / (off / last) }
          return off * ratio * (acts[t] && year >= 2030 ? dated : 1)
        }
      }),
  ]

  private static func when(_ test: Case) throws -> Reform {
    try read("rule", "when: { fund: resident-pool, reserve-months-below: \(test.months) }\nchanges:\n\(test.changes)\n")
  }

  /// Values of the baseline by lever and year index.
  private static func baseline(_ run: PolicyRun) -> (String, Int) -> Double {
    { lever, year in
      run.baseline.registry[lever].map { run.resolved[0].parameters.value($0.id, year) } ?? .nan
    }
  }

  @Test(arguments: cases.indices) func centralRunWrittenByHand(place: Int) throws {
    let test = Self.cases[place], study = try Self.study.get()
    let run = try study.run([[Self.when(test)]]), result = run.result
    let years = 0..<result.timeline.count
    let acts = years.map { result.acts(scenario: 1, region: 0, year: $0) }
    #expect(acts.contains(true), "\(test.name)")
    let hand = try study.run([[Self.read("hand", "changes:\n\(test.byHand(acts, Self.baseline(run)))\n")]])
    for line in result.scheme.lines.indices {
      for year in years {
        let own = result.amount(scenario: 1, region: 0, line: line, year: year)
        let wanted = hand.result.amount(scenario: 1, region: 0, line: line, year: year)
        #expect(
          abs(own - wanted) <= Within.solved * (abs(wanted) + 1e8),
          "\(test.name): \(result.scheme.lines[line].id) \(year)")
      }
    }
    // What tables show is the path's own.
    let premium = try #require(run.baseline.registry["resident.premium"]).id
    for year in years.dropLast() {
      let wanted = hand.resolved[1].parameters.value(premium, year)
      #expect(
        abs(run.resolved[1].parameters.value(premium, year) - wanted) <= Within.solved * wanted, "\(test.name) \(year)")
    }
  }

  @Test(arguments: cases.indices) func pathsWrittenByHand(place: Int) throws {
    let test = Self.cases[place], study = try Self.study.get()
    let request = PathRequest(paths: 40, seed: 11)
    let run = try study.run([[Self.when(test)]], paths: request)
    let input = try #require(run.paths).result.input, series = PathSeries.all(run.result.scheme)
    let values = try Self.values(input, run.result), years = 0..<study.timeline.count
    let fund = try Shandong.fund("resident-pool")
    let months = try #require(series.firstIndex(of: .reserveMonthsBackward(fund: fund)))
    var histories: Set<[Bool]> = []
    for path in [1, 7, 22, 39] {
      let acts = years.map { $0 > 0 && values[$0 - 1][1][months * 64 + path] < test.months }
      histories.insert(acts)
      // The levels without the rule on this path: the baseline's own scenario on it.
      let without = try PathScenario.rules(input, scenario: 0, path: path).parameters[0]
      let hand = try Self.read(
        "hand",
        "changes:\n"
          + test.byHand(acts) { lever, year in
            run.baseline.registry[lever].map { without.value($0.id, year) } ?? .nan
          } + "\n")
      let other = try study.run([[hand]], paths: request)
      let own = try Projection.run(
        ProjectionInput(
          timeline: study.timeline, scheme: run.result.scheme, regions: run.result.input.regions,
          scenarios: [try PathScenario.rules(try #require(other.paths).result.input, scenario: 1, path: path)]))
      for line in run.result.scheme.lines.indices {
        for year in years {
          let wanted = own.amount(scenario: 0, region: 0, line: line, year: year)
          #expect(
            abs(values[year][1][line * 64 + path] - wanted) <= Within.interpolated * 2e11,
            "\(test.name), path \(path): \(run.result.scheme.lines[line].id) \(year)")
        }
      }
    }
    #expect(histories.count > 1, "\(test.name)")
  }

  /// `[year][scenario][series · column]`.
  private static func values(_ input: PathInput, _ central: ProjectionResult) throws -> [[[Double]]] {
    var found: [[[Double]]] = []
    _ = try PathProjection.run(input, central: central, onYear: { found.append($0.values) })
    return found
  }

  /// A rule that acts in no year is the baseline, one that acts in all years is the reform without `when`.
  @Test(arguments: cases.indices) func neverAndAlways(place: Int) throws {
    let test = Self.cases[place], study = try Self.study.get()
    func reform(_ months: Double) throws -> Reform {
      try Self.read(
        "rule", "when: { fund: resident-pool, reserve-months-below: \(months) }\nchanges:\n\(test.changes)\n")
    }
    let run = try study.run([[reform(-1200)]]).result, always = try study.run([[reform(1200)]]).result
    for line in run.scheme.lines.indices {
      for year in 0..<run.timeline.count {
        #expect(
          run.amount(scenario: 1, region: 0, line: line, year: year)
            == run.amount(scenario: 0, region: 0, line: line, year: year))
        let wanted = always.amount(scenario: 2, region: 0, line: line, year: year)
        #expect(
          abs(always.amount(scenario: 1, region: 0, line: line, year: year) - wanted) <= Within.solved
            * (abs(wanted) + 1e8),
          "\(test.name): \(run.scheme.lines[line].id) \(year)")
      }
    }
  }

  /// On top of another reform.
  @Test func stacked() throws {
    let study = try Self.study.get(), registry = study.place.baseline.registry
    let premium = try ReformFile.parse(setting: "resident.premium=2027:420", registry: registry, id: "premium")
    let rule = try Self.when(Self.cases[0])
    let run = try study.run([[premium, rule]]), result = run.result
    let acts = (0..<result.timeline.count).map { result.acts(scenario: 1, region: 0, year: $0) }
    let hand = try Self.read("hand", "changes:\n\(Self.cases[0].byHand(acts, Self.baseline(run)))\n")
    let other = try study.run([[premium, hand]]).result
    #expect(acts.contains(true) && acts.contains(false))
    for fund in result.scheme.funds.indices {
      for year in 0..<result.timeline.count {
        let wanted = other.balanceAtYearEnd(scenario: 1, region: 0, fund: fund, year: year)
        #expect(
          abs(result.balanceAtYearEnd(scenario: 1, region: 0, fund: fund, year: year) - wanted) <= Within.solved
            * (abs(wanted) + 1e9))
      }
    }
  }

  /// Halves of a place react as the whole, each by its own accounts.
  @Test func regionsReactByThemselves() throws {
    let folder = try RegionTests.place(RegionTests.region("one", 0.5) + RegionTests.region("two", 0.5))
    let plain = try BrokenPlaceTests.copy()
    defer { for folder in [folder, plain] { try? FileManager.default.removeItem(at: folder) } }
    func run(_ folder: URL) throws -> PolicyRun {
      let place = folder.appendingPathComponent("shandong")
      let file = place.appendingPathComponent("rule.yaml")
      try """
      title: { en: Rule, zh: 规则 }
      baseline: baseline.yaml
      source: "test"
      description: "A test."
      when: { fund: resident-pool, reserve-months-below: 5 }
      changes:
      \(Self.cases[0].changes)
      """.write(to: file, atomically: true, encoding: .utf8)
      let study = try PolicyStudy(Place(place.path), horizon: 2045)
      return try study.run(study.read([[.file(file.path)]]))
    }
    let whole = try run(plain), halves = try run(folder)
    #expect((0..<whole.result.timeline.count).contains { whole.result.acts(scenario: 1, region: 0, year: $0) })
    for region in 0..<2 {
      let own = RegionTests.amounts(halves, region, scenario: 1)
      for (half, all) in zip(own, RegionTests.amounts(whole, 0, scenario: 1)) {
        #expect(abs(2 * half - all) <= Within.solved * max(abs(all), 1e6), "\(half) \(all)")
      }
    }
  }

  /// What plain values by year cannot carry is refused where growth moves beside it.
  @Test func datesWithinAYear() throws {
    let study = try Self.study.get()
    let reform = try Self.read(
      "rule",
      "when: { fund: resident-pool, reserve-months-below: 3 }\nchanges:\n  resident.inpatient.cost-growth: { 2027-07: { add: -0.01 } }\n"
    )
    let error = #expect(throws: FundcastError.self) { try study.run([[reform]]) }
    #expect(error?.description.contains("dated by whole years") == true, "\(String(describing: error))")
  }
}
