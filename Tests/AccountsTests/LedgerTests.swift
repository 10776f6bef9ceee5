import Accounts
import Testing
import _TestSupport

/// The resident fund projected in BMC Public Health 2021, doi 10.1186/s12889-021-11367-7, table 2 (strict one-child case),
/// billion yuan: interest of 1.1 % on the opening stock, τ = 0, on debts too.
@Suite struct LedgerTests {
  /// Year, income, spending, current balance and accumulated balance as printed.
  static let published: [(year: Int, income: Double, spending: Double, current: Double, accumulated: Double)] = [
    (2021, 1067.362, 1067.839, -0.478, 527.463), (2022, 1168.377, 1191.951, -23.573, 509.692),
    (2023, 1277.936, 1326.617, -48.680, 466.618), (2024, 1397.312, 1478.187, -80.875, 390.876),
    (2025, 1527.287, 1642.343, -115.056, 280.120),
  ]

  /// Billion yuan: figures are printed to three digits, half a unit of the last of four of them is what adds up, by 2025 or where
  /// income, spending and balance are compared.
  private static let roundings = 4 * 0.0005

  private func closing(after opening: Double, current: Double, timing: Double = 0) -> Double {
    opening + current
      + Ledger.interest(rate: 0.011, timing: timing, opening: opening, current: current, moved: 0, onNegative: true)
  }

  @Test func publishedStocksFollowFromTheFirst() {
    // Two figures printed to three digits go into each year.
    var stock = Self.published[0].accumulated
    for row in Self.published.dropFirst() {
      stock = closing(after: stock, current: row.current)
      #expect((stock - row.accumulated).magnitude <= Self.roundings, "\(row.year): \(stock)")
    }
  }

  @Test func publishedStocksFollowOneFromAnother() {
    for (before, row) in zip(Self.published, Self.published.dropFirst()) {
      let stock = closing(after: before.accumulated, current: row.current)
      #expect((stock - row.accumulated).magnitude <= Self.roundings, "\(row.year): \(stock)")
    }
  }

  @Test func publishedBalancesAreIncomeLessSpending() {
    let balances = Measures.currentBalance(
      inflow: Self.published.map(\.income), cost: Self.published.map(\.spending))
    for (balance, row) in zip(balances, Self.published) {
      // Three figures, each printed to three digits.
      #expect((balance - row.current).magnitude <= Self.roundings, "\(row.year): \(balance)")
    }
    #expect(Measures.firstCurrentDeficit(balances) == 0)
  }

  @Test func publishedShareOfIncome() {
    let shares = [49.42, 43.62, 36.51, 27.97, 18.34]
    for (row, share) in zip(Self.published, shares) {
      #expect(Tolerance.published(digits: 2).admits(row.accumulated / row.income * 100, share), "\(row.year)")
    }
  }

  @Test func interestOnDebtIsASwitch() {
    #expect(Ledger.interest(rate: 0.02, timing: 0, opening: -100, current: 10, moved: 0, onNegative: true) == -2)
    #expect(Ledger.interest(rate: 0.02, timing: 0, opening: -100, current: 10, moved: 0, onNegative: false) == 0)
    // The sum decides, not the opening: −10 + ½·40 bears interest.
    #expect(Ledger.interest(rate: 0.02, timing: 0.5, opening: -10, current: 40, moved: 0, onNegative: false) == 0.2)
  }

  /// What is paid out in March was there for three of twelve months: nine twelfths of its interest are missing.
  @Test func whatMovesInAMonthEarnsFromThenOn() {
    let interest = Ledger.interest(
      rate: 0.02, timing: 0.5, opening: 1000, current: 100, moved: -240 * 9.0 / 12, onNegative: false)
    #expect(interest == 0.02 * (1000 + 50 - 180))
  }
}
