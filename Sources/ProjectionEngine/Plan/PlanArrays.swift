import Quantities
import SchemeModel

/// A dense array of a compiled plan, with names for its axes, in C order.
public struct PlanArray: Sendable {
  /// The name, unique within the plan; parts are joined by hyphens.
  public let name: String
  /// The extents.
  public let shape: [Int]
  /// What each axis runs over.
  public let axes: [String]
  /// The values, last axis fastest.
  public let values: [Double]
}

/// What a compiled plan computes with, as plain arrays: enough for an independent program to run the same plan without
/// knowing a rule, a table or a scenario file.
///
/// Years run over the computed ones, the hidden one included. Sexes are male, female; ages 0…100.
public struct PlanArrays {
  private let plan: Plan
  private let years: Int

  /// The arrays of a plan.
  public init(_ plan: Plan) {
    self.plan = plan
    years = plan.input.timeline.count
  }

  /// What is projected.
  public var input: ProjectionInput { plan.input }

  /// The membership variant of each scenario in a region.
  public func membershipOfScenario(region: Int) -> [Int] { plan.regions[region].membershipOfScenario }

  /// The number of membership variants of a region.
  public func membershipCount(region: Int) -> Int { plan.regions[region].membership.count }

  /// The number of sets of weights of a region.
  public func weightsCount(region: Int) -> Int { plan.regions[region].weights.count }

  /// A matrix product: weights × people of a membership variant on a basis, what its rows give, and the scenarios that use it.
  public struct Product {
    /// The set of weights.
    public let weights: Int
    /// The membership variant.
    public let membership: Int
    /// When people are counted.
    public let basis: CountBasis
    /// What the rows give.
    public let quantities: [Quantity]
    /// Who uses it.
    public let scenarios: [Int]
  }

  /// Matrix products of a region.
  public func products(region: Int) -> [Product] {
    let place = plan.regions[region]
    return place.weights.enumerated().flatMap { number, entry in
      place.membership.indices.flatMap { variant -> [Product] in
        let users = entry.scenarios.filter { place.membershipOfScenario[$0] == variant }
        guard !users.isEmpty else { return [] }
        return CountBasis.allCases.compactMap { basis in
          let quantities = entry.variant.block.quantities(plan.input.scheme, on: basis)
          guard plan.tracked.contains(anyOf: quantities) else { return nil }
          return Product(
            weights: number, membership: variant, basis: basis, quantities: quantities, scenarios: users)
        }
      }
    }
  }

  private static let cellAxes = ["sex", "age"]
  private static let cellShape = [Sex.count, Age.count]

  /// Persons at the opening and the prior mix of statuses of a region.
  public func stateArrays(region: Int) -> [PlanArray] {
    let place = plan.regions[region].region
    let statuses = plan.input.scheme.statuses.count
    return [
      PlanArray(
        name: "opening-state-r\(region)", shape: Self.cellShape + [statuses], axes: Self.cellAxes + ["status"],
        values: place.fit.openingState),
      PlanArray(
        name: "prior-mix-r\(region)", shape: [statuses] + Self.cellShape, axes: ["status"] + Self.cellAxes,
        values: place.tables.membershipShares.flatMap(\.values)),
    ]
  }

  /// Survival, moves, births and migrants of one membership variant of a region.
  ///
  /// - Throws: what compiling a year throws.
  public func membershipArrays(region: Int, variant number: Int) throws -> [PlanArray] {
    let variant = plan.regions[region].membership[number].variant
    let statuses = plan.input.scheme.statuses.count
    let suffix = "r\(region)-m\(number)"
    var survival: [Double] = [], relative: [Double] = [], newborn: [Double] = [], transitions: [Double] = []
    var fertility: [Double] = [], boys: [Double] = [], coverage: [Double] = [], migrants: [Double] = []
    for year in 0..<years {
      let ratios = try variant.survival(year: year)
      survival += ratios.ratios
      relative += ratios.relative ?? []
      newborn += ratios.newborn
      transitions += try variant.transitions(year: year)
      fertility += variant.fertility(year: year)
      boys.append(variant.region.boysShare(year: year))
      coverage.append(variant.parameters.value(plan.input.scheme.common.newbornCoverage, year))
      migrants += variant.migrants(year: year)
    }
    func array(_ name: String, _ shape: [Int], _ axes: [String], _ values: [Double]) -> PlanArray {
      PlanArray(name: "\(name)-\(suffix)", shape: [years] + shape, axes: ["year"] + axes, values: values)
    }
    return [
      array("survival", Self.cellShape, Self.cellAxes, survival),
      array("newborn-survival", [Sex.count], ["sex"], newborn),
      array("transitions", Self.cellShape + [statuses, statuses], Self.cellAxes + ["to", "from"], transitions),
      array("fertility", [Age.count], ["age"], fertility),
      array("boys-share", [], [], boys),
      array("newborn-coverage", [], [], coverage),
      array("migrants", Self.cellShape, Self.cellAxes, migrants),
    ]
      + (relative.isEmpty
        ? [] : [array("relative-mortality", Self.cellShape + [statuses], Self.cellAxes + ["status"], relative)])
  }

  /// Quantities per person-year, or person counted, of one set of weights of a region.
  public func weightArray(region: Int, weights number: Int) -> PlanArray {
    let variant = plan.regions[region].weights[number].variant
    return PlanArray(
      name: "weights-r\(region)-w\(number)",
      shape: [years, variant.block.quantities(plan.input.scheme).count] + Self.cellShape,
      axes: ["year", "quantity"] + Self.cellAxes, values: (0..<years).flatMap { variant.rows(year: $0) })
  }

  /// The same month by month in each year in which rules move, `[month][quantity]`.
  public func monthlyWeightArrays(region: Int, weights number: Int) -> [PlanArray] {
    let variant = plan.regions[region].weights[number].variant
    return (0..<years).compactMap { year in
      let rows = variant.compiled(year: year)
      guard rows.months.count > 1 else { return nil }
      return PlanArray(
        name: "weights-r\(region)-w\(number)-y\(year)",
        shape: [12, variant.block.quantities(plan.input.scheme).count] + Self.cellShape,
        axes: ["month", "quantity"] + Self.cellAxes, values: rows.months.ofMonth.flatMap { rows.byGroup[$0] })
    }
  }

  /// What lines and ledgers take from the parameters, for all scenarios and regions.
  public func ledgerArrays() -> [PlanArray] {
    let scheme = plan.input.scheme
    let sets = plan.input.scenarios.flatMap(\.parameters)
    let shape = [plan.input.scenarios.count, plan.regions.count]
    let axes = ["scenario", "region"]
    func byYear(_ name: String, _ id: ParameterID) -> PlanArray {
      PlanArray(
        name: name, shape: shape + [years], axes: axes + ["year"],
        values: sets.flatMap { set in (0..<years).map { set.value(id, $0) } })
    }
    let initials = sets.flatMap { set in scheme.memory.map { set.value($0.opening, 0) } }
    return [
      PlanArray(
        name: "line-factors", shape: shape + [scheme.lines.count, years], axes: axes + ["line", "year"],
        values: plan.scalars),
      PlanArray(
        name: "interest-weights", shape: shape + [scheme.lines.count, years], axes: axes + ["line", "year"],
        values: plan.interestWeights),
      PlanArray(
        name: "line-months", shape: shape + [scheme.lines.count, years, 12],
        axes: axes + ["line", "year", "month"],
        values: sets.flatMap { set in
          scheme.lines.flatMap { line in
            (0..<years).flatMap { line.multipliers(line.product, set, year: $0) }
          }
        }),
      PlanArray(
        name: "values-before-base-year", shape: shape + [scheme.memory.count], axes: axes + ["memory"],
        values: initials),
      PlanArray(
        name: "opening-balances", shape: shape + [scheme.funds.count], axes: axes + ["fund"],
        values: sets.flatMap { set in scheme.funds.map { set.value($0.openingBalance, 0) } }),
      byYear("interest-rate", scheme.common.interestRate),
      byYear("interest-timing", scheme.common.interestTiming),
      byYear("interest-on-negative", scheme.common.interestOnNegative),
    ]
  }
}
