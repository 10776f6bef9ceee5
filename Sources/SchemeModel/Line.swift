import Accounts
import Quantities

/// The kind of a line of an account.
public enum LineKind: String, Sendable, CaseIterable {
  case income
  case transferIn = "transfer-in"
  case expenditure
  case transferOut = "transfer-out"
  case adjustment
  /// A stock that moves to another fund: no flow of the year, and no current balance of either (<doc:Ledgers>).
  case stockOut = "stock-out"
  /// The same where it arrives.
  case stockIn = "stock-in"
  /// Computed and reported, entered in no ledger (relief granted, say).
  case memo

  /// How a transfer stands in the account of the fund on its other side, and how it stands where its amount is negative; nil
  /// for what no other fund receives.
  public var opposite: LineKind? {
    switch self {
    case .transferOut: .transferIn
    case .transferIn: .transferOut
    case .stockOut: .stockIn
    case .stockIn: .stockOut
    case .income, .expenditure, .adjustment, .memo: nil
    }
  }
}

/// What a line counts, before its scalar factors.
public enum LineSource: Sendable, Hashable {
  /// A quantity summed over sexes, ages and the listed statuses: exposure, payments, contribution bases.
  case people(Quantity, statuses: [Int])
  /// The scalar factors alone.
  case amount
  /// The sum of lines of the same year.
  case lines([Int])
  /// What a mechanism posts.
  case mechanism(MechanismOutput)

  /// Whether the scalar factors alone are the amount.
  public var isUnit: Bool {
    switch self {
    case .amount: true
    case .mechanism(let output): output.basis == .unit
    case .people, .lines: false
    }
  }

  /// The lines of the same year that the factors multiply; nil where they multiply something else.
  public var counted: [Int]? {
    switch self {
    case .lines(let lines): lines
    case .mechanism(let output): if case .lines(let lines) = output.basis { lines } else { nil }
    case .people, .amount: nil
    }
  }

  /// Whether it is posted by a mechanism of a kind.
  public func isPosted(by kind: any Mechanism.Type) -> Bool {
    if case .mechanism(let output) = self { output.kind == kind.kind } else { false }
  }

  /// Whether a stock moves, in the months in which its share rises.
  public var movesStock: Bool { if case .mechanism(let output) = self { output.basis == .stock } else { false } }
}

/// How a line enters accounts.
public struct LineEntry: Sendable {
  /// The fund whose account it enters.
  public let fund: Int
  /// Its kind in the account of `fund`.
  public let kind: LineKind
  /// The item of the official fund budget it belongs to (上年结余, 保险费收入, …).
  public let item: String
  /// The fund on the other side of a transfer between two modelled funds, if any. The line is a `transfer-out` of `fund`
  /// and the same amount a `transfer-in` of the counterpart.
  public let counterpart: Int?
  /// The item in the account of the counterpart, where it is no transfer there (premiums that another fund pays); nil for a
  /// transfer.
  public let receivedAs: String?
  /// The items where the amount is negative, so that it flows the other way: of what the counterpart then pays, and of what
  /// the fund then receives. Nil: as the other side has it.
  public let reversed: (paid: String, received: String)?

  /// Where a line stands in accounts.
  ///
  /// - Parameters:
  ///   - fund: an index of ``Scheme/funds``, as `counterpart`.
  ///   - item: the item by its id in the budget of `fund`.
  ///   - counterpart: nil where the money comes from outside the modelled funds, or goes there.
  ///   - receivedAs: an item of the counterpart's budget.
  ///   - reversed: items as well, in the budgets of the counterpart, which pays, and of `fund`, which receives.
  public init(
    fund: Int, kind: LineKind, item: String, counterpart: Int? = nil, receivedAs: String? = nil,
    reversed: (paid: String, received: String)? = nil
  ) {
    self.fund = fund
    self.kind = kind
    self.item = item
    self.counterpart = counterpart
    self.receivedAs = receivedAs
    self.reversed = reversed
  }
}

/// What multiplies what a line counts.
public struct LineFactors: Sendable {
  /// Scalar factors that belong to the base on which a contribution is due (flat premiums: the standard).
  public let base: ScalarProduct
  /// Scalar factors of the rate; of a line that is no contribution, all its factors.
  public let rate: ScalarProduct
  /// Scalar factors between due and collected.
  public let collection: ScalarProduct
  /// Whether the line is listed in contributions.csv.
  public let isContribution: Bool

  /// Three products, each 1 unless said; the line is what it counts times all of them.
  ///
  /// - Parameters:
  ///   - base: amounts in the currency, or numbers.
  ///   - rate: shares and other factors of a contribution's rate; of another line all that it has.
  ///   - collection: a share, of what is due and comes in.
  public init(
    base: ScalarProduct = .init(), rate: ScalarProduct = .init(), collection: ScalarProduct = .init(),
    isContribution: Bool = false
  ) {
    self.base = base
    self.rate = rate
    self.collection = collection
    self.isContribution = isContribution
  }
}

/// When in the year a line moves.
public struct LineMonths: Sendable {
  /// Weights of the twelve months, summing to one; nil for equal months.
  public let profile: [Double]?
  /// Whether the amount is moved in its months (an advance, a deferral, a settlement, a merger) and not earned over the year:
  /// the year's interest weighs it by them, see ``FlowLine/interestWeight(_:year:)``.
  public let isDated: Bool

  /// December alone.
  public static let december = [Double](repeating: 0, count: 11) + [1]

  /// - Parameters:
  ///   - profile: twelve weights, in proportion; equal months unless said.
  ///   - isDated: not so unless said.
  public init(_ profile: [Double]? = nil, isDated: Bool = false) {
    // Read from decimals, they may miss one by a rounding that months would show.
    let sum = profile?.reduce(0, +) ?? 1
    self.profile = sum == 0 || sum == 1 ? profile : profile?.map { $0 / sum }
    self.isDated = isDated
  }
}

/// One line of an account, declared as data: source × factors. The engine compiles it, the reference engine interprets it; a mechanism
/// takes the factors of its lines as its own parameters.
/// Shared by reference: it is read in every row of every table.
public final class FlowLine: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// How it enters accounts.
  public let entry: LineEntry
  /// What is counted.
  public let source: LineSource
  /// What multiplies it.
  public let factors: LineFactors
  /// When in the year it moves.
  public let months: LineMonths
  /// Every factor of the line as one product, so that what moves within the year is averaged once.
  public let product: ScalarProduct
  /// Every factor but collection: what is due.
  public let dueProduct: ScalarProduct

  /// A line as a scheme declares it.
  ///
  /// - Parameters:
  ///   - id: no other line has it.
  ///   - source: persons, amounts in the currency, or what its mechanism posts.
  ///   - factors: one unless said.
  ///   - months: evenly over the year unless said.
  public init(
    id: String, title: LocalizedText, entry: LineEntry, source: LineSource, factors: LineFactors = .init(),
    months: LineMonths = .init()
  ) {
    self.id = id
    self.title = title
    self.entry = entry
    self.source = source
    self.factors = factors
    self.months = months
    dueProduct = ScalarProduct(factors.base.factors + factors.rate.factors)
    product = ScalarProduct(factors.base.factors + factors.rate.factors + factors.collection.factors)
  }
}

extension FlowLine {
  /// ``LineEntry/fund``.
  public var fund: Int { entry.fund }
  /// ``LineEntry/counterpart``.
  public var counterpart: Int? { entry.counterpart }
  /// ``LineEntry/kind``.
  public var kind: LineKind { entry.kind }
  /// ``LineEntry/item``.
  public var officialItem: String { entry.item }
  /// ``LineEntry/receivedAs``.
  public var receivedAs: String? { entry.receivedAs }
  /// ``LineEntry/reversed``.
  public var reversedItems: (paid: String, received: String)? { entry.reversed }
  /// ``LineFactors/base``.
  public var base: ScalarProduct { factors.base }
  /// ``LineFactors/rate``.
  public var rate: ScalarProduct { factors.rate }
  /// ``LineFactors/collection``.
  public var collection: ScalarProduct { factors.collection }
  /// ``LineFactors/isContribution``.
  public var isContribution: Bool { factors.isContribution }
  /// ``LineMonths/profile``.
  public var monthlyProfile: [Double]? { months.profile }
  /// ``LineMonths/isDated``.
  public var isDated: Bool { months.isDated }

  /// The same line with other weights of the months.
  func with(months: [Double]) -> FlowLine {
    FlowLine(
      id: id, title: title, entry: entry, source: source, factors: factors,
      months: LineMonths(months, isDated: isDated))
  }

  /// The same line where it counts something else.
  func with(source: LineSource) -> FlowLine {
    FlowLine(id: id, title: title, entry: entry, source: source, factors: factors, months: months)
  }
}
