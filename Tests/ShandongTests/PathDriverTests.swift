@testable import ProjectionEngine
import Quantities
import SchemeModel
import Stochastics
import Testing
import _TestSupport

/// Drivers of what nothing is interpolated in.
extension PathTruthTests {
  /// The baseline with drivers that scale these levers from a year on, each by itself.
  private static func scaling(
    _ levers: [String], deviations: [Double], from year: Int, paths: Int, range: ClosedRange<Double>? = nil
  ) throws -> PathInput {
    let run = try run.get(), order = levers.count
    func diagonal(_ value: Double) -> [Double] { (0..<(order * order)).map { $0 % (order + 1) == 0 ? value : 0 } }
    let responses = try levers.enumerated().map { driver, path in
      let lever = try #require(run.baseline.registry[path])
      return ColumnResponse(
        lever.id, name: path, PlacedStep(.scaled(driver: driver, isCumulated: false), after: year - 1),
        range: range ?? lever.spec.range)
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
  private static func ownProjectionsAgree(
    _ input: PathInput, _ paths: [Int], within tolerance: Double = Within.chained
  ) throws -> Double {
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
            abs(values[0][year][line][path] - wanted) <= tolerance * abs(wanted) + Unseen.sumOfYuan,
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

  /// A ceiling that nobody reaches on the central path and that comes within reach on some columns: these are computed by
  /// themselves, and pay less.
  @Test func whatComesWithinReach() throws {
    let input = try Self.scaling(
      ["critical-illness.assisted.ceiling"], deviations: [12], from: 8, paths: 40, range: 0...(.infinity))
    #expect(try Self.ownProjectionsAgree(input, Array(0..<40), within: Within.interpolated) > 0.05)
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
}
