import Accounts
import ProjectionEngine
import Quantities
import SchemeModel

extension FlowLine {
  /// Its item of the official budget in the account of a fund: the receiving fund may have it as another than the paying one.
  func item(in fund: Int) -> String { self.fund == fund ? officialItem : receivedAs ?? officialItem }
}

extension AccountEntry {
  /// The row of the official budget, and how the line enters the account of `fund`.
  ///
  /// - Throws: ``FundcastError`` where the line's item takes no lines.
  func budgetPlace(of fund: Int, _ scheme: Scheme) throws -> (item: BudgetItem, side: AccountSide) {
    let declared = scheme.lines[line]
    let isReceived = declared.fund != fund
    guard
      let official = OfficialItem(
        rawValue: declared.item(in: fund)),
      let side = kind.side,
      let item = BudgetItem(official, side: side, fromAnotherFund: isReceived && declared.receivedAs == nil)
    else {
      throw FundcastError(
        .data,
        Diagnostic(
          "no line can belong to this item of the official budget", key: "\(declared.id): item",
          value: declared.officialItem, remedy: "give an item of income or expenditure, premiums or benefits say"))
    }
    return (item, side)
  }
}

extension FundBudget {
  /// The budget of a fund over all computed years, the hidden one included.
  init(_ result: ProjectionResult, scenario: Int, region: Int, fund: Int) throws {
    let years = 0..<result.timeline.count
    func stock(_ year: Int) -> Double {
      result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year)
    }
    let entries = try FundAccount.entries(of: fund, result.scheme).map { entry in
      let place = try entry.budgetPlace(of: fund, result.scheme)
      return Entry(
        item: place.item, side: place.side,
        amounts: years.map { result.amount(scenario: scenario, region: region, line: entry.line, year: $0) })
    }
    try self.init(
      name: "\(result.input.scenarios[scenario].id), \(result.scheme.funds[fund].id)",
      baseYear: result.timeline.baseYear, opening: years.map { stock($0 - 1) }, closing: years.map(stock),
      entries: entries)
  }
}
