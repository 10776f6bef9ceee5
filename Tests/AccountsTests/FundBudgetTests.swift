import Accounts
import Quantities
import Testing
import _TestSupport

@Suite struct FundBudgetTests {
  /// Sides on which a line of an item may stand.
  private static let sides: [AccountSide] = [.inflow, .outflow, .adjustment]

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
        let official = OfficialItem.allCases.randomElement(using: &random) ?? .premiums
        let side = FundBudgetTests.sides.randomElement(using: &random) ?? .inflow
        let isForeign = side == .inflow && Bool.random(using: &random)
        guard let item = BudgetItem(official, side: side, fromAnotherFund: isForeign) else { continue }
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
      try FundBudget(name: "random", baseYear: 2020, opening: opening, closing: closing, entries: entries)
    }
  }

  @Test func itemsOfRandomAccountsAddUp() throws {
    for seed in 0..<500 {
      let account = RandomAccount(seed: UInt64(seed))
      let budget = try account.budget()
      #expect(budget.items == BudgetItem.allCases.filter(budget.items.contains))
      for year in account.closing.indices {
        func value(_ item: BudgetItem) -> Double { budget.amounts(item)[year] }
        func sum(_ side: AccountSide) -> Double {
          BudgetItem.allCases.reduce(0) { $1.side == side ? $0 + value($1) : $0 }
        }
        let gross = BudgetItem.allCases.reduce(1) { $0 + value($1).magnitude }
        func agree(_ first: Double, _ second: Double) -> Bool { (first - second).magnitude <= Within.roundoff * gross }
        #expect(agree(value(.totalIncome), sum(.inflow)), "seed \(seed), year \(year)")
        #expect(agree(value(.totalExpenditure), sum(.outflow)), "seed \(seed), year \(year)")
        #expect(agree(value(.balance), value(.totalIncome) - value(.totalExpenditure)), "seed \(seed), year \(year)")
        #expect(
          agree(value(.closing), value(.opening) + value(.balance) + value(.adjustment)), "seed \(seed), year \(year)")
      }
    }
  }

  @Test func anAccountThatDoesNotCloseIsRefused() throws {
    func budget(closing: Double) throws -> FundBudget {
      try FundBudget(
        name: "baseline, pool", baseYear: 2020, opening: [100, 130], closing: [130, closing],
        entries: [
          .init(item: .premiums, side: .inflow, amounts: [50, 60]),
          .init(item: .benefits, side: .outflow, amounts: [20, 25]),
        ]
      )
    }
    #expect(try budget(closing: 165).amounts(.balance) == [30, 35])
    let error = #expect(throws: FundcastError.self) { try budget(closing: 165.01) }
    #expect(error?.category == .output)
    #expect(
      error?.description
        == "budget: the budget of baseline, pool in 2021 adds up to 165.0 yuan, its account closes at 165.01; this is a fault"
        + " of the program or of a line's item; keep the scenario that shows it")
    #expect(throws: FundcastError.self) { try budget(closing: .nan) }
  }

  @Test func rowsOfLines() {
    #expect(BudgetItem(.transfers, side: .inflow) == .transfersIn)
    #expect(BudgetItem(.transfers, side: .outflow) == .transfersOut)
    #expect(BudgetItem(.remittances, side: .inflow) == .remittancesIn)
    #expect(BudgetItem(.remittances, side: .outflow) == .remittancesOut)
    #expect(BudgetItem(.benefits, side: .outflow) == .benefits)
    // The paying fund's item is not the receiving fund's.
    #expect(BudgetItem(.otherExpenditure, side: .inflow, fromAnotherFund: true) == .transfersIn)
    #expect(BudgetItem(.remittances, side: .inflow, fromAnotherFund: true) == .remittancesIn)
    #expect(BudgetItem(.benefits, side: .adjustment) == .adjustment)
    #expect(BudgetItem(.opening, side: .inflow) == nil && BudgetItem(.closing, side: .outflow) == nil)
  }

  /// Money paid back on an income item lowers that row; it is no expenditure.
  @Test func aRefundLowersItsRow() throws {
    let budget = try FundBudget(
      name: "refund", baseYear: 2020, opening: [0], closing: [7],
      entries: [
        .init(item: .premiums, side: .inflow, amounts: [10]), .init(item: .premiums, side: .outflow, amounts: [3]),
      ])
    #expect(budget.amounts(.premiums) == [7] && budget.amounts(.totalExpenditure) == [0])
    #expect(budget.items == [.opening, .premiums, .totalIncome, .totalExpenditure, .balance, .closing])
  }
}
