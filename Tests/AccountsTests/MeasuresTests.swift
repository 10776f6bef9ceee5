import Accounts
import Testing
import _TestSupport

/// Measures on a small account worked by hand: it opens with 100, runs into a deficit in its second year and is empty in
/// its fourth.
@Suite struct MeasuresTests {
  let opening = [100.0, 110, 90, 40, -40]
  let inflow = [130.0, 120, 110, 100, 90]
  let cost = [120.0, 140, 160, 180, 200]
  let closing = [110.0, 90, 40, -40, -150]
  let base = [1000.0, 1000, 1000, 1000, 0]

  @Test func balances() {
    let current = Measures.currentBalance(inflow: inflow, cost: cost)
    #expect(current == [10, -20, -50, -80, -110])
    #expect(zip(opening, current).map { $0 + $1 } == closing)
    #expect(Measures.firstCurrentDeficit(current) == 1)
    #expect(Measures.depletion(closing) == 3)
    #expect(Measures.depletion([5, 0, 1]) == nil)
    #expect(Measures.firstCurrentDeficit([]) == nil)
  }

  @Test func roundingIsNoDeficit() {
    #expect(Measures.firstCurrentDeficit([-0.004, -0.006]) == 1)
    #expect(Measures.depletion([-0.004]) == nil)
  }

  @Test func reserveMonths() {
    // 110 / (120 / 12) = 11; forward 110 / (140 / 12) = 9.428571…
    #expect(Measures.reserveMonthsBackward(closing: closing, cost: cost)[0] == 11)
    #expect(Measures.reserveMonthsBackward(closing: [5], cost: [0]) == [nil])
    let forward = Measures.reserveMonthsForward(closing: closing, cost: cost)
    #expect(forward.count == 4)
    #expect(Tolerance.published(digits: 4).admits(forward[0] ?? .nan, 9.4286))
  }

  /// NHSA bulletins 2023 and 2024, 亿元: 7663.70 at the end of 2023, spending 10457.65 in 2023 and 10661.49 in 2024. The
  /// bureau's 8.5 months are nearer to the forward figure.
  @Test func publishedReserveMonths() {
    let backward = Measures.reserveMonthsBackward(closing: [7663.70], cost: [10457.65])
    let forward = Measures.reserveMonthsForward(closing: [7663.70], cost: [10457.65, 10661.49])
    #expect(Tolerance.published(digits: 2).admits(backward[0] ?? .nan, 8.79))
    #expect(Tolerance.published(digits: 2).admits(forward[0] ?? .nan, 8.63))
  }

  @Test func rates() {
    #expect(Measures.rate(cost, base: base) == [0.12, 0.14, 0.16, 0.18, nil])
    let balance = Measures.annualBalance(income: inflow, cost: cost, base: base)
    #expect(balance == [0.01, -0.02, -0.05, -0.08, nil])
  }

  /// Two years at 21 %: √1.21 = 1.1, so the flows are divided by 1.1 and 1.331, the target by 1.4641.
  @Test func actuarialBalance() throws {
    let balance = try #require(
      Measures.actuarialBalance(
        opening: 10, flows: PeriodFlows(income: [110, 133.1], cost: [55, 266.2], base: [1100, 1331]),
        target: ReserveTarget(costAfterHorizon: 292.82), discountRates: [0.21, 0.21]))
    let expected = [200.0, 250, 100, 2000, -0.07]  // 100 + 100, 50 + 200, 146.41 / 1.4641, 1000 + 1000
    let found = [
      balance.presentIncome, balance.presentCost, balance.presentTarget, balance.presentBase, balance.value,
    ]
    for (value, wanted) in zip(found, expected) {
      #expect(Tolerance.roundoff(gross: 300).admits(value, wanted), "\(value) for \(wanted)")
    }
    #expect(
      Measures.actuarialBalance(
        opening: 0, flows: PeriodFlows(income: [1], cost: [1], base: [0]),
        target: ReserveTarget(costAfterHorizon: 1), discountRates: [0]) == nil)
  }

  /// A rate raised by minus the balance in every year brings the balance to zero.
  @Test func actuarialBalanceIsTheMissingRate() throws {
    let discount = [0.03, 0.025, 0.02, 0.04]
    func balance(_ income: [Double]) throws -> Double {
      try #require(
        Measures.actuarialBalance(
          opening: 100,
          flows: PeriodFlows(income: income, cost: Array(cost.prefix(4)), base: [1000, 1030, 1060, 1100]),
          target: ReserveTarget(costAfterHorizon: 200), discountRates: discount)
      ).value
    }
    let missing = try balance(Array(inflow.prefix(4)))
    let raised = zip(inflow, [1000.0, 1030, 1060, 1100]).map { $0 - missing * $1 }
    #expect(Tolerance.roundoff(gross: 1).admits(try balance(raised), 0))
  }

  @Test func shortfalls() {
    #expect(Measures.subsidyForCurrentDeficit([10, -20]) == [0, 20])
    #expect(Measures.subsidyForNegativeStock(closing) == [0, 0, 0, 40, 150])
    // In the fourth year (40 + 100) / 180, after it 90 / 200.
    let payable = Measures.payableShare(opening: opening, inflow: inflow, cost: cost, closing: closing)
    #expect(payable == [nil, nil, nil, 140.0 / 180, 0.45])
    #expect(Measures.payableShare(opening: [-1], inflow: [9], cost: [3], closing: [-1]) == [1])
  }
}
