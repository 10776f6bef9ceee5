import Quantities
import SchemeModel

/// What the scenarios of a projection share in one region, found before the first year is computed.
struct RegionPlan: Sendable {
  let region: Region
  /// Distinct ways of moving people.
  let membership: [MembershipVariant]
  /// The membership variant of each scenario.
  let membershipOfScenario: [Int]
  /// Distinct weights, all blocks together.
  let weights: [WeightVariant]
  /// Products to form each year: weights × exposure of a membership variant, and the scenarios that use the result.
  let products: [Product]

  /// One matrix product a year and status.
  struct Product: Sendable {
    let weights: Int
    let membership: Int
    let scenarios: [Int]
  }

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
    var weights: [WeightVariant] = []
    var products: [Product] = []
    for block in WeightBlock.all(scheme) {
      var variantOfKey: [[ParameterPath]: Int] = [:]
      var users: [[Int]: [Int]] = [:]
      for (position, scenario) in input.scenarios.enumerated() {
        let parameters = scenario.parameters[index]
        let baseline = scenario.baseline.map { input.scenarios[$0].parameters[index] }
        let key = WeightVariant.key(block, scheme, parameters, baseline: baseline)
        if variantOfKey[key] == nil {
          variantOfKey[key] = weights.count
          weights.append(
            WeightVariant(block: block, scheme: scheme, region: region, parameters: parameters, baseline: baseline))
        }
        if let variant = variantOfKey[key] {
          users[[variant, membershipOfScenario[position]], default: []].append(position)
        }
      }
      for (pair, scenarios) in users.sorted(by: { $0.value[0] < $1.value[0] }) {
        products.append(Product(weights: pair[0], membership: pair[1], scenarios: scenarios))
      }
    }
    self.membership = membership
    self.weights = weights
    self.products = products
  }
}

/// A projection made ready: everything that does not depend on the year's stocks.
public struct Plan: Sendable {
  /// What is projected.
  public let input: ProjectionInput
  let regions: [RegionPlan]
  /// The quantities that are summed, by status, and their place in the results.
  let tracked: [TrackedQuantity: Int]
  /// Scalar products of the lines, `[scenario][region][line][year]`, flat.
  let scalars: [Double]

  /// Finds what scenarios share and evaluates every scalar factor.
  public init(_ input: ProjectionInput) {
    self.input = input
    let scheme = input.scheme
    regions = input.regions.enumerated().map { RegionPlan(region: $0.element, index: $0.offset, input: input) }
    tracked = Self.track(scheme)
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

  /// Person-years and year-end stocks of every status, every quantity of a branch for the statuses that use it, and what
  /// lines name.
  private static func track(_ scheme: Scheme) -> [TrackedQuantity: Int] {
    var tracked: [TrackedQuantity: Int] = [:]
    func add(_ quantity: Quantity, _ statuses: some Sequence<Int>) {
      for status in statuses {
        let item = TrackedQuantity(quantity: quantity, status: status)
        if tracked[item] == nil { tracked[item] = tracked.count }
      }
    }
    add(.personYears, scheme.statuses.indices)
    add(.yearEnd, scheme.statuses.indices)
    for (index, branch) in scheme.branches.enumerated() {
      for quantity in WeightBlock.branch(index).quantities { add(quantity, branch.statuses) }
    }
    for line in scheme.lines {
      if case .people(let quantity, let statuses) = line.source { add(quantity, statuses) }
    }
    return tracked
  }
}
