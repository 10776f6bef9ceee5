import Quantities
import SchemeModel

/// Money that moves in months of its own, and the same times the part of the year it is there.
public typealias ReferenceMoved = (dated: Double, weighted: Double)

/// The account of a fund by some lines of a year.
public struct ReferenceAccount {
  /// The balance at the end of last year.
  public var opening: Double
  /// Flows of the year.
  public var income = 0.0, transfersIn = 0.0, expenditure = 0.0, transfersOut = 0.0
  /// What moves the stock alone.
  public var adjustment = 0.0, stocksIn = 0.0, stocksOut = 0.0
  /// What dated lines did to the balance: by flows of the year, and by adjustments and stocks.
  public var flows: ReferenceMoved = (0, 0), others: ReferenceMoved = (0, 0)

  /// Flows of the year.
  public var current: Double { income + transfersIn - expenditure - transfersOut }
  /// What is no flow of the year.
  public var stock: Double { opening + adjustment + stocksIn - stocksOut }
  /// The balance with all that was entered.
  public var closing: Double { stock + current }

  mutating func enter(_ amount: Double, _ kind: LineKind, _ moved: ReferenceMoved) {
    switch kind {
    case .income: income += amount
    case .transferIn: transfersIn += amount
    case .expenditure: expenditure += amount
    case .transferOut: transfersOut += amount
    case .adjustment: adjustment += amount
    case .stockIn: stocksIn += amount
    case .stockOut: stocksOut += amount
    case .memo: return
    }
    let sign = [.expenditure, .transferOut, .stockOut].contains(kind) ? -1.0 : 1
    if [.adjustment, .stockIn, .stockOut].contains(kind) {
      others.dated += sign * moved.dated
      others.weighted += sign * moved.weighted
    } else {
      flows.dated += sign * moved.dated
      flows.weighted += sign * moved.weighted
    }
  }
}

/// The accounts of the plain reference engine: every line when all it reads is known, and a mechanism by its formula in
/// ``ReferenceMechanism``.
struct ReferenceLedger {
  let scheme: Scheme
  let parameters: ParameterSet
  let kinds: [String: ReferenceMechanism]
  /// What each mechanism remembers of last year.
  var memory: [[Double]]

  init(_ scheme: Scheme, _ parameters: ParameterSet, _ kinds: [String: ReferenceMechanism]) {
    self.scheme = scheme
    self.parameters = parameters
    self.kinds = kinds
    memory = scheme.mechanisms.map { $0.declaration.openings.map { parameters.value($0, 0) } }
  }

  /// A year of all lines, and the balances at its end.
  mutating func enter(
    _ counted: [ReferenceKey: [Double]], year: Int, into result: inout ReferenceResult
  ) throws {
    var posted = ReferenceLedgerYear(
      scheme: scheme, parameters: parameters, year: year, openings: result.stocks.map { $0[year] })
    var pending = Array(scheme.lines.indices)
    while !pending.isEmpty {
      let before = pending
      for line in before where posted.amounts[line] == nil {
        switch scheme.lines[line].source {
        case .people(let quantity, let statuses):
          // Every month pays by its own rules.
          let months = (0..<12).map { month in
            posted.monthly(line, month)
              * sum(statuses.map { counted[ReferenceKey(quantity, status: $0)]?[month] ?? 0 })
          }
          result.months[line].append(months)
          posted.post(line, sum(months))
        case .amount: posted.post(line, posted.factor(line))
        case .lines(let others):
          if posted.knows(others) { posted.post(line, posted.sum(others) * posted.factor(line)) }
        case .mechanism(let output):
          let declaration = scheme.mechanisms[output.mechanism].declaration
          guard let kind = kinds[declaration.kind] else {
            throw fault("the reference engine has no formula of it", key: declaration.kind)
          }
          if posted.knows(declaration.reads.values.flatMap { $0 }) {
            kind.post(declaration, memory[output.mechanism], &posted)
          }
        }
      }
      pending = before.filter { posted.amounts[$0] == nil }
      guard pending.count < before.count else {
        throw fault("lines wait for one another", key: pending.map { scheme.lines[$0].id }.joined(separator: " "))
      }
    }
    for line in scheme.lines.indices { result.amounts[line].append(posted.amounts[line] ?? 0) }
    for (place, mechanism) in scheme.mechanisms.enumerated() {
      memory[place] = kinds[mechanism.declaration.kind]?.remember(mechanism.declaration, memory[place], posted) ?? []
    }
    for fund in scheme.funds.indices {
      let account = posted.account(fund, Array(scheme.lines.indices))
      let gross = account.opening.magnitude + account.income.magnitude + account.transfersIn.magnitude
      // Spending all there is leaves nothing but rounding.
      guard scheme.funds[fund].mayBeNegative || account.closing >= -1e-12 * gross else {
        throw fault("the fund spends more than it has: \(account.closing) at the end", key: scheme.funds[fund].id)
      }
      result.stocks[fund].append(account.closing)
    }
  }
}

/// A year of the plain reference engine while its lines are posted.
public struct ReferenceLedgerYear {
  /// What is projected.
  public let scheme: Scheme
  /// The values in force.
  public let parameters: ParameterSet
  /// The year, 0 the base year.
  public let year: Int
  /// Balances at the end of last year, by fund.
  public let openings: [Double]
  /// By line; nil where it is not known yet.
  public private(set) var amounts: [Double?]
  private var moved: [ReferenceMoved]

  init(scheme: Scheme, parameters: ParameterSet, year: Int, openings: [Double]) {
    self.scheme = scheme
    self.parameters = parameters
    self.year = year
    self.openings = openings
    amounts = scheme.lines.map { _ in nil }
    moved = scheme.lines.map { _ in (0, 0) }
  }

  /// Whether all these lines are posted.
  public func knows(_ lines: [Int]) -> Bool { lines.allSatisfy { amounts[$0] != nil } }

  /// The sum of lines.
  public func sum(_ lines: [Int]) -> Double { lines.reduce(0) { $0 + (amounts[$1] ?? .nan) } }

  /// The product of a line's factors.
  public func factor(_ line: Int) -> Double {
    scheme.lines[line].product.value(parameters, year: year, profile: scheme.lines[line].monthlyProfile)
  }

  func monthly(_ line: Int, _ month: Int) -> Double {
    (scheme.lines[line].monthlyProfile?[month] ?? 1 / 12.0)
      * scheme.lines[line].product.value(parameters, year: year, month: month)
  }

  /// The account of a fund by some lines.
  public func account(_ fund: Int, _ lines: [Int]) -> ReferenceAccount {
    var account = ReferenceAccount(opening: openings[fund])
    for index in lines {
      let line = scheme.lines[index], amount = amounts[index] ?? .nan
      if line.fund == fund {
        account.enter(amount, line.kind, moved[index])
      } else if line.counterpart == fund {
        account.enter(amount, line.kind == .stockOut ? .stockIn : .transferIn, moved[index])
      }
    }
    return account
  }

  /// The mean of (12 − m)/12 over the months m = 1…12 in which a dated line moves: those of its profile, as far as its factors
  /// let it; a stock in the months in which its share rises.
  public func interestWeight(_ line: Int, isStock: Bool = false) -> Double {
    var moved = 0.0, waited = 0.0, before = 0.0
    for month in 1...12 {
      let factor = scheme.lines[line].product.value(parameters, year: year, month: month - 1)
      let part = isStock ? factor - before : monthly(line, month - 1)
      before = factor
      moved += part
      waited += part * Double(12 - month) / 12
    }
    return moved == 0 ? 0 : waited / moved
  }

  /// Posts a line, once.
  ///
  /// - Parameter moved: what of it moves in months of its own; nil: all of it where the line is dated.
  public mutating func post(_ line: Int, _ amount: Double, moved: ReferenceMoved? = nil) {
    amounts[line] = amount
    let weight = scheme.lines[line].isDated ? interestWeight(line) : 0
    self.moved[line] = moved ?? (scheme.lines[line].isDated ? amount : 0, weight * amount)
  }
}
