import Arrays
import Quantities
import SchemeModel

/// A way of computing a year that some scenarios share, and the years it takes from the first of its kind.
struct SharedVariant<Variant: Sendable>: Sendable {
  let variant: Variant
  /// The scenarios that use it.
  let scenarios: [Int]
  /// The place of the first of its kind, its own where it is that; it stands before all others of the kind.
  let first: Int
  /// Years that are those of the first.
  let years: SharedYears
}

/// What the scenarios of a projection share in one region, found before the first year is computed.
struct RegionPlan: Sendable {
  let region: Region
  /// Distinct ways of moving people.
  let membership: [SharedVariant<MembershipVariant>]
  /// The membership variant of each scenario.
  let membershipOfScenario: [Int]
  /// Distinct weights, all blocks together.
  let weights: [SharedVariant<WeightVariant>]
  /// Weights by place that are compiled side by side: branches with the bundles they are in, scenario by scenario.
  let careUnits: [[Int]]
  /// Which people and which weights of care each scenario has, all together.
  let careOfScenario: [Int]
  /// What the first of every kind, the first scenario's, is compiled to by year; nil where that is to be done.
  let known: [CompiledYear]?

  init(region: Region, index: Int, input: ProjectionInput, known: [CompiledYear]?) {
    let scheme = input.scheme, years = input.timeline.count
    self.region = region
    self.known = known
    let kinds = Self.distinct(input.scenarios) { scenario in
      let parameters = scenario.parameters[index]
      return scheme.membershipParameters.map { parameters[$0] }
    }
    membership = Self.shared(kinds, from: 0) { scenario in
      MembershipVariant(
        scheme: scheme, region: region, timeline: input.timeline,
        parameters: input.scenarios[scenario].parameters[index],
        scenario: input.scenarios[scenario].id)
    } years: {
      SharedYears($0.parameters, $1.parameters, scheme.membershipParameters, years: years)
    }
    var membershipOfScenario = [Int](repeating: 0, count: input.scenarios.count)
    for (place, scenarios) in kinds.enumerated() {
      for scenario in scenarios { membershipOfScenario[scenario] = place }
    }
    self.membershipOfScenario = membershipOfScenario

    let blocks = WeightBlock.all(scheme)
    let sets = Parallel.map(blocks.count) { place in
      Self.distinct(input.scenarios) {
        WeightVariant.key(blocks[place], scheme, $0.parameters[index], reference: $0.demandReference?[index])
      }
    }
    var weights: [SharedVariant<WeightVariant>] = []
    for (block, sets) in zip(blocks, sets) {
      weights += Self.shared(sets, from: weights.count) { scenario in
        let rules = input.scenarios[scenario]
        return WeightVariant(
          block: block, scheme: scheme, region: region, parameters: rules.parameters[index],
          reference: rules.demandReference?[index])
      } years: {
        $0.sharedYears(with: $1, years: years)
      }
    }
    self.weights = weights
    careUnits = Self.units(weights, scheme)
    careOfScenario = Self.care(input.scenarios, membershipOfScenario, weights)
    for (scenario, rules) in input.scenarios.enumerated() {
      guard let other = rules.reaction?.scenario else { continue }
      precondition(
        membershipOfScenario[scenario] == membershipOfScenario[other], "a reaction may not change how people move")
    }
  }

  /// Weights of branches that some bundle joins, and of these bundles; any others by themselves.
  private static func units(_ weights: [SharedVariant<WeightVariant>], _ scheme: Scheme) -> [[Int]] {
    var unitOfBranch = Array(scheme.branches.indices)
    for bundle in scheme.bundles {
      let joined = Set(bundle.branches.map { unitOfBranch[$0] })
      for branch in unitOfBranch.indices where joined.contains(unitOfBranch[branch]) {
        unitOfBranch[branch] = unitOfBranch[bundle.branches[0]]
      }
    }
    var units: [Int: [Int]] = [:], alone: [[Int]] = []
    for (place, entry) in weights.enumerated() {
      if let branch = entry.variant.block.branches(scheme).first {
        units[unitOfBranch[branch], default: []].append(place)
      } else {
        alone.append([place])
      }
    }
    return alone
      + units.sorted { $0.key < $1.key }.map { unit in
        unit.value.sorted { (weights[$0].scenarios[0], $0) < (weights[$1].scenarios[0], $1) }
      }
  }

  /// Scenarios by what they have in common, in order of the first of each.
  private static func distinct(_ scenarios: [ScenarioRules], _ key: (ScenarioRules) -> [ParameterPath]) -> [[Int]] {
    var places: [[ParameterPath]: Int] = [:]
    var sets: [[Int]] = []
    for (position, scenario) in scenarios.enumerated() {
      let key = key(scenario)
      if let place = places[key] {
        sets[place].append(position)
      } else {
        places[key] = sets.count
        sets.append([position])
      }
    }
    return sets
  }

  /// A number for what each scenario has of people and care. Where other values may come into force, it is its own.
  private static func care(
    _ scenarios: [ScenarioRules], _ membership: [Int], _ weights: [SharedVariant<WeightVariant>]
  ) -> [Int] {
    var parts = membership.map { [$0] }
    for (place, entry) in weights.enumerated() where entry.variant.block.isCare {
      for scenario in entry.scenarios { parts[scenario].append(place) }
    }
    // No place is below zero.
    for (scenario, rules) in scenarios.enumerated() where rules.reaction != nil {
      parts[scenario].append(-1 - scenario)
    }
    var known: [[Int]: Int] = [:]
    return parts.map { own in
      let number = known[own] ?? known.count
      known[own] = number
      return number
    }
  }

  /// A variant for each set of scenarios; the first of them stands at `start` in the plan.
  private static func shared<Variant>(
    _ sets: [[Int]], from start: Int, _ variant: (Int) -> Variant, years: (Variant, Variant) -> SharedYears
  ) -> [SharedVariant<Variant>] {
    let variants = sets.map { variant($0[0]) }
    return sets.indices.map { place in
      SharedVariant(
        variant: variants[place], scenarios: sets[place], first: start,
        years: place == 0 ? .none : years(variants[place], variants[0]))
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
  /// The part of the year each line earns interest for, in the order of `scalars`; zero for lines that run over the year.
  let interestWeights: [Double]

  /// Finds what scenarios share and evaluates every scalar factor.
  ///
  /// - Parameter known: the first scenario compiled before, of the same regions and years; compiled with the others unless given.
  public init(_ input: ProjectionInput, known: CompiledScenario? = nil) {
    self.input = input
    let scheme = input.scheme
    regions = input.regions.enumerated().map { index, region in
      RegionPlan(region: region, index: index, input: input, known: known?.regions[index])
    }
    tracked = TrackedQuantities(scheme)
    func evaluated(_ value: @Sendable (FlowLine, ParameterSet, _ year: Int) -> Double) -> [Double] {
      let scenarios = Parallel.map(input.scenarios.count) { scenario in
        input.scenarios[scenario].parameters.flatMap { parameters in
          scheme.lines.flatMap { line in (0..<input.timeline.count).map { value(line, parameters, $0) } }
        }
      }
      return Array(scenarios.joined())
    }
    scalars = evaluated { $0.product.value($1, year: $2, profile: $0.monthlyProfile) }
    interestWeights = evaluated { $0.interestWeight($1, year: $2) ?? 0 }
  }

  func scalar(scenario: Int, region: Int, line: Int, year: Int) -> Double {
    scalars[place(scenario, region, line, year)]
  }

  func interestWeight(scenario: Int, region: Int, line: Int, year: Int) -> Double {
    interestWeights[place(scenario, region, line, year)]
  }

  private func place(_ scenario: Int, _ region: Int, _ line: Int, _ year: Int) -> Int {
    ((scenario * regions.count + region) * input.scheme.lines.count + line) * input.timeline.count + year
  }
}
