import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What a scenario's rules do to moves beyond what its files say: persons who are to move become hazards, hazards answer
/// prices, and a rule on contribution years moves the share that has them. All are found on central paths and act unchanged on
/// every path.
struct MembershipResponses {
  private let scheme: Scheme
  private let timeline: Timeline
  private let baseline: ParameterSet
  private let region: Region
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
    self.region = region
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
    let answered = scenario.with(paths)
    return answered.with(try qualified(answered.parameters))
  }

  /// Where the rule on contribution years differs from the baseline's, or years are bought: those without the years change as in
  /// the panel, (1 − θ) = (1 − θ₀)·u ÷ u₀ with u the share of the retiring who miss years, and of these some buy them. The
  /// panel knows years under today's hazards only; so many years are credited to everybody (视同缴费年限) that in the base year
  /// it misses as many as the assumption says.
  private func qualified(_ parameters: ParameterSet) throws -> [ParameterID: ParameterPath] {
    guard let rule = scheme.qualification else { return [:] }
    let isMoved = rule.rule.contains { parameters[$0] != baseline[$0] }
    let isBought = parameters[rule.buyInShare].annual.contains { $0 > 0 }
    guard isMoved || isBought else { return [:] }
    func years(_ parameters: ParameterSet) throws -> ContributionYears {
      try ContributionYears(scheme, region: region, parameters: parameters, baseline: baseline, timeline: timeline)
    }
    let panel = try years(parameters)
    let credited = try years(baseline).creditedYears(
      required: rule.requiredYears.map { baseline.value($0, 0) },
      recognised: baseline.value(rule.recognisedYears, 0), qualifiedShare: baseline.value(rule.qualifiedShare, 0))
    func shortfall(_ parameters: ParameterSet, _ year: Int) -> (
      retiring: Double, unqualified: Double, missingYears: Double
    ) {
      panel.shortfall(
        year: year, required: rule.requiredYears.map { parameters.value($0, year) },
        recognised: parameters.value(rule.recognisedYears, year) + credited)
    }
    var shares: [Double] = [], bought: [Double] = []
    for year in 0..<timeline.count {
      let own = shortfall(parameters, year), usual = shortfall(baseline, year)
      let share = parameters.value(rule.qualifiedShare, year), level = 1 - share
      let isUsual = rule.rule.allSatisfy { parameters.value($0, year) == baseline.value($0, year) }
      // Later the panel drifts from the assumption: only the ratio is taken from it.
      guard !isUsual || parameters.value(rule.buyInShare, year) > 0, own.retiring > 0 else {
        shares.append(share)
        bought.append(0)
        continue
      }
      guard usual.unqualified > 0 else {
        throw FundcastError(
          .data,
          Diagnostic(
            "the rule on contribution years changes in \(timeline.baseYear + year), but nobody who retires then misses years to judge it by",
            of: .lever("retirement.qualified-share"), in: FaultScope(year: timeline.baseYear + year),
            value: ShortNumber.text(share),
            remedy: "set retirement.qualified-share itself in the reform instead of the rule"))
      }
      let missing = min(level * own.unqualified / usual.unqualified, 1)
      let buying = parameters.value(rule.buyInShare, year)
      shares.append(1 - missing * (1 - buying))
      let yearsEach = own.unqualified > 0 ? own.missingYears / own.unqualified : 0
      bought.append(missing * buying * own.retiring * yearsEach)
    }
    return [
      rule.qualifiedShare: ParameterPath(annual: shares), rule.boughtYears: ParameterPath(annual: bought),
      // Before the rule differs nothing is credited in the scenario.
      rule.creditedYears: ParameterPath(
        annual: shares.enumerated().map { $1 == parameters.value(rule.qualifiedShare, $0) ? 0 : credited }),
    ]
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
