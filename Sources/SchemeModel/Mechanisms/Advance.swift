import Accounts

/// Money paid to hospitals ahead of the bills it settles (model.md section 9): cash that moves, and no cost of the year it leaves
/// in. Equations in ``CarriedAmount``, as of a deferral, but its lines are adjustments: the accrual account does not move. Rank 0.
///
/// Its line `granted` has the factors −A·s, `receivable` counts P and has the factor −1, `settled` has 1 − d. It opens with
/// P[b − 1]. Σ posted + lost = P[b − 1] − P[T].
package struct Advance: Mechanism {
  package static let kind = "advance"
  package static let rank = 0
  package static let inputs: [String] = []
  package static let outputs = ["granted", "receivable", "settled", "lost"]

  package let declaration: MechanismDeclaration
  private let carried: CarriedLines

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    carried = try CarriedLines(declaration)
  }

  package var memory: [MechanismMemory] { [carried.memory] }
  package func basis(of output: String) -> OutputBasis { carried.basis(of: output) }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    carried.post(year, owed: memory[0])
  }

  package func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]] { [year.sum([carried.receivable])] }
}
