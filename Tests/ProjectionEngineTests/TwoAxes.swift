import Arrays
import Quantities
import SchemeModel
import _TestSupport

/// The small scheme with a second axis: everybody is also independent, moderately or severely dependent, moves along both axes,
/// dies sooner the more dependent, and has outpatient care only when dependent.
struct TwoAxes {
  var made: MadeUpScheme
  /// Parameters of the second axis by name.
  private(set) var ids: [String: ParameterID] = [:]
  let space: StateSpace

  static let dependency = 1
  static let independent = 0
  static let moderate = 1
  static let severe = 2

  init(years: Int = 4, isMortal: Bool = true) {
    let small = SmallScheme(years: years)
    made = small.made
    let values: [(name: String, value: Double)] = [
      ("onset", 0.02), ("worsening", 0.3), ("severe-at-once", 0.2), ("moderate-mortality", 1.6),
      ("severe-mortality", 3), ("care", 40_000),
    ]
    var named: [String: ParameterID] = [:]
    for (name, value) in values {
      named[name] = ParameterID(made.baseline[0].paths.count)
      made.baseline[0].paths.append(
        ParameterPath(annual: [Double](repeating: value, count: made.timeline.count)))
      made.parameters.append(MadeUpParameter(draw: nil, isMoney: name == "care", movesWithinYear: true))
    }
    ids = named
    func id(_ name: String) -> ParameterID { named[name] ?? ParameterID(0) }
    let mortality = [
      nil, RelativeMortality(factor: id("moderate-mortality")),
      RelativeMortality(factor: id("severe-mortality"), profile: 3),
    ]
    let levels = ["independent", "moderate", "severe"].enumerated().map { level, name in
      StateLevel(
        id: name, title: text(name), group: level == 0 ? nil : "dependent", mortality: isMortal ? mortality[level] : nil
      )
    }
    let statuses = small.made.scheme.statuses.map {
      StateLevel(id: $0.id, title: $0.title, group: $0.id == "uninsured" ? nil : "employee")
    }
    let space = StateSpace([
      StateAxis(id: StateAxis.status, title: text("status"), levels: statuses),
      StateAxis(id: "dependency", title: text("dependency"), levels: levels),
    ])
    self.space = space
    func states(_ name: String) -> [Int] { space.selection(named: name).map(space.states) ?? [] }

    let care = TransitionStage(
      id: "care",
      moves: [
        AxisMove(
          id: "onset", from: states("independent"), axis: Self.dependency,
          to: [
            (Self.moderate, ScalarProduct([.complement([id("severe-at-once")])])),
            (Self.severe, ScalarProduct([.parameter(id("severe-at-once"))])),
          ], hazard: .rate(id("onset"), profile: 2)),
        AxisMove(
          id: "worsening", from: states("moderate"), axis: Self.dependency, to: [(Self.severe, ScalarProduct())],
          hazard: .rate(id("worsening"), profile: 1)),
        // Only the insured recover; whoever is independent stays where all would go.
        AxisMove(
          id: "recovery", from: states("employee"), axis: Self.dependency, to: [(Self.independent, ScalarProduct())],
          hazard: .profile(1)),
      ].flatMap { $0.moves(in: space) })
    // The moves of the small scheme keep the level of dependency.
    let stages = small.made.scheme.stages.map { stage in
      TransitionStage(
        id: stage.id,
        moves: stage.moves.flatMap { move in
          AxisMove(
            id: move.id, from: space.states(.levels(axis: 0, [move.from])), axis: 0,
            to: move.destinations.map { (level: $0.status, share: $0.share) }, hazard: move.hazard, times: move.times
          ).moves(in: space)
        })
    }
    let old = small.made.scheme
    func spread(_ statuses: [Int]) -> [Int] { space.states(.levels(axis: 0, statuses)) }
    let needed = space.selection(named: "dependent") ?? .all
    let branches = old.branches.enumerated().map { place, branch in
      Branch(
        name: BranchName(
          id: branch.id, group: branch.group, service: branch.service, title: branch.title,
          statuses: place == 0
            ? spread(branch.statuses) : space.states(.both([.levels(axis: 0, branch.statuses), needed]))),
        basis: branch.basis, factors: branch.factors, terms: branch.terms, settings: branch.settings)
    }
    let lines = old.lines.map { line -> FlowLine in
      guard case .people(let quantity, let statuses) = line.source else { return line }
      let chosen = quantity == .fundPayment(1) || quantity == .eligible(1) ? branches[1].statuses : spread(statuses)
      return FlowLine.made(
        line.id, fund: line.fund, counterpart: line.counterpart, line.kind, .people(quantity, statuses: chosen),
        base: line.base.factors, rate: line.rate.factors, collection: line.collection.factors,
        isContribution: line.isContribution, monthlyProfile: line.monthlyProfile, isDated: line.isDated)
    }
    let ofLevel = FlowLine.made(
      "care-of-the-severe", .expenditure, .people(.personYears, statuses: states("severe")),
      rate: [.parameter(id("care"))])
    made.scheme = Scheme(
      id: "two-axes", form: .yuan,
      people: SchemePeople(
        states: space, newborn: (space.entry(old.newborn.insured), space.entry(old.newborn.uninsured)),
        stages: stages + [care], retirement: old.people.retirement),
      care: SchemeCare(
        components: old.care.components, branches: branches, layers: old.layers,
        bundles: old.bundles.map {
          Bundle(
            id: $0.id, title: $0.title, branches: $0.branches, counted: $0.counted, statuses: spread($0.statuses),
            layers: $0.layers)
        }, covers: old.covers),
      money: SchemeMoney(
        earnings: old.earnings.map { EarningsRule(statuses: spread($0.statuses), wage: $0.wage, base: $0.base) },
        funds: old.funds, lines: lines + [ofLevel], mechanisms: old.mechanisms), common: old.common)
    made.regions = [Self.region(small.made.regions[0], space)]
  }

  /// The people of a place without the second axis spread over it, the older the more dependent.
  private static func region(_ old: Region, _ space: StateSpace) -> Region {
    func shares(_ cell: Int) -> [Double] {
      let dependent = Double(cell % Age.count) / 250
      return [1 - dependent, 0.7 * dependent, 0.3 * dependent]
    }
    let statuses = space.axes[0].levels.count, levels = space.axes[1].levels.count
    var opening: [Double] = []
    for cell in 0..<Age.panelCount {
      for status in 0..<statuses {
        for level in 0..<levels { opening.append(old.fit.openingState[cell * statuses + status] * shares(cell)[level]) }
      }
    }
    let byAge = (0...Age.open).map { Double($0) / 40 }
    let falling = (0...Age.open).map { 1.5 - Double($0) / 110 }
    var tables = old.tables
    tables.membershipShares = (0..<statuses).flatMap { status in
      (0..<levels).map { level in
        AgePanel(old.tables.membershipShares[status].values.enumerated().map { $1 * shares($0)[level] })
      }
    }
    tables.hazardProfiles += [
      AgePanel(male: byAge, female: byAge.map { $0 * 1.2 }), AgePanel(male: falling, female: falling.map { $0 * 1.1 }),
    ]
    var fit = old.fit
    fit.openingState = opening
    return Region(id: old.id, tables: tables, fit: fit)
  }

  /// A parameter of the second axis by name.
  subscript(_ name: String) -> ParameterID {
    guard let id = ids[name] else { preconditionFailure("no parameter \(name)") }
    return id
  }

  /// The input for some variants of the baseline, the first of them the baseline of the others.
  func input(_ variants: [ParameterSet]) -> ProjectionInput {
    made.input(variants.enumerated().map { ([$1], $0 == 0 ? nil : 0) })
  }
}

/// As many states as one likes: people go round the statuses and up and down the levels, the higher the likelier to die.
struct ManyStates {
  let made: MadeUpScheme

  init(statuses: Int, levels: Int) {
    var builder = SchemeBuilder(years: 3)
    let rate = builder.constant(0.2)
    let factors = (0..<levels).map { builder.constant(1 + Double($0) / 4) }
    let space = StateSpace([
      StateAxis(
        id: StateAxis.status, title: text("status"),
        levels: (0..<statuses).map { StateLevel(id: "status-\($0)", title: text("s"), group: $0 < 4 ? "few" : nil) }),
      StateAxis(
        id: "level", title: text("level"),
        levels: (0..<levels).map {
          StateLevel(
            id: "level-\($0)", title: text("l"), group: $0 < 2 ? nil : "high",
            mortality: RelativeMortality(factor: factors[$0]))
        }),
    ])
    let round = (0..<statuses).flatMap { status in
      AxisMove(
        id: "round", from: space.states(.levels(axis: 0, [status])), axis: 0,
        to: [((status + 1) % statuses, ScalarProduct())], hazard: .rate(rate, profile: 0)
      ).moves(in: space)
    }
    let up = (0..<levels - 1).flatMap { level in
      AxisMove(
        id: "up", from: space.states(.levels(axis: 1, [level])), axis: 1, to: [(level + 1, ScalarProduct())],
        hazard: .profile(1)
      ).moves(in: space)
    }
    let high = space.selection(named: "high") ?? .all
    let down = AxisMove(
      id: "down", from: space.states(.both([high, .levels(axis: 0, [0, 1])])), axis: 1, to: [(0, ScalarProduct())],
      hazard: .profile(0))
    let scheme = Scheme(
      id: "many", form: .yuan,
      people: SchemePeople(
        states: space, newborn: (space.entry(0), space.entry(1)),
        stages: [
          TransitionStage(id: "round", moves: round), TransitionStage(id: "level", moves: up + down.moves(in: space)),
        ]),
      care: SchemeCare(),
      money: SchemeMoney(
        funds: [
          Fund(id: "fund", title: text("fund"), isMedical: true, openingBalance: builder.constant(0, isMoney: true))
        ],
        lines: [
          .made(
            "high", .income, .people(.yearEnd, statuses: space.states(.both([high, .levels(axis: 0, [2, 3, 4])]))),
            rate: [.constant(100)])
        ]), common: builder.plainCommon())
    let years = builder.timeline.count
    var opening: [Double] = []
    for cell in 0..<Age.panelCount {
      for state in 0..<space.count { opening.append(Double(1 + (cell * 31 + state * 17) % 97)) }
    }
    let tables = PlaceTables(
      people: PopulationTables(
        population: AgePanel(repeating: 0), mortality: [AgePanel](repeating: gompertz(1), count: years),
        fertility: [[Double]](repeating: fertility(1.2), count: years),
        sexRatioAtBirth: [Double](repeating: 1.05, count: years), migrationProfile: AgePanel(repeating: 0)),
      membership: MembershipTables(
        membershipShares: (0..<space.count).map { _ in AgePanel(repeating: 1 / Double(space.count)) },
        hazardProfiles: [AgePanel(repeating: 0.4), AgePanel(repeating: 0.3)]),
      person: PersonTables(
        earningsProfiles: [], relativeUse: [], relativeCost: [], dependencyPrevalence: AgePanel(repeating: 0)))
    made = MadeUpScheme(
      timeline: builder.timeline, scheme: scheme,
      regions: [
        Region(
          id: "region", tables: tables,
          fit: BaseYearFit(
            openingState: opening, baseYearBirthsFactor: 1, earningsScale: [], useScale: [], costScale: []))
      ], parameters: builder.parameters, baseline: builder.sets)
  }
}
