import Calibration
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What a run has of one region.
public struct RegionRun: Sendable {
  /// Its name, share, rules and figures.
  public let region: PlaceRegion
  /// What its base year fixed.
  public let calibration: CalibrationResult
  /// Values of every lever, one entry for each scenario.
  public let resolved: [ResolvedScenario]
  /// What of its inputs, and of those of the scenarios, nobody may have meant.
  public let implausible: [LocalizedText]

  /// A region with what was computed for it.
  ///
  /// - Parameters:
  ///   - resolved: `[scenario]`, the baseline first.
  ///   - implausible: sentences for the report; none unless said.
  public init(
    region: PlaceRegion, calibration: CalibrationResult, resolved: [ResolvedScenario],
    implausible: [LocalizedText] = []
  ) {
    self.implausible = implausible
    self.region = region
    self.calibration = calibration
    self.resolved = resolved
  }
}

extension LocalizedText {
  /// The text with the name of the region it is about.
  public func of(_ region: PlaceRegion) -> LocalizedText {
    LocalizedText(en: "\(region.id): \(en)", zh: "\(region.title.zh)：\(zh)")
  }
}

/// A baseline and its reforms, calibrated, resolved and projected together. Scenario 0 is the baseline.
public struct PolicyRun: Sendable {
  /// Rules, assumptions, registry and scheme of the place as a whole.
  public let baseline: Baseline
  /// The scenarios in the order of `result`.
  public let definitions: [ScenarioDefinition]
  /// The regions in the order of `result`, at least one.
  public let regions: [RegionRun]
  /// Flows and stocks.
  public let result: ProjectionResult
  private let record: RunRecord
  /// Distributions over paths; nil where none were asked for.
  public let paths: PathRun?

  /// Whether the place is declared by regions.
  public var isRegional: Bool { regions[0].region.location != nil }
  /// Values of every lever in the first region, one entry for each scenario.
  public var resolved: [ResolvedScenario] { regions[0].resolved }
  /// What the base year fixed in the first region.
  public var calibration: CalibrationResult { regions[0].calibration }
  /// Policies that reforms name and do not move, thresholds on different rules, what the fits warn of, and which inputs nobody may have
  /// meant; in a place of several regions with the name of each.
  public var warnings: [LocalizedText] {
    definitions.flatMap { $0.reforms + [$0.reacting].compactMap { $0 } }.compactMap {
      $0.misnamedPolicies(baseline.registry)
    }
    .reduce(into: [LocalizedText]()) { found, text in if !found.contains(text) { found.append(text) } }
      + baseline.thresholdWarnings
      + regions.flatMap { region in
        (region.calibration.warnings + region.implausible).map { isRegional ? $0.of(region.region) : $0 }
      }
  }

  /// A run that is done.
  ///
  /// - Parameters:
  ///   - definitions: the baseline first, as many as `result` has scenarios.
  ///   - regions: as many as `result` has.
  public init(
    baseline: Baseline, definitions: [ScenarioDefinition], regions: [RegionRun], result: ProjectionResult,
    record: RunRecord, paths: PathRun? = nil
  ) {
    self.baseline = baseline
    self.definitions = definitions
    self.regions = regions
    self.result = result
    self.record = record
    self.paths = paths
  }

  /// The files of the place and the reforms as they were read, in order of reading.
  public var inputs: [InputRecord] { record.inputs }
  /// What was asked for.
  public var request: RunRequest { record.request }
  /// Scenarios that were asked for and cannot be, with why; what is here is what a run without them gives.
  public var leftOut: [LeftOutScenario] { record.leftOut }
}

/// What a run was asked for, what it read and what it left out.
public struct RunRecord: Sendable {
  /// What was asked for.
  public let request: RunRequest
  /// The files of the place and the reforms as they were read, in order of reading.
  public let inputs: [InputRecord]
  /// Scenarios that cannot be.
  public let leftOut: [LeftOutScenario]

  /// A record of what went into a run.
  ///
  /// - Parameters:
  ///   - inputs: in order of reading, each file once.
  ///   - leftOut: none unless said.
  public init(request: RunRequest, inputs: [InputRecord], leftOut: [LeftOutScenario] = []) {
    self.request = request
    self.inputs = inputs
    self.leftOut = leftOut
  }
}
