import Quantities

/// A row of a fund's budget: an item of the form, what comes in and what goes out apart, or one of the form's stocks and sums.
public struct BudgetItem: Sendable, Hashable {
  /// The name in files, `premiums` or `transfers-in`.
  public let id: String
  /// The name on the form.
  public let title: LocalizedText
  /// The side a positive amount of the row stands on; nil for stocks and sums.
  public let side: AccountSide?

  /// Rows are the same whose names are.
  public static func == (one: BudgetItem, other: BudgetItem) -> Bool { one.id == other.id }
  /// By the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The form on which a country shows the account of a fund: its items in order, and what its stocks and sums are called.
public struct AccountForm: Sendable {
  /// On which side of the account an item stands.
  public enum Side: String, Sendable, CaseIterable {
    case income = "in"
    case expenditure = "out"
    /// Between funds: what comes in is one row, what goes out another.
    case between
    /// Prior-year adjustments: no flow of the year.
    case adjustment
  }

  /// An item that lines belong to.
  public struct Item: Sendable {
    /// The name in files.
    public let name: String
    /// Where it stands.
    public let side: Side
    /// The name on the form.
    public let title: LocalizedText
    /// Of an item between funds: the names of its two rows.
    public let ways: (in: LocalizedText, out: LocalizedText)

    /// An item on a side; one between funds with the names of its two rows, the name of the item where they have none.
    public init(
      _ name: String, _ side: Side, _ title: LocalizedText, ways: (in: LocalizedText, out: LocalizedText)? = nil
    ) {
      self.name = name
      self.side = side
      self.title = title
      self.ways = ways ?? (title, title)
    }
  }

  /// A stock or sum of every form.
  public enum Sum: String, CaseIterable, Sendable {
    /// What the year before left.
    case opening
    /// All that comes in.
    case totalIncome = "total-income"
    /// All that goes out.
    case totalExpenditure = "total-expenditure"
    /// What is taken over from another fund, or leaves with it.
    case stocksMoved = "stocks-moved"
    /// Income less expenditure.
    case balance
    /// What the year leaves.
    case closing
  }

  /// The item that premiums stand under in every form: what one fund pays to another as premiums is income of both together.
  public static let premiums = "premiums"
  /// The item of interest, in every form.
  public static let interest = "interest"
  /// What funds pay to each other where the paying fund names another item.
  public static let transfers = "transfers"

  /// The items in order.
  public let items: [Item]
  /// All rows in the order in which they are shown.
  public let rows: [BudgetItem]
  private let titles: [String: LocalizedText]

  /// A form of these items, and with these names of its stocks and sums; a sum without one has its name in files.
  public init(items: [Item], sums: [Sum: LocalizedText]) {
    self.items = items
    titles = Dictionary(items.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    func sum(_ sum: Sum) -> BudgetItem {
      BudgetItem(
        id: sum.rawValue, title: sums[sum] ?? LocalizedText(sum.rawValue), side: sum == .stocksMoved ? .adjustment : nil
      )
    }
    func rows(_ side: AccountSide, _ own: Side) -> [BudgetItem] {
      // What funds pay to each other stands behind the items of the side.
      (items.filter { $0.side == own } + items.filter { $0.side == .between }).map { Self.row($0, side) }
    }
    self.rows =
      [sum(.opening)] + rows(.inflow, .income) + [sum(.totalIncome)] + rows(.outflow, .expenditure)
      + [sum(.totalExpenditure)]
      + items.filter { $0.side == .adjustment }.map { Self.row($0, .adjustment) }
      + [sum(.stocksMoved), sum(.balance), sum(.closing)]
  }

  private static func row(_ item: Item, _ side: AccountSide) -> BudgetItem {
    guard item.side == .between else {
      let own: AccountSide =
        switch item.side {
        case .income: .inflow
        case .expenditure: .outflow
        case .between, .adjustment: .adjustment
        }
      return BudgetItem(id: item.name, title: item.title, side: own)
    }
    return side == .outflow
      ? BudgetItem(id: item.name + "-out", title: item.ways.out, side: .outflow)
      : BudgetItem(id: item.name + "-in", title: item.ways.in, side: .inflow)
  }

  /// The item of this name.
  public func item(_ name: String) -> Item? { items.first { $0.name == name } }
  /// The name of an item on the form.
  public func title(of item: String) -> LocalizedText { titles[item] ?? LocalizedText(item) }
  /// The name of the item of prior-year adjustments.
  public var adjustment: String { items.first { $0.side == .adjustment }?.name ?? Side.adjustment.rawValue }
  /// The row of a stock or sum.
  public func row(_ sum: Sum) -> BudgetItem? { rows.first { $0.id == sum.rawValue } }

  /// The row of a line; nil where the form has no such item.
  ///
  /// - Parameters:
  ///   - name: the item of the line.
  ///   - side: in the account in question. The ledger's adjustment is the form's, whatever its item.
  ///   - fromAnotherFund: the line belongs to another fund, which names its own item: here it is the like between funds,
  ///     transfers where that of the other fund is none.
  public func row(of name: String, side: AccountSide, fromAnotherFund: Bool = false) -> BudgetItem? {
    if side == .stockIn || side == .stockOut { return row(.stocksMoved) }
    if side == .adjustment { return items.first { $0.side == .adjustment }.map { Self.row($0, side) } }
    let own = item(name)
    guard fromAnotherFund else { return own.map { Self.row($0, side) } }
    return (own?.side == .between ? own : item(Self.transfers)).map { Self.row($0, side) }
  }
}
