import Glibc
import Arrays
@testable import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Paths do not depend on how they are computed: on the box of interpolation, threads, slabs, layouts and company.
extension PathTruthTests {
  /// Columns outside the box of interpolation are evaluated directly, and agree with those of a wide box.
  @Test func pathsOutsideTheDomain() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let wide = try Self.values(input, run.result), narrow = try Self.values(input, run.result, reach: 0.25)
    // A quarter of the box leaves columns of the first slab outside, the whole box none.
    let plan = try PathPlan(input)
    #expect(try outside(plan, PathSurfaces(plan)) == 0)
    #expect(try outside(plan, PathSurfaces(plan, reach: 0.25)) > 100)
    var different = 0
    let lines = run.result.scheme.lines.count
    for (wide, narrow) in zip(wide.values[0], narrow.values[0]) {
      for (a, b) in zip(wide[..<lines].joined(), narrow[..<lines].joined()) {
        // Interest follows balances, which miss the gross flows of all years.
        #expect(abs(a - b) <= Within.interpolated * abs(a) + 1e4, "\(a), \(b)")
        if a != b { different += 1 }
      }
    }
    #expect(different > 500)
  }

  /// Columns of the first slab outside the boxes of all sets of weights, over the years.
  private func outside(_ plan: PathPlan, _ surfaces: PathSurfaces) throws -> Int {
    var slab = ColumnSlab(plan.graphs[0], firstPath: 0, used: ColumnSlab.width), count = 0
    let drivers = DriverSlab(plan.input, first: 0), timeline = plan.input.projection.timeline
    for year in 0..<timeline.count {
      try slab.advance(to: year, drivers, baseYear: timeline.baseYear)
      for (weights, own) in zip(plan.regions[0].weights, surfaces.weights[0]) {
        guard case .surface(let number, let shifts) = own.evaluations[year][0] else { continue }
        let logs = own.surfaces[number].space.groups.map { members in
          weights.columns.multipliers[members[0]].ratios(slab, year, month: 0).map { log($0) + shifts[members[0]] }
        }
        count += own.surfaces[number].space.places(logs).isInside.count { !$0 }
      }
    }
    return count
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
    let plan = try PathPlan(input), surfaces = try PathSurfaces(plan), central = try Projection.run(projection)
    let results = try [1, 2, count].map {
      try PathProjection.run(plan, surfaces, central: central, PathLimits(regionsAtOnce: $0))
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
    let plan = try PathPlan(input), surfaces = try PathSurfaces(plan)
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
      let again = try PathProjection.run(plan, surfaces, central: run.result)
      for scenario in run.definitions.indices { #expect(digest(again, scenario) == digest(first, scenario)) }
    }
    Parallel.threads = Int.max
    let memory = try PathMemory(plan, surfaces, budget: nil)
    for slabs in [1, 2] {
      let budget = memory.bytesOfStatistics + memory.bytesPerYear + slabs * memory.bytesPerSlab
      #expect(try PathMemory(plan, surfaces, budget: budget).slabsAtOnce == slabs)
      let again = try PathProjection.run(plan, surfaces, central: run.result, PathLimits(budget: budget))
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

  /// Every cell and status counted by itself gives what cohorts give.
  @Test func denseAndFactoredAgree() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let factored = try PathPlan(input), dense = try PathPlan(input, isDense: true)
    #expect(factored.regions[0].membership.allSatisfy { $0.layout.isFactored })
    #expect(dense.regions[0].membership.allSatisfy { !$0.layout.isFactored })
    let surfaces = try PathSurfaces(factored)
    let a = try PathProjection.run(factored, surfaces, central: run.result)
    let b = try PathProjection.run(dense, surfaces, central: run.result)
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

  /// Too little memory is refused with what would be needed.
  @Test func memoryIsRefusedWithTheArithmetic() throws {
    let input = try #require(try Self.run.get().paths).result.input
    let error = #expect(throws: FundcastError.self) {
      try PathProjection.run(input, central: Self.run.get().result, budget: 1 << 20)
    }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("give at least") == true)
  }
}
