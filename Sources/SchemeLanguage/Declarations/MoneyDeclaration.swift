import Quantities
import SchemeModel

/// Funds, and what flows into and out of them.
public struct MoneyDeclaration: Sendable {
  /// The funds.
  public internal(set) var funds: [FundDeclaration]
  /// The lines in the order of tables and sums, those of mechanisms among them.
  public internal(set) var lines: [LineDeclaration]
  /// Mechanisms in the order of their first lines.
  public internal(set) var mechanisms: [PostingDeclaration]
}

/// An account of its own.
public struct FundDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// Whether it belongs to the medical funds of published totals.
  public let isMedical: Bool
  /// Whether its balance may fall below zero.
  public let mayBeNegative: Bool
}

/// What a line counts.
public enum CountDeclaration: Sendable, Hashable {
  /// The factors alone.
  case amount
  /// People.
  case persons(SelectionDeclaration, CountBasis)
  /// People in need of care.
  case dependents(SelectionDeclaration, CountBasis)
  /// A contribution base.
  case base(Mention)
  /// Services of a branch.
  case services(Mention)
  /// What is paid for a branch.
  case payments(Mention)
  /// What a layer pays.
  case layer(Mention)
  /// People who have a voluntary cover.
  case joined(Mention, SelectionDeclaration, CountBasis)
  /// Other lines of the year.
  case lines([Mention])
}

/// A line: what is counted × factors.
public struct LineDeclaration: Sendable {
  /// How it stands in accounts.
  public struct Entry: Sendable {
    /// The fund it belongs to.
    public let fund: Mention
    /// Its kind there.
    public let kind: LineKind
    /// Its item there.
    public let item: String
    /// The fund that a transfer goes to.
    public let counterpart: Mention?
    /// The item in the counterpart's account; nil for a transfer.
    public let receivedAs: String?
    /// The items where the amount is negative; nil: as the other side has it.
    public internal(set) var reversed: (paid: String, received: String)?
  }

  /// The name in files.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// How it stands in accounts.
  public internal(set) var entry: Entry
  /// What it counts; of what a mechanism posts without counting anything, ``CountDeclaration/amount``.
  public internal(set) var counts: CountDeclaration
  /// The base on which a contribution is due.
  public internal(set) var standard: [FactorDeclaration]
  /// The rate, or all factors of a line that is no contribution.
  public let rate: [FactorDeclaration]
  /// What is collected of what is due.
  public let collection: [FactorDeclaration]
  /// Whether it is a contribution.
  public let isContribution: Bool
  /// Shares of the months in which it is moved; nil for over the year.
  public let months: [Double]?

  /// Every lever it names.
  var levers: [Mention] { (standard + rate + collection).flatMap(\.levers) }
}

/// What posts lines that are no products: a mechanism of the model, by the names of its lines.
public struct PostingDeclaration: Sendable {
  /// The name in files, where it is declared.
  public let name: Mention
  /// The kind of mechanism.
  public let kind: String
  /// The fund it belongs to.
  public let fund: Mention
  /// Lines it reads besides those of its fund, by input.
  public internal(set) var reads: [String: [Mention]]
  /// Lines it posts, by output.
  public internal(set) var posts: [String: [Mention]]
  /// The levers of its opening values.
  public let openings: [Mention]
}
