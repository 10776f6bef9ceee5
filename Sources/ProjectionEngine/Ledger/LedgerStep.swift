import Accounts
import Quantities
import SchemeModel

/// One year of every account: all lines in declared order, then the closing balances (model.md section 9). Vectors over
/// columns; a column is a scenario or a path of one.
struct LedgerStep: Sendable {
  /// What a year takes from the parameters and from the people, by column.
  struct Inputs {
    /// What lines of people and of plain amounts multiply, and in the base year what lines of last year open with,
    /// `[line][column]`; other lines are not read.
    var sources: [Double]
    /// Scalar products of the lines, `[line][column]`.
    var factors: [Double]
    /// Rate, timing and whether negative balances bear interest.
    var interest: (rate: [Double], timing: [Double], onNegative: [Double])
    /// Of dated lines, the part of the year they earn interest for, `[line][column]`; other lines are not read.
    var interestWeights: [Double]
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
      let dated = dated(line, values, start, opening, inputs, flows[line.fund])
      flows[line.fund].enter(values, line.kind, dated)
      if let counterpart = line.counterpart, let kind = line.kind.opposite {
        flows[counterpart].enter(values, kind, dated)
      }
    }
    var closing = opening
    for (fund, declared) in scheme.funds.enumerated() {
      let start = fund * columns
      let change = flows[fund].change
      for column in 0..<columns { closing[start + column] += change[column] }
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

  /// Of the values of a line, what is moved in months and not over the year; nil for nothing. What moves on a result takes along
  /// when that came in and went out, and so does what moves a stock, but for the opening balance, which moves in its own month.
  private func dated(
    _ line: FlowLine, _ values: [Double], _ start: Int, _ opening: [Double], _ inputs: Inputs, _ soFar: FundFlows
  ) -> DatedAmounts? {
    func times(_ amounts: DatedAmounts) -> DatedAmounts {
      var result = amounts
      for column in 0..<columns {
        result.amounts[column] *= inputs.factors[start + column]
        result.weighted[column] *= inputs.factors[start + column]
      }
      return result
    }
    func weighted(_ amounts: [Double]) -> [Double] {
      (0..<columns).map { amounts[$0] * inputs.interestWeights[start + $0] }
    }
    guard line.isDated else { return line.source == .resultSoFar ? times(soFar.datedFlows) : nil }
    guard line.source == .stockSoFar else { return DatedAmounts(amounts: values, weighted: weighted(values)) }
    var stock = soFar.datedOthers
    let balance = Array(opening[(line.fund * columns)..<((line.fund + 1) * columns)])
    stock.add(DatedAmounts(amounts: balance, weighted: weighted(balance)), 1)
    return times(stock)
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
    case .lineOfLastYear, .expenditureOfLastYear:
      guard let last = inputs.lastAmounts else {
        return Array(inputs.sources[(index * columns)..<((index + 1) * columns)])
      }
      return sum(ofLastYear(line.source), last)
    case .availableBalance:
      let opening = Array(stock())
      return (0..<columns).map { opening[$0] + soFar.income[$0] + soFar.transferIn[$0] }
    case .stockSoFar:
      let opening = Array(stock())
      return (0..<columns).map { opening[$0] + soFar.adjustment[$0] + soFar.stock[$0] }
    case .resultSoFar: return soFar.current
    case .interest:
      let opening = Array(stock()), change = soFar.change
      let interest = inputs.interest
      return (0..<columns).map {
        Ledger.interest(
          rate: interest.rate[$0], timing: interest.timing[$0], opening: opening[$0],
          current: change[$0] - soFar.datedFlows.amounts[$0] - soFar.datedOthers.amounts[$0],
          moved: soFar.datedFlows.weighted[$0] + soFar.datedOthers.weighted[$0],
          onNegative: interest.onNegative[$0] != 0)
      }
    }
  }

  /// The lines of last year that a source sums.
  private func ofLastYear(_ source: LineSource) -> [Int] {
    switch source {
    case .lineOfLastYear(let line, _): [line]
    case .expenditureOfLastYear(let fund, _): expenditureLines[fund]
    default: []
    }
  }

  private func sum(_ lines: [Int], _ amounts: [Double]) -> [Double] {
    var total = [Double](repeating: 0, count: columns)
    for line in lines {
      for column in 0..<columns { total[column] += amounts[line * columns + column] }
    }
    return total
  }
}

/// What is moved in months, yuan by column, and the same times the part of the year it earns interest for.
private struct DatedAmounts {
  var amounts: [Double]
  var weighted: [Double]

  /// Adds what others do to the balance.
  mutating func add(_ other: DatedAmounts, _ effect: Double) {
    for column in amounts.indices {
      amounts[column] += effect * other.amounts[column]
      weighted[column] += effect * other.weighted[column]
    }
  }
}

/// What one fund has taken in and paid out so far in a year, yuan by column.
private struct FundFlows {
  var income: [Double]
  var transferIn: [Double]
  var expenditure: [Double]
  var transferOut: [Double]
  var adjustment: [Double]
  /// Stocks that arrived less those that left.
  var stock: [Double]
  /// What dated flows of the year do to the balance, and what adjustments and stocks do.
  var datedFlows: DatedAmounts
  var datedOthers: DatedAmounts

  init(columns: Int) {
    income = [Double](repeating: 0, count: columns)
    (transferIn, expenditure, transferOut, adjustment) = (income, income, income, income)
    stock = income
    datedFlows = DatedAmounts(amounts: income, weighted: income)
    datedOthers = datedFlows
  }

  /// The current balance: flows of the year alone.
  var current: [Double] {
    income.indices.map { income[$0] + transferIn[$0] - expenditure[$0] - transferOut[$0] }
  }

  /// What the year does to the balance.
  var change: [Double] { zip(current, zip(adjustment, stock)).map { $0 + $1.0 + $1.1 } }

  /// The sum of all amounts, whatever their side.
  var gross: [Double] {
    income.indices.map {
      abs(income[$0]) + abs(transferIn[$0]) + abs(expenditure[$0]) + abs(transferOut[$0]) + abs(adjustment[$0])
        + abs(stock[$0])
    }
  }

  /// - Parameter dated: what of the values is moved in months.
  mutating func enter(_ values: [Double], _ kind: LineKind, _ dated: DatedAmounts?) {
    func add(_ sum: inout [Double]) {
      for column in values.indices { sum[column] += values[column] }
    }
    switch kind {
    case .income: add(&income)
    case .transferIn: add(&transferIn)
    case .expenditure: add(&expenditure)
    case .transferOut: add(&transferOut)
    case .adjustment: add(&adjustment)
    case .stockIn: add(&stock)
    case .stockOut: for column in values.indices { stock[column] -= values[column] }
    case .memo: break
    }
    guard let dated, let side = kind.side else { return }
    if side.isCurrent { datedFlows.add(dated, side.effect) } else { datedOthers.add(dated, side.effect) }
  }
}
