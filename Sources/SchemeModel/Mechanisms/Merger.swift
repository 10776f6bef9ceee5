/// A fund that merges into another by a share m (<doc:Ledgers>): m·B of its stock, which is no current balance of
/// either, and m·R of the result of the year. Rank 4.
///
/// It reads its fund's lines `balance`: B is the opening balance with adjustments and stocks among them, R the flows. Its lines
/// `stock` and `result` have the factor m. It opens with the balance of its fund. The sum of the two funds is unchanged.
package struct Merger: Mechanism {
  package static let kind = "merger"
  package static let rank = 4
  package static let inputs = ["balance"]
  package static let outputs = [
    OutputShape("stock", [.stockOut], hasCounterpart: true),
    OutputShape("result", [.transferOut], hasCounterpart: true),
  ]

  package let declaration: MechanismDeclaration
  private let balance: [Int]
  private let stock: Int
  private let result: Int?

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    balance = declaration.lines("balance")
    stock = try declaration.one("stock")
    result = try declaration.optional("result")
  }

  package func basis(of output: String) -> OutputBasis { output == "stock" ? .stock : .balance }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    let flows = year.flows(of: declaration.fund, balance), opening = year.opening(of: declaration.fund)
    let share = year.term(stock)
    let held = (0..<year.columns).map { (opening[$0] + flows.adjustment[$0] + flows.stock[$0]) * share[$0] }
    var moved: DatedAmounts?
    if year.lines[stock].isDated {
      // Adjustments and stocks move as they arise; the opening balance lies there until the month of the merger.
      var others = flows.datedOthers
      others.add(year.weighted(opening, as: stock), 1)
      moved = others.times(share)
    }
    return [MechanismPosting(line: stock, amount: held, moved: moved)]
      + (result.map { [year.part(of: flows, as: $0)] } ?? [])
  }
}

extension LedgerYear {
  /// The part of a result that a line moves. Where the line is not moved in months of its own, the result takes along when it
  /// came in and went out.
  func part(of flows: FundFlows, as line: Int) -> MechanismPosting {
    let share = term(line)
    return MechanismPosting(
      line: line, amount: zip(flows.current, share).map { $0 * $1 },
      moved: lines[line].isDated ? nil : flows.datedFlows.times(share))
  }
}
