import Quantities
import SchemeModel

/// Births, deaths and net migrants of one year, persons.
public struct VitalEvents: Sendable, Hashable {
  /// Live births.
  public var births: Double
  /// Deaths, by cohort.
  public var deaths: Double
  /// Net migrants.
  public var netMigration: Double
}

/// What one membership variant produced in one region: scenarios that move people alike share it.
public struct MembershipPath: Sendable {
  /// Persons `[stock][sex·age][status]`; stock 0 is the opening, stock t + 1 the end of the year at index t.
  public private(set) var persons: [[Double]] = []
  /// Their sums over sexes and ages, `[stock][status]`.
  private(set) var totals: [[Double]] = []
  /// Events by year.
  public private(set) var vital: [VitalEvents] = []

  init(opening: [Double], statuses: Int) {
    append(opening, statuses)
  }

  /// Adds the year that ends with `persons`.
  mutating func append(_ persons: [Double], _ events: VitalEvents) {
    append(persons, totals[0].count)
    vital.append(events)
  }

  private mutating func append(_ persons: [Double], _ statuses: Int) {
    self.persons.append(persons)
    var sums = [Double](repeating: 0, count: statuses)
    for cell in stride(from: 0, to: persons.count, by: statuses) {
      for status in 0..<statuses { sums[status] += persons[cell + status] }
    }
    totals.append(sums)
  }
}

/// Every flow and stock of a projection, by scenario, region and year. Amounts in money, people in persons.
///
/// Years are given by index: 0 is the base year, `timeline.count − 1` the hidden one.
public struct ProjectionResult: Sendable {
  /// What was projected.
  public let input: ProjectionInput
  /// The quantities that are summed and their place.
  let tracked: TrackedQuantities
  /// The membership variant of each scenario, by region.
  let variantOfScenario: [[Int]]
  /// What each scenario has of people and care, by region.
  let careOfScenario: [[Int]]
  /// Amounts of lines `[region][line][year][scenario]`, flat.
  private var amounts: [Double] = []
  /// Stocks of funds `[region][fund][stock][scenario]`, flat; stock 0 is the opening.
  private var stocks: [Double] = []
  /// Sums of quantities over sexes and ages, `[region][scenario][tracked quantity][year]`, flat.
  private var quantities: [Double] = []
  /// Twelve values at the yearly rate where rules move within the year, by the place in ``quantities``.
  private var monthlyQuantities: [Int: [Double]] = [:]
  /// Membership variants by region.
  private var membership: [[MembershipPath]] = []
  /// The scenario whose values held, `[region][year][scenario]`: its own, or that of its reaction.
  private var inForce: [[[Int]]] = []
  /// Whether the scenario's reaction acted, likewise.
  private var acts: [[[Bool]]] = []
  /// Scenarios whose values follow from their own history, by region.
  private(set) var reacting: [[ReactingPath]] = []

  /// The results of a plan, to which its regions are added in order.
  init(_ plan: Plan) {
    input = plan.input
    tracked = plan.tracked
    variantOfScenario = plan.regions.map(\.membershipOfScenario)
    careOfScenario = plan.regions.map(\.careOfScenario)
  }

  /// Adds what the years of the next region gave.
  mutating func add(_ region: CentralColumns) {
    precondition(region.region == membership.count, "regions come in order")
    for (place, months) in region.quantities.months { monthlyQuantities[quantities.count + place] = months }
    amounts += region.ledger.amounts
    stocks += region.ledger.stocks
    quantities += region.quantities.values
    membership.append(region.membership)
    inForce.append(region.ledger.inForceByYear)
    acts.append(region.ledger.actsByYear)
    reacting.append(region.reacting)
  }

  /// The timeline.
  public var timeline: Timeline { input.timeline }
  /// The scheme.
  public var scheme: Scheme { input.scheme }

  /// The amount of a line in a year.
  public func amount(scenario: Int, region: Int, line: Int, year: Int) -> Double {
    amounts[((region * scheme.lines.count + line) * timeline.count + year) * input.scenarios.count + scenario]
  }

  /// The stock of a fund at the end of a year; `year` −1 is the opening.
  public func balanceAtYearEnd(scenario: Int, region: Int, fund: Int, year: Int) -> Double {
    stocks[((region * scheme.funds.count + fund) * (timeline.count + 1) + year + 1) * input.scenarios.count + scenario]
  }

  /// A quantity of one status, summed over sexes and ages; nil where no line, branch or rule of the scheme uses it.
  public func quantity(_ quantity: Quantity, status: Int, scenario: Int, region: Int, year: Int) -> Double? {
    place(quantity, status, scenario, region, year).map { quantities[$0] }
  }

  private func place(_ quantity: Quantity, _ status: Int, _ scenario: Int, _ region: Int, _ year: Int) -> Int? {
    tracked[quantity, status].map {
      ((region * input.scenarios.count + scenario) * tracked.count + $0) * timeline.count + year
    }
  }

  /// A quantity of some statuses in every month of a year, at the yearly rate: rules that move within the year act in their
  /// months. Nil where no line, branch or rule of the scheme uses it.
  public func quantityByMonth(_ quantity: Quantity, statuses: [Int], scenario: Int, region: Int, year: Int) -> [Double]?
  {
    let places = statuses.compactMap { place(quantity, $0, scenario, region, year) }
    guard places.count == statuses.count else { return nil }
    return (0..<12).map { month in places.reduce(0) { $0 + (monthlyQuantities[$1]?[month] ?? quantities[$1]) } }
  }

  /// Persons `[sex·age][status]` at the end of a year; `year` −1 is the opening.
  public func persons(scenario: Int, region: Int, year: Int) -> [Double] {
    membership[region][variantOfScenario[region][scenario]].persons[year + 1]
  }

  /// Persons in a cell at the end of a year; `year` −1 is the opening.
  public func persons(scenario: Int, region: Int, status: Int, sex: Sex, age: Int, year: Int) -> Double {
    persons(scenario: scenario, region: region, year: year)[Age.cell(sex, age) * scheme.statuses.count + status]
  }

  /// Persons of one status at the end of a year; `year` −1 is the opening.
  public func persons(scenario: Int, region: Int, status: Int, year: Int) -> Double {
    membership[region][variantOfScenario[region][scenario]].totals[year + 1][status]
  }

  /// Which people a scenario has: scenarios with the same number move people alike, and have the same.
  public func membershipVariant(scenario: Int, region: Int) -> Int { variantOfScenario[region][scenario] }

  /// Which people, use of care and payments for it a scenario has: scenarios with the same number have the same.
  public func careVariant(scenario: Int, region: Int) -> Int { careOfScenario[region][scenario] }

  /// Births, deaths and net migrants of the year at index `year`, of all statuses together.
  public func vital(scenario: Int, region: Int, year: Int) -> VitalEvents {
    membership[region][variantOfScenario[region][scenario]].vital[year]
  }

  /// Whether the scenario's rule that reacts acted in a year.
  public func acts(scenario: Int, region: Int, year: Int) -> Bool { acts[region][year][scenario] }

  /// The values of a scenario that followed from its own history, over all years that were computed; nil for other scenarios.
  public func history(scenario: Int, region: Int) -> ParameterSet? {
    reacting[region].first { $0.scenario == scenario }?.parameters
  }

  /// The values that held in a scenario in a year: its own, or those of its reaction's scenario.
  public func parameters(scenario: Int, region: Int, year: Int) -> ParameterSet {
    history(scenario: scenario, region: region)
      ?? input.scenarios[valuesInForce(scenario: scenario, region: region, year: year)].parameters[region]
  }

  /// The scenario whose values held in a year: its own, or that of its reaction.
  func valuesInForce(scenario: Int, region: Int, year: Int) -> Int { inForce[region][year][scenario] }
}
