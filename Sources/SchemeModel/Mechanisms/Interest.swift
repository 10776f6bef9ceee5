import Accounts

/// Interest on the balance of a fund (<doc:Ledgers>), equation in
/// ``Ledger/interest(rate:timing:opening:current:moved:onNegative:)``. Rank 5; in a fund whose result is settled,
/// interest is part of the result: rank 1.
///
/// It reads its fund's lines `balance` and opens with the balance of its fund. It is homogeneous in money, and zero on a negative
/// sum unless debts bear interest.
package struct Interest: Mechanism {
  package static let kind = "interest"
  package static let rank = 5
  /// Where a corridor shares the result of the fund.
  package static let rankBeforeSettlement = 1
  package static let inputs = ["balance"]
  package static let outputs = [OutputShape("interest", [.income])]

  package let declaration: MechanismDeclaration
  private let balance: [Int]
  private let line: Int

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    balance = declaration.lines("balance")
    line = try declaration.one("interest")
  }

  package func basis(of output: String) -> OutputBasis { .balance }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    let flows = year.flows(of: declaration.fund, balance), opening = year.opening(of: declaration.fund)
    let change = flows.change, rule = year.interest, term = year.term(line)
    let amount = (0..<year.columns).map { column in
      Ledger.interest(
        rate: rule.rate[column], timing: rule.timing[column], opening: opening[column],
        current: change[column] - flows.datedFlows.amounts[column] - flows.datedOthers.amounts[column],
        moved: flows.datedFlows.weighted[column] + flows.datedOthers.weighted[column],
        onNegative: rule.onNegative[column] != 0) * term[column]
    }
    return [MechanismPosting(line: line, amount: amount)]
  }
}
