import Demography
import Quantities
import Testing
import _TestSupport

@Suite struct CohortComponentTests {
  @Test(arguments: [2, 3, 18, 101])
  func withoutBirthsDeathsAndMigrationItIsAShift(ages: Int) throws {
    let stock = (0..<ages).map { Double($0 + 1) * 1000 }
    let zero = [Double](repeating: 0, count: ages)
    let survival = try SurvivalRatios(ratios: [Double](repeating: 1, count: ages - 1), birth: 1)
    let cohorts = CohortComponent.Cohorts(stock: stock, migrants: zero, survival: survival)
    let period = try CohortComponent.project(male: cohorts, female: cohorts, fertility: zero, sexRatioAtBirth: 1)
    let shifted = [0] + stock.dropLast(2) + [stock[ages - 2] + stock[ages - 1]]
    #expect(period.female.stock == shifted)
    #expect(period.male == period.female)
    #expect(period.female.deaths == zero)
    #expect(period.boys == 0 && period.girls == 0)
  }

  @Test func byHand() throws {
    // Ages 0, 1, 2+; survival ½ to age 1, ¼ of ages 1 and 2+ together; newborns 0.8.
    let survival = try SurvivalRatios(ratios: [0.5, 0.25], birth: 0.8)
    let women = CohortComponent.Cohorts(stock: [100, 60, 20], migrants: [10, -20, 4], survival: survival)
    let men = CohortComponent.Cohorts(stock: [0, 0, 0], migrants: [0, 0, 0], survival: survival)
    let period = try CohortComponent.project(male: men, female: women, fertility: [0, 0.5, 0], sexRatioAtBirth: 1.5)
    // Age 1: (100 + 5)/2 − 10 = 42.5; 2+: (60 − 10 + 20 + 2)/4 + 2 = 20; births ½·½(60 − 10 + 42.5) = 23.125.
    #expect(period.birthsByMother == [0, 23.125, 0])
    #expect(period.girls == 9.25 && period.boys == 13.875)
    let expected = [9.25 * 0.8 + 5, 42.5, 20]
    for (a, e) in zip(period.female.stock, expected) { #expect(Tolerance.roundoff(gross: 100).admits(a, e)) }
    for (a, e) in zip(period.female.deaths, [1.85, 52.5, 54]) { #expect(Tolerance.roundoff(gross: 100).admits(a, e)) }
    for (a, e) in zip(period.male.stock, [11.1, 0, 0]) { #expect(Tolerance.roundoff(gross: 100).admits(a, e)) }
  }

  @Test(arguments: 0..<50)
  func peopleAreConserved(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let ages = [2, 5, 18, 101][seed % 4]
    let width = seed % 2 == 0 ? 1.0 : 5
    let male = try RandomCohorts.make(ages: ages, width: width, using: &random)
    let female = try RandomCohorts.make(ages: ages, width: width, using: &random)
    let fertility = [0] + (1..<ages).map { _ in Double.random(in: 0...0.2, using: &random) }
    let period = try CohortComponent.project(male: male, female: female, fertility: fertility, sexRatioAtBirth: 1.1)
    func sum(_ x: [Double]) -> Double { x.reduce(0, +) }
    for (sex, before, births) in [(Sex.male, male, period.boys), (Sex.female, female, period.girls)] {
      let after = period[sex]
      let gross = sum(before.stock) + births + sum(after.deaths) + sum(before.migrants.map(\.magnitude))
      let expected = sum(before.stock) + births - sum(after.deaths) + sum(before.migrants)
      #expect(Tolerance.roundoff(gross: gross).admits(sum(after.stock), expected))
      #expect(after.deaths.allSatisfy { $0 >= 0 })
    }
    #expect(Tolerance.roundoff(gross: period.boys).admits(period.boys, 1.1 * period.girls))
    #expect(Tolerance.roundoff(gross: period.boys).admits(sum(period.birthsByMother), period.boys + period.girls))
  }

  @Test func stationaryPopulationStays() throws {
    // L is the population that births of n·l₀ keep; the open age by T is what makes it so at the top too.
    let table = try LifeTable(rates: [0.01, 0.02, 0.05, 0.1, 0.4], radix: 1000)
    let cohorts = CohortComponent.Cohorts(
      stock: table.personYears, migrants: [Double](repeating: 0, count: 5), survival: try table.survivalRatios())
    let after = try CohortComponent.survive(cohorts, sex: .female)
    for i in 1..<5 { #expect(Tolerance.roundoff(gross: 1000).admits(after.stock[i], table.personYears[i])) }
    #expect(Tolerance.roundoff(gross: 1000).admits(1000 * cohorts.survival.birth, table.personYears[0]))
  }

  @Test func impossibleInputsAreNamed() throws {
    let survival = try SurvivalRatios(ratios: [0.5, 0.5], birth: 1)
    let zero = [0.0, 0, 0]
    func failure(_ migrants: [Double], fertility: [Double] = [0, 0, 0], ratio: Double = 1) throws -> [String?] {
      let women = CohortComponent.Cohorts(stock: [100, 100, 100], migrants: migrants, survival: survival)
      let men = CohortComponent.Cohorts(stock: [100, 100, 100], migrants: zero, survival: survival)
      let error = try #require(throws: FundcastError.self) {
        try CohortComponent.project(male: men, female: women, fertility: fertility, sexRatioAtBirth: ratio)
      }
      #expect(error.category == .data)
      return error.diagnostics.map(\.key)
    }
    // Half of 202 leave before survival; half of 120 after it, from 50 who survive; of 1 newborns cannot.
    #expect(try failure([0, -202, 0]) == ["female age 1"])
    #expect(try failure([0, -120, 0]) == ["female age 1"])
    #expect(try failure([-2, 0, 0]) == ["female age 0"])
    #expect(try failure(zero, fertility: [0.1, 0, 0]) == ["age 0"])
    #expect(try failure(zero, fertility: [0, -0.1, .nan]) == ["age 1", "age 2"])
    #expect(try failure(zero, ratio: -1) == [nil])
    #expect(try failure(zero, ratio: .nan) == [nil])
  }
}
