import Accounts

/// The lines of an amount that is put off until next year, as deferrals and advances post it, see ``CarriedAmount``.
package struct CarriedLines: Sendable {
  let granted: [Int]
  let receivable: Int
  let settled: Int
  let lost: Int?
  let memory: MechanismMemory

  init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    granted = try declaration.required("granted")
    receivable = try declaration.one("receivable")
    settled = try declaration.one("settled")
    lost = try declaration.optional("lost")
    memory = MechanismMemory(opening: try declaration.openings(1)[0], settledBy: settled, owed: (receivable, granted))
  }

  func basis(of output: String) -> OutputBasis {
    switch output {
    case "granted": .unit
    case "receivable": .lines(granted)
    default: .balance
    }
  }

  func post(_ year: LedgerYear, owed: [Double]) -> [MechanismPosting] {
    let amount = CarriedAmount(granted: granted.map(year.term), owed: owed, kept: year.term(settled))
    return granted.map { MechanismPosting(line: $0, amount: year.term($0)) }
      + [
        MechanismPosting(line: receivable, amount: amount.receivable),
        MechanismPosting(line: settled, amount: amount.settled),
      ] + (lost.map { [MechanismPosting(line: $0, amount: amount.lost)] } ?? [])
  }
}

/// A mechanism that carries an amount over the end of the year.
package protocol CarryingMechanism: Mechanism {
  /// What it moves in its fund.
  static var side: LineKind { get }
  /// Its lines.
  var carried: CarriedLines { get }
}

extension CarryingMechanism {
  package static var rank: Int { 0 }
  package static var inputs: [String] { [] }
  package static var outputs: [OutputShape] {
    [
      OutputShape("granted", [side]), OutputShape("receivable", [.memo], factors: .reversed),
      OutputShape("settled", [side]), OutputShape("lost", [.memo], factors: .none),
    ]
  }

  package var memory: [MechanismMemory] { [carried.memory] }
  package func basis(of output: String) -> OutputBasis { carried.basis(of: output) }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    carried.post(year, owed: memory[0])
  }

  package func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]] { [year.sum([carried.receivable])] }
}
