import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

/// A registry of three levers: a premium, the wage it may be indexed to, and the growth of the wage.
enum Small {
  static let registry: LeverRegistry = {
    let text = LocalizedText(en: "x", zh: "x")
    func policy(_ id: String, _ moves: String) -> PolicyLever {
      PolicyLever(id: id, title: text, moves: [LeverPattern(moves)].compactMap { $0 })
    }
    return LeverRegistry(
      entities: [
        LeverEntity(path: "economy", title: text, rules: [RuleKind.named("economy")].compactMap { $0 }),
        LeverEntity(path: "resident", title: text, rules: [flat]),
        LeverEntity(
          path: "cut", title: text,
          rules: [
            .declared([
              share("cut", default: 0), share("eligible-share", default: 1),
            ])
          ]),
      ],
      lags: [("economy.average-wage-last-year", text, "economy.average-wage")],
      vocabulary: LeverVocabulary(policies: [policy("L01", "cut"), policy("L03", "resident")]),
      form: .yuan)
  }()

  /// A premium and a subsidy for each person.
  static let flat = RuleKind.declared([
    ParameterSpec("premium", "x", "x", .moneyPerPersonYear, 0...1e6, .provision),
    ParameterSpec("subsidy", "x", "x", .moneyPerPersonYear, 0...1e6, .provision), share("central-share"),
    share("provincial-share"),
  ])

  static func share(_ name: String, default usual: Double? = nil) -> ParameterSpec {
    let spec = ParameterSpec(name, "x", "x", .share, 0...1, .provision)
    return usual.map(spec.otherwise) ?? spec
  }

  /// A line that is due a head, a standard of the entity `resident`; it counts nobody.
  private static func due(_ standard: String) throws -> FlowLine {
    FlowLine(
      id: standard, title: LocalizedText(en: standard, zh: standard),
      entry: LineEntry(fund: 0, kind: .income, item: "premiums"), source: .amount,
      factors: LineFactors(base: ScalarProduct([.parameter(try id("resident." + standard))]), isContribution: true))
  }

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
      id: "small", form: .yuan, people: SchemePeople(states: StateSpace(statuses: []), newborn: (0, 0), stages: []),
      care: SchemeCare(), money: SchemeMoney(lines: [try due("premium"), try due("subsidy")]),
      common: CommonParameters(
        people: PopulationParameters(
          mortalityFactor: none, mortalityIndex: none, fertilityFactor: none, netMigration: none,
          newbornCoverage: none),
        interest: InterestParameters(
          interestRate: none, interestTiming: none, interestOnNegative: none, discountRate: none)))
    return Baseline(
      head: PlaceHead(
        place: "small", title: LocalizedText(en: "small", zh: "小"), baseYear: 2020, defaultHorizon: 2026),
      scheme: scheme, registry: registry, series: registry.levers.map { all[$0.path] })
  }

  static func reform(_ changes: [LeverChange], id: String = "reform") -> Reform {
    Reform(
      id: id, text: ReformText(title: LocalizedText(en: id, zh: id), description: "", source: ""), changes: changes,
      origin: ReformOrigin(file: "\(id).yaml"))
  }

  static func resolve(_ baseline: Baseline, _ reforms: [Reform] = []) throws -> ParameterSet {
    try SeriesResolver(baseline, timeline: Timeline(baseYear: 2020, horizon: 2026), solved: [:])
      .resolve(ScenarioDefinition(id: "s", title: baseline.title, reforms: reforms)).parameters
  }

  static func annual(_ baseline: Baseline, _ path: String, _ changes: [LeverChange] = []) throws -> [Double] {
    try resolve(baseline, changes.isEmpty ? [] : [reform(changes)])[id(path)].annual
  }
}
