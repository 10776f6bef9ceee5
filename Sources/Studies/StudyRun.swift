import Arrays
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What of a run takes its time.
public enum RunPhase: Sendable {
  /// The central path of every scenario.
  case scenarios
  /// The futures.
  case futures
}

/// Runs and checks of a study.
extension PolicyStudy {
  /// Scenarios along the central path.
  private struct CentralRun {
    let prepared: Prepared
    let result: ProjectionResult
    /// `[region][scenario]`, as they were lived.
    let resolved: [[ResolvedScenario]]
    /// What nobody may have meant, by region.
    let implausible: [[LocalizedText]]
  }

  /// Projects the baseline and stacks of reforms in one run, along the central path and, where asked, over many. A scenario that
  /// cannot be is left out where others remain.
  ///
  /// - Parameters: as those of the run of a grid.
  public func run(
    _ stacks: [[Reform]], paths request: PathRequest? = nil, output: OutputRequest = OutputRequest(),
    onProgress: (RunPhase, Double) throws -> Void = { _, _ in }
  ) throws -> PolicyRun {
    try run(ScenarioGrid(stacks), paths: request, output: output, onProgress: onProgress)
  }

  /// Projects the baseline and the scenarios of a grid in one run, along the central path and, where asked, over many.
  ///
  /// - Parameters:
  ///   - paths: how many futures, and which.
  ///   - output: what is written, and how.
  ///   - onProgress: told the share of a phase that is done; may throw to stop.
  /// - Throws: ``FundcastError`` where the baseline cannot be or no scenario is left; of a strict grid where one cannot be.
  public func run(
    _ grid: ScenarioGrid, paths request: PathRequest? = nil, output: OutputRequest = OutputRequest(),
    onProgress: (RunPhase, Double) throws -> Void = { _, _ in }
  ) throws -> PolicyRun {
    let draws = try request.map { try self.draws($0) }
    if let request, place.isRegional {
      try PathMemory.checkStatistics(
        baseline.scheme, regions: place.regions.count, scenarios: grid.stacks.count + 1, timeline: timeline,
        paths: request.paths, budget: request.memory)
    }
    func central(_ prepared: Prepared) throws -> CentralRun {
      try self.central(prepared) { try onProgress(.scenarios, $0) }
    }
    func anew(_ stacks: [[Reform]]) throws -> CentralRun { try central(prepare(stacks, draws: draws)) }
    func futures(_ central: CentralRun) throws -> (central: CentralRun, paths: PathRun?) {
      guard let request, let draws else { return (central, nil) }
      return (
        central,
        try runPaths(central.prepared, draws, request, central: central.result) { try onProgress(.futures, $0) }
      )
    }
    var sieve = ScenarioSieve(grid, of: self)
    let prepared = try sieve.through({ try prepare(grid.stacks, draws: draws) }) { try prepare($0, draws: draws) }
    let lived = try sieve.through({ try central(prepared) }, anew)
    let whole = try sieve.through({ try futures(lived) }) { try futures(anew($0)) }
    let asked = RunRequest(
      place: place.path, horizon: timeline.horizon, scenarios: Self.changes(grid),
      name: grid.stacks.joined().compactMap(\.scenario).first, paths: request, output: output)
    return PolicyRun(
      baseline: baseline, definitions: whole.central.prepared.definitions,
      regions: place.regions.indices.map {
        RegionRun(
          region: place.regions[$0], calibration: calibrations[$0], resolved: whole.central.resolved[$0],
          implausible: whole.central.implausible[$0])
      }, result: whole.central.result,
      record: RunRecord(request: asked, inputs: inputs(grid), leftOut: sieve.leftOut), paths: whole.paths)
  }

  private func central(
    _ prepared: Prepared, onProgress: (Double) throws -> Void
  ) throws -> CentralRun {
    let result = try projected(prepared, onProgress: onProgress)
    return CentralRun(
      prepared: prepared, result: result, resolved: lived(prepared.resolved, result),
      implausible: try Parallel.map(place.regions.count) {
        try implausible(prepared, result, scenarios: Array(prepared.definitions.indices), region: $0)
      })
  }

  /// Projects scenarios that are ready along the central path.
  ///
  /// - Parameter known: the baseline compiled before; compiled here unless given.
  /// - Throws: ``FundcastError`` where a year cannot be, or an amount is none that anybody could pay.
  func projected(
    _ prepared: Prepared, known: CompiledScenario? = nil, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> ProjectionResult {
    try FaultOrigins(place, definitions: prepared.definitions).locating {
      let result = try Projection.run(Plan(prepared.input, known: known), onProgress: onProgress)
      try FiniteCheck(result, baseline).run()
      return result
    }
  }

  /// The values of scenarios, `[region][scenario]`; of those that followed from their own history what they were.
  private func lived(_ resolved: [[ResolvedScenario]], _ result: ProjectionResult) -> [[ResolvedScenario]] {
    resolved.enumerated().map { region, scenarios in
      scenarios.enumerated().map { scenario, resolved in
        guard let history = result.history(scenario: scenario, region: region) else { return resolved }
        let moved = baseline.registry.levers.map(\.id).filter { history[$0] != resolved.parameters[$0] }
        return resolved.with(Dictionary(uniqueKeysWithValues: moved.map { ($0, history[$0]) }))
      }
    }
  }

  /// The changes that scenarios were read from: the points of a sweep come from one file.
  private static func changes(_ grid: ScenarioGrid) -> [[RunRequest.Change]] {
    let asked = grid.stacks.map { $0.map(RunRequest.Change.init) } + grid.unread.map(\.changes)
    return asked.reduce(into: []) { changes, own in
      if changes.last != own { changes.append(own) }
    }
  }

  /// The files of the place and of all scenarios that were asked for.
  private func inputs(_ grid: ScenarioGrid) -> [InputRecord] {
    var inputs = place.inputs
    let unread = grid.unread.flatMap(\.changes).compactMap { change -> InputRecord? in
      if case .file(let path) = change { place.record(of: path) } else { nil }
    }
    var known = Set(inputs.map(\.file))
    for input in grid.stacks.joined().compactMap(\.input) + unread where known.insert(input.file).inserted {
      inputs.append(input)
    }
    return inputs
  }

  /// Finds out whether stacks can be run: moves the people of the baseline and of every stack through all years, computes the money
  /// of the baseline and of stacks that give amounts, and draws what is uncertain.
  ///
  /// - Returns: what the fits warn of and which inputs nobody may have meant, by region.
  /// - Throws: ``FundcastError`` with the faults of every stack where a value is out of its range, a change does nothing, a reaction
  ///   or a hazard cannot be.
  @discardableResult
  public func check(_ stacks: [[Reform]]) throws -> [[LocalizedText]] {
    var sieve = ScenarioSieve(ScenarioGrid(stacks), of: self)
    let found = try sieve.through({ try checked(stacks) }, checked)
    guard sieve.leftOut.isEmpty else { throw LeftOutScenario.error(sieve.leftOut) }
    return found
  }

  private func checked(_ stacks: [[Reform]]) throws -> [[LocalizedText]] {
    let prepared = try prepare(stacks, draws: baseline.draws)
    let projected = try FaultOrigins(place, definitions: prepared.definitions).locating {
      try Projection.movePeople(prepared.input)
      return try projectedForCheck(prepared)
    }
    try checkPaths(prepared)
    return try place.regions.indices.map {
      try calibrations[$0].warnings
        + implausible(prepared, projected.result, scenarios: projected.scenarios, region: $0)
    }
  }
}
