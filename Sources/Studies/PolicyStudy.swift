import Calibration
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// A place made ready for scenarios: read, and fitted to its base year once.
public struct PolicyStudy: Sendable {
  /// Rules, assumptions, tables and reforms.
  public let place: PlaceFolder
  /// What the base year fixed.
  public let calibration: CalibrationResult
  /// The years.
  public let timeline: Timeline

  private var baseline: Baseline { place.baseline }

  /// Reads nothing more: fits the base year of `place` for a projection to `horizon`.
  ///
  /// - Throws: ``FundcastError`` where the horizon lies before the base year or beyond the tables, or the fit fails.
  public init(_ place: PlaceFolder, horizon: Int? = nil) throws {
    let first = place.baseline.baseYear
    try Self.check(horizon, place)
    let horizon = horizon ?? place.baseline.defaultHorizon
    self.place = place
    timeline = Timeline(baseYear: first, horizon: horizon)
    let baseOnly = Timeline(baseYear: first, horizon: first)
    calibration = try FaultLocator(place).locating { try BaseYear.fit(place.baseline, tables: place.tables(baseOnly)) }
  }

  /// The horizon of the command line, or of the baseline where that is silent.
  private static func check(_ given: Int?, _ place: PlaceFolder) throws {
    let first = place.baseline.baseYear, last = place.lastHorizon
    let horizon = given ?? place.baseline.defaultHorizon
    guard horizon < first || horizon > last else { return }
    let message = "the horizon must lie between the base year and the last year of the tables"
    let remedy =
      first <= last
      ? "choose \(first) to \(last)" : "the tables end in \(last + 1): extend them beyond the base year \(first)"
    throw given == nil
      ? FundcastError(
        .data,
        Diagnostic(
          message, file: place.baselinePath, key: "default-horizon", value: "\(horizon)", remedy: remedy))
      : FundcastError(.usage, Diagnostic(message, key: "--horizon", value: "\(horizon)", remedy: remedy))
  }

  /// Projects the baseline and stacks of reforms in one run.
  public func run(_ stacks: [[Reform]]) throws -> PolicyRun {
    let prepared = try prepare(stacks)
    return PolicyRun(
      baseline: baseline, definitions: prepared.definitions, resolved: prepared.resolved, calibration: calibration,
      result: try projected(prepared.input), inputs: inputs(stacks),
      request: RunRequest(
        place: place.path, horizon: timeline.horizon, scenarios: stacks.map { $0.map(RunRequest.Change.init) }))
  }

  private func projected(_ input: ProjectionInput) throws -> ProjectionResult {
    try FaultLocator(place).locating {
      let result = try Projection.run(input)
      try FiniteCheck(result, baseline).run()
      return result
    }
  }

  /// What a run of these stacks gives the engine.
  public func input(_ stacks: [[Reform]]) throws -> ProjectionInput { try prepare(stacks).input }

  /// The values of every lever under one stack of reforms.
  public func resolve(_ stack: [Reform]) throws -> ResolvedScenario {
    try FaultLocator(place).locating {
      try SeriesResolver(baseline, timeline: timeline, solved: calibration.solved).resolve(Self.definition(stack))
    }
  }

  private func prepare(
    _ stacks: [[Reform]]
  ) throws -> (definitions: [ScenarioDefinition], resolved: [ResolvedScenario], input: ProjectionInput) {
    let definitions = [ScenarioDefinition.baseline(baseline.title)] + stacks.map(Self.definition)
    try checkNames(definitions)
    let resolver = SeriesResolver(baseline, timeline: timeline, solved: calibration.solved)
    let resolved = try FaultLocator(place).locating { try definitions.map { try resolver.resolve($0) } }
    let region = Region(id: baseline.place, tables: try place.tables(timeline), fit: calibration.fit)
    let scenarios = try zip(definitions, resolved).map { definition, values in
      let reference = try demandReference(definition).map { try resolver.resolve($0).parameters }
      return ScenarioRules(
        id: definition.id, parameters: [values.parameters], demandReference: reference.map { [$0] })
    }
    let input = ProjectionInput(timeline: timeline, scheme: baseline.scheme, regions: [region], scenarios: scenarios)
    return (definitions, resolved, input)
  }

  /// The scenario without its changes of benefits: what demand responds against, at the scenario's own prices. Nil where it
  /// changes no benefits.
  private func demandReference(_ definition: ScenarioDefinition) -> ScenarioDefinition? {
    let benefits = Set(baseline.scheme.branches.flatMap(\.benefitParameters))
    guard definition.reforms.contains(where: { $0.changes.contains { benefits.contains($0.lever) } }) else {
      return nil
    }
    return ScenarioDefinition(
      id: definition.id, title: definition.title,
      reforms: definition.reforms.map { reform in
        reform.with(changes: reform.changes.filter { !benefits.contains($0.lever) })
      })
  }

  private static func definition(_ stack: [Reform]) -> ScenarioDefinition {
    ScenarioDefinition(
      id: stack.map(\.id).joined(separator: "+"),
      title: LocalizedText(
        en: stack.map(\.title.en).joined(separator: " + "), zh: stack.map(\.title.zh).joined(separator: "＋")),
      reforms: stack)
  }

  private func checkNames(_ definitions: [ScenarioDefinition]) throws {
    var seen: Set<String> = []
    for definition in definitions where !seen.insert(definition.id).inserted {
      throw FundcastError(
        .usage,
        Diagnostic(
          "two scenarios have the same name", key: "--reform", value: definition.id,
          remedy: "a scenario is named after its files: rename one, or leave one out"))
    }
  }

  private func inputs(_ stacks: [[Reform]]) -> [InputRecord] {
    var inputs = place.inputs
    for input in stacks.joined().compactMap(\.input) where !inputs.contains(where: { $0.file == input.file }) {
      inputs.append(input)
    }
    return inputs
  }
}
