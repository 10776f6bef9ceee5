/// Money that supervision takes back from providers (<doc:Ledgers>): q·r·ℓ·X[t − 1], the part of what a fund spent last
/// year that was paid wrongly, is found and is returned. Rank 0.
///
/// Its line `recovered` has the factors q·r·ℓ, those of the year in which money comes back: the leakage ℓ of a year is not
/// remembered apart from it, and nobody is deterred. The spending X is all of its fund but what goes to other funds; it is read
/// when the year is over, so no line need be named and none can stand in a circle with it. It opens with X[b − 1]. At most
/// ℓ·X[t − 1] comes back.
package struct Recovery: Mechanism {
  package static let kind = "recovery"
  package static let rank = 0
  package static let inputs: [String] = []
  package static let outputs = [OutputShape("recovered", [.income])]

  package let declaration: MechanismDeclaration
  package let memory: [MechanismMemory]
  private let recovered: Int

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    let recovered = try declaration.one("recovered")
    self.recovered = recovered
    memory = [MechanismMemory(opening: try declaration.openings(1)[0], settledBy: recovered)]
  }

  package func basis(of output: String) -> OutputBasis { .balance }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    [MechanismPosting(line: recovered, amount: zip(memory[0], year.term(recovered)).map { $0 * $1 })]
  }

  /// All that its fund has spent, not on other funds.
  package func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]] {
    [
      year.sum(
        year.lines.indices.filter {
          year.lines[$0].fund == declaration.fund && year.lines[$0].kind == .expenditure
        })
    ]
  }
}
