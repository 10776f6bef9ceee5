import Quantities
import SchemeModel
import Testing
import _TestSupport

/// Retirement by the decision of 13 September 2024 (<doc:Membership>), worked out by hand.
@Suite struct RetirementTests {
  private static let small = SmallScheme(years: 18)

  /// The hazard of those aged `age` at the end of `year` − 1.
  private func hazard(_ sex: Sex, age: Int, year: Int) -> Double {
    ReferenceRetirement.hazard(
      Self.small.made.scheme.retirement, Self.small.baseline([:]), rules: 0, sex: sex, age: age, year: year)
  }

  private func reached(_ sex: Sex, born: Int, by year: Int) -> Double {
    ReferenceRetirement.reached(
      Self.small.made.scheme.retirement, Self.small.baseline([:]), rules: 0, sex: sex, born: born, by: year)
  }

  private func isNear(_ actual: Double, _ expected: Double) -> Bool {
    Tolerance.roundoff(gross: 1).admits(actual, expected)
  }

  /// Men reach 60 in 2024 and before without delay: index 59 takes all of them, index 58 none.
  @Test func beforeTheReform() {
    for year in 2015...2024 {
      #expect(hazard(.male, age: 59, year: year) == 1)
      #expect(hazard(.male, age: 58, year: year) == 0)
      // Cadres are two in five: workers leave at 50, cadres at 55.
      #expect(isNear(hazard(.female, age: 49, year: year), 0.6))
      #expect(hazard(.female, age: 52, year: year) == 0)
      #expect(isNear(hazard(.female, age: 54, year: year), 1))
    }
  }

  /// Born in January to April 1965: 60 years and 1 month; May to August 2 months, September to December 3 months. So those
  /// born in September reach it in December 2025, those born in October in January 2026.
  @Test func menBornIn1965() {
    #expect(reached(.male, born: 1965, by: 2024) == 0)
    #expect(isNear(reached(.male, born: 1965, by: 2025), 9.0 / 12))
    #expect(isNear(reached(.male, born: 1965, by: 2026), 1))
    #expect(isNear(hazard(.male, age: 59, year: 2025), 9.0 / 12))
    #expect(isNear(hazard(.male, age: 60, year: 2026), 1))
    // The last who had no delay are all gone: whoever is 60 and works in 2025 leaves.
    #expect(hazard(.male, age: 60, year: 2025) == 1)
  }

  /// Women whose original month lies in 2025. Delays by month of birth: workers 1 1 2 2 3 3 4 4 5 5 6 6, so that those born
  /// by August (8 + 4) are gone by December; cadres 1 1 1 1 2 2 2 2 3 3 3 3, by September as men.
  @Test func womenByMonthOfBirth() {
    let workers = reached(.female, born: 1975, by: 2025) / 0.6
    #expect(isNear(workers, 8.0 / 12))
    let cadres = (reached(.female, born: 1970, by: 2025) - 0.6 * 1) / 0.4
    #expect(isNear(cadres, 9.0 / 12))
  }

  /// Women of 49 and 54 in 2025, and those left over in 2026.
  @Test func womenIn2025() {
    #expect(isNear(hazard(.female, age: 49, year: 2025), 0.6 * 8 / 12))
    #expect(isNear(hazard(.female, age: 54, year: 2025), 9.0 / 12))
    #expect(isNear(hazard(.female, age: 55, year: 2026), 1))
    // Of the women born in 1975, 0.6 · 4/12 are workers still to go, of 1 − 0.6 · 8/12 not retired.
    #expect(isNear(hazard(.female, age: 50, year: 2026), 0.2 / 0.6))
  }

  /// Men: 36 months of delay from the original month September 2036, so the last goes at the new age from September 2039.
  /// The cohorts of 2039 are the last with a path of their own; from 2040 the ages are 63, 58 and 55.
  @Test func completeIn2039() {
    // Born 1976: delays 34 (January to April), 35 and 36 months; by the end of 2038 January and February have gone.
    #expect(isNear(reached(.male, born: 1976, by: 2038), 2.0 / 12))
    #expect(isNear(reached(.male, born: 1976, by: 2039), 1))
    #expect(reached(.male, born: 1977, by: 2039) == 0)
    #expect(isNear(reached(.male, born: 1977, by: 2040), 1))
    for year in 2040...2050 {
      #expect(isNear(hazard(.male, age: 62, year: year), 1))
      #expect(hazard(.male, age: 61, year: year) == 0)
      #expect(isNear(hazard(.female, age: 54, year: year), 0.6))
      #expect(hazard(.female, age: 56, year: year) == 0)
      #expect(isNear(hazard(.female, age: 57, year: year), 1))
    }
    // Somebody aged 61 retires in 2038 and nobody from 2039 on: the path ends there and not a year before or after.
    #expect(hazard(.male, age: 61, year: 2038) > 0)
    #expect(hazard(.male, age: 61, year: 2039) == 0)
    #expect(hazard(.male, age: 62, year: 2039) == 1)
  }

  /// The same in the engines: no other way out of work, so the share retired of a cohort is what the months say.
  @Test(arguments: Engine.allCases) func cohortsInTheEngines(engine: Engine) throws {
    let quiet = Self.small.baseline(["lapse": 0, "opt-out": 0, "net-migration": 0])
    let result = try engine.run(Self.small.input([quiet]))[0][0]
    func retired(_ sex: Sex, born: Int, by year: Int) -> Double {
      let cell = result.persons[year - 2023][Age.cell(sex, year - born)]
      return cell[SmallScheme.retired] / (cell[SmallScheme.retired] + cell[SmallScheme.active])
    }
    // The uninsured who join work in the year come before the stage of retirement and share its hazard.
    #expect(isNear(retired(.male, born: 1965, by: 2025), 9.0 / 12))
    #expect(isNear(retired(.male, born: 1965, by: 2026), 1))
    #expect(isNear(retired(.male, born: 1964, by: 2024), 1))
    #expect(retired(.male, born: 1965, by: 2024) == 0)
    #expect(isNear(retired(.female, born: 1975, by: 2025), 0.6 * 8 / 12))
    #expect(isNear(retired(.male, born: 1976, by: 2039), 1))
    #expect(retired(.male, born: 1977, by: 2039) == 0)
    #expect(isNear(retired(.male, born: 1977, by: 2040), 1))
  }
}
