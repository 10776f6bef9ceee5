import Accounts
import Quantities

/// The kind of a line of an account.
public enum LineKind: String, Sendable, CaseIterable {
  case income
  case transferIn = "transfer-in"
  case expenditure
  case transferOut = "transfer-out"
  case adjustment
  /// Computed and reported, entered in no ledger (relief granted, say).
  case memo
}

/// What is counted, person by person, before a line's scalar factors: one value for every sex, age and status.
public enum Quantity: Sendable, Hashable {
  /// Person-years of exposure, ½(opening + closing) of the cell.
  case personYears
  /// Persons at 31 December.
  case yearEnd
  /// Person-years × contribution base of the ``EarningsRule`` at this index, in yuan.
  case contributionBase(Int)
  /// Services used in the ``Branch`` at this index.
  case services(Int)
  /// Bills of the branch, in yuan.
  case bill(Int)
  /// Eligible part of the bills of the branch, in yuan.
  case eligible(Int)
  /// What the fund pays of them, in yuan.
  case fundPayment(Int)
  /// What the ``Layer`` at this index pays, in yuan.
  case layerPayment(Int)
  /// Person-years of those who join the ``Cover`` at this index.
  case covered(Int)
  /// Person-years × prevalence of dependency.
  case dependentPersonYears
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
  /// A line of last year; nothing in the base year.
  case lineOfLastYear(Int)
  /// Opening balance of the line's fund plus its income so far this year.
  case availableBalance
  /// What the line's fund would close with if nothing followed: opening balance plus everything entered so far this year. It may
  /// be negative; moving all of it to another fund merges the two.
  case balanceSoFar
  /// What the line's fund has taken in less what it has paid out so far this year, adjustments included; the opening balance is
  /// not part of it.
  case resultSoFar
  /// i · (opening + τ · current balance before interest); on a negative sum only if the scenario says so.
  case interest
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
  /// Every factor of the line as one product, so that what moves within the year is averaged once.
  public let product: ScalarProduct
  /// Every factor but collection: what is due.
  public let dueProduct: ScalarProduct

  /// A line; see the properties.
  public init(
    id: String, title: LocalizedText, fund: Int, counterpart: Int? = nil, kind: LineKind, officialItem: String,
    receivedAs: String? = nil, source: LineSource, base: ScalarProduct = .init(), rate: ScalarProduct = .init(),
    collection: ScalarProduct = .init(),
    isContribution: Bool = false, monthlyProfile: [Double]? = nil
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
      base: base, rate: rate, collection: collection, isContribution: isContribution, monthlyProfile: months)
  }
}

extension FlowLine {
  /// What multiplies the source in each month of a year: the month's weight times the factors in force then. They sum to
  /// the factor of the year.
  public func multipliers(_ product: ScalarProduct, _ parameters: ParameterSet, year: Int) -> [Double] {
    let moves = parameters.movesWithin(year, product.parameters)
    let whole = moves ? 0 : product.value(parameters, year: year, month: 0)
    return (0..<12).map { month in
      (monthlyProfile?[month] ?? 1.0 / 12) * (moves ? product.value(parameters, year: year, month: month) : whole)
    }
  }
}

extension LineKind {
  /// How a line of this kind enters the account of its fund; nil for memo lines, which enter none.
  public var side: AccountSide? {
    switch self {
    case .income, .transferIn: .inflow
    case .expenditure, .transferOut: .outflow
    case .adjustment: .adjustment
    case .memo: nil
    }
  }
}

extension FlowLine {
  /// How the line enters the account of a fund: its own, or as a transfer in that of its counterpart; nil for no entry.
  public func side(in fund: Int) -> AccountSide? {
    self.fund == fund ? kind.side : counterpart == fund ? .inflow : nil
  }
}
