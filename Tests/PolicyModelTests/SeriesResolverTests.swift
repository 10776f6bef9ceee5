import Quantities
import SchemeModel
import Testing

@testable import PolicyModel

/// A registry of three levers: a premium, the wage it may be indexed to, and the growth of the wage.
private enum Small {
  static let registry: LeverRegistry = {
    func kind(_ id: String) -> RuleKind { RuleKind.named(id) ?? RuleKind(id: id, summary: "", parameters: []) }
    let text = LocalizedText(en: "x", zh: "x")
    return LeverRegistry(
      entities: [
        LeverEntity(path: "economy", title: text, rules: [(kind("economy"), [])]),
        LeverEntity(path: "resident", title: text, rules: [(kind("flat-contribution"), ["L03"])]),
        LeverEntity(path: "cut", title: text, rules: [(kind("temporary-cut"), ["L01"])]),
      ],
      lags: [("economy.average-wage-last-year", text, "economy.average-wage")])
  }()

  static let place = SourceLocation(file: "baseline.yaml", line: 7)

  static func id(_ path: String) throws -> ParameterID { try #require(registry[path]).id }

  static func points(_ values: [(Int, Double)]) -> [SeriesPoint] {
    values.map { SeriesPoint(from: MonthDate(year: $0.0), value: .set($0.1), location: place) }
  }

  static func series(_ values: [(Int, Double)], linear: Bool = false, then: ThenRule = .hold) -> DatedSeries {
    DatedSeries(
      points: points(values), isLinear: linear, then: then, source: "test", confidence: .high, location: place)
  }

  static func baseline(_ given: [String: DatedSeries]) throws -> Baseline {
    var all: [String: DatedSeries] = [
      "economy.average-wage": series([(2019, 100), (2020, 110)], then: .growBy(try id("economy.wage-growth"))),
      "economy.wage-growth": series([(2020, 0.1), (2022, 0.05)]),
      "economy.interest-rate": series([(2020, 0.02)]), "economy.discount-rate": series([(2020, 0.03)]),
      "resident.premium": series([(2020, 280), (2021, 320)]), "resident.subsidy": series([(2020, 550)]),
      "resident.central-share": series([(2020, 0.5)]), "resident.provincial-share": series([(2020, 0.5)]),
    ]
    all.merge(given) { $1 }
    let none = try id("economy.interest-rate")
    let scheme = Scheme(
      id: "small", statuses: [], newborn: (0, 0), stages: [], retirement: [], earnings: [], components: [],
      priceLevels: [],
      branches: [], funds: [], lines: [],
      common: CommonParameters(
        mortalityFactor: none, fertilityFactor: none, netMigration: none, newbornCoverage: none, interestRate: none,
        interestTiming: none, interestOnNegative: none, discountRate: none))
    return Baseline(
      place: "small", title: LocalizedText(en: "small", zh: "小"), baseYear: 2020, defaultHorizon: 2026, scheme: scheme,
      registry: registry, series: registry.levers.map { all[$0.path] }, targets: [], membershipTargets: [],
      published: [],
      remarks: [])
  }

  static func reform(_ changes: [LeverChange], id: String = "reform") -> Reform {
    Reform(
      id: id, title: LocalizedText(en: id, zh: id), description: "", source: "", leverIDs: [], changes: changes,
      cannotModel: nil, file: "\(id).yaml")
  }

  static func resolve(_ baseline: Baseline, _ reforms: [Reform] = []) throws -> ParameterSet {
    try SeriesResolver(baseline, timeline: Timeline(baseYear: 2020, horizon: 2026), solved: [:])
      .resolve(ScenarioDefinition(id: "s", title: baseline.title, reforms: reforms)).parameters
  }

  static func annual(_ baseline: Baseline, _ path: String, _ changes: [LeverChange] = []) throws -> [Double] {
    try resolve(baseline, changes.isEmpty ? [] : [reform(changes)])[id(path)].annual
  }
}

@Suite struct SeriesResolverTests {
  private let premium = "resident.premium"

  private func change(_ values: [(Int, DatedValue)], then: ThenRule? = nil, overrides: Bool = false) throws
    -> LeverChange
  {
    LeverChange(
      lever: try Small.id(premium),
      points: values.map { SeriesPoint(from: MonthDate(year: $0.0), value: $0.1, location: Small.place) }, then: then,
      overrides: overrides, location: Small.place)
  }

  @Test func valuesHoldUntilTheNextDateAndAfterTheLast() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2022, 350)])])
    #expect(try Small.annual(baseline, premium) == [280, 280, 350, 350, 350, 350, 350, 350])
  }

  @Test func growthStepIndexAndSumRunFromTheLastDate() throws {
    func last(_ then: ThenRule) throws -> [Double] {
      Array(
        try Small.annual(Small.baseline([premium: Small.series([(2020, 280), (2021, 320)], then: then)]), premium)[
          1...3])
    }
    #expect(try last(.grow(0.5)) == [320, 480, 720])
    #expect(try last(.step(30)) == [320, 350, 380])
    // Wage 110 in 2020, +10 % in 2021, +5 % from 2022.
    let indexed = try last(.index(Small.id("economy.average-wage")))
    #expect(abs(indexed[1] - 320 * 1.05) < 1e-9 && abs(indexed[2] - 320 * 1.05 * 1.05) < 1e-9)
    let summed = try last(.sum([Small.id("resident.subsidy"), Small.id("resident.subsidy")]))
    #expect(summed == [320, 1100, 1100])
  }

  @Test func straightLinesBetweenYears() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 100), (2024, 300)], linear: true)])
    #expect(try Small.annual(baseline, premium) == [100, 150, 200, 250, 300, 300, 300, 300])
  }

  @Test func lastYearsValueIsDerived() throws {
    let wages = try Small.annual(Small.baseline([:]), "economy.average-wage-last-year")
    #expect(wages[0] == 100 && wages[1] == 110)
    #expect(abs(wages[2] - 121) < 1e-9)
  }

  @Test func aChangeLeavesTheYearsBeforeItExactlyAsTheyWere() throws {
    let wage = try Small.id("economy.average-wage")
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2021, 320)], then: .index(wage))])
    let before = try Small.annual(baseline, premium)
    let after = try Small.annual(baseline, premium, [try change([(2024, .set(1000))])])
    #expect(after[0..<4] == before[0..<4])
    #expect(after[4] == 1000)
    // From the change on, the index counts from there.
    #expect(abs(after[5] - 1050) < 1e-9)
  }

  @Test func anAdditionCarriesTheLaterDatesAlong() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2021, 320), (2023, 380)])])
    let after = try Small.annual(baseline, premium, [try change([(2022, .add(10))])])
    #expect(after == [280, 320, 330, 390, 390, 390, 390, 390])
    let scaled = try Small.annual(baseline, premium, [try change([(2022, .multiply(2))])])
    #expect(scaled == [280, 320, 640, 760, 760, 760, 760, 760])
  }

  @Test func aPlainValueReplacesTheLaterDates() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2021, 320), (2023, 380)])])
    #expect(
      try Small.annual(baseline, premium, [try change([(2022, .set(300))])]) == [
        280, 320, 300, 300, 300, 300, 300, 300,
      ])
  }

  @Test func monthsActOnMonths() throws {
    let cut = "cut.cut"
    let series = DatedSeries(
      points: [
        SeriesPoint(from: MonthDate(year: 2020), value: .set(0), location: Small.place),
        SeriesPoint(
          from: MonthDate(year: 2020, month: 1), through: MonthDate(year: 2020, month: 5), value: .set(0.5),
          location: Small.place),
      ], then: .hold, source: "test", confidence: .high, location: Small.place)
    let path = try Small.resolve(Small.baseline([cut: series]))[Small.id(cut)]
    #expect(abs(path.annual[0] - 0.5 * 5 / 12) < 1e-15)
    #expect(path.annual[1] == 0)
    #expect((0..<12).map { path.value(year: 0, month: $0) } == [0, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0])
  }

  @Test func reformsStackInOrderAndRefuseToMeet() throws {
    let baseline = try Small.baseline([:])
    let first = Small.reform([try change([(2022, .set(400))])], id: "first")
    let later = Small.reform([try change([(2023, .add(50))])], id: "later")
    #expect(try Small.resolve(baseline, [first, later])[Small.id(premium)].annual[2...4] == [400, 450, 450])
    #expect(throws: FundcastError.self) { try Small.resolve(baseline, [first, first]) }
    let override = Small.reform([try change([(2022, .set(1))], overrides: true)], id: "override")
    #expect(try Small.resolve(baseline, [first, override])[Small.id(premium)].annual[2] == 1)
  }

  @Test func circlesGapsAndRangesAreRefused() throws {
    let wage = try Small.id("economy.average-wage"), own = try Small.id(premium)
    func message(_ given: [String: DatedSeries]) -> String {
      do {
        _ = try Small.resolve(Small.baseline(given))
        return "no error"
      } catch { return "\(error)" }
    }
    let circle = message([
      premium: Small.series([(2020, 1)], then: .index(wage)),
      "economy.average-wage": Small.series([(2019, 1), (2020, 1)], then: .index(own)),
    ])
    #expect(circle.contains("run in a circle: economy.average-wage → resident.premium → economy.average-wage"))
    #expect(message([premium: Small.series([(2022, 1)])]).contains("no value in 2020"))
    #expect(
      message([premium: Small.series([(2020, 1)], then: .step(-1))]).contains(
        "the value of 2022 lies outside 0.0…1000000.0"))
  }

  @Test func everyRuleKindIsUsableAndNamedOnce() {
    let ids = RuleKind.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for kind in RuleKind.all {
      #expect(!kind.summary.isEmpty && !kind.parameters.isEmpty)
      for spec in kind.parameters {
        #expect(!spec.title.en.isEmpty && !spec.title.zh.isEmpty, "\(kind.id).\(spec.name)")
        if let value = spec.defaultValue { #expect(spec.range.contains(value), "\(kind.id).\(spec.name)") }
      }
    }
  }
}
