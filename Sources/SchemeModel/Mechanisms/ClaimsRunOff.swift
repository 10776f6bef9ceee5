import Accounts

/// Claims that are paid in years after they arise (<doc:Ledgers>), equations in ``ClaimsDevelopment``. Rank 0.
///
/// It reads the lines of the claims C. Its lines `deferred`, one for each of the K years, have the factors −p_j, j = 1…K; `unpaid`
/// counts what is due and has the factor −1; `settled` pays what falls due. It opens with U_1 … U_K, what was due one to K years
/// after the year before the base year. Paid + Δunpaid = C.
package struct ClaimsRunOff: Mechanism {
  package static let kind = "claims-run-off"
  package static let rank = 0
  package static let inputs = ["claims"]
  package static let outputs = [
    OutputShape("deferred", [.expenditure]), OutputShape("unpaid", [.memo], factors: .reversed),
    OutputShape("settled", [.expenditure], factors: .none),
  ]

  package let declaration: MechanismDeclaration
  package let memory: [MechanismMemory]
  private let claims: [Int]
  private let deferred: [Int]
  private let unpaid: Int
  private let settled: Int

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    claims = declaration.lines("claims")
    let deferred = try declaration.required("deferred")
    let (unpaid, settled) = (try declaration.one("unpaid"), try declaration.one("settled"))
    self.deferred = deferred
    self.unpaid = unpaid
    self.settled = settled
    // What is due in j years is what was to be paid so many years later, or was put off for longer before.
    memory = try declaration.openings(deferred.count).enumerated()
      .map { MechanismMemory(opening: $1, settledBy: settled, owed: (unpaid, Array(deferred[$0...]))) }
  }

  package func basis(of output: String) -> OutputBasis {
    switch output {
    case "deferred": .lines(claims)
    // What is due later was not all put off this year.
    case "unpaid": deferred.count == 1 ? .lines(deferred) : .balance
    default: .balance
    }
  }

  private func development(_ year: LedgerYear, _ memory: [[Double]]) -> ClaimsDevelopment {
    ClaimsDevelopment(claims: year.sum(claims), shares: deferred.map(year.term), due: memory)
  }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    let paid = development(year, memory)
    return zip(deferred, paid.deferred).map { MechanismPosting(line: $0, amount: $1) }
      + [
        MechanismPosting(line: unpaid, amount: paid.unpaid),
        MechanismPosting(line: settled, amount: paid.settled),
      ]
  }

  package func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]] { development(year, memory).due }
}
