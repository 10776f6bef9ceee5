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

  /// A scenario; the arrays go by ``ProjectionInput/regions``.
  ///
  /// - Parameters:
  ///   - parameters: `[region]`.
  ///   - demandReference: `[region]`; nil where demand answers nothing.
  ///   - reaction: nil where the scenario has its own values in every year.
  ///   - reacting: nil where those of the reaction's scenario simply hold while it acts.
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

  /// What is projected.
  ///
  /// - Parameters:
  ///   - timeline: its years are those of every table and parameter.
  ///   - regions: at least one; the place is their sum.
  ///   - scenarios: each with values for every region, in the same order.
  public init(timeline: Timeline, scheme: Scheme, regions: [Region], scenarios: [ScenarioRules]) {
    self.timeline = timeline
    self.scheme = scheme
    self.regions = regions
    self.scenarios = scenarios
  }
}
