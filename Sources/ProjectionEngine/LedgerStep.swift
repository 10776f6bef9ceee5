import Accounts
import Quantities
import SchemeModel

/// One year of every account: all lines in declared order, then the closing balances (model.md section 9). Vectors over
/// columns; a column is a scenario or a path of one.
struct LedgerStep: Sendable {
  /// What a year takes from the parameters and from the people, by column.
  struct Inputs {
    /// What lines of people and of plain amounts multiply, and in the base year lines of last year's expenditure,
    /// `[line][column]`; other lines are not read.
    var sources: [Double]
    /// Scalar products of the lines, `[line][column]`.
    var factors: [Double]
    /// Rate, timing and whether negative balances bear interest.
    var interest: (rate: [Double], timing: [Double], onNegative: [Double])
    /// Amounts of last year, `[line][column]`; nil in the base year.
    var lastAmounts: [Double]?
  }

  /// A fund that may not go below zero and would.
  struct Overdrawn: Error {
    let fund: Fund
    let column: Int
    let closing: Double
  }

  let scheme: Scheme
  let columns: Int
  /// For each fund, its lines of kind expenditure.
  private let expenditureLines: [[Int]]

  init(_ scheme: Scheme, columns: Int) {
    self.scheme = scheme
    self.columns = columns
    expenditureLines = scheme.funds.indices.map { fund in
      scheme.lines.indices.filter { scheme.lines[$0].fund == fund && scheme.lines[$0].kind == .expenditure }
    }
  }

  /// Amounts `[line][column]` and closing balances `[fund][column]` of a year that opens with `opening`. Columns from `used`
  /// on are padding, which may be overdrawn.
  ///
  /// - Throws: ``Overdrawn``.
  func run(opening: [Double], _ inputs: Inputs, used: Int? = nil) throws -> (amounts: [Double], closing: [Double]) {
    var amounts = [Double](repeating: 0, count: scheme.lines.count * columns)
    var flows = scheme.funds.map { _ in FundFlows(columns: columns) }
    for (index, line) in scheme.lines.enumerated() {
      let start = index * columns
      var values = source(line, index, opening, inputs, amounts, flows[line.fund])
      for column in 0..<columns { values[column] *= inputs.factors[start + column] }
      amounts.replaceSubrange(start..<(start + columns), with: values)
      flows[line.fund].enter(values, line.kind)
      if let counterpart = line.counterpart { flows[counterpart].enter(values, .transferIn) }
    }
    var closing = opening
    for (fund, declared) in scheme.funds.enumerated() {
      let start = fund * columns
      let current = flows[fund].current
      for column in 0..<columns { closing[start + column] += current[column] }
      guard !declared.mayBeNegative else { continue }
      // Paying out everything may leave a rounding error below zero.
      let gross = flows[fund].gross
      for column in 0..<(used ?? columns)
      where closing[start + column] < -1e-12 * (abs(opening[start + column]) + gross[column]) {
        throw Overdrawn(fund: declared, column: column, closing: closing[start + column])
      }
    }
    return (amounts, closing)
  }

  /// What a line multiplies, by column.
  private func source(
    _ line: FlowLine, _ index: Int, _ opening: [Double], _ inputs: Inputs, _ amounts: [Double], _ soFar: FundFlows
  ) -> [Double] {
    func stock() -> ArraySlice<Double> { opening[(line.fund * columns)..<((line.fund + 1) * columns)] }
    switch line.source {
    case .people, .amount: return Array(inputs.sources[(index * columns)..<((index + 1) * columns)])
    case .lines(let indices): return sum(indices, amounts)
    case .within(let line, let bound):
      return zip(sum([line], amounts), sum([bound], amounts)).map { min(max($0, -abs($1)), abs($1)) }
    case .lineOfLastYear(let other): return sum([other], inputs.lastAmounts)
    case .expenditureOfLastYear(let fund, _):
      guard let last = inputs.lastAmounts else {
        return Array(inputs.sources[(index * columns)..<((index + 1) * columns)])
      }
      return sum(expenditureLines[fund], last)
    case .availableBalance:
      let opening = Array(stock())
      return (0..<columns).map { opening[$0] + soFar.income[$0] + soFar.transferIn[$0] }
    case .balanceSoFar:
      let opening = Array(stock()), current = soFar.current
      return (0..<columns).map { opening[$0] + current[$0] }
    case .resultSoFar: return soFar.current
    case .interest:
      let opening = Array(stock()), current = soFar.current
      let interest = inputs.interest
      return (0..<columns).map {
        Ledger.interest(
          rate: interest.rate[$0], timing: interest.timing[$0], opening: opening[$0], current: current[$0],
          onNegative: interest.onNegative[$0] != 0)
      }
    }
  }

  private func sum(_ lines: [Int], _ amounts: [Double]?) -> [Double] {
    var total = [Double](repeating: 0, count: columns)
    guard let amounts else { return total }
    for line in lines {
      for column in 0..<columns { total[column] += amounts[line * columns + column] }
    }
    return total
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
