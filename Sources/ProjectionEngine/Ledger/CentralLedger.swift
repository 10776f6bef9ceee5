import Quantities
import SchemeModel

/// Amounts of lines `[line][year][column]` and stocks of funds `[fund][stock][column]` of a region's central paths; a column is a
/// scenario. Every flow is computed and entered as applied; none is inferred from balances (<doc:Ledgers>).
struct CentralLedger {
  private let plan: Plan
  private let region: Int
  private(set) var amounts: [Double]
  private(set) var stocks: [Double]
  /// The scenario whose values held in each column, by year.
  private(set) var inForceByYear: [[Int]] = []
  /// Whether the reaction of each column acted, by year.
  private(set) var actsByYear: [[Bool]] = []
  private var columns: LedgerColumns
  /// Values of columns that follow from their own history, of the year that is posted.
  private var own: [Int: ParameterSet] = [:]

  init(_ plan: Plan, region: Int) {
    self.plan = plan
    self.region = region
    let input = plan.input, scheme = input.scheme, years = input.timeline.count, count = input.scenarios.count
    amounts = [Double](repeating: .nan, count: scheme.lines.count * years * count)
    stocks = [Double](repeating: .nan, count: scheme.funds.count * (years + 1) * count)
    columns = LedgerColumns(
      scheme, { id in input.scenarios.map { $0.parameters[region].value(id, 0) } },
      reactions: input.scenarios.map(\.reaction))
    keepBalances(stock: 0)
  }

  /// Whether the reaction of each column acts in the year to come.
  var acts: [Bool] { columns.acts }

  /// The scenario whose values hold in each column in the year to come: its own, or that of its reaction.
  var inForce: [Int] {
    plan.input.scenarios.enumerated().map { column, rules in
      guard let reaction = rules.reaction, columns.acts[column], rules.reacting == nil else { return column }
      return reaction.scenario
    }
  }

  /// Posts a year up to the settlement of results.
  ///
  /// - Throws: ``FundcastError`` where lines read one another in a circle.
  mutating func post(_ quantities: QuantityStore, _ paths: [ReactingPath], year: Int) throws {
    own = Dictionary(uniqueKeysWithValues: paths.map { ($0.scenario, $0.parameters) })
    let inForce = inForce
    inForceByYear.append(inForce)
    actsByYear.append(acts)
    try columns.post(inputs(quantities, inForce, year))
  }

  /// Closes the accounts of the year.
  ///
  /// - Throws: ``FundcastError`` where a fund that may not go negative would.
  mutating func close(_ year: Int) throws {
    let years = plan.input.timeline.count, count = plan.input.scenarios.count
    do { try columns.close(used: count) } catch { throw overdrawn(error, year) }
    for line in plan.input.scheme.lines.indices {
      let start = (line * years + year) * count
      amounts.replaceSubrange(
        start..<(start + count), with: columns.amounts[(line * count)..<((line + 1) * count)])
    }
    keepBalances(stock: year + 1)
  }

  private mutating func keepBalances(stock: Int) {
    let count = plan.input.scenarios.count, years = plan.input.timeline.count
    for fund in plan.input.scheme.funds.indices {
      let start = (fund * (years + 1) + stock) * count
      stocks.replaceSubrange(
        start..<(start + count), with: columns.balances[(fund * count)..<((fund + 1) * count)])
    }
  }

  // MARK: What a year takes

  private func inputs(_ quantities: QuantityStore, _ inForce: [Int], _ year: Int) -> LedgerStep.Inputs {
    let lines = plan.input.scheme.lines, common = plan.input.scheme.common
    func byColumn(
      own value: (FlowLine, ParameterSet) -> Double, planned: (_ line: Int, _ scenario: Int) -> Double
    ) -> [Double] {
      lines.enumerated().flatMap { place, line in
        inForce.enumerated().map { column, scenario in
          own[column].map { value(line, $0) } ?? planned(place, scenario)
        }
      }
    }
    func parameter(_ id: ParameterID) -> [Double] {
      inForce.indices.map { parameters($0, inForce).value(id, year) }
    }
    return LedgerStep.Inputs(
      sources: lines.flatMap { source($0, quantities, inForce, year) },
      factors: byColumn {
        $0.product.value($1, year: year, profile: $0.monthlyProfile)
      } planned: {
        plan.scalar(scenario: $1, region: region, line: $0, year: year)
      },
      interest: (
        parameter(common.interestRate), parameter(common.interestTiming), parameter(common.interestOnNegative)
      ),
      interestWeights: byColumn {
        $0.interestWeight($1, year: year) ?? 0
      } planned: {
        plan.interestWeight(scenario: $1, region: region, line: $0, year: year)
      })
  }

  /// The values in force in a column.
  private func parameters(_ column: Int, _ inForce: [Int]) -> ParameterSet {
    own[column] ?? plan.input.scenarios[inForce[column]].parameters[region]
  }

  /// What a line of people multiplies, else one; by column.
  private func source(_ line: FlowLine, _ quantities: QuantityStore, _ inForce: [Int], _ year: Int) -> [Double] {
    guard case .people(let quantity, let statuses) = line.source else {
      return [Double](repeating: 1, count: inForce.count)
    }
    return inForce.enumerated().map { place, column in
      if let months = quantities.months(quantity, statuses: statuses, scenario: column, year: year) {
        return MonthGroups.each.mean(
          months, weights: line.multipliers(line.product, parameters(place, inForce), year: year))
      }
      return statuses.reduce(0) { $0 + quantities.value(quantity, status: $1, scenario: column, year: year) }
    }
  }

  private func overdrawn(_ fault: LedgerStep.Overdrawn, _ year: Int) -> FundcastError {
    let rules = plan.input.scenarios[fault.column]
    let opening = rules.parameters[region].value(fault.fund.openingBalance, 0)
    return fault.fault(
      rules, plan.input, region: region, year: year,
      remedy:
        "check its opening balance and unit (\(opening) \(plan.input.scheme.form.currency.id)), or lower what is paid or transferred from it"
    )
  }
}
