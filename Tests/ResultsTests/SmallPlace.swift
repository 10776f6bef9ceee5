import Arrays
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import _TestSupport

/// A place whose money is given in yuan, so that every figure can be added up on paper: a pool and a care fund, workers, retired
/// and people outside, three reported years. Years have an entry each, the hidden one included.
struct SmallPlace {
  static let worker = 0, retired = 1, outside = 2
  static let pool = 0, care = 1
  static let years = 4

  private static func text(_ name: String) -> LocalizedText { LocalizedText(en: name, zh: "〔\(name)〕") }

  /// Values by name; one value stands for all years.
  static let baseline: [String: [Double]] = [
    "pool-opening": [1000], "care-opening": [40], "interest-rate": [0.02], "interest-timing": [0],
    "interest-on-negative": [0], "discount-rate": [0.05], "one": [1], "zero": [0], "newborn-coverage": [1],
    "premium": [2], "collection": [0.9], "subsidy": [30], "benefit": [3000, 3100, 3200, 3300],
    // The second year's transfer goes back.
    "transfer": [50, -20, 60, 60], "care-benefit": [45, 70, 65, 65], "adjustment": [7, 0, 0, 0],
    "insurers": [3, -4, 0, 0], "relief": [11, 12, 13, 14],
  ]

  private(set) var ids: [String: ParameterID] = [:]

  init() {
    for (index, name) in Self.baseline.keys.sorted().enumerated() { ids[name] = ParameterID(index) }
  }

  subscript(_ name: String) -> ParameterID {
    guard let id = ids[name] else { preconditionFailure("no parameter \(name)") }
    return id
  }

  /// The baseline with other values of some parameters.
  func parameters(_ changes: [String: [Double]] = [:]) -> ParameterSet {
    ParameterSet(
      paths: Self.baseline.keys.sorted().map { name in
        let values = changes[name] ?? Self.baseline[name] ?? []
        return ParameterPath(annual: values.count == 1 ? [Double](repeating: values[0], count: Self.years) : values)
      })
  }

  /// The place under some sets of values, one a scenario; each holds in as many regions as it has entries.
  func project(_ scenarios: [[ParameterSet]]) throws -> ProjectionResult {
    try Projection.run(
      ProjectionInput(
        timeline: Timeline(baseYear: 2024, horizon: 2026), scheme: scheme,
        regions: scenarios[0].indices.map { Region(id: "region-\($0)", tables: tables, fit: fit) },
        scenarios: scenarios.enumerated().map {
          ScenarioRules(id: "scenario-\($0)", parameters: $1, demandReference: nil)
        }))
  }

  /// The baseline alone.
  func project() throws -> Outcome { try project([[parameters()]]).outcome(scenario: 0, region: 0) }

  // MARK: Structure

  private func line(
    _ id: String, _ fund: Int, to counterpart: Int? = nil, _ kind: LineKind, _ item: String, _ source: LineSource,
    base: [String] = [], rate: [String] = [], collection: [String] = [], months: [Double]? = nil,
    reversed: (paid: String, received: String)? = nil
  ) -> FlowLine {
    func product(_ names: [String]) -> ScalarProduct { ScalarProduct(names.map { .parameter(self[$0]) }) }
    return FlowLine(
      id: id, title: Self.text(id),
      entry: LineEntry(fund: fund, kind: kind, item: item, counterpart: counterpart, reversed: reversed),
      source: source,
      factors: LineFactors(
        base: product(base), rate: product(rate), collection: product(collection), isContribution: !base.isEmpty),
      months: LineMonths(months))
  }

  private var scheme: Scheme {
    let insured = [Self.worker, Self.retired]
    let lines = [
      line(
        "premium", Self.pool, .income, "premiums", .people(.persons(.yearEnd), statuses: insured), base: ["premium"],
        collection: ["collection"]),
      line("subsidy", Self.pool, .income, "subsidies", .amount, rate: ["subsidy"]),
      line(
        "benefit", Self.pool, .expenditure, "benefits", .amount, rate: ["benefit"],
        months: (0..<12).map { Double($0 + 1) / 78 }),
      line("to-care", Self.pool, to: Self.care, .transferOut, "transfers", .amount, rate: ["transfer"]),
      line("interest", Self.pool, .income, "interest", .amount),
      line("adjustment", Self.pool, .adjustment, "adjustment", .amount, rate: ["adjustment"]),
      line("care-benefit", Self.care, .expenditure, "benefits", .amount, rate: ["care-benefit"]),
      line(
        "insurers", Self.care, .expenditure, "other-expenditure", .amount, rate: ["insurers"],
        reversed: (paid: "other-expenditure", received: "other-income")),
      line("relief", Self.pool, .memo, "premiums", .amount, rate: ["relief"]),
    ]
    let declared = MechanismDeclaration(
      id: "interest", kind: Interest.kind, fund: Self.pool, reads: ["balance": Array(0..<4)], posts: ["interest": [4]])
    guard let linked = try? MechanismRegistry.standard.link(lines, [declared]) else {
      preconditionFailure("no interest")
    }
    return Scheme(
      id: "small", form: .yuan,
      people: SchemePeople(
        states: StateSpace(
          statuses: [("worker", "employee"), ("retired", "employee"), ("outside", nil)].map {
            StateLevel(id: $0.0, title: Self.text($0.0), group: $0.1)
          }), newborn: (insured: Self.worker, uninsured: Self.outside), stages: []),
      care: SchemeCare(),
      money: SchemeMoney(
        funds: [("pool", true), ("care", false)].map {
          Fund(id: $0.0, title: Self.text($0.0), isMedical: $0.1, openingBalance: self["\($0.0)-opening"])
        }, lines: linked.lines, mechanisms: linked.mechanisms),
      common: common)
  }

  private var common: CommonParameters {
    let one = self["one"], zero = self["zero"]
    return CommonParameters(
      people: PopulationParameters(
        mortalityFactor: one, mortalityIndex: zero, fertilityFactor: one, netMigration: zero,
        newbornCoverage: self["newborn-coverage"]),
      interest: InterestParameters(
        interestRate: self["interest-rate"], interestTiming: self["interest-timing"],
        interestOnNegative: self["interest-on-negative"], discountRate: self["discount-rate"]))
  }

  /// 600 workers aged 30, 300 retired aged 70, 100 others aged 10, half of them men.
  private var fit: BaseYearFit {
    var opening = [Double](repeating: 0, count: Age.panelCount * 3)
    for sex in Sex.allCases {
      opening[Age.cell(sex, 30) * 3 + Self.worker] = 300
      opening[Age.cell(sex, 70) * 3 + Self.retired] = 150
      opening[Age.cell(sex, 10) * 3 + Self.outside] = 50
    }
    return BaseYearFit(
      openingState: opening, baseYearBirthsFactor: 1, earningsScale: [], useScale: [], costScale: [])
  }

  private var tables: PlaceTables {
    PlaceTables(
      people: PopulationTables(
        population: AgePanel(repeating: 5),
        mortality: [AgePanel](repeating: AgePanel(repeating: 0.01), count: Self.years),
        fertility: [[Double]](repeating: [Double](repeating: 0, count: Age.count), count: Self.years),
        sexRatioAtBirth: [Double](repeating: 1.05, count: Self.years),
        migrationProfile: AgePanel(repeating: 1 / Double(Age.panelCount))),
      membership: MembershipTables(
        membershipShares: [0.6, 0.3, 0.1].map { AgePanel(repeating: $0) }, hazardProfiles: []),
      person: PersonTables(
        earningsProfiles: [], relativeUse: [], relativeCost: [], dependencyPrevalence: AgePanel(repeating: 0)))
  }
}
