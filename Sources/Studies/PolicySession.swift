import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import Results

/// A place held ready for one question after another, as when somebody moves a slider: the baseline is read, fitted, resolved and
/// compiled once, and an answer computes what its changes move and nothing else.
///
/// Answers are those of a run, bit for bit. What a run says besides (warnings of inputs hardly meant, paths, files) is left to it.
///
///     let session = try PolicySession(PolicyStudy(Place("scenarios/shandong")))
///     let answer = try session.answer([.setting("resident.premium=2027:500")])
///     for series in answer.measures(region: 0) { … }
///
/// Central paths of every region are held, five megabytes each: hundreds of regions take gigabytes, and are better run.
public struct PolicySession: Sendable {
  /// The place and its years.
  public let study: PolicyStudy
  private let compiled: CompiledScenario

  /// What a change gives, beside the baseline.
  public struct Answer: Sendable {
    /// The baseline, the scenario and, of a reform that holds in some years only, the same with it in all.
    public let definitions: [ScenarioDefinition]
    /// Flows, stocks and people of these.
    public let result: ProjectionResult

    /// Every measure of the scenario in a region by index; see ``MeasureBook``.
    public func measures(region: Int) -> [MeasureSeries] { result.outcome(scenario: 1, region: region).measures }
  }

  /// Resolves and compiles the baseline of a place.
  ///
  /// - Throws: ``FundcastError`` where the baseline cannot be.
  public init(_ study: PolicyStudy) throws {
    let study = study.holdingValues()
    let prepared = try study.prepare([])
    compiled = try FaultOrigins(study.place, definitions: prepared.definitions).locating {
      try CompiledScenario(prepared.input)
    }
    self.study = study
  }

  /// What changes give, on top of each other.
  ///
  /// - Parameter changes: files or settings, at least one; a sweep is none.
  /// - Throws: ``FundcastError`` where one cannot be read, or the scenario cannot be.
  public func answer(_ changes: [RunRequest.Change]) throws -> Answer {
    let stacks = try study.read([changes])
    guard stacks.count == 1, let stack = stacks.first, !stack.isEmpty else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "a session answers one scenario at a time, and these changes are \(stacks.count == 1 ? "none" : "\(stacks.count)")",
          remedy: stacks.count == 1 ? "name a change" : "run a sweep with PolicyStudy.run"))
    }
    return try answer(stack)
  }

  /// What a stack of reforms gives, each applied to what those before it leave.
  ///
  /// - Throws: ``FundcastError`` where a value is out of its range, a change does nothing, or the scenario cannot be.
  public func answer(_ stack: [Reform]) throws -> Answer {
    let prepared = try study.prepare([stack])
    return Answer(definitions: prepared.definitions, result: try study.projected(prepared, known: compiled))
  }
}
