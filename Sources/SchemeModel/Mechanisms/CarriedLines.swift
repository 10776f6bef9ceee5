import Accounts

/// The lines of an amount that is put off until next year, as deferrals and advances post it, see ``CarriedAmount``.
struct CarriedLines: Sendable {
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
