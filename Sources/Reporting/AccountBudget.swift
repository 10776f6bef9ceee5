import Accounts
import ProjectionEngine
import Quantities
import SchemeModel

extension FlowLine {
  /// Its item of the official budget in the account of a fund: the receiving fund may have it as another than the paying one.
  ///
  /// - Parameter isReversed: whether the amount is below zero and flows the other way.
  func item(in fund: Int, isReversed: Bool = false) -> String {
    guard isReversed else { return self.fund == fund ? officialItem : receivedAs ?? officialItem }
    guard let reversedItems else { return self.fund == fund ? receivedAs ?? officialItem : officialItem }
    return self.fund == fund ? reversedItems.received : reversedItems.paid
  }

  /// Whether that item is the paying side's, which the fund receives without one of its own: it is a transfer in then.
  fileprivate func isPlainTransfer(in fund: Int, isReversed: Bool) -> Bool {
    let isReceiving = (self.fund == fund) == isReversed
    guard isReceiving else { return isReversed && reversedItems == nil }
    return isReversed ? reversedItems == nil : receivedAs == nil
  }
}

extension AccountEntry {
  /// The row of the official budget, and how the line enters the account of `fund`.
  ///
  /// - Parameter isReversed: whether the amount is below zero and flows the other way; only transfers do.
  /// - Throws: ``FundcastError`` where the line's item takes no lines.
  func budgetPlace(of fund: Int, _ scheme: Scheme, isReversed: Bool = false) throws -> (
    item: BudgetItem, side: AccountSide
  ) {
    let declared = scheme.lines[line]
    let isReversed = isReversed && opposite != nil
    guard
      let official = OfficialItem(rawValue: declared.item(in: fund, isReversed: isReversed)),
      let side = (isReversed ? opposite : kind)?.side,
      let item = BudgetItem(
        official, side: side,
        fromAnotherFund: kind.opposite != nil && declared.isPlainTransfer(in: fund, isReversed: isReversed))
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
    let entries = try FundAccount.entries(of: fund, result.scheme).flatMap { entry -> [Entry] in
      let amounts = years.map { result.amount(scenario: scenario, region: region, line: entry.line, year: $0) }
      func part(isReversed: Bool) throws -> Entry {
        let place = try entry.budgetPlace(of: fund, result.scheme, isReversed: isReversed)
        return Entry(
          item: place.item, side: place.side,
          amounts: amounts.map { entry.isReversed($0) == isReversed ? entry.posted($0).amount : 0 })
      }
      return amounts.contains(where: entry.isReversed)
        ? [try part(isReversed: false), try part(isReversed: true)] : [try part(isReversed: false)]
    }
    try self.init(
      name: "\(result.input.scenarios[scenario].id), \(result.scheme.funds[fund].id)",
      baseYear: result.timeline.baseYear, opening: years.map { stock($0 - 1) }, closing: years.map(stock),
      entries: entries)
  }
}
