import Quantities

/// The official budget of one fund (基金预算), by year, on the form of its country.
///
/// Amounts are positive on their own side: expenditure is not negated. So
///
///     total income − total expenditure = balance of the year (本年收支结余)
///     brought forward + balance of the year + adjustment = carried forward (年末滚存结余)
///
/// The second sum is checked, since its right side is the ledger's stock and its left side is made of lines: a line that
/// stood in no row or in two would show. A refund, an outflow on an income item say, lowers its row.
public struct FundBudget: Sendable {
  /// One line of the account.
  public struct Entry: Sendable {
    /// Its row.
    public let item: BudgetItem
    /// How it enters the account.
    public let side: AccountSide
    /// By year.
    public let amounts: [Double]

    /// A line of the account; `amounts` by year are above zero on the line's own side, in the currency.
    public init(item: BudgetItem, side: AccountSide, amounts: [Double]) {
      self.item = item
      self.side = side
      self.amounts = amounts
    }
  }

  /// What the sums may miss, as a share of the gross flow: rounding of some dozen additions, no more.
  public static let roundoff = 1e-12

  /// The rows in form order: stocks, sums, and each item that some line of the fund belongs to.
  public let items: [BudgetItem]
  private let amounts: [String: [Double]]

  /// A row by year, zero where no line of the fund belongs to it.
  public func amounts(_ item: BudgetItem) -> [Double] { amounts(id: item.id) }
  /// A stock or sum by year.
  public func amounts(_ sum: AccountForm.Sum) -> [Double] { amounts(id: sum.rawValue) }

  private func amounts(id: String) -> [Double] {
    amounts[id] ?? [Double](repeating: 0, count: amounts[AccountForm.Sum.closing.rawValue]?.count ?? 0)
  }

  /// Adds up a budget and checks it.
  ///
  /// - Parameters:
  ///   - name: of the account, for the error.
  ///   - baseYear: the year of index 0, for the error.
  ///   - form: its rows, in their order.
  ///   - opening: stock at the end of the year before, by year.
  ///   - closing: stock at the end of the year, by year, from the ledger.
  ///   - entries: every line of the account.
  /// - Throws: ``FundcastError`` where the rows do not add up to the closing balance.
  public init(
    name: String, baseYear: Int, form: AccountForm, opening: [Double], closing: [Double], entries: [Entry]
  ) throws {
    var rows: [String: [Double]] = [:]
    for entry in entries {
      // On the other side than its row's, a line lowers the row.
      let sign = entry.side.effect * (entry.item.side?.effect ?? 0)
      let sum = rows[entry.item.id] ?? [Double](repeating: 0, count: closing.count)
      rows[entry.item.id] = zip(sum, entry.amounts).map { $0 + sign * $1 }
    }
    func sums(_ side: AccountSide) -> [Double] {
      form.rows.filter { $0.side == side }.compactMap { rows[$0.id] }
        .reduce([Double](repeating: 0, count: closing.count)) { zip($0, $1).map(+) }
    }
    let income = sums(.inflow), expenditure = sums(.outflow), adjustment = sums(.adjustment)
    let shown: [(AccountForm.Sum, [Double])] = [
      (.opening, opening), (.totalIncome, income), (.totalExpenditure, expenditure),
      (.balance, zip(income, expenditure).map(-)), (.closing, closing),
    ]
    for (sum, amounts) in shown { rows[sum.rawValue] = amounts }
    for year in closing.indices {
      let computed = opening[year] + (income[year] - expenditure[year]) + adjustment[year]
      let gross =
        entries.reduce(opening[year].magnitude + closing[year].magnitude) { $0 + $1.amounts[year].magnitude }
      // Written so that a sum that is no number fails.
      guard (computed - closing[year]).magnitude <= Self.roundoff * gross else {
        throw FundcastError(
          .output,
          Diagnostic(
            "the budget of \(name) in \(baseYear + year) adds up to \(computed), its account closes at"
              + " \(closing[year])", key: "budget",
            remedy: "this is a fault of the program or of a line's item; keep the scenario that shows it"))
      }
    }
    amounts = rows
    items = form.rows.filter { rows[$0.id] != nil }
  }
}
