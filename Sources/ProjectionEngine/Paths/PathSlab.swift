import Accounts
import Arrays
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
  private let ledger: LedgerStep
  private let drivers: DriverSlab
  private var columns: ColumnSlab
  private var people: [PeopleSlab]
  /// By scenario: what mechanisms took along from last year and balances at its end.
  private var memory: [[Double]]
  private var balances: [[Double]]
  /// By scenario: whether a column lives under the values of the reaction's scenario this year.
  private var hasReacted: [[Bool]]
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
    ledger = LedgerStep(scheme, columns: width)
    drivers = DriverSlab(plan.input, first: first)
    columns = ColumnSlab(plan.graph, firstPath: first, used: used)
    let place = plan.regions[region]
    people = place.membership.map {
      PeopleSlab(opening: place.region.fit.openingState, $0.carriers)
    }
    let scenarios = projection.scenarios
    memory = scenarios.map { rules in
      scheme.memory.flatMap {
        [Double](repeating: rules.parameters[region].value($0.opening, 0), count: width)
      }
    }
    balances = scenarios.map { rules in
      scheme.funds.flatMap {
        [Double](repeating: rules.parameters[region].value($0.openingBalance, 0), count: width)
      }
    }
    hasReacted = scenarios.map { _ in [Bool](repeating: false, count: width) }
    let never = [Int](repeating: -1, count: scheme.funds.count * width)
    firstDeficit = scenarios.map { _ in never }
    depletion = firstDeficit
    let nothing = [Double](repeating: .nan, count: series.count * width)
    values = scenarios.map { _ in nothing }
  }

  /// Goes through a year.
  ///
  /// - Throws: ``FundcastError`` where a path cannot be.
  func advance(to year: Int, _ compiled: PathYear, _ grids: PathGrids) throws {
    let projection = plan.input.projection, place = plan.regions[region]
    try columns.advance(to: year, drivers, baseYear: projection.timeline.baseYear) { [hasReacted] in
      hasReacted[$0][$1]
    }
    for (variant, entry) in place.membership.enumerated() {
      let vital = try VitalColumns(
        entry.variant, year, central: compiled.membership[variant].survival, columns, nodes: entry.nodes)
      let membership = compiled.membership[variant]
      var move: (slope: [Double], difference: [Double])?
      if let slope = compiled.slopes[variant], let mover = entry.mover {
        let difference = Array(columns.difference(mover.node))
        try entry.check(difference, slope, membership.transitions, columns, year)
        move = (slope, difference)
      }
      try people[variant].step(
        PeopleSlab.Year(
          membership: membership, vital: vital, shares: compiled.sharesBefore[variant],
          profile: place.region.tables.migrationProfile.values, move: move, slab: columns))
    }
    for weights in place.weights {
      try weights.columns.check(columns, year, baseYear: projection.timeline.baseYear)
    }
    let flows = PathFlows(place, grids, region: region, compiled, columns, people).values(year)
    for scenario in projection.scenarios.indices { try post(scenario, year, flows, compiled.months) }
  }

  // MARK: - Ledgers

  private func post(_ scenario: Int, _ year: Int, _ flows: [[[Double]]], _ months: [MonthGroups]) throws {
    let scheme = plan.input.projection.scheme, width = Self.width
    var inputs = inputs(scenario, year, flows, months)
    let rules = plan.input.projection.scenarios[scenario]
    if rules.reacting == nil, let reaction = rules.reaction, hasReacted[scenario].contains(true) {
      let other = self.inputs(reaction.scenario, year, flows, months)
      for line in scheme.lines.indices {
        for column in 0..<width where hasReacted[scenario][column] {
          inputs.sources[line * width + column] = other.sources[line * width + column]
          inputs.factors[line * width + column] = other.factors[line * width + column]
          inputs.interestWeights[line * width + column] = other.interestWeights[line * width + column]
        }
      }
      for column in 0..<width where hasReacted[scenario][column] {
        inputs.interest.rate[column] = other.interest.rate[column]
        inputs.interest.timing[column] = other.interest.timing[column]
        inputs.interest.onNegative[column] = other.interest.onNegative[column]
      }
    }
    let posted: LedgerStep.Year
    do {
      posted = try ledger.run(opening: balances[scenario], inputs, used: used)
    } catch let fault as LedgerStep.Overdrawn {
      let projection = plan.input.projection
      throw FundcastError(
        .data,
        Diagnostic(
          "the fund may not go below zero, but would at the end of \(projection.timeline.baseYear + year) in scenario \(projection.scenarios[scenario].id) on path \(first + fault.column)",
          key: fault.fund.id, value: "\(fault.closing)", remedy: "lower what is paid or transferred from it"))
    }
    keep(scenario, year, posted.amounts, closing: posted.closing)
    memory[scenario] = posted.memory
    balances[scenario] = posted.closing
  }

  private func inputs(
    _ scenario: Int, _ year: Int, _ flows: [[[Double]]], _ months: [MonthGroups]
  ) -> LedgerStep.Inputs {
    let projection = plan.input.projection, scheme = projection.scheme, width = Self.width
    let parameters = projection.scenarios[scenario].parameters[region]
    let flowOfLine = plan.regions[region].flowOfLine[scenario]
    var sources = [Double](repeating: 1, count: scheme.lines.count * width)
    var factors = sources, weights = sources
    for (index, line) in scheme.lines.enumerated() {
      if let weight = line.interestWeight(parameters, year: year) {
        for column in 0..<width { weights[index * width + column] = weight }
      }
      plan.factors[region][scenario][index].fill(&factors, at: index * width, columns, year)
      if let flow = flowOfLine[index] {
        let groups = months[plan.regions[region].flows[flow].weights]
        let weights = groups.count > 1 ? line.multipliers(line.product, parameters, year: year) : []
        for column in 0..<width {
          sources[index * width + column] = groups.mean(flows[flow].map { $0[column] }, weights: weights)
        }
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
      interestWeights: weights, memory: memory[scenario])
  }

  // MARK: - What is kept

  private func keep(_ scenario: Int, _ year: Int, _ amounts: [Double], closing: [Double]) {
    let scheme = plan.input.projection.scheme, width = Self.width
    values[scenario].replaceSubrange(0..<(scheme.lines.count * width), with: amounts)
    for fund in scheme.funds.indices {
      var current = [Double](repeating: 0, count: width), cost = current
      for (index, line) in scheme.lines.enumerated() {
        // Neither a prior-year adjustment nor a stock that moves belongs to a year's balance.
        guard line.kind(in: fund)?.side?.isCurrent == true else { continue }
        for column in 0..<width {
          guard let posted = line.posted(amounts[index * width + column], in: fund), let side = posted.kind.side else {
            continue
          }
          current[column] += side.effect * posted.amount
          if side == .outflow { cost[column] += posted.amount }
        }
      }
      let start = (scheme.lines.count + PathSeries.perFund * fund) * width
      for column in 0..<width {
        let stock = closing[fund * width + column], before = balances[scenario][fund * width + column]
        values[scenario][start + column] = stock
        values[scenario][start + width + column] = current[column]
        values[scenario][start + 2 * width + column] = cost[column] > 0 ? stock / (cost[column] / 12) : .nan
        values[scenario][start + 3 * width + column] = cost[column] > 0 ? before / (cost[column] / 12) : .nan
        values[scenario][start + 4 * width + column] = stock - values[0][start + column]
        let event = fund * width + column
        if current[column] < -Measures.negligible, firstDeficit[scenario][event] < 0 {
          firstDeficit[scenario][event] = year
        }
        if stock < -Measures.negligible, depletion[scenario][event] < 0 { depletion[scenario][event] = year }
      }
    }
    guard let reaction = plan.input.projection.scenarios[scenario].reaction else { return }
    for column in 0..<width {
      hasReacted[scenario][column] = reaction.acts(
        scheme: scheme, stock: { closing[$0 * width + column] }, amount: { amounts[$0 * width + column] })
    }
  }
}
