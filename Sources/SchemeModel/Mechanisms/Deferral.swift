import Accounts

/// Contributions that are put off until next year (model.md section 9), equations in ``CarriedAmount``. Rank 0.
///
/// Its line `granted` has the factors −A·s (the amount and the share of it that falls into next year), `receivable` counts D and
/// has the factor −1, `settled` has 1 − d. It opens with D[b − 1]. Σ posted + lost = D[b − 1] − D[T].
package struct Deferral: Mechanism {
  package static let kind = "deferral"
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
