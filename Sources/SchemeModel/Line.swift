import Accounts
import Quantities

/// The kind of a line of an account.
public enum LineKind: String, Sendable, CaseIterable {
  case income
  case transferIn = "transfer-in"
  case expenditure
  case transferOut = "transfer-out"
  case adjustment
  /// A stock that moves to another fund: no flow of the year, and no current balance of either (model.md section 9).
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

/// Where the amount of a line comes from, before its scalar factors.
public enum LineSource: Sendable, Hashable {
  /// A quantity summed over sexes, ages and the listed statuses.
  case people(Quantity, statuses: [Int])
  /// The scalar factors alone, in yuan.
  case amount
  /// The sum of earlier lines of the same year.
  case lines([Int])
  /// An earlier line of the same year, no further from zero than another one: a result within a corridor.
  case within(line: Int, bound: Int)
  /// What the fund spent last year (its lines of kind `expenditure`); `initial` is the input for the base year.
  case expenditureOfLastYear(fund: Int, initial: ParameterID)
  /// A line of last year; `opening` is the input for the base year.
  case lineOfLastYear(Int, opening: ParameterID)
  /// Opening balance of the line's fund plus its income so far this year.
  case availableBalance
  /// What the line's fund holds so far that is no flow of the year: opening balance, adjustments and stocks moved. It may be
  /// negative; moving it and the result of the year to another fund merges the two.
  case stockSoFar
  /// What the line's fund has taken in less what it has paid out so far this year; neither the opening balance nor adjustments
  /// are part of it.
  case resultSoFar
  /// Interest, see ``Ledger/interest(rate:timing:opening:current:moved:onNegative:)``.
  case interest

  /// What stands for last year in the base year; nil for a source that does not look back.
  public var opening: ParameterID? {
    switch self {
    case .expenditureOfLastYear(_, let initial): initial
    case .lineOfLastYear(_, let opening): opening
    default: nil
    }
  }
}

/// One line of an account, declared as data: source × factors. The engine compiles it, the reference engine interprets it.
/// Shared by reference: it is read in every row of every table.
public final class FlowLine: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The fund whose account it enters.
  public let fund: Int
  /// The fund on the other side of a transfer between two modelled funds, if any. The line is a `transfer-out` of `fund`
  /// and the same amount a `transfer-in` of the counterpart.
  public let counterpart: Int?
  /// Its kind in the account of `fund`.
  public let kind: LineKind
  /// The item of the official fund budget it belongs to (上年结余, 保险费收入, …).
  public let officialItem: String
  /// The item in the account of the counterpart, where it is no transfer there (premiums that another fund pays); nil for a
  /// transfer.
  public let receivedAs: String?
  /// What is multiplied.
  public let source: LineSource
  /// Scalar factors that belong to the base on which a contribution is due (flat premiums: the standard).
  public let base: ScalarProduct
  /// Scalar factors of the rate; of a line that is no contribution, all its factors.
  public let rate: ScalarProduct
  /// Scalar factors between due and collected.
  public let collection: ScalarProduct
  /// Whether the line is listed in contributions.csv.
  public let isContribution: Bool
  /// Weights of the twelve months, summing to one; nil for equal months.
  public let monthlyProfile: [Double]?
  /// Whether the amount is moved in its months (an advance, a deferral, a settlement, a merger) and not earned over the year:
  /// the year's interest weighs it by them, see ``interestWeight(_:year:)``.
  public let isDated: Bool
  /// The items where the amount is negative, so that it flows the other way: of what the counterpart then pays, and of what
  /// the fund then receives. Nil: as the other side has it.
  public let reversedItems: (paid: String, received: String)?
  /// Every factor of the line as one product, so that what moves within the year is averaged once.
  public let product: ScalarProduct
  /// Every factor but collection: what is due.
  public let dueProduct: ScalarProduct

  /// A line; see the properties.
  public init(
    id: String, title: LocalizedText, fund: Int, counterpart: Int? = nil, kind: LineKind, officialItem: String,
    receivedAs: String? = nil, source: LineSource, base: ScalarProduct = .init(), rate: ScalarProduct = .init(),
    collection: ScalarProduct = .init(),
    isContribution: Bool = false, monthlyProfile: [Double]? = nil, isDated: Bool = false,
    reversedItems: (paid: String, received: String)? = nil
  ) {
    self.id = id
    self.title = title
    self.fund = fund
    self.counterpart = counterpart
    self.kind = kind
    self.officialItem = officialItem
    self.receivedAs = receivedAs
    self.source = source
    self.base = base
    self.rate = rate
    self.collection = collection
    self.isContribution = isContribution
    // Read from decimals, they may miss one by a rounding that months would show.
    let sum = monthlyProfile?.reduce(0, +) ?? 1
    self.monthlyProfile = sum == 0 || sum == 1 ? monthlyProfile : monthlyProfile?.map { $0 / sum }
    self.isDated = isDated
    self.reversedItems = reversedItems
    dueProduct = ScalarProduct(base.factors + rate.factors)
    product = ScalarProduct(base.factors + rate.factors + collection.factors)
  }
}

extension FlowLine {
  /// The same line with other weights of the months.
  func with(months: [Double]) -> FlowLine {
    FlowLine(
      id: id, title: title, fund: fund, counterpart: counterpart, kind: kind, officialItem: officialItem,
      receivedAs: receivedAs, source: source,
      base: base, rate: rate, collection: collection, isContribution: isContribution, monthlyProfile: months,
      isDated: isDated, reversedItems: reversedItems)
  }
}
