import ProjectionEngine
import SchemeModel
import Testing
import _TestSupport

/// A deposit that is withheld from payments and given back a year later by how well the work was: −h·W, +z·Q[t − 1].
private struct Deposit: Mechanism {
  static let kind = "deposit"
  static let rank = 0
  static let inputs = ["payments"]
  static let outputs = [OutputShape("withheld", [.expenditure]), OutputShape("released", [.expenditure])]

  let declaration: MechanismDeclaration
  let memory: [MechanismMemory]
  private let lines: (withheld: Int, released: Int)

  init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    guard let withheld = declaration.line("withheld"), let released = declaration.line("released"),
      let opening = declaration.openings.first
    else { throw MechanismFault("a deposit is withheld, released and opens with a value", remedy: "give all three") }
    self.declaration = declaration
    lines = (withheld, released)
    memory = [MechanismMemory(opening: opening, settledBy: released)]
  }

  func basis(of output: String) -> OutputBasis {
    output == "withheld" ? .lines(declaration.lines("payments")) : .balance
  }

  private func withheld(_ year: LedgerYear) -> [Double] {
    zip(year.sum(declaration.lines("payments")), year.term(lines.withheld)).map { $0 * $1 }
  }

  func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting] {
    [
      MechanismPosting(line: lines.withheld, amount: withheld(year)),
      MechanismPosting(line: lines.released, amount: zip(memory[0], year.term(lines.released)).map { $0 * $1 }),
    ]
  }

  func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]] { [withheld(year).map { -$0 }] }
}

/// A mechanism that the program does not know: a type, its entry in a registry and its formula in the reference engine are all it
/// takes.
@Suite struct MadeUpMechanismTests {
  private static var small: SmallScheme {
    SmallScheme(years: 4) { small in
      var accounts = MadeAccounts(
        [
          .made(
            "payments", .expenditure, .people(.fundPayment(0), statuses: [SmallScheme.active, SmallScheme.retired]))
        ], registry: MechanismRegistry(MechanismRegistry.standard.kinds + [Deposit.self]))
      accounts.add(
        "deposit", reads: ["payments": [0]], openings: [small["owed-last-year"]],
        posts: [
          ("withheld", .made("withheld", .expenditure, .amount, rate: [.constant(-1), .parameter(small["deferred"])])),
          ("released", .made("released", .expenditure, .amount, rate: [.parameter(small["spending"])])),
        ])
      accounts.addInterest("interest")
      return accounts
    }
  }

  private static var formulas: [String: ReferenceMechanism] {
    let deposit = ReferenceMechanism(
      post: { declared, deposit, year in
        let payments = year.sum(declared.reads["payments"] ?? [])
        for line in declared.posts["withheld"] ?? [] { year.post(line, payments * year.factor(line)) }
        for line in declared.posts["released"] ?? [] { year.post(line, deposit[0] * year.factor(line)) }
      }, remember: { declared, _, year in [-year.sum(declared.posts["withheld"] ?? [])] })
    return [String: ReferenceMechanism].standard.merging(["deposit": deposit]) { $1 }
  }

  @Test func bothEnginesRunIt() throws {
    let input = Self.small.made.input
    let fast = plain(try Projection.run(input), scenario: 0, region: 0)
    let reference = try ReferenceEngine.run(input, scenario: 0, region: 0, kinds: Self.formulas)
    for (line, amounts) in reference.amounts.enumerated() {
      for (year, amount) in amounts.enumerated() {
        #expect(Tolerance.roundoff(gross: 1e11).admits(fast.amounts[line][year], amount), "line \(line), year \(year)")
      }
    }
    #expect(fast.amounts[1].allSatisfy { $0 < 0 } && fast.amounts[2].allSatisfy { $0 > 0 })
    // Withheld = released + kept, with a deposit that opens with 3e8 and of which 0.6 is released.
    let released = try #require(Self.small.made.baseline.first).value(Self.small["spending"], 0)
    #expect(fast.amounts[2][0] == 3e8 * released)
    #expect(fast.amounts[2][1] == -fast.amounts[1][0] * released)
  }

  @Test func withoutItsFormulaTheReferenceEngineSaysSo() {
    #expect(throws: (any Error).self) { try ReferenceEngine.run(Self.small.made.input, scenario: 0, region: 0) }
  }
}
