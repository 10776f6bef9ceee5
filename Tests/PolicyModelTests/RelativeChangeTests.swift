import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

/// `add` and `multiply`: each date against what its own month would have been, each replacing the one before.
@Suite struct RelativeChangeTests {
  private let premium = "resident.premium"

  private func values(_ stack: [[(Int, DatedValue)]], spans: [SeriesPoint] = [], then: ThenRule = .grow(0.1)) throws
    -> [Double]
  {
    let baseline = try Small.baseline([premium: Small.series([(2020, 300)], then: then)])
    let reforms = try stack.enumerated().map { place, points in
      Small.reform(
        [
          LeverChange(
            lever: try Small.id(premium),
            points: points.map { SeriesPoint(from: MonthDate(year: $0.0), value: $0.1, location: Small.place) }
              + (place == stack.count - 1 ? spans : []), location: Small.place)
        ], id: "r\(place)")
    }
    return try Small.resolve(baseline, reforms)[Small.id(premium)].annual
  }

  private func isClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < Within.chained }
  }

  @Test func twoDatesOfOneReform() throws {
    // Baseline: 300, 330, 363, 399.3, 439.23 …
    #expect(isClose(Array(try values([[(2021, .add(50)), (2022, .add(50))]])[0...3]), [300, 380, 413, 454.3]))
    #expect(
      isClose(Array(try values([[(2021, .multiply(2)), (2023, .multiply(3))]])[0...3]), [300, 660, 726, 1197.9]))
    #expect(isClose(Array(try values([[(2021, .add(50)), (2022, .multiply(2))]])[0...2]), [300, 380, 726]))
    #expect(isClose(Array(try values([[(2021, .set(500)), (2022, .add(50))]])[0...2]), [300, 500, 413]))
    // The second may take the first back.
    #expect(isClose(try values([[(2021, .add(50)), (2023, .add(0))]]), [300, 380, 413] + (try values([]))[3...]))
  }

  @Test func stackedReformsCountOnEachOther() throws {
    #expect(isClose(Array(try values([[(2021, .add(50))], [(2022, .add(50))]])[0...2]), [300, 380, 380 * 1.1 + 50]))
    #expect(
      isClose(
        Array(try values([[(2021, .add(50)), (2022, .add(70))], [(2023, .multiply(2))]])[0...3]),
        [300, 380, 433, 433 * 1.1 * 2]))
  }

  @Test func aSpanOfTheSameReformReplacesToo() throws {
    let span = SeriesPoint(
      from: MonthDate(year: 2022), through: MonthDate(year: 2022, month: 11), value: .add(20), location: Small.place)
    #expect(
      isClose(Array(try values([[(2021, .add(50))]], spans: [span])[0...3]), [300, 380, 383, 380 * 1.1 * 1.1]))
  }

  /// Rules that read the value off other levers have no anchor: what is added stays added.
  @Test func anAdditionRidesOnASumAndOnAMultiple() throws {
    let subsidy = try Small.id("resident.subsidy")
    #expect(try values([[(2022, .add(10))]], then: .multiple(2, of: subsidy))[1...4] == [1100, 1110, 1110, 1110])
    #expect(try values([[(2022, .add(10))]], then: .sum([subsidy]))[1...4] == [550, 560, 560, 560])
  }

  /// A rule of the reform's own runs from its own last date, not from a later one of the baseline.
  @Test func itsOwnRuleRunsFromItsOwnLastDate() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 300), (2024, 500)])])
    let change = LeverChange(
      lever: try Small.id(premium),
      points: [SeriesPoint(from: MonthDate(year: 2022), value: .add(10), location: Small.place)], then: .step(5),
      location: Small.place)
    #expect(try Small.annual(baseline, premium, [change]) == [300, 300, 310, 315, 320, 325, 330, 335])
  }

  /// The rule alone never reaches back before the base year.
  @Test func aRuleAloneLeavesTheClosedYears() throws {
    let wage = "economy.average-wage"
    let baseline = try Small.baseline([wage: Small.series([(2017, 100)], then: .grow(0.1))])
    let change = LeverChange(lever: try Small.id(wage), points: [], then: .hold, location: Small.place)
    let lagged = "economy.average-wage-last-year"
    #expect(try Small.annual(baseline, lagged, [change])[0] == Small.annual(baseline, lagged)[0])
    let values = try Small.annual(baseline, wage, [change])
    #expect(values.allSatisfy { abs($0 - 121) < Within.chained })
  }
}
