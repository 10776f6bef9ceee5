import Arrays
import Stochastics
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// States that are the product of two axes.
@Suite struct StateAxesTests {
  /// The fast engine equals the reference engine with moves along both axes, a service and a line that select by axis, and
  /// mortality by level; every parameter of the second axis changed in mid-year, one at a time.
  @Test func enginesAgreeOnTwoAxes() throws {
    let axes = TwoAxes()
    let baseline = axes.made.baseline[0]
    let variants = axes.ids.sorted { $0.value.index < $1.value.index }.map {
      baseline.with($0.value, 1.2 * baseline.value($0.value, 0), fromYear: 1, month: 6)
    }
    let input = axes.input([baseline] + variants)
    let found = try disagreements(input)
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
    // Every one of them moves something.
    let results = try Engine.fast.run(input).map { $0[0] }
    for (place, result) in results.enumerated().dropFirst() {
      #expect(result.amounts.last?[2] != results[0].amounts.last?[2], "variant \(place)")
    }
  }

  /// With no mortality of their own the levels add up to the scheme without them, status by status, and both engines say so.
  @Test(arguments: Engine.allCases) func levelsAddUpToTheStatuses(engine: Engine) throws {
    let axes = TwoAxes(isMortal: false)
    let split = try engine.run(axes.made.input)[0][0], whole = try engine.run(SmallScheme().made.input)[0][0]
    let levels = axes.space.axes[1].levels.count
    for (stock, cells) in whole.persons.enumerated() {
      for (cell, statuses) in cells.enumerated() {
        for (status, persons) in statuses.enumerated() {
          let sum = (0..<levels).reduce(0) { $0 + split.persons[stock][cell][status * levels + $1] }
          #expect(Tolerance.roundoff(gross: statuses.reduce(1, +)).admits(sum, persons))
        }
      }
    }
  }

  /// Whatever the levels die of, all of a cell together survive as the life table says: with the levels, as without the axis.
  @Test(arguments: Engine.allCases) func allSurviveAsTheTableSays(engine: Engine) throws {
    let split = try engine.run(TwoAxes().made.input)[0][0], whole = try engine.run(SmallScheme().made.input)[0][0]
    for (stock, cells) in whole.persons.enumerated() {
      for (cell, statuses) in cells.enumerated() {
        let persons = statuses.reduce(0, +)
        #expect(Tolerance.twin(gross: persons).admits(split.persons[stock][cell].reduce(0, +), persons))
      }
    }
    for (events, own) in zip(whole.events, split.events) {
      #expect(Tolerance.twin(gross: events.deaths).admits(own.deaths, events.deaths))
    }
    // And the severe die more than the others.
    let plain = try engine.run(TwoAxes(isMortal: false).made.input)[0][0]
    func severe(_ result: ReferenceResult) -> Double {
      let states = TwoAxes().space.states(.levels(axis: 1, [TwoAxes.severe]))
      return result.persons[1].reduce(0) { sum, cell in states.reduce(sum) { $0 + cell[$1] } }
    }
    #expect(severe(split) < severe(plain))
  }

  /// Of a level with a relative mortality of 0 nobody dies.
  @Test func relativeMortalityOfNone() throws {
    let axes = TwoAxes(), migration = SmallScheme()["net-migration"]
    let changed = axes.made.baseline[0].with(migration, 0).with(axes["moderate-mortality"], 1)
      .with(axes["severe-mortality"], 0)
    let own = try Engine.fast.run(axes.input([changed]))[0][0]
    let cell = Age.cell(.female, 71), younger = Age.cell(.female, 70)
    // At 70 three of ten uninsured have become insured, at their level, and three of ten insured recover; nobody severe dies.
    let before = own.persons[0][younger]
    func sum(_ level: Int, of group: String? = "employee", besides other: Bool = true) -> Double {
      axes.space.states(.levels(axis: 1, [level]))
        .filter { other || axes.space.states[$0].group == group }.reduce(0) { $0 + before[$1] }
    }
    let uninsured = sum(TwoAxes.severe, of: nil, besides: false), insured = sum(TwoAxes.severe) - uninsured
    let expected =
      sum(TwoAxes.severe) + 0.02 * 70 / 40 * 1.2 * 0.2 * sum(TwoAxes.independent) + 0.3 * 0.3 * sum(TwoAxes.moderate)
      - 0.3 * (insured + 0.3 * uninsured)
    let actual = axes.space.states(.levels(axis: 1, [TwoAxes.severe])).reduce(0) { $0 + own.persons[1][cell][$1] }
    #expect(Tolerance.roundoff(gross: before.reduce(0, +)).admits(actual, expected))
  }

  /// More states than fit in a word of bits: nine statuses at eight levels, moves along both axes.
  @Test func seventyTwoStates() throws {
    let axes = ManyStates(statuses: 9, levels: 8)
    #expect(axes.made.scheme.statuses.count == 72)
    let found = try disagreements(axes.made.input)
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// Paths on which mortality differs are counted state by state where it differs by level: each is the projection one gets by
  /// writing its values by hand.
  @Test func pathsEqualTheirScenarios() throws {
    let axes = TwoAxes(), projection = axes.made.input, common = axes.made.scheme.common
    let process = try DriverProcess(
      persistence: [0.5, 0, 0, 0.5], innovationDeviation: [0.1, 0.2], innovationCorrelation: [1, 0.3, 0.3, 1])
    let rules = ColumnRules([
      ColumnResponse(common.mortalityFactor, name: "m", PlacedStep(.scaled(driver: 0, isCumulated: false), after: 0)),
      ColumnResponse(common.netMigration, name: "g", PlacedStep(.scaled(driver: 1, isCumulated: false), after: 0)),
    ])
    let input = PathInput(
      projection: projection, rules: [[rules]], referenceRules: [nil],
      draws: PathDraws(process: process, firstYear: 1, seed: 3, paths: 3))
    let lines = projection.scheme.lines
    var amounts: [[[Double]]] = []
    _ = try PathProjection.run(
      input, central: try Projection.run(projection),
      onYear: { slab in
        amounts.append(lines.indices.map { line in (0..<3).map { slab.values[0][line * 64 + $0] } })
      })
    for path in 0..<3 {
      let own = ProjectionInput(
        timeline: projection.timeline, scheme: projection.scheme, regions: projection.regions,
        scenarios: [try PathScenario.rules(input, scenario: 0, path: path)])
      let reference = try Engine.reference.run(own)[0][0]
      for (index, line) in lines.enumerated() {
        guard case .people(let quantity, _) = line.source, quantity.countsPersons else { continue }
        for year in 0..<projection.timeline.count {
          let expected = reference.amounts[index][year]
          #expect(
            Tolerance.twin(gross: expected).admits(amounts[year][index][path], expected),
            "\(line.id), year \(year), path \(path)")
        }
      }
    }
  }
}

/// One status and two levels, all numbers by hand: death rates of 0.1 at every age give q = 0.1 / 1.05 and, from age 1 to 98, a
/// survival ratio of 19/21; the severe have it twice.
@Suite struct TwoStateTests {
  private static let onset = ParameterID(9), twice = ParameterID(10)

  static func input() -> ProjectionInput {
    let values: [Double] = [1, 0, 1, 0, 1, 0, 0.5, 0, 0, 0.1, 2]
    let years = 2
    let set = ParameterSet(paths: values.map { ParameterPath(annual: [Double](repeating: $0, count: years)) })
    let common = CommonParameters(
      people: PopulationParameters(
        mortalityFactor: ParameterID(0), mortalityIndex: ParameterID(1), fertilityFactor: ParameterID(2),
        netMigration: ParameterID(3), newbornCoverage: ParameterID(4)),
      interest: InterestParameters(
        interestRate: ParameterID(5), interestTiming: ParameterID(6), interestOnNegative: ParameterID(7),
        discountRate: ParameterID(8)))
    let space = StateSpace([
      StateAxis(
        id: StateAxis.status, title: text("status"), levels: [StateLevel(id: "all-of-us", title: text("a"), group: nil)]
      ),
      StateAxis(
        id: "dependency", title: text("dependency"),
        levels: [
          StateLevel(id: "independent", title: text("i"), group: nil),
          StateLevel(id: "severe", title: text("s"), group: "dependent", mortality: RelativeMortality(factor: twice)),
        ]),
    ])
    let move = AxisMove(
      id: "onset", from: [0], axis: 1, to: [(1, ScalarProduct())], hazard: .rate(onset, profile: 0))
    var opening = [Double](repeating: 0, count: Age.panelCount * 2)
    opening[Age.cell(.male, 60) * 2] = 1000
    opening[Age.cell(.male, 60) * 2 + 1] = 500
    let tables = PlaceTables(
      people: PopulationTables(
        population: AgePanel(repeating: 0), mortality: [AgePanel](repeating: AgePanel(repeating: 0.1), count: years),
        fertility: [[Double]](repeating: [Double](repeating: 0, count: Age.count), count: years),
        sexRatioAtBirth: [1, 1], migrationProfile: AgePanel(repeating: 0)),
      membership: MembershipTables(
        membershipShares: [0.5, 0.5].map { AgePanel(repeating: $0) }, hazardProfiles: [AgePanel(repeating: 1)]),
      person: PersonTables(
        earningsProfiles: [], relativeUse: [], relativeCost: [], dependencyPrevalence: AgePanel(repeating: 0)))
    return ProjectionInput(
      timeline: Timeline(baseYear: 2024, horizon: 2024),
      scheme: Scheme(
        id: "two", form: .yuan,
        people: SchemePeople(
          states: space, newborn: (0, 0), stages: [TransitionStage(id: "care", moves: move.moves(in: space))]),
        care: SchemeCare(), money: SchemeMoney(), common: common),
      regions: [
        Region(
          id: "r", tables: tables,
          fit: BaseYearFit(
            openingState: opening, baseYearBirthsFactor: 1, earningsScale: [], useScale: [], costScale: []))
      ], scenarios: [ScenarioRules(id: "s", parameters: [set], demandReference: nil)])
  }

  /// 900 of 1000 stay independent, 600 are severe. Of the 1500 survive 1500·19/21 = 1357.14 as the table says: 900·x + 600·x² with
  /// x = 0.930597. A year later 753.78 and 603.36, of whom 1227.89 survive by x = 0.932677.
  @Test(arguments: Engine.allCases) func byHand(engine: Engine) throws {
    let result = try engine.run(Self.input())[0][0]
    let first = result.persons[1][Age.cell(.male, 61)], second = result.persons[2][Age.cell(.male, 62)]
    let expected = [
      (first[0], 837.5368944732743), (first[1], 519.6059626695827), (second[0], 703.0364792077296),
      (second[1], 524.8546772548552),
    ]
    for (actual, value) in expected { #expect(Tolerance.roundoff(gross: 1500).admits(actual, value), "\(actual)") }
    #expect(Tolerance.roundoff(gross: 1500).admits(result.events[0].deaths, 142.857142857143))
  }

  /// Who never die cannot be more than the table lets survive.
  @Test func immortalityIsAFault() throws {
    func fault(severe: Double) -> FundcastError? {
      var input = Self.input()
      var opening = [Double](repeating: 0, count: Age.panelCount * 2)
      opening[Age.cell(.male, 60) * 2] = 1000 - severe
      opening[Age.cell(.male, 60) * 2 + 1] = severe
      input = ProjectionInput(
        timeline: input.timeline, scheme: input.scheme,
        regions: [
          Region(
            id: "r", tables: input.regions[0].tables,
            fit: BaseYearFit(
              openingState: opening, baseYearBirthsFactor: 1, earningsScale: [], useScale: [], costScale: []))
        ],
        scenarios: [
          ScenarioRules(
            id: "s", parameters: [input.scenarios[0].parameters[0].with(Self.twice, 0)], demandReference: nil)
        ])
      do {
        _ = try Projection.run(input)
        return nil
      } catch { return error as? FundcastError }
    }
    // 19/21 of 1000 may live. A tenth of the others falls ill first: 550 never die, or 910.
    #expect(fault(severe: 500) == nil)
    #expect(fault(severe: 900)?.description.contains("more male people aged 60 than survive 2024") == true)
  }
}
