import Results
import SchemeModel
import Testing
import _TestSupport

/// Months of the small place.
@Suite struct MonthTests {
  let place = SmallPlace()

  /// Every line of every year; the benefit rises by half in April of the base year.
  @Test func monthsAddUpToTheYear() throws {
    var parameters = place.parameters()
    let months = (0..<12 * SmallPlace.years).map { $0 < 3 ? 3000.0 : 4500 }
    parameters.paths[place["benefit"].index] = ParameterPath(annual: [4125, 4500, 4500, 4500], monthly: months)
    let outcome = try place.project([[parameters]]).outcome(scenario: 0, region: 0)
    for (index, line) in outcome.scheme.lines.enumerated() {
      for year in 0..<SmallPlace.years {
        let whole = outcome.amount(line: index, year: year)
        let sum = outcome.months(line: index, year: year).reduce(0, +)
        #expect(Tolerance.roundoff(gross: 20_000).admits(sum, whole), "\(line.id), year \(year)")
      }
    }
    // The weights are 1, 2, … 12 of 78.
    let benefit = try #require(outcome.scheme.lines.firstIndex { $0.id == "benefit" })
    let paid = outcome.months(line: benefit, year: 0)
    #expect(Tolerance.roundoff(gross: 5000).admits(paid[2], 3000 * 3 / 78))
    #expect(Tolerance.roundoff(gross: 5000).admits(paid[3], 4500 * 4 / 78))
    #expect(
      Tolerance.roundoff(gross: 5000).admits(
        outcome.amount(line: benefit, year: 0), (3000 * 6 + 4500 * 72) / 78))
  }

  @Test func theAccountClosesWithTheYear() throws {
    let outcome = try place.project()
    for fund in [SmallPlace.pool, SmallPlace.care] {
      for year in 0..<SmallPlace.years {
        let account = MonthlyAccount(outcome, fund: fund, year: year)
        let closing = outcome.balanceAtYearEnd(fund: fund, year: year)
        #expect(Tolerance.roundoff(gross: 20_000).admits(account.closing[11], closing))
        let whole = PartYear([account], through: 12), flows = outcome.flows(fund: fund, year: year)
        #expect(Tolerance.roundoff(gross: 20_000).admits(whole.income, flows.inflow))
        #expect(Tolerance.roundoff(gross: 20_000).admits(whole.outflow, flows.cost))
      }
    }
  }

  /// What goes back in a year goes back in each of its months.
  @Test func aTransferBackStandsOnTheOtherSide() throws {
    let account = MonthlyAccount(try place.project(), fund: SmallPlace.care, year: 1)
    let entry = try #require(account.entries.first { $0.line.id == "to-care" })
    #expect(entry.kind == .transferOut && entry.amounts.allSatisfy { $0 > 0 })
    #expect(Tolerance.roundoff(gross: 20).admits(entry.amounts.reduce(0, +), 20))
  }
}
