import ProjectionEngine
import Results
import SchemeModel
import Testing
import _TestSupport

/// Percentages of the base mean something: contributions are persons × mean wage × base ratio × rate × collection (Chinese
/// projections of the employee pool write income so), with nothing else between.
@Suite struct ContributionBaseTests {
  private static let places: [(name: String, place: Result<ShippedPlace, any Error>)] = [
    ("national", ShippedPlace.national), ("dongtou", ShippedPlace.dongtou), ("jiangsu", ShippedPlace.jiangsu),
    ("taiyuan", ShippedPlace.taiyuan),
  ]

  /// Mean contribution base of those at work for an employer, over the mean wage of the year.
  private func ratio(_ place: ShippedPlace, _ year: Int) throws -> (base: Double, persons: Double) {
    let index = year - place.result.timeline.baseYear, status = try place.status("employee-active")
    let base = try #require(
      place.result.quantity(.contributionBase(0), status: status, scenario: 0, region: 0, year: index))
    let persons = try #require(place.result.quantity(.personYears, status: status, scenario: 0, region: 0, year: index))
    return (try base / persons / place.value("baseline", "economy.average-wage", year), persons)
  }

  @Test(arguments: ["national", "dongtou", "jiangsu", "taiyuan"]) func contributionsAreTheProduct(name: String) throws {
    let place = try #require(Self.places.first { $0.name == name }).place.get()
    let year = place.result.timeline.baseYear + 4
    let (base, persons) = try ratio(place, year)
    func value(_ path: String) throws -> Double { try place.value("baseline", path, year) }
    #expect(try value("employee.collection-rate") == 0.97)
    let wages = try persons * value("economy.average-wage") * base
    let rates = try value("employee.employer-rate") + value("employee.employee-rate")
    let paid = try [
      "employer-contribution", "own-contribution-to-pool", "own-contribution", "employer-contribution-to-accounts",
    ].reduce(0) { try $0 + place.amount("baseline", $1, year) }
    #expect(isClose(paid, wages * rates * 0.97, Within.solved))
  }

  /// The published income of 2019–25, less interest, the relief and flexible workers, over persons at work, rates and the wage
  /// (tables/derivation/levels.py): independent of the engine. 2019 is solved and the drift is derived from the same income, so that
  /// what is left are people (1.5 % in the fit of enrolment), flexible workers' contributions, there taken as due (0.4 % of income), and the
  /// floor, which follows the wage of the year before.
  @Test(arguments: [
    (2019, 1.0619, 0.015), (2020, 1.0282, 0.02), (2021, 0.9865, 0.02), (2022, 0.9965, 0.02), (2023, 1.0315, 0.02),
    (2024, 1.0252, 0.02), (2025, 1.0209, 0.02),
  ])
  func theNationsBaseIsThatOfItsIncome(year: Int, collected: Double, tolerance: Double) throws {
    let place = try ShippedPlace.national.get()
    let (base, _) = try ratio(place, year)
    #expect(abs(base * 0.97 / collected - 1) < tolerance, "\(base * 0.97) for \(collected)")
  }

  /// The drift is of the base as it is declared, bounds and all: it reaches the base whole.
  @Test(arguments: ["national", "jiangsu", "taiyuan"]) func theDriftReachesTheBase(name: String) throws {
    let place = try #require(Self.places.first { $0.name == name }).place.get()
    let first = name == "national" ? 2019 : place.result.timeline.baseYear
    func bounds(_ year: Int) throws -> Double {
      try ratio(place, year).base / place.value("baseline", "employee.base-drift", year)
    }
    func wage(_ year: Int) throws -> Double {
      try place.value("baseline", "economy.average-wage-last-year", year)
        / place.value("baseline", "economy.average-wage", year)
    }
    // Without the drift the ratio moves with the floor alone, at most as much as the floor moves against the wage.
    let moved = try bounds(2025) / bounds(first), floor = try wage(2025) / wage(first)
    #expect(moved > 1 && moved < floor, "\(moved) with the floor at \(floor)")
  }

  /// Pool income of 2024 for each person at work at the end of the year: 6,308 yuan as published, to the 3 % that income and
  /// enrolment of that year are within.
  @Test func poolIncomeForEachAtWorkIsThePublished() throws {
    let place = try ShippedPlace.national.get()
    let income = place.result.outcome(scenario: 0, region: 0).sum(
      .income, funds: [try place.fund("employee-pool")], year: 2024 - 2015)
    let atWork = try ["employee-active", "employee-flexible"].reduce(0) { try $0 + place.persons("baseline", $1, 2024) }
    #expect(Tolerance.plausible(share: 0.03).admits(income / atWork, 6308), "\(income / atWork)")
  }

  /// No place gives a discount rate.
  @Test func presentValuesFollowTheFundsOwnInterest() throws {
    let place = try ShippedPlace.national.get()
    for year in [2015, 2040, 2060] {
      try #expect(
        place.value("baseline", "economy.discount-rate", year) == place.value("baseline", "economy.interest-rate", year)
      )
    }
  }
}
