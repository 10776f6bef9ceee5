import Accounts
import Demography
import Quantities
import SchemeModel

/// A block of 64 paths of every scenario in one region, a year at a time.
///
/// One task at a time works on a slab; slabs share nothing that changes, so what comes out does not depend on how many there
/// are, nor on threads.
final class PathSlab: @unchecked Sendable {
  private static let width = ColumnSlab.width

  let first: Int
  let used: Int
  private let plan: PathPlan
  private let region: Int
  private let series: [PathSeries]
  private let drivers: DriverSlab
  private var columns: ColumnSlab
  /// By membership variant.
  private var people: [CohortPeople]
  /// Flows of the year, `[flow][group of months][column]`.
  private var flows: [[[Double]]] = []
  /// By scenario.
  private var ledgers: [LedgerColumns]
  /// By scenario: the first year of each fund with a current deficit and with a negative balance, `[fund][column]`; −1 for
  /// none so far.
  private(set) var firstDeficit: [[Int]]
  private(set) var depletion: [[Int]]
  /// Values of this year, `[scenario][series·column]`. Forward months belong to the year before. NaN: there is no such value.
  private(set) var values: [[Double]]

  init(_ plan: PathPlan, region: Int, first: Int, used: Int) {
    let projection = plan.input.projection, scheme = projection.scheme, width = Self.width
    self.plan = plan
    self.region = region
    self.first = first
    self.used = used
    series = PathSeries.all(scheme)
    drivers = DriverSlab(plan.input, first: first)
    columns = ColumnSlab(plan.graphs[region], firstPath: first, used: used)
    let place = plan.regions[region]
    people = place.membership.map {
      CohortPeople(opening: place.region.fit.openingState, $0.layout, columns: used, slabWidth: width)
    }
    let scenarios = projection.scenarios
    ledgers = scenarios.map { rules in
      LedgerColumns(
        scheme, { [Double](repeating: rules.parameters[region].value($0, 0), count: width) },
        reactions: [Reaction?](repeating: rules.reaction, count: width))
    }
    let never = [Int](repeating: -1, count: scheme.funds.count * width)
    firstDeficit = scenarios.map { _ in never }
    depletion = firstDeficit
    let nothing = [Double](repeating: .nan, count: series.count * width)
    values = scenarios.map { _ in nothing }
  }

  /// The values of a series on the columns that stand for paths.
  func row<Result>(_ scenario: Int, _ item: Int, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
    values[scenario].withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[(item * Self.width)..<(item * Self.width + used)]))
    }
  }

  /// A phase of a year.
  ///
  /// - Throws: ``FundcastError`` where a path cannot be, lines read one another in a circle, or a fund that may not go negative would.
  func run(_ phase: YearPhase, in year: Int, _ compiled: PathYear, _ surfaces: [WeightSurfaces]) throws {
    switch phase {
    case .people: try movePeople(to: year, compiled)
    case .care: try useCare(in: year, compiled, surfaces)
    case .accounts: try post(year, compiled)
    case .closing: try close(year)
    }
  }

  /// Goes on from where another slab stands, whose columns are like its own.
  func adopt(_ other: PathSlab) {
    columns = ColumnSlab(other.columns, firstPath: first, used: used)
    people = other.people.map { $0.inUse(used) }
    ledgers = other.ledgers
    (firstDeficit, depletion, values) = (other.firstDeficit, other.depletion, other.values)
  }

  /// Draws what differs between columns, and moves their people.
  private func movePeople(to year: Int, _ compiled: PathYear) throws {
    let place = plan.regions[region]
    try columns.advance(to: year, drivers, baseYear: plan.input.projection.timeline.baseYear) { [ledgers] in
      ledgers[$0].acts[$1]
    }
    for (variant, entry) in place.membership.enumerated() {
      let membership = compiled.people.years[variant]
      let vital = try VitalColumns(entry.variant, year, central: membership.survival, columns, nodes: entry.nodes)
      var own = CohortYear(membership, vital, profile: place.region.tables.migrationProfile.values)
      own.sharesBefore = compiled.people.sharesBefore[variant]
      if let slope = compiled.slopes[variant], let mover = entry.mover {
        let difference = Array(columns.difference(mover.node))
        try entry.check(difference, slope, membership.transitions, columns, year)
        own.slope = CohortYear.Slope(
          matrices: slope, states: entry.layout.states, difference: difference)
      }
      do {
        try people[variant].step(own)
      } catch let fault as CohortEmigration {
        throw membership.emigrationError(fault)
      } catch let fault as CohortImmortality {
        throw membership.immortalityError(fault)
      }
    }
  }

  /// What the people of the year earn, use and are paid.
  private func useCare(in year: Int, _ compiled: PathYear, _ surfaces: [WeightSurfaces]) throws {
    let place = plan.regions[region]
    for weights in place.weights {
      try weights.columns.check(columns, year, baseYear: plan.input.projection.timeline.baseYear)
    }
    flows = PathFlows(plan: place, surfaces: surfaces, compiled: compiled, columns: columns, people: people).values(
      year)
  }

  // MARK: - Ledgers

  /// The accounts of the year up to the settlement of results, scenario by scenario.
  private func post(_ year: Int, _ compiled: PathYear) throws {
    let projection = plan.input.projection
    for (scenario, rules) in projection.scenarios.enumerated() {
      var inputs = inputs(scenario, year, compiled.months)
      if rules.reacting == nil, let reaction = rules.reaction, ledgers[scenario].acts.contains(true) {
        inputs.adopt(
          self.inputs(reaction.scenario, year, compiled.months), where: ledgers[scenario].acts,
          lines: projection.scheme.lines.count)
      }
      try ledgers[scenario].post(inputs)
    }
  }

  /// Closes the accounts of the year.
  private func close(_ year: Int) throws {
    let projection = plan.input.projection
    for (scenario, rules) in projection.scenarios.enumerated() {
      do { try ledgers[scenario].close(used: used) } catch {
        throw error.fault(
          rules, projection, region: region, year: year, path: first + error.column,
          remedy: "lower what is paid or transferred from it")
      }
      keep(scenario, year)
    }
  }

  private func inputs(_ scenario: Int, _ year: Int, _ months: [MonthGroups]) -> LedgerStep.Inputs {
    let projection = plan.input.projection, scheme = projection.scheme, width = Self.width
    let parameters = projection.scenarios[scenario].parameters[region]
    let flowOfLine = plan.regions[region].flowOfLine[scenario]
    let place = plan.regions[region], lineFactors = plan.factors[region][scenario]
    var sources = [Double](repeating: 1, count: scheme.lines.count * width)
    var factors = sources, weights = sources
    Self.edit(&sources, &factors, &weights) { sources, factors, weights in
      for (index, line) in scheme.lines.enumerated() {
        let start = index * width
        if let weight = line.interestWeight(parameters, year: year) {
          (weights + start).update(repeating: weight, count: width)
        }
        lineFactors[index].fill(factors + start, columns, year)
        guard let flow = flowOfLine[index] else { continue }
        let groups = months[place.flows[flow].weights]
        groups.mean(
          flows[flow], weights: groups.count > 1 ? line.multipliers(line.product, parameters, year: year) : [],
          into: sources + start)
      }
    }
    func column(_ id: ParameterID) -> [Double] {
      let central = parameters.value(id, year)
      guard let node = plan.nodes[region][scenario][id] else { return [Double](repeating: central, count: width) }
      return columns.difference(node).map { central + $0 }
    }
    let common = scheme.common
    return LedgerStep.Inputs(
      sources: sources, factors: factors,
      interest: (column(common.interestRate), column(common.interestTiming), column(common.interestOnNegative)),
      interestWeights: weights)
  }

  private typealias Row = UnsafeMutablePointer<Double>

  /// Three tables of columns by address.
  private static func edit(
    _ a: inout [Double], _ b: inout [Double], _ c: inout [Double], _ body: (Row, Row, Row) -> Void
  ) {
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          if let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress { body(a, b, c) }
        }
      }
    }
  }

  // MARK: - What is kept

  private func keep(_ scenario: Int, _ year: Int) {
    let scheme = plan.input.projection.scheme, width = Self.width, ledger = ledgers[scenario]
    values[scenario].replaceSubrange(0..<(scheme.lines.count * width), with: ledger.amounts)
    for fund in scheme.funds.indices {
      let flows = scheme.accounts[fund].flows(ledger.amounts, columns: width)
      let start = (scheme.lines.count + PathSeries.perFund * fund) * width
      for column in 0..<width {
        let stock = ledger.balances[fund * width + column], before = ledger.openings[fund * width + column]
        let current = flows[column].current, cost = flows[column].cost
        values[scenario][start + column] = stock
        values[scenario][start + width + column] = current
        values[scenario][start + 2 * width + column] = Measures.reserveMonths(stock: stock, cost: cost) ?? .nan
        values[scenario][start + 3 * width + column] = Measures.reserveMonths(stock: before, cost: cost) ?? .nan
        values[scenario][start + 4 * width + column] = stock - values[0][start + column]
        let event = fund * width + column
        if current < -Measures.negligible, firstDeficit[scenario][event] < 0 { firstDeficit[scenario][event] = year }
        if stock < -Measures.negligible, depletion[scenario][event] < 0 { depletion[scenario][event] = year }
      }
    }
  }
}

extension LedgerStep.Inputs {
  /// Takes what another scenario has in some columns.
  fileprivate mutating func adopt(_ other: LedgerStep.Inputs, where isTaken: [Bool], lines: Int) {
    let width = isTaken.count
    for (column, taken) in isTaken.enumerated() where taken {
      for place in stride(from: column, to: lines * width, by: width) {
        sources[place] = other.sources[place]
        factors[place] = other.factors[place]
        interestWeights[place] = other.interestWeights[place]
      }
      interest.rate[column] = other.interest.rate[column]
      interest.timing[column] = other.interest.timing[column]
      interest.onNegative[column] = other.interest.onNegative[column]
    }
  }
}
