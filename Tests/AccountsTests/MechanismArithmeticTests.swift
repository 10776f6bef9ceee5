import Accounts
import Testing
import _TestSupport

/// The arithmetic of mechanisms on figures one can follow by hand.
@Suite struct MechanismArithmeticTests {
  /// Of 200 owed a quarter is lost; 120 and 30 are put off anew.
  @Test func carriedAmount() {
    let year = CarriedAmount(granted: [[-120], [-30]], owed: [200], kept: [0.75])
    #expect(year.receivable == [150])
    #expect(year.settled == [150])
    #expect(year.lost == [50])
  }

  /// A run-off triangle of 100, 200 and 400, of which 60 % is paid at once, 30 % a year later and 10 % two years later.
  @Test func claimsOfThreeYears() {
    var due: [[Double]] = [[0], [0]]
    let paid: [Double] = [100, 200, 400, 0, 0].map { claims in
      let year = ClaimsDevelopment(claims: [claims], shares: [[-0.3], [-0.1]], due: due)
      due = year.due
      return claims + year.deferred[0][0] + year.deferred[1][0] + year.settled[0]
    }
    // 0.6·100; 0.6·200 + 0.3·100; 0.6·400 + 0.3·200 + 0.1·100; 0.3·400 + 0.1·200; 0.1·400.
    for (actual, expected) in zip(paid, [60.0, 150, 310, 140, 40]) {
      #expect(Tolerance.roundoff(gross: expected).admits(actual, expected))
    }
    #expect(due == [[0], [0]])
  }

  @Test func whatIsOwedBeforeTheFirstYearIsPaidYearByYear() {
    let year = ClaimsDevelopment(claims: [0], shares: [[0], [0], [0]], due: [[7], [5], [3]])
    #expect(year.settled == [7] && year.due == [[5], [3], [0]] && year.unpaid == [8])
  }

  /// Half of a result, of ±10 at most.
  @Test(arguments: [(4.0, 2.0), (30, 5), (-30, -5), (-4, -2), (0, 0)]) func withinACorridor(
    result: Double, kept: Double
  ) {
    #expect(SharedResult.kept(result: [result], bound: [10], share: [0.5]) == [kept])
    #expect(SharedResult.kept(result: [result], bound: [-10], share: [0.5]) == [kept])
    #expect(SharedResult.kept(result: [result], bound: [0], share: [0.5]) == [0])
  }

  @Test func availableBalance() {
    #expect(SpentBalance.available(opening: [100, -20], income: [30, 30], transfersIn: [5, 0]) == [135, 10])
  }
}
