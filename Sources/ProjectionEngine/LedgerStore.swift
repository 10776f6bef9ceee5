import Accounts
import Quantities
import SchemeModel

/// Amounts of lines `[region][line][year][column]` and stocks of funds `[region][fund][stock][column]`; a column is a
/// scenario. Every flow is computed and entered as applied; none is inferred from balances (model.md section 9).
struct LedgerStore {
  let plan: Plan
  private(set) var amounts: [Double]
  private(set) var stocks: [Double]
  private let step: LedgerStep
  private let years: Int
  private let columns: Int
  /// What mechanisms took along from the year before and balances at its end, of the region that is running.
  private var memory: [Double]?
  private var balances: [Double] = []
  /// The scenario whose values hold in each column this year: its own, or that of its reaction.
  private(set) var inForce: [Int]
  /// Whether the reaction of each column acts this year.
  private(set) var acts: [Bool]
  /// Values of columns that follow from their own history, of the year that is posted.
  private var own: [Int: ParameterSet] = [:]

  init(_ plan: Plan) {
    self.plan = plan
    years = plan.input.timeline.count
    columns = plan.input.scenarios.count
    inForce = Array(plan.input.scenarios.indices)
    acts = plan.input.scenarios.map { _ in false }
    step = LedgerStep(plan.input.scheme, columns: columns)
    let lines = plan.input.scheme.lines
    amounts = [Double](repeating: .nan, count: plan.regions.count * lines.count * years * columns)
    stocks = [Double](
      repeating: .nan, count: plan.regions.count * plan.input.scheme.funds.count * (years + 1) * columns)
  }

  /// A parameter of every column.
  private func parameter(_ id: ParameterID, _ region: Int, _ year: Int) -> [Double] {
    inForce.indices.map { parameters($0, region).value(id, year) }
  }

  /// The values in force in a column.
  private func parameters(_ column: Int, _ region: Int) -> ParameterSet {
    own[column] ?? plan.input.scenarios[inForce[column]].parameters[region]
  }

  /// Begins a region with its opening balances.
  mutating func open(region: Int) {
    memory = nil
    inForce = Array(plan.input.scenarios.indices)
    acts = plan.input.scenarios.map { _ in false }
    own = [:]
    balances = plan.input.scheme.funds.flatMap { parameter($0.openingBalance, region, 0) }
    keepBalances(region, stock: 0)
  }

  /// Evaluates all lines of a year and closes the accounts.
  ///
  /// - Throws: ``FundcastError`` where a fund that may not go negative would.
  mutating func post(_ quantities: QuantityStore, _ paths: [ReactingPath], region: Int, year: Int) throws {
    own = Dictionary(uniqueKeysWithValues: paths.map { ($0.scenario, $0.parameters) })
    let scheme = plan.input.scheme, common = scheme.common
    let inputs = LedgerStep.Inputs(
      sources: scheme.lines.flatMap { source($0, region, year, quantities) },
      factors: scheme.lines.enumerated().flatMap { place, line in
        inForce.enumerated().map { column, scenario in
          own[column].map { line.product.value($0, year: year, profile: line.monthlyProfile) }
            ?? plan.scalar(scenario: scenario, region: region, line: place, year: year)
        }
      },
      interest: (
        parameter(common.interestRate, region, year), parameter(common.interestTiming, region, year),
        parameter(common.interestOnNegative, region, year)
      ),
      interestWeights: scheme.lines.enumerated().flatMap { place, line in
        inForce.enumerated().map { column, scenario in
          own[column].map { line.interestWeight($0, year: year) ?? 0 }
            ?? plan.interestWeight(scenario: scenario, region: region, line: place, year: year)
        }
      }, memory: memory ?? scheme.memory.flatMap { parameter($0.opening, region, 0) })
    let posted: LedgerStep.Year
    do {
      posted = try step.run(opening: balances, inputs)
    } catch let fault as LedgerStep.Overdrawn {
      throw overdrawn(fault, region, year)
    }
    for line in scheme.lines.indices {
      let start = ((region * scheme.lines.count + line) * years + year) * columns
      amounts.replaceSubrange(
        start..<(start + columns), with: posted.amounts[(line * columns)..<((line + 1) * columns)])
    }
    memory = posted.memory
    balances = posted.closing
    keepBalances(region, stock: year + 1)
    for (column, rules) in plan.input.scenarios.enumerated() {
      guard let reaction = rules.reaction else { continue }
      let acts = reaction.acts(
        scheme: scheme, stock: { posted.closing[$0 * columns + column] },
        amount: { posted.amounts[$0 * columns + column] })
      self.acts[column] = acts
      inForce[column] = acts && rules.reacting == nil ? reaction.scenario : column
    }
  }

  private mutating func keepBalances(_ region: Int, stock: Int) {
    for fund in plan.input.scheme.funds.indices {
      let start = ((region * plan.input.scheme.funds.count + fund) * (years + 1) + stock) * columns
      stocks.replaceSubrange(start..<(start + columns), with: balances[(fund * columns)..<((fund + 1) * columns)])
    }
  }

  /// What a line of people multiplies, else one; by column.
  private func source(_ line: FlowLine, _ region: Int, _ year: Int, _ quantities: QuantityStore) -> [Double] {
    guard case .people(let quantity, let statuses) = line.source else { return [Double](repeating: 1, count: columns) }
    return inForce.enumerated().map { place, column in
      if let months = quantities.months(quantity, statuses: statuses, scenario: column, region: region, year: year) {
        return MonthGroups.each.mean(
          months, weights: line.multipliers(line.product, parameters(place, region), year: year))
      }
      return statuses.reduce(0) {
        $0 + quantities.value(quantity, status: $1, scenario: column, region: region, year: year)
      }
    }
  }

  private func overdrawn(_ fault: LedgerStep.Overdrawn, _ region: Int, _ year: Int) -> FundcastError {
    let opening = plan.input.scenarios[fault.column].parameters[region].value(fault.fund.openingBalance, 0)
    return FundcastError(
      .data,
      Diagnostic(
        "the fund may not go below zero, but would at the end of \(plan.input.timeline.baseYear + year) in scenario \(plan.input.scenarios[fault.column].id), region \(plan.input.regions[region].id)",
        key: fault.fund.id, value: "\(fault.closing)",
        remedy: "check its opening balance and unit (\(opening) yuan), or lower what is paid or transferred from it",
        scenario: plan.input.scenarios[fault.column].id, region: plan.input.regions[region].id))
  }
}
