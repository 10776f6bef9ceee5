import Accounts

/// A line as it enters the account of one fund: its own, or that of its counterpart.
public struct AccountEntry: Sendable {
  /// The line.
  public let line: FlowLine
  /// Its place in the scheme.
  public let index: Int
  /// The fund whose account it enters.
  public let fund: Int
  /// Its kind in this account as declared; a transfer-out is a transfer-in of its counterpart.
  public let kind: LineKind
  /// Its kind where the amount is below zero; nil where it keeps its sign.
  public let opposite: LineKind?
  /// Whether it is interest.
  let isInterest: Bool

  /// Nil where the line does not enter the account.
  init?(_ line: FlowLine, at index: Int, in fund: Int) {
    guard let kind = line.kind(in: fund) else { return nil }
    self.line = line
    self.index = index
    self.fund = fund
    self.kind = kind
    opposite = line.opposite(in: fund)
    isInterest = line.source.isPosted(by: Interest.self)
  }

  /// How an amount of the line stands here, so that what is moved is above zero: a transfer of less than nothing is one the
  /// other way (<doc:Ledgers>). Lines without another side keep their sign, and so does rounding.
  public func posted(_ amount: Double) -> Posting {
    let posted = kind.posted(amount, opposite: opposite)
    return Posting(entry: self, kind: posted.kind, amount: posted.amount)
  }

  /// Its item of the official budget here: the receiving fund may have it as another than the paying one.
  ///
  /// - Parameter isReversed: whether the amount is below zero and flows the other way.
  public func item(isReversed: Bool = false) -> String {
    let isOwn = line.fund == fund
    guard isReversed else { return isOwn ? line.officialItem : line.receivedAs ?? line.officialItem }
    guard let reversed = line.reversedItems else {
      return isOwn ? line.receivedAs ?? line.officialItem : line.officialItem
    }
    return isOwn ? reversed.received : reversed.paid
  }

  /// Whether that item is the paying side's, which the fund receives without one of its own: it is a transfer in then.
  public func isPlainTransfer(isReversed: Bool = false) -> Bool {
    guard kind.opposite != nil else { return false }
    let isReceiving = (line.fund == fund) == isReversed
    guard isReceiving else { return isReversed && line.reversedItems == nil }
    return isReversed ? line.reversedItems == nil : line.receivedAs == nil
  }
}

/// What was posted: an amount as it stands in the account of a fund, on the side it moves to.
public struct Posting: Sendable {
  /// The line in the account.
  public let entry: AccountEntry
  /// The kind it stands under.
  public let kind: LineKind
  /// The amount on that side: above zero where the line has another side to go to.
  public let amount: Double

  /// Whether it goes the other way than declared.
  public var isReversed: Bool { kind != entry.kind }
  /// Its item of the official budget.
  public var item: String { entry.item(isReversed: isReversed) }
  /// What it does to the closing balance.
  public var effect: Double { (kind.side?.effect ?? 0) * amount }
}

/// The lines that enter the account of a fund, or of some funds together, in declared order, those of which a fund is the
/// counterpart among them; no memo lines. Every sum of lines by side or item is one over these.
public struct AccountLines: Sendable {
  /// The funds.
  public let funds: [Int]
  /// The lines in declared order.
  public let entries: [AccountEntry]

  init(_ lines: [FlowLine], funds: [Int]) {
    self.funds = funds
    entries = lines.enumerated().flatMap { index, line -> [AccountEntry] in
      let own = [line.fund] + (line.counterpart.map { [$0] } ?? [])
      return own.filter(funds.contains).compactMap { AccountEntry(line, at: index, in: $0) }
    }
  }

  /// What amounts by line, are in the account.
  public func postings(_ amount: (_ line: Int) -> Double) -> [Posting] { entries.map { $0.posted(amount($0.index)) } }

  /// The sum of what was posted on some side or item.
  public func sum(_ amount: (_ line: Int) -> Double, of isCounted: (Posting) -> Bool) -> Double {
    entries.reduce(0) { sum, entry in
      let posted = entry.posted(amount(entry.index))
      return isCounted(posted) ? sum + posted.amount : sum
    }
  }

  /// The sums of what was posted by kind.
  public func flows(_ amount: (_ line: Int) -> Double) -> AccountFlows {
    var flows = AccountFlows()
    for entry in entries { flows.add(entry.posted(amount(entry.index))) }
    return flows
  }

  /// The same of columns side by side.
  ///
  /// - Parameter amounts: `[line][column]`, flat, of all lines of the scheme.
  /// - Returns: one entry for each column.
  public func flows(_ amounts: [Double], columns: Int) -> [AccountFlows] {
    var flows = [AccountFlows](repeating: AccountFlows(), count: columns)
    for entry in entries {
      for column in 0..<columns {
        let posted = entry.kind.posted(amounts[entry.index * columns + column], opposite: entry.opposite)
        flows[column].add(posted.amount, as: posted.kind, isInterest: entry.isInterest)
      }
    }
    return flows
  }
}

extension Scheme {
  /// The lines that enter the accounts of some funds; of one fund see ``accounts``.
  public func account(of funds: [Int]) -> AccountLines { AccountLines(lines, funds: funds) }
}

/// What came into an account and went out of it in a year, each on its own side.
public struct AccountFlows: Sendable, Hashable {
  /// Interest included.
  public private(set) var income = 0.0
  /// The part of income that is interest.
  public private(set) var interest = 0.0
  /// From other funds.
  public private(set) var transfersIn = 0.0
  /// Without transfers.
  public private(set) var expenditure = 0.0
  /// To other funds.
  public private(set) var transfersOut = 0.0
  /// Of earlier years.
  public private(set) var adjustment = 0.0
  /// Stocks that arrived from other funds.
  public private(set) var stocksIn = 0.0
  /// Stocks that left for other funds.
  public private(set) var stocksOut = 0.0

  /// Nothing.
  public init() {}

  /// Income and transfers in.
  public var inflow: Double { income + transfersIn }
  /// Expenditure and transfers out.
  public var cost: Double { expenditure + transfersOut }
  /// The current balance: neither a prior-year adjustment nor a stock that moves belongs to a year.
  public var current: Double { inflow - cost }
  /// Stocks that arrived less those that left.
  public var stocksMoved: Double { stocksIn - stocksOut }
  /// What all of it does to the closing balance.
  public var change: Double { current + adjustment + stocksMoved }

  /// Enters what was posted.
  public mutating func add(_ posting: Posting) {
    add(posting.amount, as: posting.kind, isInterest: posting.entry.isInterest)
  }

  mutating func add(_ amount: Double, as kind: LineKind, isInterest: Bool) {
    switch kind {
    case .income:
      income += amount
      if isInterest { interest += amount }
    case .transferIn: transfersIn += amount
    case .expenditure: expenditure += amount
    case .transferOut: transfersOut += amount
    case .adjustment: adjustment += amount
    case .stockIn: stocksIn += amount
    case .stockOut: stocksOut += amount
    case .memo: break
    }
  }

  /// The flows of two accounts together.
  public static func + (first: AccountFlows, second: AccountFlows) -> AccountFlows {
    var sum = first
    sum.income += second.income
    sum.interest += second.interest
    sum.transfersIn += second.transfersIn
    sum.expenditure += second.expenditure
    sum.transfersOut += second.transfersOut
    sum.adjustment += second.adjustment
    sum.stocksIn += second.stocksIn
    sum.stocksOut += second.stocksOut
    return sum
  }
}
