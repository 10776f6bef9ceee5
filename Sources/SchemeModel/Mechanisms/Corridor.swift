import Accounts

/// The result of an insured cover, shared with its insurers within a corridor and settled with the fund that pays the premium
/// (<doc:Ledgers>), equations in ``SharedResult``. Rank 2.
///
/// It reads its fund's lines `result` and the premium. `result` counts R, `bound` has the factor c of the premium, `kept` the
/// insurers' part k of R within the bound, and `settled` the part of R − K that the payer gets, or pays. It looks back to nothing.
/// K + settled + left = R.
package struct Corridor: Mechanism {
  package static let kind = "corridor"
  package static let rank = 2
  package static let inputs = ["result", "premium"]
  package static let outputs = [
    OutputShape("result", [.memo]), OutputShape("bound", [.memo]), OutputShape("kept", [.expenditure]),
    OutputShape("settled", [.transferOut], hasCounterpart: true),
  ]

  package let declaration: MechanismDeclaration
  private let seen: [Int]
  private let premium: [Int]
  /// Present together or not at all.
  private let insurers: (result: Int, bound: Int, kept: Int)?
  private let settled: Int?

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    seen = declaration.lines("result")
    premium = declaration.lines("premium")
    settled = try declaration.optional("settled")
    let shared = ["result", "bound", "kept"].filter { declaration.posts[$0] != nil }
    insurers =
      shared.isEmpty
      ? nil : (try declaration.one("result"), try declaration.one("bound"), try declaration.one("kept"))
  }

  package func basis(of output: String) -> OutputBasis {
    switch output {
    case "bound": .lines(premium)
    case "kept": insurers.map { .bounded($0.result) } ?? .balance
    default: .balance
    }
  }

  package func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    var flows = year.flows(of: declaration.fund, seen), postings: [MechanismPosting] = []
    if let insurers {
      let result = zip(flows.current, year.term(insurers.result)).map { $0 * $1 }
      let bound = zip(year.sum(premium), year.term(insurers.bound)).map { $0 * $1 }
      let kept = SharedResult.kept(result: result, bound: bound, share: year.term(insurers.kept))
      postings = [
        MechanismPosting(line: insurers.result, amount: result), MechanismPosting(line: insurers.bound, amount: bound),
        MechanismPosting(line: insurers.kept, amount: kept),
      ]
      let line = year.lines[insurers.kept]
      if let kind = line.kind(in: declaration.fund) {
        flows.enter(kept[...], kind, line.isDated ? year.weighted(kept, as: insurers.kept) : nil)
      }
    }
    if let settled { postings.append(year.part(of: flows, as: settled)) }
    return postings
  }
}
