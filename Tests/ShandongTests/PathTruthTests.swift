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
    _ input: PathInput, _ central: ProjectionResult, reach: Double = 1, budget: Int? = nil
  ) throws -> (result: PathResult, values: [[[[Double]]]]) {
    let plan = try PathPlan(input)
    let series = PathSeries.all(input.projection.scheme).count
    var values = input.projection.scenarios.map { _ in
      (0..<input.projection.timeline.count).map { _ in [[Double]](repeating: [], count: series) }
    }
    let result = try PathProjection.run(
      plan, PathSurfaces(plan, reach: reach), central: central, PathLimits(budget: budget),
      onYear: { slab in
        for (scenario, all) in slab.values.enumerated() {
          for item in 0..<series {
            values[scenario][slab.year][item] += all[(item * 64)..<(item * 64 + slab.used)]
          }
        }
      })
    return (result, values)
  }

  /// Every amount and balance of a path is that of a projection of its own, within what interpolation may miss.
  @Test(arguments: [3, 65]) func aPathHasAProjectionOfItsOwn(path: Int) throws {
    let run = try Self.run.get()
    let paths = try #require(run.paths)
    let input = paths.result.input
    let values = try Self.values(input, run.result).values
    let own = try ownProjection(input, path: path)
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

  /// Every scenario on one path as a projection of its own.
  private func ownProjection(_ input: PathInput, path: Int) throws -> ProjectionResult {
    try Projection.run(
      ProjectionInput(
        timeline: input.projection.timeline, scheme: input.projection.scheme, regions: input.projection.regions,
        scenarios: input.projection.scenarios.indices.map { try PathScenario.rules(input, scenario: $0, path: path) }))
  }

  private func compare(
    _ own: ProjectionResult, _ values: [[[[Double]]]], _ path: Int, _ input: PathInput
  ) {
    let scheme = own.scheme, tolerance = 2 * SurfaceBuilder.bound
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

  /// Births and prices that move within a year, and care that ends: months have their own proportions, and nothing is shared out.
  @Test func aPathOfMonthsAndOfCareThatEnds() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2032)
    let registry = study.place.baseline.registry
    let stacks = try [
      ["demography.fertility-factor=2030-07:1.2"], ["prices.drugs.price-level=2030-07:0.8"],
      ["resident.inpatient.utilisation-rate=2031:0"],
    ].map { texts in
      try texts.map { try ReformFile.parse(setting: $0, registry: registry, id: String($0.prefix(5))) }
    }
    let run = try study.run(stacks, paths: PathRequest(paths: 3, seed: 7, without: []))
    let input = try #require(run.paths).result.input
    let values = try Self.values(input, run.result).values
    let own = try ownProjection(input, path: 2)
    compare(own, values, 2, input)
  }

  /// Bundles of two branches have no coordinates: each path is computed by itself. A binding floor has.
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
    let own = try ownProjection(input, path: 2)
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
}
