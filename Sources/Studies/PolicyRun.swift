import Calibration
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// A baseline and its reforms, calibrated, resolved and projected together. Scenario 0 is the baseline.
public struct PolicyRun: Sendable {
  /// Rules, assumptions, registry and scheme.
  public let baseline: Baseline
  /// The scenarios in the order of `result`.
  public let definitions: [ScenarioDefinition]
  /// Values of every lever, one entry for each scenario.
  public let resolved: [ResolvedScenario]
  /// What the base year fixed.
  public let calibration: CalibrationResult
  /// Flows and stocks.
  public let result: ProjectionResult
  /// The files of the place and the reforms as they were read, in order of reading.
  public let inputs: [InputRecord]
  /// What was asked for.
  public let request: RunRequest
  /// Distributions over paths; nil where none were asked for.
  public let paths: PathRun?

  /// See the properties.
  public init(
    baseline: Baseline, definitions: [ScenarioDefinition], resolved: [ResolvedScenario], calibration: CalibrationResult,
    result: ProjectionResult, inputs: [InputRecord], request: RunRequest, paths: PathRun? = nil
  ) {
    self.baseline = baseline
    self.definitions = definitions
    self.resolved = resolved
    self.calibration = calibration
    self.result = result
    self.inputs = inputs
    self.request = request
    self.paths = paths
  }
}
