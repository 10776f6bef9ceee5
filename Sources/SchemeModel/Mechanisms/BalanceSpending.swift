import Accounts

/// Spending from what a fund holds and takes in, as from personal accounts (<doc:Ledgers>), equations in
/// ``SpentBalance``. Rank 1.
///
/// It reads its fund's lines `balance`. Its lines `spent` have the factors σ_j. While Σ σ ≤ 1 and nothing else leaves the fund, the
/// stock does not fall below zero; what else leaves it (a transfer to long-term care) is not taken from V.
package struct BalanceSpending: Mechanism {
  package static let kind = "balance-spending"
  package static let rank = 1
  package static let inputs = ["balance"]
  package static let outputs = [OutputShape("spent", [.expenditure, .transferOut])]

  package let declaration: MechanismDeclaration
  private let balance: [Int]
  private let spent: [Int]

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    balance = declaration.lines("balance")
    spent = try declaration.required("spent")
  }

  package func basis(of output: String) -> OutputBasis { .balance }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    let flows = year.flows(of: declaration.fund, balance)
    let available = SpentBalance.available(
      opening: year.opening(of: declaration.fund), income: flows.income, transfersIn: flows.transferIn)
    return spent.map { line in
      MechanismPosting(line: line, amount: zip(available, year.term(line)).map { $0 * $1 })
    }
  }
}
