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
    let horizon = horizon ?? place.baseline.defaultHorizon
    let first = place.baseline.baseYear
    guard horizon >= first, horizon <= place.lastHorizon else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "the horizon must lie between the base year and the last year of the tables", key: "--horizon",
          value: "\(horizon)", remedy: "choose \(first) to \(place.lastHorizon)"))
    }
    self.place = place
    timeline = Timeline(baseYear: first, horizon: horizon)
    let baseOnly = Timeline(baseYear: first, horizon: first)
    calibration = try BaseYear.fit(place.baseline, tables: place.tables(baseOnly))
  }

  /// Projects the baseline and stacks of reforms in one run.
  public func run(_ stacks: [[Reform]]) throws -> PolicyRun {
    let prepared = try prepare(stacks)
    return PolicyRun(
      baseline: baseline, definitions: prepared.definitions, resolved: prepared.resolved, calibration: calibration,
      result: try Projection.run(prepared.input), inputFiles: place.files + reformFiles(stacks))
  }

  /// What a run of these stacks gives the engine.
  public func input(_ stacks: [[Reform]]) throws -> ProjectionInput { try prepare(stacks).input }

  /// The values of every lever under one stack of reforms.
  public func resolve(_ stack: [Reform]) throws -> ResolvedScenario {
    try SeriesResolver(baseline, timeline: timeline, solved: calibration.solved).resolve(Self.definition(stack))
  }

  private func prepare(
    _ stacks: [[Reform]]
  ) throws -> (definitions: [ScenarioDefinition], resolved: [ResolvedScenario], input: ProjectionInput) {
    let definitions = [ScenarioDefinition.baseline(baseline.title)] + stacks.map(Self.definition)
    try checkNames(definitions)
    let resolver = SeriesResolver(baseline, timeline: timeline, solved: calibration.solved)
    let resolved = try definitions.map { try resolver.resolve($0) }
    let region = Region(id: baseline.place, tables: try place.tables(timeline), fit: calibration.fit)
    let scenarios = zip(definitions, resolved).enumerated().map { index, entry in
      ScenarioRules(id: entry.0.id, parameters: [entry.1.parameters], baseline: index == 0 ? nil : 0)
    }
    let input = ProjectionInput(timeline: timeline, scheme: baseline.scheme, regions: [region], scenarios: scenarios)
    return (definitions, resolved, input)
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

  private func reformFiles(_ stacks: [[Reform]]) -> [String] {
    var files: [String] = []
    for reform in stacks.joined() where reform.file != "--set" && !files.contains(reform.file) {
      files.append(reform.file)
    }
    return files
  }
}
