import Quantities
import SchemeModel

/// What the scenarios of a projection share in one region, found before the first year is computed.
struct RegionPlan: Sendable {
  let region: Region
  /// Distinct ways of moving people.
  let membership: [MembershipVariant]
  /// The membership variant of each scenario.
  let membershipOfScenario: [Int]
  /// Distinct weights, all blocks together, and the scenarios that use each.
  let weights: [(variant: WeightVariant, scenarios: [Int])]

  init(region: Region, index: Int, input: ProjectionInput) {
    let scheme = input.scheme
    self.region = region
    var membership: [MembershipVariant] = []
    var membershipKeys: [[ParameterPath]: Int] = [:]
    membershipOfScenario = input.scenarios.map { scenario in
      let parameters = scenario.parameters[index]
      let key = scheme.membershipParameters.map { parameters[$0] }
      if let known = membershipKeys[key] { return known }
      membershipKeys[key] = membership.count
      membership.append(
        MembershipVariant(scheme: scheme, region: region, timeline: input.timeline, parameters: parameters))
      return membership.count - 1
    }
    var weights: [(variant: WeightVariant, scenarios: [Int])] = []
    for block in WeightBlock.all(scheme) {
      var placeOfKey: [[ParameterPath]: Int] = [:]
      for (position, scenario) in input.scenarios.enumerated() {
        let parameters = scenario.parameters[index]
        let reference = scenario.demandReference?[index]
        let key = WeightVariant.key(block, scheme, parameters, reference: reference)
        if let place = placeOfKey[key] {
          weights[place].scenarios.append(position)
        } else {
          placeOfKey[key] = weights.count
          let variant = WeightVariant(
            block: block, scheme: scheme, region: region, parameters: parameters, reference: reference)
          weights.append((variant, [position]))
        }
      }
    }
    self.membership = membership
    self.weights = weights
    for (scenario, rules) in input.scenarios.enumerated() {
      guard let other = rules.reaction?.scenario else { continue }
      precondition(
        membershipOfScenario[scenario] == membershipOfScenario[other], "a reaction may not change how people move")
    }
  }
}

/// A projection made ready: everything that does not depend on the year's stocks.
public struct Plan: Sendable {
  /// What is projected.
  public let input: ProjectionInput
  let regions: [RegionPlan]
  /// The quantities that are summed and their place in the results.
  let tracked: TrackedQuantities
  /// Scalar products of the lines, `[scenario][region][line][year]`, flat.
  let scalars: [Double]

  /// Finds what scenarios share and evaluates every scalar factor.
  public init(_ input: ProjectionInput) {
    self.input = input
    let scheme = input.scheme
    regions = input.regions.enumerated().map { RegionPlan(region: $0.element, index: $0.offset, input: input) }
    tracked = TrackedQuantities(scheme)
    scalars = input.scenarios.flatMap { scenario in
      scenario.parameters.flatMap { parameters in
        scheme.lines.flatMap { line in
          (0..<input.timeline.count).map {
            line.product.value(parameters, year: $0, profile: line.monthlyProfile)
          }
        }
      }
    }
  }

  func scalar(scenario: Int, region: Int, line: Int, year: Int) -> Double {
    let lines = input.scheme.lines.count
    return scalars[((scenario * regions.count + region) * lines + line) * input.timeline.count + year]
  }
}
