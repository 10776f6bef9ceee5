import Quantities

/// The rules of one scenario as the engine sees them.
public struct ScenarioRules: Sendable {
  /// The name in files.
  public let id: String
  /// All parameters, one set for each region.
  public let parameters: [ParameterSet]
  /// The same scenario with the benefits of the baseline, one set for each region: demand responds to the difference in the
  /// own share, at the same prices. Nil for a baseline.
  public let demandReference: [ParameterSet]?
  /// When another scenario's values hold instead; nil for never.
  public let reaction: Reaction?
  /// How the scenario's values follow from the years in which its reaction acted; nil where the values of the reaction's
  /// scenario hold in such a year as they are.
  public let reacting: ReactingRules?

  /// See the properties.
  public init(
    id: String, parameters: [ParameterSet], demandReference: [ParameterSet]?, reaction: Reaction? = nil,
    reacting: ReactingRules? = nil
  ) {
    self.reacting = reacting
    self.id = id
    self.parameters = parameters
    self.demandReference = demandReference
    self.reaction = reaction
  }
}

/// Everything the engine needs: no date, no YAML node and no citation.
public struct ProjectionInput: Sendable {
  /// The years.
  public let timeline: Timeline
  /// The structure.
  public let scheme: Scheme
  /// The regions.
  public var regions: [Region]
  /// The scenarios.
  public var scenarios: [ScenarioRules]

  /// See the properties.
  public init(timeline: Timeline, scheme: Scheme, regions: [Region], scenarios: [ScenarioRules]) {
    self.timeline = timeline
    self.scheme = scheme
    self.regions = regions
    self.scenarios = scenarios
  }
}
