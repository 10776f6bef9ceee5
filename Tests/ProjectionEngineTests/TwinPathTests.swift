import Glibc
import SchemeModel
import Testing
import _TestSupport

@testable import ProjectionEngine

/// Every column of paths is what the plain reference engine makes of the column's own parameters (<doc:Invariants>).
@Suite struct TwinPathTests {
  /// Schemes drawn from the seeds 0, 1, 2, …: 24 of them, or as many as `FUNDCAST_TWIN_PATHS` says.
  static let schemeCount = getenv("FUNDCAST_TWIN_PATHS").flatMap { Int(String(cString: $0)) } ?? 24

  /// Seeds of later schemes that once found a fault.
  private static let found: [UInt64] = [37, 72, 88, 326, 339, 384]

  private static let batches = 16

  @Test(arguments: 0..<batches) func randomColumns(batch: Int) throws {
    let seeds = (0..<UInt64(Self.schemeCount)) + Self.found.filter { $0 >= Self.schemeCount }
    for seed in seeds where Int(seed) % Self.batches == batch {
      try compare(seed)
    }
  }

  private func compare(_ seed: UInt64) throws {
    let twin = try TwinPaths(seed: seed)
    let found = try twin.disagreements()
    #expect(
      found.isEmpty, "seed \(seed): \(found.count) disagreements, first \(found.first ?? ""); \(twin.drivers.acts)")
  }
}

/// A random scheme with random drivers, over a few paths.
struct TwinPaths {
  let drivers: RandomDrivers
  let input: PathInput
  private let seed: UInt64

  /// Every eighth scheme has a second slab.
  init(seed: UInt64) throws {
    let made = RandomScheme.make(seed: seed), projection = RandomScheme.input(seed: seed)
    let drivers = try RandomDrivers(made, projection, seed: seed)
    self.drivers = drivers
    self.seed = seed
    input = PathInput(
      projection: projection, rules: projection.scenarios.map { $0.parameters.map(drivers.rules) },
      referenceRules: projection.scenarios.map { $0.demandReference?.map(drivers.rules) },
      draws: PathDraws(
        process: drivers.process, firstYear: drivers.firstYear, seed: seed,
        paths: seed % 8 == 7 ? ColumnSlab.width + 1 : 3))
  }

  /// Where columns disagree with the reference engine; empty if nowhere.
  func disagreements() throws -> [String] {
    let central = try Projection.run(input.projection), projection = input.projection, width = ColumnSlab.width
    let chosen = [0, input.paths - 1]
    /// `[path]`, of the chosen ones, `[scenario][region][year][series]`.
    var values = chosen.map { _ in
      projection.scenarios.map { _ in projection.regions.map { _ in [[Double]]() } }
    }
    let series = PathSeries.all(projection.scheme)
    _ = try PathProjection.run(
      input, central: central,
      onYear: { slab in
        for (place, path) in chosen.enumerated() where (slab.first..<(slab.first + slab.used)).contains(path) {
          for scenario in projection.scenarios.indices {
            values[place][scenario][slab.region].append(
              series.indices.map { slab.values[scenario][$0 * width + path - slab.first] })
          }
        }
      })
    var found: [String] = []
    for (place, path) in chosen.enumerated() {
      let own = projection.with(projection.scenarios.map { drivers.scenario($0, path: path, seed: seed) })
      for scenario in projection.scenarios.indices {
        for region in projection.regions.indices {
          let reference = try ReferenceEngine.run(own, scenario: scenario, region: region)
          let room = PathRoom(reference, own, scenario: scenario, region: region)
          found += disagreements(values[place][scenario][region], reference, room, series)
            .map { "path \(path) scenario \(scenario) region \(region) \($0)" }
        }
      }
    }
    return found
  }

  private func disagreements(
    _ values: [[Double]], _ reference: ReferenceResult, _ room: PathRoom, _ series: [PathSeries]
  ) -> [String] {
    let scheme = input.projection.scheme
    return series.enumerated().flatMap { item, series -> [String] in
      values.indices.compactMap { year in
        let expected: Double, allowed: Double, name: String
        switch series {
        case .line(let line):
          (expected, allowed) = (reference.amounts[line][year], room.amount(line, year))
          name = "\(scheme.lines[line].id) (\(scheme.lines[line].kind) from \(scheme.lines[line].source))"
        case .closing(let fund):
          (expected, allowed) = (reference.stocks[fund][year + 1], room.stock(fund, year + 1))
          name = "closing of fund \(fund)"
        // They follow from these.
        case .currentBalance, .reserveMonthsBackward, .reserveMonthsForward, .againstBaseline: return nil
        }
        guard !((values[year][item] - expected).magnitude <= allowed) else { return nil }
        return "\(name), year \(year): \(values[year][item]), reference \(expected), within \(allowed)"
      }
    }
  }
}

/// How far columns may lie from the reference engine: the roundings of two engines, and what interpolation may miss.
struct PathRoom {
  private let roundoff: GrossFlows
  private let missed: GrossFlows

  init(_ reference: ReferenceResult, _ input: ProjectionInput, scenario: Int, region: Int) {
    let scheme = input.scheme
    roundoff = GrossFlows(reference, input, scenario: scenario, region: region)
    missed = GrossFlows(reference, input, scenario: scenario, region: region) { quantity, status, year in
      func value(_ quantity: Quantity) -> Double {
        (reference.quantities[ReferenceKey(quantity, status: status)]?[year] ?? 0).magnitude
      }
      switch quantity {
      case .services, .contributionBase: return value(quantity)
      case .bill(let branch), .eligible(let branch), .fundPayment(let branch): return value(.bill(branch))
      case .layerPayment(let layer):
        let bundle = scheme.bundles.first { $0.layers.contains(layer) }
        return bundle?.branches.reduce(0) { $0 + value(.bill($1)) } ?? 0
      case .persons, .dependents, .covered: return 0
      }
    }
  }

  func amount(_ line: Int, _ year: Int) -> Double {
    Within.twin * roundoff.amounts[line][year] + SurfaceBuilder.bound * missed.amounts[line][year]
  }

  func stock(_ fund: Int, _ stock: Int) -> Double {
    Within.twin * roundoff.stocks[fund][stock] + SurfaceBuilder.bound * missed.stocks[fund][stock]
  }
}

extension RandomDrivers {
  /// A scenario as one would write it by hand for a path, its reference of demand likewise.
  fileprivate func scenario(_ rules: ScenarioRules, path: Int, seed: UInt64) -> ScenarioRules {
    ScenarioRules(
      id: rules.id, parameters: rules.parameters.map { parameters($0, path: path, seed: seed) },
      demandReference: rules.demandReference?.map { parameters($0, path: path, seed: seed) })
  }
}

extension ProjectionInput {
  fileprivate func with(_ scenarios: [ScenarioRules]) -> ProjectionInput {
    var copy = self
    copy.scenarios = scenarios
    return copy
  }
}
