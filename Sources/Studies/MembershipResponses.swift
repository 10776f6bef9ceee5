import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What a scenario's rules do to hazards beyond what its files say: persons who are to move become hazards, and hazards answer
/// prices. Both are found on the central path of the baseline and act unchanged on every path.
struct MembershipResponses {
  private let scheme: Scheme
  private let timeline: Timeline
  private let baseline: ParameterSet
  /// Nil where no scenario has persons who are to move.
  private let inflows: InflowHazards?

  /// - Parameters:
  ///   - baseline: the baseline's resolved values.
  ///   - scenarios: all scenarios this is to be applied to.
  /// - Throws: ``FundcastError`` where people cannot be projected.
  init(
    _ scheme: Scheme, region: Region, timeline: Timeline, baseline: ParameterSet, for scenarios: [ResolvedScenario]
  ) throws {
    self.scheme = scheme
    self.timeline = timeline
    self.baseline = baseline
    let isUsed = scenarios.contains { scenario in
      scheme.inflows.contains { scenario.parameters[$0.persons].annual.contains { $0 != 0 } }
    }
    inflows = isUsed ? try InflowHazards(scheme, region: region, baseline: baseline, timeline: timeline) : nil
  }

  /// The scenario with its hazards.
  ///
  /// - Throws: ``FundcastError`` where somebody is to move and nobody can.
  func applied(to scenario: ResolvedScenario) throws -> ResolvedScenario {
    var paths = try inflows?.paths(scenario.parameters) ?? [:]
    for response in scheme.responses { paths[response.hazard] = answered(response, scenario.parameters) }
    return scenario.with(paths)
  }

  /// The hazard of a year times what its price does to it; nil where prices are the baseline's.
  private func answered(_ response: PriceResponse, _ parameters: ParameterSet) -> ParameterPath? {
    let factors = (0..<timeline.count).map { year in
      PriceResponse.factor(
        elasticity: parameters.value(response.elasticity, year), price: parameters.value(response.price, year),
        baseline: baseline.value(response.price, year))
    }
    guard factors.contains(where: { $0 != 1 }) else { return nil }
    let hazard = parameters[response.hazard]
    return factors.enumerated().reduce(hazard) { path, entry in
      path.moved(in: entry.offset, by: hazard.annual[entry.offset] * (entry.element - 1))
    }
  }
}
