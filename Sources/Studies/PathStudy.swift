import Calibration
import Stochastics
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// How many paths, and which.
public struct PathRequest: Sendable, Hashable {
  /// The seed where none is asked for.
  public static let usualSeed: UInt64 = 1

  /// The number of paths.
  public let paths: Int
  /// The seed of the random numbers.
  public let seed: UInt64
  /// Drivers that are switched off, by name.
  public let without: [String]
  /// Whether every other path mirrors the one before it.
  public let isAntithetic: Bool
  /// Whether every path is written.
  public let keepsPaths: Bool
  /// Bytes the paths may take; nil for the program's usual limit. Results do not depend on it.
  public let memory: Int?

  /// A request, checked when the run begins.
  ///
  /// - Parameters:
  ///   - paths: 1…``PolicyStudy/mostPaths``.
  ///   - without: ids of drivers; none unless said.
  ///   - keepsPaths: else only distributions are kept.
  ///   - memory: bytes; nil for the program's usual limit.
  public init(
    paths: Int, seed: UInt64, without: [String] = [], isAntithetic: Bool = false, keepsPaths: Bool = false,
    memory: Int? = nil
  ) {
    self.paths = paths
    self.seed = seed
    self.without = without
    self.isAntithetic = isAntithetic
    self.keepsPaths = keepsPaths
    self.memory = memory
  }
}

/// A run over many paths beside its central path.
public struct PathRun: Sendable {
  /// What was asked for.
  public let request: PathRequest
  /// What was uncertain.
  public let draws: Draws
  /// Distributions over paths.
  public let result: PathResult
}

extension Draws {
  /// The process of the drivers together.
  ///
  /// - Throws: ``FundcastError`` where drivers contradict each other.
  func process() throws -> DriverProcess {
    do {
      return try DriverProcess(
        persistence: drivers.indices.flatMap { row in
          drivers.indices.map { $0 == row ? drivers[row].persistence : 0 }
        }, innovationDeviation: drivers.map(\.deviation), innovationCorrelation: correlations)
    } catch let fault {
      throw FundcastError(
        .data,
        Diagnostic(
          "the drivers cannot be: \(fault)", file: drivers.first?.location.file, line: drivers.first?.location.line,
          key: "draws", remedy: "check deviations and correlations"))
    }
  }
}

extension PolicyStudy {
  /// The most paths of a run.
  public static let mostPaths = 10_000_000

  /// What the engine needs for `request` on scenarios that are ready.
  ///
  /// - Throws: ``FundcastError`` where drivers contradict each other.
  func pathInput(_ prepared: Prepared, _ draws: Draws, _ request: PathRequest) throws -> PathInput {
    let process = try draws.process()
    return PathInput(
      projection: prepared.input, rules: byScenario(rules(prepared, prepared.resolved).map { $0.compactMap { $0 } }),
      referenceRules: byScenario(rules(prepared, prepared.references)).map { rules in
        rules[0].map { _ in rules.compactMap { $0 } }
      },
      draws: PathDraws(
        process: process, firstYear: draws.firstYear - timeline.baseYear, seed: request.seed, paths: request.paths,
        isAntithetic: request.isAntithetic))
  }

  /// How columns differ, `[region][scenario]`: where values follow from the years in which a reform acts, by these too.
  private func rules(_ prepared: Prepared, _ resolved: [[ResolvedScenario?]]) -> [[ColumnRules?]] {
    resolved.map { scenarios in
      scenarios.enumerated().map { scenario, resolved in
        prepared.input.scenarios[scenario].reacting == nil
          ? resolved?.columnRules : resolved?.reacting?.drawnRules ?? resolved?.columnRules
      }
    }
  }

  /// `[region][scenario]` as `[scenario][region]`.
  private func byScenario<Value>(_ values: [[Value]]) -> [[Value]] {
    values[0].indices.map { scenario in values.map { $0[scenario] } }
  }

  /// The paths that a check draws in every region.
  private static let checkedPaths = 1000

  /// Draws the first paths and moves what the drivers move, without people and money: what a run over paths refuses is found where no
  /// run has taken its time.
  ///
  /// - Throws: ``FundcastError`` where drivers contradict each other, cannot move a lever, or take one out of its range.
  func checkPaths(_ prepared: Prepared) throws {
    guard let draws = place.baseline.draws, draws.firstYear <= timeline.horizon else { return }
    let input = try pathInput(prepared, draws, PathRequest(paths: Self.checkedPaths, seed: PathRequest.usualSeed))
    try FaultOrigins(place, definitions: prepared.definitions).locating { try PathProjection.check(input) }
  }

  /// Projects scenarios that are ready over many paths.
  func runPaths(
    _ prepared: Prepared, _ draws: Draws, _ request: PathRequest, central: ProjectionResult,
    onProgress: (Double) throws -> Void
  ) throws -> PathRun {
    let input = try pathInput(prepared, draws, request)
    let result = try FaultOrigins(place, definitions: prepared.definitions).locating {
      try PathProjection.run(input, central: central, budget: request.memory, onProgress: onProgress)
    }
    return PathRun(request: request, draws: draws, result: result)
  }

  /// What is uncertain under a request.
  ///
  /// - Throws: ``FundcastError`` where the place has no draws or a driver does not exist.
  func draws(_ request: PathRequest) throws -> Draws {
    func refusal(_ message: String, _ key: String, _ value: String?, _ remedy: String) -> FundcastError {
      FundcastError(.usage, Diagnostic(message, key: key, value: value, remedy: remedy))
    }
    guard let draws = place.baseline.draws else {
      throw refusal(
        "the place says nothing about what is uncertain", "--paths", "\(request.paths)",
        "add a section `draws:` to its assumptions file, as in the shipped places")
    }
    guard (1...Self.mostPaths).contains(request.paths) else {
      throw refusal("so many paths cannot be run", "--paths", "\(request.paths)", "choose 1 to \(Self.mostPaths)")
    }
    let names = draws.drivers.map(\.id)
    for name in request.without where !names.contains(name) {
      throw refusal("no driver has this name", "--without", name, "known here: \(names.joined(separator: ", "))")
    }
    guard draws.firstYear <= timeline.horizon else {
      throw refusal(
        "nothing is drawn up to the horizon: the first drawn year is \(draws.firstYear)", "--paths",
        "\(request.paths)", "choose a later horizon")
    }
    return draws.without(Set(request.without))
  }
}
