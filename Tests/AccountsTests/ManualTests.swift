import Accounts
import Testing
import _TestSupport

/// The worked examples of the articles on ledgers and measures are what the program computes.
@Suite struct ManualTests {
  @Test func interest() throws {
    let article = try Article("Model/Ledgers")
    // 580 less 60 in December, which has no month left, and 500 spent.
    let interest = Ledger.interest(
      rate: 0.02, timing: 0.5, opening: 1000, current: 80, moved: 0 / 12 * -60, onNegative: false)
    #expect(article.states(interest, digits: 2))
    #expect(article.states(1000 + 580 - 60 - 500 + interest, digits: 2))
  }

  @Test(arguments: [(shares: [0.1], due: [8.0], digits: 0), (shares: [0.1, 0.05], due: [8, 4], digits: 1)])
  func claims(_ example: (shares: [Double], due: [Double], digits: Int)) throws {
    let article = try Article("Model/Ledgers")
    var due = example.due.map { [$0] }
    for claims in [100.0, 110] {
      let year = ClaimsDevelopment(claims: [claims], shares: example.shares.map { [-$0] }, due: due)
      due = year.due
      let paid = claims + year.deferred.reduce(0) { $0 + $1[0] } + year.settled[0]
      for amount in [paid, year.unpaid[0]] {
        let digits = amount == amount.rounded() ? 0 : example.digits
        #expect(article.states(amount, digits: digits), "\(amount)")
      }
    }
  }

  @Test(arguments: [140.0, -100]) func corridor(result: Double) throws {
    let article = try Article("Model/Ledgers")
    let kept = SharedResult.kept(result: [result], bound: [0.1 * 700], share: [0.5])[0]
    #expect(article.states(kept, digits: 0))
    #expect(article.states((result - kept).magnitude, digits: 0))
  }

  @Test func accounts() throws {
    let article = try Article("Model/Ledgers")
    let available = SpentBalance.available(opening: [1000], income: [300], transfersIn: [0])[0]
    #expect(article.states(0.3 * available, digits: 0))
    #expect(article.states(0.7 * available, digits: 0))
  }

  @Test func measures() throws {
    let article = try Article("Model/Measures")
    let months = try #require(Measures.reserveMonthsBackward(closing: [25], cost: [100])[0])
    let next = try #require(Measures.reserveMonthsForward(closing: [25], cost: [100, 110])[0])
    #expect(article.states(months, digits: 1) && article.states(next, digits: 1))
    #expect(WarningLevel(months: months, bounds: .usual) == .alert)

    let balance = try #require(
      Measures.actuarialBalance(
        opening: 20, flows: PeriodFlows(income: [105, 104], cost: [100, 110], base: [1000, 1020]),
        target: ReserveTarget(costAfterHorizon: 120), discountRates: [0.02, 0.02]))
    for value in [balance.presentIncome, balance.presentCost, balance.presentTarget, balance.presentBase] {
      #expect(article.states(value, digits: 2), "\(value)")
    }
    #expect(article.states(balance.value, digits: 4))
  }
}
