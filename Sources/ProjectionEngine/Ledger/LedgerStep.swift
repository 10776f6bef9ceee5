import Accounts
import Quantities
import SchemeModel

/// One year of every account: all lines and mechanisms in the order of what they read, then the closing balances
/// (<doc:Ledgers>). Vectors over columns; a column is a scenario or a path of one.
struct LedgerStep: Sendable {
  /// What a year takes from the parameters and from the people, by column.
  struct Inputs {
    /// What lines of people and of plain amounts multiply, `[line][column]`; other lines are not read.
    var sources: [Double]
    /// Scalar products of the lines, `[line][column]`.
    var factors: [Double]
    /// Rate, timing and whether negative balances bear interest.
    var interest: LedgerYear.InterestRule
    /// Of dated lines, the part of the year they earn interest for, `[line][column]`; other lines are not read.
    var interestWeights: [Double]
  }

  /// What a year comes to.
  struct Year {
    /// `[line][column]`.
    let amounts: [Double]
    /// `[fund][column]`.
    let closing: [Double]
    /// What mechanisms take along into next year, `[number][column]`.
    let memory: [Double]
  }

  /// A fund that may not go below zero and would.
  struct Overdrawn: Error {
    let fund: Fund
    let column: Int
    let closing: Double

    /// In words, for the scenario and the path that the column is.
    func fault(
      _ rules: ScenarioRules, _ input: ProjectionInput, region: Int, year: Int, path: Int? = nil, remedy: String
    ) -> FundcastError {
      let place = input.regions[region].id, calendar = input.timeline.baseYear + year
      return FundcastError(
        .data,
        Diagnostic(
          "the fund may not go below zero, but would at the end of \(calendar) in scenario \(rules.id)\(path.map { " on path \($0)" } ?? ""), region \(place)",
          of: .fund(fund.id), in: FaultScope(scenario: rules.id, region: place, year: calendar),
          value: ShortNumber.text(closing), remedy: remedy))
    }
  }

  let scheme: Scheme
  let columns: Int
  /// Where the memory of each mechanism begins.
  private let places: [Int]

  init(_ scheme: Scheme, columns: Int) {
    self.scheme = scheme
    self.columns = columns
    places = scheme.mechanisms.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.memory.count) }
  }

  /// A year of the accounts as far as each region posts it by itself: up to the settlement of results, before anything is pooled.
  struct Open {
    let year: LedgerYear
    let inputs: Inputs
    /// What mechanisms take along from last year, `[number][column]` in the order of ``Scheme/memory``.
    let memory: [Double]
  }

  /// Opens a year.
  ///
  /// - Parameters:
  ///   - opening: balances, `[fund][column]`.
  ///   - memory: what mechanisms take along from last year, `[number][column]` in the order of ``Scheme/memory``; in the base
  ///     year what that opens with.
  /// - Throws: ``FundcastError`` where lines read one another in a circle.
  func open(opening: [Double], memory: [Double], _ inputs: Inputs) throws -> Open {
    if let circle = scheme.order.circleText(scheme.lines) { throw Self.circle(circle) }
    var year = LedgerYear(
      scheme.lines, columns: columns, opening: opening, terms: inputs.factors, weights: inputs.interestWeights,
      interest: inputs.interest)
    post(scheme.order.settling, in: &year, inputs, memory)
    return Open(year: year, inputs: inputs, memory: memory)
  }

  /// Closes a year: what merges, what bears interest, the balances.
  ///
  /// - Parameter used: columns from here on are padding, which may be overdrawn.
  /// - Throws: ``Overdrawn``.
  func close(_ open: Open, opening: [Double], used: Int? = nil) throws(Overdrawn) -> Year {
    var year = open.year
    post(scheme.order.closing, in: &year, open.inputs, open.memory)
    let next = scheme.mechanisms.indices.flatMap { place in
      let mechanism = scheme.mechanisms[place]
      let kept = mechanism.remember(year, memory: remembered(by: place, open.memory))
      precondition(
        kept.count == mechanism.memory.count && kept.allSatisfy { $0.count == columns },
        "a mechanism takes along other numbers than it declares")
      return kept.joined()
    }
    return Year(amounts: year.amounts, closing: try balances(year, opening, used ?? columns), memory: Array(next))
  }

  private func post(_ steps: [EvaluationOrder.Step], in year: inout LedgerYear, _ inputs: Inputs, _ memory: [Double]) {
    for step in steps {
      switch step {
      case .line(let line): year.post(line, amount(line, year, inputs))
      case .mechanism(let place):
        for posting in scheme.mechanisms[place].post(year, memory: remembered(by: place, memory)) {
          year.post(posting.line, posting.amount, dated: posting.moved)
        }
      }
    }
  }

  /// The amount of a line that no mechanism posts.
  private func amount(_ line: Int, _ year: LedgerYear, _ inputs: Inputs) -> [Double] {
    let start = line * columns
    if case .lines(let others) = scheme.lines[line].source {
      let sum = year.sum(others)
      return (0..<columns).map { sum[$0] * inputs.factors[start + $0] }
    }
    return (0..<columns).map { inputs.sources[start + $0] * inputs.factors[start + $0] }
  }

  /// What a mechanism remembers of last year.
  private func remembered(by mechanism: Int, _ memory: [Double]) -> [[Double]] {
    (places[mechanism]..<places[mechanism + 1]).map {
      Array(memory[($0 * columns)..<(($0 + 1) * columns)])
    }
  }

  private func balances(_ year: LedgerYear, _ opening: [Double], _ used: Int) throws(Overdrawn) -> [Double] {
    var closing = opening
    for (fund, declared) in scheme.funds.enumerated() {
      let start = fund * columns
      let flows = year.flows(of: fund, Array(scheme.lines.indices)), change = flows.change
      for column in 0..<columns { closing[start + column] += change[column] }
      guard !declared.mayBeNegative else { continue }
      // Paying out everything may leave a rounding error below zero.
      let gross = flows.gross
      for column in 0..<used
      where closing[start + column] < -1e-12 * (abs(opening[start + column]) + gross[column]) {
        throw Overdrawn(fund: declared, column: column, closing: closing[start + column])
      }
    }
    return closing
  }

  private static func circle(_ text: String) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "circle: \(text)", key: "lines",
        remedy: "let one of these lines read something else: none of them can be known before the others"))
  }
}
