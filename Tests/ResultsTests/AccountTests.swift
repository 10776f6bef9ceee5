import Accounts
import Quantities
import Results
import SchemeModel
import Testing
import _TestSupport

/// Accounts of the small place, added up on paper.
@Suite struct AccountTests {
  let place = SmallPlace()
  let outcome: Outcome

  init() throws { outcome = try place.project() }

  private func isRound(_ value: Double, _ expected: Double) -> Bool {
    Tolerance.roundoff(gross: 20_000).admits(value, expected)
  }

  /// What the premium brings, from the people alone: 2 yuan a head, nine tenths of them collected.
  private func premium(_ year: Int) -> Double {
    1.8 * outcome.persons([SmallPlace.worker, SmallPlace.retired], year: year)
  }

  @Test func thePoolAddsUp() {
    let account = FundAccount(outcome, fund: SmallPlace.pool)
    var stock = 1000.0
    for year in 0..<SmallPlace.years {
      let benefit = 3000 + 100 * Double(year), interest = stock > 0 ? 0.02 * stock : 0
      let transfer = [50.0, -20, 60, 60][year], adjustment = year == 0 ? 7.0 : 0
      let flows = account.flows[year]
      #expect(isRound(account.opening[year], stock))
      #expect(isRound(flows.income, premium(year) + 30 + interest))
      #expect(isRound(flows.interest, interest))
      #expect(flows.expenditure == benefit)
      #expect(flows.transfersOut == max(transfer, 0) && flows.transfersIn == max(-transfer, 0))
      #expect(flows.adjustment == adjustment)
      stock += premium(year) + 30 + interest - benefit - transfer + adjustment
      #expect(isRound(account.closing[year], stock))
      #expect(isRound(account.opening[year] + flows.change, account.closing[year]))
      #expect(isRound(account.currentBalance[year], flows.change - adjustment))
    }
    // 1,000 and some 1,600 of premiums a year do not pay 3,000 for long.
    #expect(account.firstCurrentDeficit == 0)
    #expect(account.depletion == 0 && account.belowZeroForGood == 0)
    #expect(account.payableShare[0].map { isRound($0, (1000 + premium(0) + 30 + 20) / 3050) } == true)
  }

  @Test func whatGoesBackChangesSides() throws {
    // A year each: 50 to care, then 20 back.
    for (year, amount) in [(0, 50.0), (1, 20)] {
      let out = try #require(
        outcome.postings(fund: SmallPlace.pool, year: year).first { $0.entry.line.id == "to-care" })
      let into = try #require(
        outcome.postings(fund: SmallPlace.care, year: year).first { $0.entry.line.id == "to-care" })
      #expect(out.amount == amount && into.amount == amount)
      #expect(out.kind == (year == 0 ? .transferOut : .transferIn) && into.kind == out.kind.opposite)
      #expect(out.isReversed == (year == 1) && into.isReversed == out.isReversed)
      #expect(out.effect == -into.effect)
    }
    // A loss of the insurers is income of the fund, under the item that the line names.
    let loss = try #require(outcome.postings(fund: SmallPlace.care, year: 1).first { $0.entry.line.id == "insurers" })
    #expect(loss.kind == .income && loss.amount == 4 && loss.item == "other-income")
    let account = FundAccount(outcome, fund: SmallPlace.care)
    #expect(account.closing == [42, -44, -49, -54])
    #expect(account.flows.map(\.cost) == [48, 90, 65, 65] && account.flows.map(\.inflow) == [50, 4, 60, 60])
  }

  @Test func bothFundsTogether() {
    let funds = [SmallPlace.pool, SmallPlace.care]
    #expect(isRound(outcome.sum(.expenditure, funds: funds, year: 0), 3000 + 45 + 3))
    #expect(isRound(outcome.sum(.income, funds: funds, year: 1), 34 + premium(1) + interest(1)))
    // Each fund by itself gives the same.
    for kind in [LineKind.income, .expenditure] {
      let apart = funds.reduce(0) { $0 + outcome.sum(kind, funds: [$1], year: 1) }
      #expect(isRound(outcome.sum(kind, funds: funds, year: 1), apart))
    }
  }

  private func interest(_ year: Int) -> Double {
    0.02 * max(outcome.balanceAtYearEnd(fund: SmallPlace.pool, year: year - 1), 0)
  }

  @Test func theBudgetIsTheAccountByItem() throws {
    let budget = try FundBudget(outcome, fund: SmallPlace.care)
    func row(_ id: String) throws -> [Double] { budget.amounts(try #require(budget.items.first { $0.id == id })) }
    #expect(try row("transfers-in") == [50, 0, 60, 60] && row("transfers-out") == [0, 20, 0, 0])
    #expect(try row("other-income") == [0, 4, 0, 0] && row("other-expenditure") == [3, 0, 0, 0])
    #expect(try row("benefits") == [45, 70, 65, 65] && budget.amounts(.closing) == [42, -44, -49, -54])
    let account = FundAccount(outcome, fund: SmallPlace.care)
    #expect(budget.amounts(.balance) == account.currentBalance)
  }

  @Test func regionsAddUp() throws {
    let richer = place.parameters(["care-opening": [100], "care-benefit": [20, 20, 20, 20]])
    let result = try place.project([[place.parameters(), richer]])
    let sum = SummedAccount(result.outcomes(scenario: 0), fund: SmallPlace.care)
    // 100 + 50 − 23, and so on.
    let apart = (poorer: [42.0, -44, -49, -54], richer: [127.0, 91, 131, 171])
    #expect(sum.closing == zip(apart.poorer, apart.richer).map { $0 + $1 })
    #expect(sum.opening == [140.0] + Array(sum.closing.prefix(3)))
    #expect(sum.depletion == nil && sum.depletions == [1, nil])
    #expect(sum.flows[1].cost == 90 + 40 && sum.flows[1].inflow == 8)
  }

  @Test func aReformsEffectsAreTheDifference() throws {
    let reform = place.parameters(["care-benefit": [45, 60, 60, 60], "transfer": [50, 10, 60, 60]])
    let result = try place.project([[place.parameters()], [reform]])
    let change = try BalanceChange(
      result.outcome(scenario: 1, region: 0), fund: SmallPlace.care, visible: 0.005)
    // Up to 2026: 15 less benefits, 10 received for 20 given back.
    #expect(change.year == 2 && change.before == -49 && change.after == -4)
    let effects = Dictionary(uniqueKeysWithValues: change.parts.map { ($0.item.id, $0.effect) })
    #expect(effects["benefits"] == 15 && effects["transfers-in"] == 10 && effects["transfers-out"] == 20)
    #expect(change.parts.reduce(0) { $0 + $1.effect } == change.difference)
    #expect(change.parts.first?.item.id == "transfers-out" && change.parts.first?.isHigher == false)
  }

  @Test func theDifferencesOfTheBaselineAreNone() throws {
    let result = try place.project([[place.parameters()], [place.parameters(["subsidy": [31]])]])
    let measures = MeasureBook(result)
    func shown(_ scenario: Int) -> [Difference] {
      Difference.all(result.outcome(scenario: scenario, region: 0), measures)
        .filter { series in series.pairs.contains { $0.shows(series.unit) } }
    }
    #expect(shown(0).isEmpty)
    let moved = try #require(shown(1).first { $0.name == "subsidy" })
    #expect(moved.owner == "pool" && moved.pairs.allSatisfy { $0.difference == 1 } && moved.pairs.count == 3)
    #expect(shown(1).contains { $0.name == "closing" } && !shown(1).contains { $0.owner == "care" })
  }
}
