import Accounts
import Quantities
import SchemeModel
import Testing
import _TestSupport

@Suite struct FundBudgetTests {
  /// Sides on which a line of an item may stand.
  private static let sides: [AccountSide] = [.inflow, .outflow, .adjustment]

  private static let form = SchemeForm.chinese

  /// An account of random lines, all items and sides among them, closed as the ledger closes it.
  private struct RandomAccount {
    var opening: [Double] = []
    var closing: [Double] = []
    var entries: [FundBudget.Entry] = []

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let years = Int.random(in: 1...45, using: &random)
      let scale = [1.0, 1e6, 1e12][Int.random(in: 0..<3, using: &random)]
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let official = form.items.randomElement(using: &random)?.name ?? "premiums"
        let side = FundBudgetTests.sides.randomElement(using: &random) ?? .inflow
        let isForeign = side == .inflow && Bool.random(using: &random)
        guard let item = form.row(of: official, side: side, fromAnotherFund: isForeign) else { continue }
        let amounts = (0..<years).map { _ in Double.random(in: -0.1...1, using: &random) * scale }
        entries.append(FundBudget.Entry(item: item, side: side, amounts: amounts))
      }
      var stock = Double.random(in: -1...1, using: &random) * scale
      for year in 0..<years {
        opening.append(stock)
        var flow = 0.0
        for entry in entries { flow += entry.side.effect * entry.amounts[year] }
        stock += flow
        closing.append(stock)
      }
    }

    func budget() throws -> FundBudget {
      try FundBudget(
        name: "random", baseYear: 2020, form: form, opening: opening, closing: closing, entries: entries)
    }
  }

  @Test func itemsOfRandomAccountsAddUp() throws {
    for seed in 0..<500 {
      let account = RandomAccount(seed: UInt64(seed))
      let budget = try account.budget()
      #expect(budget.items == Self.form.rows.filter(budget.items.contains))
      for year in account.closing.indices {
        func value(_ item: BudgetItem) -> Double { budget.amounts(item)[year] }
        func sum(of sum: AccountForm.Sum) -> Double { budget.amounts(sum)[year] }
        func sum(_ side: AccountSide) -> Double {
          Self.form.rows.reduce(0) { $1.side == side ? $0 + value($1) : $0 }
        }
        let gross = Self.form.rows.reduce(1) { $0 + value($1).magnitude }
        func agree(_ first: Double, _ second: Double) -> Bool { (first - second).magnitude <= Within.roundoff * gross }
        #expect(agree(sum(of: .totalIncome), sum(.inflow)), "seed \(seed), year \(year)")
        #expect(agree(sum(of: .totalExpenditure), sum(.outflow)), "seed \(seed), year \(year)")
        #expect(
          agree(sum(of: .balance), sum(of: .totalIncome) - sum(of: .totalExpenditure)), "seed \(seed), year \(year)")
        #expect(
          agree(sum(of: .closing), sum(of: .opening) + sum(of: .balance) + sum(.adjustment)),
          "seed \(seed), year \(year)")
      }
    }
  }

  private func row(_ id: String) throws -> BudgetItem { try #require(Self.form.rows.first { $0.id == id }) }

  @Test func anAccountThatDoesNotCloseIsRefused() throws {
    func budget(closing: Double) throws -> FundBudget {
      try FundBudget(
        name: "baseline, pool", baseYear: 2020, form: Self.form, opening: [100, 130], closing: [130, closing],
        entries: [
          .init(item: try row("premiums"), side: .inflow, amounts: [50, 60]),
          .init(item: try row("benefits"), side: .outflow, amounts: [20, 25]),
        ]
      )
    }
    #expect(try budget(closing: 165).amounts(.balance) == [30, 35])
    let error = #expect(throws: FundcastError.self) { try budget(closing: 165.01) }
    #expect(error?.category == .output)
    #expect(
      error?.description
        == "budget: the budget of baseline, pool in 2021 adds up to 165.0, its account closes at 165.01; this is a fault"
        + " of the program or of a line's item; keep the scenario that shows it")
    #expect(throws: FundcastError.self) { try budget(closing: .nan) }
  }

  @Test func rowsOfLines() {
    func row(_ item: String, _ side: AccountSide, _ isForeign: Bool = false) -> String? {
      Self.form.row(of: item, side: side, fromAnotherFund: isForeign)?.id
    }
    #expect(row("transfers", .inflow) == "transfers-in")
    #expect(row("transfers", .outflow) == "transfers-out")
    #expect(row("remittances", .inflow) == "remittances-in")
    #expect(row("remittances", .outflow) == "remittances-out")
    #expect(row("benefits", .outflow) == "benefits")
    // The paying fund's item is not the receiving fund's.
    #expect(row("other-expenditure", .inflow, true) == "transfers-in")
    #expect(row("remittances", .inflow, true) == "remittances-in")
    #expect(row("benefits", .adjustment) == "adjustment")
    #expect(row("benefits", .stockIn) == "stocks-moved")
    #expect(row("opening", .inflow) == nil && row("no-item", .outflow) == nil)
  }

  /// The rows of a form are its items in order on their side, within the stocks and sums of every form.
  @Test func rowsOfTheForm() {
    #expect(
      Self.form.rows.map(\.id) == [
        "opening", "premiums", "subsidies", "interest", "other-income", "transfers-in", "remittances-in",
        "total-income",
        "benefits", "critical-illness-purchase", "account-spending", "other-expenditure", "transfers-out",
        "remittances-out", "total-expenditure", "adjustment", "stocks-moved", "balance", "closing",
      ])
  }

  /// Money paid back on an income item lowers that row; it is no expenditure.
  @Test func aRefundLowersItsRow() throws {
    let budget = try FundBudget(
      name: "refund", baseYear: 2020, form: Self.form, opening: [0], closing: [7],
      entries: [
        .init(item: try row("premiums"), side: .inflow, amounts: [10]),
        .init(item: try row("premiums"), side: .outflow, amounts: [3]),
      ])
    #expect(budget.amounts(try row("premiums")) == [7] && budget.amounts(.totalExpenditure) == [0])
    #expect(
      budget.items.map(\.id) == ["opening", "premiums", "total-income", "total-expenditure", "balance", "closing"])
  }
}
