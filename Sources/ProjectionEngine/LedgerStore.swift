import Accounts
import Quantities
import SchemeModel

/// Amounts of lines `[region][line][year][column]` and stocks of funds `[region][fund][stock][column]`; a column is a
/// scenario. Every flow is computed and entered as applied; none is inferred from balances (model.md section 9).
struct LedgerStore {
  let plan: Plan
  private(set) var amounts: [Double]
  private(set) var stocks: [Double]
  private let years: Int
  private let columns: Int
  /// For each fund, its lines of kind expenditure.
  private let expenditureLines: [[Int]]

  init(_ plan: Plan) {
    self.plan = plan
    years = plan.input.timeline.count
    columns = plan.input.scenarios.count
    let lines = plan.input.scheme.lines
    expenditureLines = plan.input.scheme.funds.indices.map { fund in
      lines.indices.filter { lines[$0].fund == fund && lines[$0].kind == .expenditure }
    }
    amounts = [Double](repeating: 0, count: plan.regions.count * lines.count * years * columns)
    stocks = [Double](repeating: 0, count: plan.regions.count * plan.input.scheme.funds.count * (years + 1) * columns)
  }

  private func amountStart(_ region: Int, _ line: Int, _ year: Int) -> Int {
    ((region * plan.input.scheme.lines.count + line) * years + year) * columns
  }

  private func stockStart(_ region: Int, _ fund: Int, _ stock: Int) -> Int {
    ((region * plan.input.scheme.funds.count + fund) * (years + 1) + stock) * columns
  }

  private func amount(_ region: Int, _ line: Int, _ year: Int) -> ArraySlice<Double> {
    let start = amountStart(region, line, year)
    return amounts[start..<(start + columns)]
  }

  private func stock(_ region: Int, _ fund: Int, _ stock: Int) -> ArraySlice<Double> {
    let start = stockStart(region, fund, stock)
    return stocks[start..<(start + columns)]
  }

  /// A parameter of every column.
  private func parameter(_ id: ParameterID, _ region: Int, _ year: Int) -> [Double] {
    plan.input.scenarios.map { $0.parameters[region].value(id, year) }
  }

  /// Enters the opening balances.
  mutating func open(region: Int) {
    for (fund, declared) in plan.input.scheme.funds.enumerated() {
      let start = stockStart(region, fund, 0)
      stocks.replaceSubrange(start..<(start + columns), with: parameter(declared.openingBalance, region, 0))
    }
  }

  /// Evaluates all lines of a year in declared order and closes the accounts.
  ///
  /// - Throws: ``FundcastError`` where a fund that may not go negative would.
  mutating func post(_ quantities: QuantityStore, region: Int, year: Int) throws {
    let scheme = plan.input.scheme
    var flows = scheme.funds.map { _ in FundFlows(columns: columns) }
    for (index, line) in scheme.lines.enumerated() {
      var values = source(line, region, year, quantities, flows[line.fund])
      for column in 0..<columns {
        values[column] *= plan.scalar(scenario: column, region: region, line: index, year: year)
      }
      let start = amountStart(region, index, year)
      amounts.replaceSubrange(start..<(start + columns), with: values)
      flows[line.fund].enter(values, line.kind)
      if let counterpart = line.counterpart { flows[counterpart].enter(values, .transferIn) }
    }
    for (fund, declared) in scheme.funds.enumerated() {
      let closing = zip(stock(region, fund, year), flows[fund].current).map { $0 + $1 }
      if !declared.mayBeNegative {
        // Paying out everything may leave a rounding error below zero.
        let opening = Array(stock(region, fund, year)), gross = flows[fund].gross
        for column in 0..<columns where closing[column] < -1e-12 * (abs(opening[column]) + gross[column]) {
          throw overdrawn(declared, closing[column], column, region, year)
        }
      }
      let start = stockStart(region, fund, year + 1)
      stocks.replaceSubrange(start..<(start + columns), with: closing)
    }
  }

  /// What a line multiplies, by column.
  private func source(
    _ line: FlowLine, _ region: Int, _ year: Int, _ quantities: QuantityStore, _ soFar: FundFlows
  ) -> [Double] {
    switch line.source {
    case .people(let quantity, let statuses):
      return (0..<columns).map { column in
        statuses.reduce(0) {
          $0 + quantities.value(quantity, status: $1, scenario: column, region: region, year: year)
        }
      }
    case .amount: return [Double](repeating: 1, count: columns)
    case .lines(let indices): return sum(indices, region, year)
    case .lineOfLastYear(let index):
      return year == 0 ? [Double](repeating: 0, count: columns) : Array(amount(region, index, year - 1))
    case .expenditureOfLastYear(let fund, let initial):
      return year == 0 ? parameter(initial, region, 0) : sum(expenditureLines[fund], region, year - 1)
    case .availableBalance:
      let opening = Array(stock(region, line.fund, year))
      return (0..<columns).map { opening[$0] + soFar.income[$0] + soFar.transferIn[$0] }
    case .interest:
      let common = plan.input.scheme.common
      let rate = parameter(common.interestRate, region, year), timing = parameter(common.interestTiming, region, year)
      let onNegative = parameter(common.interestOnNegative, region, year)
      let opening = Array(stock(region, line.fund, year)), current = soFar.current
      return (0..<columns).map {
        Ledger.interest(
          rate: rate[$0], timing: timing[$0], opening: opening[$0], current: current[$0],
          onNegative: onNegative[$0] != 0)
      }
    }
  }

  private func sum(_ lines: [Int], _ region: Int, _ year: Int) -> [Double] {
    var total = [Double](repeating: 0, count: columns)
    for line in lines {
      for (column, value) in amount(region, line, year).enumerated() { total[column] += value }
    }
    return total
  }

  private func overdrawn(_ fund: Fund, _ closing: Double, _ column: Int, _ region: Int, _ year: Int) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "the fund may not go below zero, but would at the end of \(plan.input.timeline.baseYear + year) in scenario \(plan.input.scenarios[column].id), region \(plan.input.regions[region].id)",
        key: fund.id, value: "\(closing)", remedy: "lower what is paid or transferred from it"))
  }
}

/// What one fund has taken in and paid out so far in a year, yuan by column.
private struct FundFlows {
  var income: [Double]
  var transferIn: [Double]
  var expenditure: [Double]
  var transferOut: [Double]
  var adjustment: [Double]

  init(columns: Int) {
    income = [Double](repeating: 0, count: columns)
    (transferIn, expenditure, transferOut, adjustment) = (income, income, income, income)
  }

  var current: [Double] {
    income.indices.map { income[$0] + transferIn[$0] - expenditure[$0] - transferOut[$0] + adjustment[$0] }
  }

  /// The sum of all amounts, whatever their side.
  var gross: [Double] {
    income.indices.map {
      abs(income[$0]) + abs(transferIn[$0]) + abs(expenditure[$0]) + abs(transferOut[$0]) + abs(adjustment[$0])
    }
  }

  mutating func enter(_ values: [Double], _ kind: LineKind) {
    func add(_ sum: inout [Double]) {
      for column in values.indices { sum[column] += values[column] }
    }
    switch kind {
    case .income: add(&income)
    case .transferIn: add(&transferIn)
    case .expenditure: add(&expenditure)
    case .transferOut: add(&transferOut)
    case .adjustment: add(&adjustment)
    case .memo: break
    }
  }
}
