import Accounts
import Arrays
import Foundation
import Stochastics
import InputFiles
import PolicyModel
@testable import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Paths of the shipped province against projections of their own.
@Suite(.serialized) struct PathTruthTests {
  static let paths = 66

  /// Nine drawn years are enough to show what is asked here.
  static let study: Result<PolicyStudy, any Error> = Result {
    try PolicyStudy(try Place(Shandong.folder), horizon: 2034)
  }

  /// The baseline and reforms (one moves benefits, and so demand; one moves people) over paths.
  static let run: Result<PolicyRun, any Error> = Result {
    let study = try Self.study.get()
    let stacks = try study.place.reformPaths
      .filter { $0.hasSuffix("resident-inpatient-plus-5.yaml") || $0.hasSuffix("without-retirement-path.yaml") }
      .map { [try Shandong.reform($0, study)] }
    // A threshold that moves demand against another; a value dated within a year; a span that outlives a change.
    let registry = study.place.baseline.registry
    func set(_ text: String, _ id: String) throws -> Reform {
      try ReformFile.parse(setting: text, registry: registry, id: id)
    }
    let premium = try #require(registry["resident.premium"]).id
    let here = SourceLocation(file: "test", line: 1)
    let more = try set("resident.premium=2030:400", "more").with(
      changes: [
        LeverChange(
          lever: premium,
          points: [SeriesPoint(from: MonthDate(year: 2030), value: .add(10), location: here)], overrides: true,
          location: here)
      ])
    let others = [
      [try set("resident.inpatient.deductible=2027:2000", "deductible")],
      [try set("resident.premium=2027-07:450", "mid-year")],
      [try set("resident.premium=2033-01..2033-12:300", "span"), more],
    ]
    return try study.run(stacks + others, paths: PathRequest(paths: paths, seed: 7, without: ["participation"]))
  }

  /// Closing balances and amounts by scenario, year and path, `[scenario][year][series][path]`.
  static func values(
    _ input: PathInput, _ central: ProjectionResult, reach: Double = PathGrids.reach, budget: Int? = nil
  ) throws -> (result: PathResult, values: [[[[Double]]]]) {
    let plan = try PathPlan(input)
    let series = PathSeries.all(input.projection.scheme).count
    var values = input.projection.scenarios.map { _ in
      (0..<input.projection.timeline.count).map { _ in [[Double]](repeating: [], count: series) }
    }
    let result = try PathProjection.run(
      plan, PathGrids(plan, reach: reach), central: central, PathLimits(budget: budget),
      onYear: { slab in
        for (scenario, all) in slab.values.enumerated() {
          for item in 0..<series {
            values[scenario][slab.year][item] += all[(item * 64)..<(item * 64 + slab.used)]
          }
        }
      })
    return (result, values)
  }

  /// What the drivers do to every lever, index rules and lags included, is what one would get by writing the drawn values
  /// of the levers they move by hand.
  @Test(arguments: [0, 65]) func aPathIsAScenarioWrittenByHand(path: Int) throws {
    try Self.isWrittenByHand(Self.run.get(), path)
  }

  /// A span counts on the baseline, and keeps its differences, beside a lasting value of the same reform; a span over a span.
  @Test func spansKeepTheDifferencesTheyCountOn() throws {
    let study = try Self.study.get(), registry = study.place.baseline.registry
    let premium = try #require(registry["resident.premium"]).id
    let here = SourceLocation(file: "test", line: 1)
    func span(_ from: (Int, Int), _ through: (Int, Int), _ value: DatedValue) -> SeriesPoint {
      SeriesPoint(
        from: MonthDate(year: from.0, month: from.1), through: MonthDate(year: through.0, month: through.1),
        value: value, location: here)
    }
    func reform(_ points: [SeriesPoint], _ id: String) throws -> Reform {
      try ReformFile.parse(setting: "resident.premium=2029:450", registry: registry, id: id)
        .with(changes: [LeverChange(lever: premium, points: points, overrides: true, location: here)])
    }
    func lasting(_ year: Int, _ value: DatedValue) -> SeriesPoint {
      SeriesPoint(from: MonthDate(year: year), value: value, location: here)
    }
    let stacks = [
      [try reform([lasting(2029, .multiply(1.5)), span((2031, 2), (2032, 8), .multiply(0.5))], "relative")],
      [try reform([lasting(2029, .set(450)), span((2031, 0), (2031, 11), .add(20))], "set")],
      [
        try reform([span((2030, 3), (2032, 5), .multiply(0.8))], "first"),
        try reform([lasting(2028, .add(30)), span((2031, 6), (2033, 2), .multiply(2))], "second"),
      ],
    ]
    let run = try study.run(stacks, paths: PathRequest(paths: 64, seed: 7, without: ["participation"]))
    try Self.isWrittenByHand(run, 5)
    // The differences are those of the months: a year of a span alone has twice those of the baseline and more.
    let input = try #require(run.paths).result.input, year = 2031 - study.timeline.baseYear
    func difference(_ scenario: Int) throws -> Double {
      try PathScenario.rules(input, scenario: scenario, path: 5).parameters[0].value(premium, year)
        - run.resolved[scenario].parameters.value(premium, year)
    }
    #expect(abs(try difference(2) / difference(0) - 1) < Within.solved)
  }

  /// What the drivers do on a path, against their values written by hand.
  private static func isWrittenByHand(_ run: PolicyRun, _ path: Int) throws {
    let study = try Self.study.get()
    let paths = try #require(run.paths)
    let registry = run.baseline.registry
    for scenario in run.definitions.indices {
      let drawn = try PathScenario.rules(paths.result.input, scenario: scenario, path: path).parameters[0]
      let levers = Set(paths.draws.drivers.filter(\.isActive).flatMap(\.levers))
      let settings = levers.map { id -> String in
        let values = (paths.draws.firstYear...study.timeline.hiddenYear).map { year in
          "\(year):\(drawn.value(id, year - study.timeline.baseYear))"
        }
        return registry[id].path + "=" + values.joined(separator: ",")
      }
      let byHand = try settings.enumerated().map {
        try ReformFile.parse(setting: $0.element, registry: registry, id: "hand-\($0.offset)")
      }
      let wanted = try study.resolve(run.definitions[scenario].reforms + byHand, region: 0).parameters
      var moved = 0
      for lever in registry.levers {
        let central = run.resolved[scenario].parameters[lever.id]
        if drawn[lever.id] != central { moved += 1 }
        for year in 0..<study.timeline.count {
          let value = drawn.value(lever.id, year), expected = wanted.value(lever.id, year)
          #expect(
            abs(value - expected) <= Within.twin * max(abs(expected), abs(central.annual[year])),
            "\(lever.path) \(year)")
        }
      }
      #expect(moved > 30)
    }
  }

  /// Every amount and balance of a path is that of a projection of its own, within what interpolation may miss.
  @Test(arguments: [3, 65]) func aPathHasAProjectionOfItsOwn(path: Int) throws {
    let run = try Self.run.get()
    let paths = try #require(run.paths)
    let input = paths.result.input
    let values = try Self.values(input, run.result).values
    let own = try Projection.run(
      ProjectionInput(
        timeline: input.projection.timeline, scheme: input.projection.scheme, regions: input.projection.regions,
        scenarios: input.projection.scenarios.indices.map {
          try PathScenario.rules(input, scenario: $0, path: path)
        }))
    compare(own, values, path, input)
    // The plain reference engine says the same of the own projection.
    let reference = try ReferenceEngine.run(own.input, scenario: 1, region: 0)
    for (line, declared) in own.scheme.lines.enumerated() {
      for year in 0..<own.timeline.count {
        let amount = own.amount(scenario: 1, region: 0, line: line, year: year)
        #expect(
          abs(amount - reference.amounts[line][year]) <= Within.solved * max(1e6, abs(amount)), "\(declared.id) \(year)"
        )
      }
    }
  }

  private func compare(
    _ own: ProjectionResult, _ values: [[[[Double]]]], _ path: Int, _ input: PathInput
  ) {
    let scheme = own.scheme, tolerance = 2 * PathGrids.bound
    for scenario in input.projection.scenarios.indices {
      // Flows miss a share of the year's gross flow, balances of all gross flows so far.
      var soFar = 0.0
      for year in 0..<own.timeline.count {
        let flow = scheme.lines.indices.reduce(0) {
          $0 + abs(own.amount(scenario: scenario, region: 0, line: $1, year: year))
        }
        soFar += flow
        for (item, series) in PathSeries.all(scheme).enumerated() {
          let actual = values[scenario][year][item][path]
          let isForward = if case .reserveMonthsForward = series { true } else { false }
          let wanted = series.value(own, scenario: scenario, region: 0, year: isForward ? year - 1 : year)
          let gross: Double
          switch series {
          case .line(let line):
            // Benefits and contributions miss a share of their bill or base, interest a share of balances.
            gross =
              scheme.lines[line].source.isPosted(by: Interest.self)
              ? soFar / 10
              : bills(of: line, own, scenario, year)
                ?? 10 * abs(own.amount(scenario: scenario, region: 0, line: line, year: year)) + 1e4
          case .currentBalance: gross = flow
          case .closing, .againstBaseline: gross = 2 * soFar
          case .reserveMonthsBackward(let fund), .reserveMonthsForward(let fund):
            let cost = scheme.lines.indices.reduce(0) {
              scheme.lines[$1].fund == fund && scheme.lines[$1].kind == .expenditure
                ? $0 + own.amount(scenario: scenario, region: 0, line: $1, year: year) : $0
            }
            gross = 24 * soFar / cost
          }
          let isMet = wanted.isNaN ? actual.isNaN : abs(actual - wanted) <= tolerance * gross
          #expect(isMet, "\(series), scenario \(scenario), \(year): \(actual), \(wanted)")
        }
      }
    }
  }

  /// The bills that the payments of a layer are a part of; nil for other lines. A settled result follows the claims.
  private func bills(of line: Int, _ own: ProjectionResult, _ scenario: Int, _ year: Int) -> Double? {
    guard case .people(.layerPayment(let layer), let statuses) = own.scheme.lines[line].source,
      let bundle = own.scheme.bundles.first(where: { $0.layers.contains(layer) })
    else { return nil }
    return bundle.branches.reduce(0) { sum, branch in
      sum
        + statuses.reduce(0) {
          $0 + (own.quantity(.bill(branch), status: $1, scenario: scenario, region: 0, year: year) ?? 0)
        }
    }
  }

  /// Bundles of two branches and a binding floor have no coordinates: each path is computed by itself.
  @Test func aPathOfTwoBranchesAndABindingFloor() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2028)
    let registry = study.place.baseline.registry
    let stacks = try [
      ("counted-care.chronic-outpatient=2026:1", "counted"),
      ("assistance.floor.target-own-share=2026:0.05", "floor"),
    ].map { [try ReformFile.parse(setting: $0.0, registry: registry, id: $0.1)] }
    let run = try study.run(stacks, paths: PathRequest(paths: 3, seed: 7, without: []))
    let input = try #require(run.paths).result.input
    let values = try Self.values(input, run.result).values
    let own = try Projection.run(
      ProjectionInput(
        timeline: input.projection.timeline, scheme: input.projection.scheme, regions: input.projection.regions,
        scenarios: input.projection.scenarios.indices.map { try PathScenario.rules(input, scenario: $0, path: 2) }))
    compare(own, values, 2, input)
    // Lines without coordinates are not interpolated at all; those of one branch with a floor are, as far as they let it.
    let year = 2028 - study.timeline.baseYear
    for (scenario, line, tolerance) in [
      (1, "resident-critical-illness-benefit", Within.chained), (1, "assistance-benefit", Within.chained),
      (2, "assistance-floor-benefit", Within.interpolated),
    ] {
      let place = try #require(own.scheme.lines.firstIndex { $0.id == line })
      let wanted = own.amount(scenario: scenario, region: 0, line: place, year: year)
      #expect(
        wanted > 0 && abs(wanted / run.result.amount(scenario: scenario, region: 0, line: place, year: year) - 1) > 1e-3
      )
      #expect(abs(values[scenario][year][place][2] - wanted) <= tolerance * wanted, "\(line)")
    }
  }

  /// Columns outside the box of interpolation are evaluated directly, and agree with those of a wide box.
  @Test func pathsOutsideTheDomain() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let wide = try Self.values(input, run.result), narrow = try Self.values(input, run.result, reach: 1.5)
    var different = 0
    let lines = run.result.scheme.lines.count
    for (wide, narrow) in zip(wide.values[0], narrow.values[0]) {
      for (a, b) in zip(wide[..<lines].joined(), narrow[..<lines].joined()) {
        // Interest follows balances, which miss the gross flows of all years.
        #expect(abs(a - b) <= 10 * Within.interpolated * abs(a) + 1e4, "\(a), \(b)")
        if a != b { different += 1 }
      }
    }
    #expect(different > 500)
  }

  /// Regions that go through the years one after another or together: the same bytes, and each as it is alone.
  @Test func regionsInAnyCompany() throws {
    let run = try Self.run.get()
    let one = try #require(run.paths).result.input, own = one.projection, count = 3
    let projection = ProjectionInput(
      timeline: own.timeline, scheme: own.scheme,
      regions: (0..<count).map { place in
        var fit = own.regions[0].fit
        fit.openingState = fit.openingState.map { $0 * Double(1 + place) }
        return Region(id: "region-\(place)", tables: own.regions[0].tables, fit: fit)
      },
      scenarios: own.scenarios.prefix(2).map { rules in
        ScenarioRules(
          id: rules.id, parameters: (0..<count).map { _ in rules.parameters[0] },
          demandReference: rules.demandReference.map { sets in (0..<count).map { _ in sets[0] } })
      })
    let input = PathInput(
      projection: projection, rules: one.rules.prefix(2).map { sets in (0..<count).map { _ in sets[0] } },
      referenceRules: one.referenceRules.prefix(2).map { $0.map { sets in (0..<count).map { _ in sets[0] } } },
      draws: PathDraws(
        process: one.draws.process, firstYear: one.draws.firstYear, seed: one.draws.seed, paths: 3))
    let plan = try PathPlan(input), grids = try PathGrids(plan), central = try Projection.run(projection)
    let results = try [1, 2, count].map {
      try PathProjection.run(plan, grids, central: central, PathLimits(regionsAtOnce: $0))
    }
    for item in results[0].series.indices {
      for year in [0, own.timeline.count - 1] {
        for scenario in 0..<2 {
          for region in 0..<count {
            func values(_ result: PathResult) -> PathDistribution {
              result.distribution(region: region, scenario: scenario, series: item, year: year)
            }
            for result in results.dropFirst() { #expect(values(result) == values(results[0])) }
          }
        }
      }
    }
  }

  /// The same bytes for any number of threads and slabs at once, and whether a scenario runs alone.
  @Test func sameBytes() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let plan = try PathPlan(input), grids = try PathGrids(plan)
    let first = try #require(run.paths).result
    func digest(_ result: PathResult, _ scenario: Int) -> [PathDistribution] {
      result.series.indices.flatMap { item in
        (0..<run.result.timeline.count).map {
          result.distribution(region: 0, scenario: scenario, series: item, year: $0)
        }
      }
    }
    defer { Parallel.threads = Int.max }
    for threads in [1, 2, 3, 8] {
      Parallel.threads = threads
      let again = try PathProjection.run(plan, grids, central: run.result)
      for scenario in run.definitions.indices { #expect(digest(again, scenario) == digest(first, scenario)) }
    }
    Parallel.threads = Int.max
    let memory = try PathMemory(plan, grids, budget: nil)
    for slabs in [1, 2] {
      let budget = memory.bytesOfStatistics + memory.bytesPerYear + slabs * memory.bytesPerSlab
      #expect(try PathMemory(plan, grids, budget: budget).slabsAtOnce == slabs)
      let again = try PathProjection.run(plan, grids, central: run.result, PathLimits(budget: budget))
      for scenario in run.definitions.indices { #expect(digest(again, scenario) == digest(first, scenario)) }
    }
    // The last reforms without the others, then the baseline alone.
    let study = try Self.study.get()
    let last = try #require(run.definitions.last).reforms
    let fewer = try study.run([last], paths: PathRequest(paths: Self.paths, seed: 7, without: ["participation"]))
    #expect(digest(try #require(fewer.paths).result, 1) == digest(first, run.definitions.count - 1))
    let alone = try study.run([], paths: PathRequest(paths: Self.paths, seed: 7, without: ["participation"]))
    #expect(digest(try #require(alone.paths).result, 0) == digest(first, 0))
  }

  /// A scenario that reacts is, on every path, the scenario one would write by hand from the years in which it acted.
  @Test func aReactionWrittenByHand() throws {
    let study = try Self.study.get()
    let file = Shandong.root.appendingPathComponent("scenarios/shandong/examples/resident-stabiliser.yaml").path
    let run = try study.run(study.read([[.file(file)]]), paths: PathRequest(paths: 64, seed: 3))
    let input = try #require(run.paths).result.input
    #expect(run.definitions.map(\.id) == ["baseline", "resident-stabiliser", "resident-stabiliser-always"])
    let values = try Self.values(input, run.result).values
    let fund = try Shandong.fund("resident-pool")
    let series = PathSeries.all(run.result.scheme)
    let months = try #require(series.firstIndex(of: .reserveMonthsBackward(fund: fund)))
    let closing = try #require(series.firstIndex(of: .closing(fund: fund)))
    let years = 0..<study.timeline.count
    var histories: Set<[Bool]> = []
    for path in [0, 5, 17, 33, 60] {
      let acts = years.map { $0 > 0 && values[1][$0 - 1][months][path] < 3 }
      histories.insert(acts)
      let before = try PathScenario.rules(input, scenario: 1, path: path).parameters[0]
      let after = try PathScenario.rules(input, scenario: 2, path: path).parameters[0]
      let byHand = ParameterSet(
        paths: zip(before.paths, after.paths).map { a, b in
          ParameterPath(annual: years.map { acts[$0] ? b.annual[$0] : a.annual[$0] }, monthly: a.monthly)
        })
      let own = try Projection.run(
        ProjectionInput(
          timeline: study.timeline, scheme: run.result.scheme, regions: run.result.input.regions,
          scenarios: [ScenarioRules(id: "by hand", parameters: [byHand], demandReference: nil)]))
      for year in years {
        let wanted = own.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
        #expect(abs(values[1][year][closing][path] - wanted) <= Within.interpolated * 2e11, "\(path) \(year)")
      }
    }
    #expect(histories.count > 1)
    #expect(histories.contains { $0.contains(true) })
  }

  /// Every cell and status counted by itself gives what cohorts give.
  @Test func denseAndFactoredAgree() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let factored = try PathPlan(input), dense = try PathPlan(input, isDense: true)
    #expect(factored.regions[0].membership.allSatisfy { $0.layout.isFactored })
    #expect(dense.regions[0].membership.allSatisfy { !$0.layout.isFactored })
    let grids = try PathGrids(factored)
    let a = try PathProjection.run(factored, grids, central: run.result)
    let b = try PathProjection.run(dense, grids, central: run.result)
    for scenario in run.definitions.indices {
      for (item, series) in a.series.enumerated() {
        guard case .line = series else { continue }
        for year in 0..<run.result.timeline.count {
          let one = a.distribution(region: 0, scenario: scenario, series: item, year: year)
          let other = b.distribution(region: 0, scenario: scenario, series: item, year: year)
          #expect(abs(one.mean - other.mean) <= Within.twin * abs(one.mean) + Unseen.yuan, "\(series) \(year)")
          #expect(
            abs(one.standardDeviation - other.standardDeviation) <= Within.solved * one.standardDeviation
              + Unseen.sumOfYuan)
        }
      }
    }
  }

  /// The baseline with drivers that scale these levers from a year on, each by itself.
  private static func scaling(
    _ levers: [String], deviations: [Double], from year: Int, paths: Int
  ) throws -> PathInput {
    let run = try run.get(), order = levers.count
    func diagonal(_ value: Double) -> [Double] { (0..<(order * order)).map { $0 % (order + 1) == 0 ? value : 0 } }
    let responses = try levers.enumerated().map { driver, path in
      let lever = try #require(run.baseline.registry[path])
      return ColumnResponse(
        lever.id, name: path, PlacedStep(.scaled(driver: driver, isCumulated: false), after: year - 1),
        range: lever.spec.range)
    }
    return PathInput(
      projection: ProjectionInput(
        timeline: run.result.timeline, scheme: run.result.scheme, regions: run.result.input.regions,
        scenarios: [run.result.input.scenarios[0]]),
      rules: [[ColumnRules(responses)]], referenceRules: [nil],
      draws: PathDraws(
        process: try DriverProcess(
          persistence: diagonal(0.5), innovationDeviation: deviations, innovationCorrelation: diagonal(1)),
        firstYear: year, seed: 5, paths: paths))
  }

  /// Compares every line of some paths with projections of their own where nothing is interpolated; gives the largest
  /// relative distance of a line from its central path.
  private static func ownProjectionsAgree(_ input: PathInput, _ paths: [Int]) throws -> Double {
    let central = try Projection.run(input.projection)
    let values = try values(input, central).values
    var moved = 0.0
    for path in paths {
      let own = try Projection.run(
        ProjectionInput(
          timeline: input.projection.timeline, scheme: input.projection.scheme, regions: input.projection.regions,
          scenarios: [try PathScenario.rules(input, scenario: 0, path: path)]))
      for line in own.scheme.lines.indices {
        for year in 0..<own.timeline.count {
          let wanted = own.amount(scenario: 0, region: 0, line: line, year: year)
          let middle = central.amount(scenario: 0, region: 0, line: line, year: year)
          #expect(
            abs(values[0][year][line][path] - wanted) <= Within.chained * abs(wanted) + Unseen.sumOfYuan,
            "\(line) \(year)")
          if middle != 0 { moved = max(moved, abs(wanted / middle - 1)) }
        }
      }
    }
    return moved
  }

  /// Drivers of what has no coordinate: every column is evaluated by itself, from its own values.
  @Test func whatHasNoCoordinate() throws {
    let input = try Self.scaling(
      ["resident.inpatient.eligible-share", "employee.base-cap"], deviations: [0.02, 0.05], from: 14, paths: 3)
    #expect(try Self.ownProjectionsAgree(input, [0, 1, 2]) > 0.005)
  }

  /// A driver of entry to work: people are counted densely, and a path is the projection of its own hazards.
  @Test func participationMovesPeople() throws {
    func input(_ deviation: Double) throws -> PathInput {
      try Self.scaling(["membership.entry-to-work.hazard"], deviations: [deviation], from: 6, paths: 64)
    }
    let moving = try input(0.1)
    #expect(try PathPlan(moving).regions[0].membership[0].layout.isFactored == false)
    #expect(try Self.ownProjectionsAgree(moving, [0, 40]) > 0.005)
    // Far too wide a driver empties statuses, and is refused.
    let wild = try input(3)
    let central = try Projection.run(wild.projection)
    #expect(throws: FundcastError.self) { try PathProjection.run(wild, central: central) }
  }

  /// Too little memory is refused with what would be needed.
  @Test func memoryIsRefusedWithTheArithmetic() throws {
    let input = try #require(try Self.run.get().paths).result.input
    let error = #expect(throws: FundcastError.self) {
      try PathProjection.run(input, central: Self.run.get().result, budget: 1 << 20)
    }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("give at least") == true)
  }

  /// Quantiles and moments against stored paths.
  @Test func statisticsAgainstStoredPaths() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let (result, values) = try Self.values(input, run.result)
    var spread = 0
    for (item, series) in result.series.enumerated() {
      guard case .closing = series else { continue }
      for year in [7, 11, 14] {
        let stored = values[0][year][item].sorted()
        let distribution = result.distribution(region: 0, scenario: 0, series: item, year: year)
        #expect(distribution.count == stored.count)
        let mean = stored.reduce(0, +) / Double(stored.count)
        #expect(abs(distribution.mean - mean) <= Within.roundoff * abs(mean) * 100)
        let variance = stored.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(stored.count - 1)
        // Some funds settle every year, on every path.
        let isSteady = stored.allSatisfy { abs($0 - mean) < Measures.negligible }
        spread += isSteady ? 0 : 1
        #expect(
          isSteady
            ? distribution.standardDeviation < Measures.negligible
            : abs(distribution.standardDeviation / variance.squareRoot() - 1) < Within.solved)
        for share in [0.01, 0.1, 0.5, 0.9, 0.99] {
          let exact = stored[max(0, Int((share * Double(stored.count)).rounded(.up)) - 1)]
          let distance = abs(exact - distribution.central)
          #expect(abs(distribution.quantile(share) - exact) <= distance / 256 + Unseen.yuan)
        }
        #expect(distribution.probabilityNegative.hits == stored.count { $0 < -Measures.negligible })
      }
    }
    #expect(spread == 4 * 3)
  }

  /// One driver and no non-linearity: money added to a fund without interest. The balance is the central one plus Σx, its
  /// variance that of the cumulated process.
  @Test func closedForm() throws {
    let run = try Self.run.get()
    let study = try Self.study.get()
    let registry = run.baseline.registry
    let fund = try Shandong.fund("long-term-care")
    let adjustment = try #require(registry["funds.long-term-care.adjustment"]).id
    let interest = try #require(registry["economy.interest-rate"]).id
    var parameters = run.resolved[0].parameters
    parameters.paths[interest.index] = ParameterPath(annual: [Double](repeating: 0, count: study.timeline.count))
    let projection = ProjectionInput(
      timeline: study.timeline, scheme: run.result.scheme, regions: run.result.input.regions,
      scenarios: [ScenarioRules(id: "one driver", parameters: [parameters], demandReference: nil)])
    let paths = 4096, first = 6
    let process = try DriverProcess(
      persistence: [0.6], innovationDeviation: [1e8], innovationCorrelation: [1])
    let input = PathInput(
      projection: projection,
      rules: [
        [
          ColumnRules([
            ColumnResponse(
              adjustment, name: "adjustment", PlacedStep(.added(driver: 0, isCumulated: false), after: first - 1))
          ])
        ]
      ], referenceRules: [nil],
      draws: PathDraws(process: process, firstYear: first, seed: 11, paths: paths))
    let central = try Projection.run(projection)
    let result = try PathProjection.run(input, central: central)
    let item = try #require(result.series.firstIndex(of: .closing(fund: fund)))
    let deviations = process.deviations(years: study.timeline.count - first).cumulated
    for year in [first - 1, first, 10, study.timeline.count - 1] {
      let distribution = result.distribution(region: 0, scenario: 0, series: item, year: year)
      let sd = year < first ? 0 : deviations[year - first]
      let middle = central.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
      let n = Double(paths)
      #expect(abs(distribution.mean - middle) <= 4 * sd / n.squareRoot() + Within.solved * abs(middle))
      #expect(abs(distribution.standardDeviation - sd) <= 4 * sd / (2 * n).squareRoot() + Unseen.yuan)
    }
  }
}
