import Accounts
import Quantities
import SchemeModel

/// Amounts of lines `[scenario][region][line][year]` and stocks of funds `[scenario][region][fund][stock]`. Every flow is
/// computed and entered as applied; none is inferred from balances (model.md section 9).
struct LedgerStore {
  let plan: Plan
  private(set) var amounts: [Double]
  private(set) var stocks: [Double]
  private let years: Int
  private let scenarios: Int
  /// For each fund, its lines of kind expenditure.
  private let expenditureLines: [[Int]]

  init(_ plan: Plan) {
    self.plan = plan
    years = plan.input.timeline.count
    scenarios = plan.input.scenarios.count
    let lines = plan.input.scheme.lines
    expenditureLines = plan.input.scheme.funds.indices.map { fund in
      lines.indices.filter { lines[$0].fund == fund && lines[$0].kind == .expenditure }
    }
    let cells = scenarios * plan.regions.count
    amounts = [Double](repeating: 0, count: cells * plan.input.scheme.lines.count * years)
    stocks = [Double](repeating: 0, count: cells * plan.input.scheme.funds.count * (years + 1))
  }

  private func amountPlace(_ scenario: Int, _ region: Int, _ line: Int, _ year: Int) -> Int {
    ((scenario * plan.regions.count + region) * plan.input.scheme.lines.count + line) * years + year
  }

  private func stockPlace(_ scenario: Int, _ region: Int, _ fund: Int, _ stock: Int) -> Int {
    ((scenario * plan.regions.count + region) * plan.input.scheme.funds.count + fund) * (years + 1) + stock
  }

  private func parameters(_ scenario: Int, _ region: Int) -> ParameterSet {
    plan.input.scenarios[scenario].parameters[region]
  }

  /// Enters the opening balances.
  mutating func open(region: Int) {
    for (fund, declared) in plan.input.scheme.funds.enumerated() {
      for scenario in 0..<scenarios {
        stocks[stockPlace(scenario, region, fund, 0)] = parameters(scenario, region).value(declared.openingBalance, 0)
      }
    }
  }

  /// Evaluates all lines of a year in declared order and closes the accounts. Columns are scenarios.
  mutating func post(_ quantities: QuantityStore, region: Int, year: Int) {
    let scheme = plan.input.scheme
    var flows = scheme.funds.map { _ in [FundFlows](repeating: FundFlows(), count: scenarios) }
    for (index, line) in scheme.lines.enumerated() {
      for scenario in 0..<scenarios {
        let source = sourceAmount(line, scenario, region, year, quantities, flows[line.fund][scenario])
        let amount = source * plan.scalar(scenario: scenario, region: region, line: index, year: year)
        amounts[amountPlace(scenario, region, index, year)] = amount
        flows[line.fund][scenario].enter(amount, line.kind)
        if let counterpart = line.counterpart { flows[counterpart][scenario].enter(amount, .transferIn) }
      }
    }
    for fund in scheme.funds.indices {
      for scenario in 0..<scenarios {
        let opening = stocks[stockPlace(scenario, region, fund, year)]
        stocks[stockPlace(scenario, region, fund, year + 1)] = opening + flows[fund][scenario].current
      }
    }
  }

  private func sourceAmount(
    _ line: FlowLine, _ scenario: Int, _ region: Int, _ year: Int, _ quantities: QuantityStore, _ soFar: FundFlows
  ) -> Double {
    let opening = stocks[stockPlace(scenario, region, line.fund, year)]
    switch line.source {
    case .people(let quantity, let statuses):
      return statuses.reduce(0) {
        $0 + quantities.value(quantity, status: $1, scenario: scenario, region: region, year: year)
      }
    case .amount:
      return 1
    case .lines(let indices):
      return indices.reduce(0) { $0 + amounts[amountPlace(scenario, region, $1, year)] }
    case .lineOfLastYear(let index):
      return year == 0 ? 0 : amounts[amountPlace(scenario, region, index, year - 1)]
    case .expenditureOfLastYear(let fund, let initial):
      guard year > 0 else { return parameters(scenario, region).value(initial, 0) }
      return expenditureLines[fund].reduce(0) { $0 + amounts[amountPlace(scenario, region, $1, year - 1)] }
    case .availableBalance:
      return opening + soFar.income + soFar.transferIn
    case .interest:
      let common = plan.input.scheme.common
      let set = parameters(scenario, region)
      return Ledger.interest(
        rate: set.value(common.interestRate, year), timing: set.value(common.interestTiming, year), opening: opening,
        current: soFar.current, onNegative: set.value(common.interestOnNegative, year) != 0)
    }
  }
}

/// What one fund has taken in and paid out so far in a year, yuan.
private struct FundFlows {
  var income = 0.0
  var transferIn = 0.0
  var expenditure = 0.0
  var transferOut = 0.0
  var adjustment = 0.0

  var current: Double { income + transferIn - expenditure - transferOut + adjustment }

  mutating func enter(_ amount: Double, _ kind: LineKind) {
    switch kind {
    case .income: income += amount
    case .transferIn: transferIn += amount
    case .expenditure: expenditure += amount
    case .transferOut: transferOut += amount
    case .adjustment: adjustment += amount
    case .memo: break
    }
  }
}
