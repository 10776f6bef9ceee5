import Results
import SchemeModel
import Testing
import _TestSupport

/// Contributions by status of the small place.
@Suite struct ContributionTests {
  let outcome: Outcome
  let line: Int

  init() throws {
    outcome = try SmallPlace().project()
    line = try #require(outcome.scheme.lines.firstIndex { $0.id == "premium" })
  }

  @Test func statusesAddUpToWhatWasPosted() {
    for year in 0..<SmallPlace.years {
      let rows = outcome.contributions(line: line, year: year)
      #expect(rows.map(\.status) == [SmallPlace.worker, SmallPlace.retired])
      let posted = outcome.amount(line: line, year: year)
      #expect(Tolerance.roundoff(gross: posted).admits(rows.reduce(0) { $0 + $1.collected }, posted))
    }
  }

  /// Two yuan a head at the end of the year, nine tenths collected.
  @Test func aRowIsHeadsTimesTheStandard() throws {
    for row in outcome.contributions(line: line, year: 2) {
      let heads = outcome.persons([row.status], year: 2)
      #expect(row.persons == heads && row.basis == .yearEnd && row.rate == 1)
      #expect(Tolerance.roundoff(gross: 2 * heads).admits(row.base, 2 * heads))
      #expect(Tolerance.roundoff(gross: 2 * heads).admits(row.due, 2 * heads))
      #expect(Tolerance.roundoff(gross: 2 * heads).admits(row.collected, 1.8 * heads))
    }
  }

  @Test func otherLinesHaveNone() throws {
    let subsidy = try #require(outcome.scheme.lines.firstIndex { $0.id == "subsidy" })
    #expect(outcome.contributions(line: subsidy, year: 0).isEmpty)
  }

  @Test func theBaseOfAFlatPremiumIsItsPeople() {
    let base = ContributionBase(outcome, fund: SmallPlace.pool)
    #expect(!base.isPayroll)
    let insured = [SmallPlace.worker, SmallPlace.retired]
    #expect(base.values == (0..<SmallPlace.years).map { outcome.persons(insured, year: $0) })
  }
}
