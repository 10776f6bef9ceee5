import Accounts
import Quantities
import SchemeModel

extension AccountEntry {
  /// The row of the official budget, and how the line enters the account.
  ///
  /// - Parameters:
  ///   - form: the form of the budget.
  ///   - isReversed: whether the amount is below zero and flows the other way.
  /// - Throws: ``FundcastError`` where the line's item takes no lines.
  public func budgetPlace(
    on form: AccountForm, isReversed: Bool = false
  ) throws -> (item: BudgetItem, side: AccountSide) {
    let isReversed = isReversed && opposite != nil
    guard
      let side = (isReversed ? opposite : kind)?.side,
      let row = form.row(
        of: item(isReversed: isReversed), side: side, fromAnotherFund: isPlainTransfer(isReversed: isReversed))
    else {
      throw FundcastError(
        .data,
        Diagnostic(
          "no line can belong to this item of the official budget", of: .line(line.id),
          value: self.item(isReversed: isReversed),
          remedy: "give an item of income or expenditure, premiums or benefits say"))
    }
    return (row, side)
  }
}

extension FundBudget {
  /// The official budget of a fund over all computed years, the hidden one included.
  ///
  /// - Throws: ``FundcastError`` where a line has no row or the rows do not add up to the closing balance.
  public init(_ outcome: Outcome, fund: Int) throws {
    let years = 0..<outcome.timeline.count
    let entries = try outcome.scheme.accounts[fund].entries.flatMap { entry -> [Entry] in
      let posted = years.map { entry.posted(outcome.amount(line: entry.index, year: $0)) }
      // A transfer may go one way in some years and the other in others: each way has a row of its own.
      return try [false, true].filter { way in !way || posted.contains(where: \.isReversed) }.map { way in
        let place = try entry.budgetPlace(on: outcome.scheme.form.account, isReversed: way)
        return Entry(
          item: place.item, side: place.side, amounts: posted.map { $0.isReversed == way ? $0.amount : 0 })
      }
    }
    try self.init(
      name: "\(outcome.result.input.scenarios[outcome.scenario].id), \(outcome.scheme.funds[fund].id)",
      baseYear: outcome.timeline.baseYear, form: outcome.scheme.form.account,
      opening: years.map { outcome.balanceAtYearEnd(fund: fund, year: $0 - 1) },
      closing: years.map { outcome.balanceAtYearEnd(fund: fund, year: $0) }, entries: entries)
  }
}
