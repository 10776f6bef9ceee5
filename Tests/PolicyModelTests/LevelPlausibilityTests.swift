import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

/// Levels compared with each other: each check warns of what is off, and of nothing else.
@Suite struct LevelPlausibilityTests {
  private let premium = "resident.premium", wage = "economy.average-wage"

  /// Premium and subsidy at 1.2 % of the wage.
  private func baseline(_ given: [String: DatedSeries] = [:]) throws -> Baseline {
    try Small.baseline([wage: Small.series([(2019, 68_000), (2020, 69_000)], then: .grow(0.05))].merging(given) { $1 })
  }

  private func jumps(_ values: [(Int, Double)]) throws -> [String] {
    DatedJumps(baseline: try baseline([premium: Small.series(values)])).warnings.map(\.en)
  }

  @Test func datedValues() throws {
    #expect(try jumps([(2020, 280), (2021, 320), (2022, 400)]).isEmpty)
    #expect(try jumps([(2020, 40), (2030, 300)]).isEmpty)
    #expect(try jumps([(2020, 0), (2021, 400), (2022, 0)]).isEmpty)
    #expect(
      try jumps([(2020, 400), (2021, 4000)]) == [
        "baseline.yaml:7: resident.premium: 4000 yuan/person/year in 2021 after 400 in 2020: a digit or a unit may be wrong"
      ])
    #expect(try jumps([(2020, 400), (2021, 420), (2022, 44)]).count == 1)
    let rates = try baseline(["economy.wage-growth": Small.series([(2020, 0.08), (2021, 0.001)])])
    #expect(DatedJumps(baseline: rates).warnings.isEmpty)
  }

  @Test func defaults() throws {
    func warnings(_ lever: String, _ value: Double) throws -> [String] {
      let text = LocalizedText(en: "x", zh: "x")
      let kind = try #require(RuleKind.named("demography"))
      let registry = LeverRegistry(
        entities: [LeverEntity(path: "demography", title: text, rules: [kind])], lags: [],
        form: .yuan)
      let small = try Small.baseline([:])
      let baseline = Baseline(
        head: PlaceHead(place: "x", title: text, baseYear: 2020, defaultHorizon: 2026), scheme: small.scheme,
        registry: registry,
        series: registry.levers.map { $0.path == lever ? Small.series([(2020, value)]) : nil })
      return DefaultDistance(baseline: baseline).warnings.map(\.en)
    }
    #expect(try warnings("demography.mortality-factor", 0.8).isEmpty)
    // No children at all are no assumption.
    #expect(try warnings("demography.fertility-factor", 0).first?.contains("0 factor, where 1 is usual") == true)
    #expect(
      try warnings("demography.mortality-factor", 10).first?.contains("10 factor, where 1 is usual") == true)
    #expect(try warnings("demography.mortality-factor", 0.1).count == 1)
  }

  @Test func reforms() throws {
    let baseline = try baseline([premium: Small.series([(2020, 400)], then: .grow(0.03))])
    let timeline = Timeline(baseYear: 2020, horizon: 2026)
    func warnings(_ points: [SeriesPoint], then: ThenRule? = nil) throws -> [String] {
      let change = LeverChange(lever: try Small.id(premium), points: points, then: then, location: Small.place)
      let resolver = SeriesResolver(baseline, timeline: timeline, solved: [:])
      let usual = try resolver.resolve(.baseline(baseline.title))
      let scenario = ScenarioDefinition(id: "s", title: baseline.title, reforms: [Small.reform([change])])
      return LevelPlausibility(baseline, timeline: timeline)
        .warnings(scenario, try resolver.resolve(scenario), against: usual).map(\.en)
    }
    func point(_ year: Int, _ value: DatedValue) -> SeriesPoint {
      SeriesPoint(from: MonthDate(year: year), value: value, location: Small.place)
    }
    #expect(try warnings([point(2023, .set(500))]).isEmpty)
    #expect(try warnings([point(2023, .set(0))]).isEmpty)
    #expect(
      try warnings([point(2023, .set(4000))]).first?
        .contains("4000 yuan/person/year in 2023 where the baseline has 437.091") == true)
    #expect(try warnings([point(2022, .set(420)), point(2024, .set(44))]).count == 1)
    #expect(try warnings([point(2024, .multiply(10))]).count == 1)
    let span = SeriesPoint(
      from: MonthDate(year: 2023, month: 2), through: MonthDate(year: 2023, month: 4), value: .set(4100),
      location: Small.place)
    #expect(try warnings([span]).count == 1)
    // What it falls behind later is no slip.
    #expect(try warnings([point(2021, .set(400))], then: .grow(-0.4)).isEmpty)
  }

  @Test func wages() throws {
    func warnings(_ values: [(Int, Double)]) throws -> [String] {
      let baseline = try baseline([wage: Small.series(values), premium: Small.series([(2020, 280)])])
      return WageScale(baseline: baseline, timeline: Timeline(baseYear: 2020, horizon: 2026))
        .warnings(try Small.resolve(baseline)).map(\.en)
    }
    #expect(try warnings([(2019, 68_000), (2020, 69_000)]).isEmpty)
    // In 万元, by the month, with a digit too many.
    for value in [6.9, 5_750, 690_000] {
      let found = try warnings([(2019, value), (2020, value)]).filter { !$0.contains("round-wage") }
      #expect(found.count == 1 && found[0].contains("resident.premium + resident.subsidy 830"), "\(found)")
    }
    // Thirty times the round wage of 100,000, and a thirtieth of it, are the last that are taken for the same money.
    for (value, isFar) in [(3e6, false), (3.01e6, true), (3334, false), (3330, true)] {
      let found = try warnings([(2019, value), (2020, value)]).filter { $0.contains("round-wage") }
      let expected =
        "baseline.yaml:7: economy.average-wage: \(Int(value)) yuan/year in 2020, where the form has round-wage 100000 yuan: "
      #expect(isFar ? found.count == 1 && found[0].hasPrefix(expected) : found.isEmpty, "\(found)")
    }
  }

  @Test func persons() throws {
    let small = try baseline()
    let scheme = Scheme(
      id: "small", form: .yuan,
      people: SchemePeople(
        states: StateSpace(statuses: [
          StateLevel(id: "insured", title: LocalizedText(en: "i", zh: "参保"), group: "g"),
          StateLevel(id: "others", title: LocalizedText(en: "o", zh: "其他"), group: nil),
        ]), newborn: (0, 1), stages: []),
      care: SchemeCare(), money: SchemeMoney(), common: small.scheme.common)
    func warnings(_ persons: Double) -> [String] {
      let target = MembershipTarget(
        id: "insured", title: LocalizedText(en: "i", zh: "参保"), states: [0],
        figure: GivenFigure(persons, .judged, Citation("x", .high, at: Small.place)))
      let baseline = Baseline(
        head: PlaceHead(place: "x", title: small.title, baseYear: 2020, defaultHorizon: 2026), scheme: scheme,
        registry: small.registry, series: small.series, figures: PlaceFigures(membershipTargets: [target]))
      return PersonsOfBaseYear(baseline: baseline, population: 1e6).warnings.map(\.en)
    }
    #expect(warnings(950_000).isEmpty)
    #expect(warnings(400_000).first?.contains("400000 insured of a population of 1000000") == true)
    #expect(
      warnings(95).first
        == "baseline.yaml:7: insured: 95 persons of a population of 1000000: check the figure and its unit (persons, not 万人)"
    )
  }
}

/// A driver with a one-off in the year its followers are counted from.
@Suite struct OneOffAnchorTests {
  private let premium = "resident.premium", wage = "economy.average-wage"

  private func warnings(
    lastDated: Int = 2022, then: ThenRule? = nil, wages: DatedSeries? = nil, _ points: [SeriesPoint] = []
  ) throws -> [LocalizedText] {
    let follows = try then ?? .index(Small.id(wage))
    let baseline = try Small.baseline([
      premium: Small.series([(2020, 280), (lastDated, 400)], then: follows),
      wage: wages ?? Small.series([(2019, 100), (2020, 110)], then: .grow(0.05)),
    ])
    let resolver = SeriesResolver(baseline, timeline: Timeline(baseYear: 2020, horizon: 2026), solved: [:])
    let usual = try resolver.resolve(.baseline(baseline.title))
    guard !points.isEmpty else { return usual.warnings }
    let change = LeverChange(lever: try Small.id(wage), points: points, location: Small.place)
    return try resolver.resolve(
      ScenarioDefinition(id: "s", title: baseline.title, reforms: [Small.reform([change])])
    ).warnings
  }

  private func point(_ year: Int, _ value: DatedValue, years: Int? = nil) -> SeriesPoint {
    SeriesPoint(
      from: MonthDate(year: year), through: years.map { MonthDate(year: year + $0 - 1, month: 11) }, value: value,
      location: Small.place)
  }

  @Test func spansAndDatesThatPass() throws {
    for points in [
      [point(2022, .set(150), years: 1)], [point(2021, .multiply(1.2), years: 3)],
      [point(2022, .multiply(1.2)), point(2023, .multiply(1))],
    ] {
      let found = try warnings(points)
      #expect(found.count == 1)
      #expect(found.first?.en.contains("(121.275 without it)") == true, "\(found)")
      #expect(found.first?.en.contains("resident.premium ") == true && found.first?.zh.contains("2022年含一次性因素") == true)
    }
    let one = try warnings([point(2022, .multiply(1.25), years: 1)]).first?.en ?? ""
    #expect(one.contains("resident.premium 336 in 2023 instead of 420"))
  }

  @Test func aOneOffOfTheBaseline() throws {
    let spike = Small.series([(2019, 100), (2020, 110), (2021, 115), (2022, 150), (2023, 127)], then: .grow(0.05))
    #expect(try warnings(wages: spike).first?.en.contains("150 yuan/year in 2022 by a one-off") == true)
  }

  @Test func whatStaysIsNoOneOff() throws {
    #expect(try warnings().isEmpty)
    #expect(try warnings([point(2022, .multiply(1.2))]).isEmpty)
    #expect(try warnings([point(2022, .set(130)), point(2024, .set(150))]).isEmpty)
    // In another year, or under a rule that counts from nothing.
    #expect(try warnings([point(2024, .set(200), years: 1)]).isEmpty)
    #expect(try warnings(lastDated: 2021, [point(2022, .set(200), years: 1)]).isEmpty)
    #expect(try warnings(then: .grow(0.1), [point(2022, .set(200), years: 1)]).isEmpty)
  }

  private func warnings(_ points: [SeriesPoint]) throws -> [LocalizedText] {
    try warnings(lastDated: 2022, then: nil, wages: nil, points)
  }
}
