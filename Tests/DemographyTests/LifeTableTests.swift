import Demography
import Quantities
import Testing
import _TestSupport

@Suite struct LifeTableTests {
  @Test func byHand() throws {
    // m = 0.1, 0.2, 0.5 with a = 0.3 and ½: q = 0.1/1.07, 0.2/1.1.
    let table = try LifeTable(rates: [0.1, 0.2, 0.5], firstSeparation: 0.3, radix: 1)
    let q0 = 0.1 / 1.07
    let q1 = 0.2 / 1.1
    let l1 = 1 - q0
    let l2 = l1 * (1 - q1)
    let lived = [l1 + 0.3 * q0, 0.5 * (l1 + l2), l2 / 0.5]
    let exact = Tolerance.roundoff(gross: 1)
    for (actual, expected) in zip(table.deathProbabilities, [q0, q1, 1]) { #expect(exact.admits(actual, expected)) }
    for (actual, expected) in zip(table.survivors, [1, l1, l2]) { #expect(exact.admits(actual, expected)) }
    for (actual, expected) in zip(table.personYears, lived) { #expect(exact.admits(actual, expected)) }
    #expect(exact.admits(table.expectancy(at: 0), lived[0] + lived[1] + lived[2]))
    #expect(exact.admits(table.expectancy(at: 2), 2))
    let survival = try table.survivalRatios()
    #expect(exact.admits(survival.ratios[0], lived[1] / lived[0]))
    #expect(exact.admits(survival.ratios[1], lived[2] / (lived[1] + lived[2])))
    #expect(exact.admits(survival.birth, lived[0]))
    #expect(survival.ratios.count == 2 && survival.ageCount == 3)
  }

  @Test(arguments: [0.5, 1, 5])
  func deathsOverPersonYearsAreTheRates(width: Double) throws {
    var random = SeededGenerator(seed: 11)
    let rates = (0..<20).map { _ in Double.random(in: 0.001...0.15, using: &random) }
    let table = try LifeTable(rates: rates, width: width)
    for i in rates.indices {
      let deaths = table.survivors[i] * table.deathProbabilities[i]
      #expect(Tolerance.roundoff(gross: 1).admits(deaths / table.personYears[i], rates[i]))
    }
    // The same table from its own q, whatever the radix.
    let again = try LifeTable(
      deathProbabilities: Array(table.deathProbabilities.dropLast()), openRate: rates[19], width: width, radix: 1)
    for i in rates.indices { #expect(Tolerance.roundoff(gross: 1).admits(again.rates[i], rates[i])) }
    #expect(Tolerance.roundoff(gross: 100).admits(again.expectancy(at: 0), table.expectancy(at: 0)))
  }

  @Test func constantForceHasExpectancyOneOverM() throws {
    // With a as under a constant force, q = 1 − e^(−m), and e = 1/m at every age.
    let m = 0.02
    let q = 0.019801326693244747
    let a = 1 / m - (1 - q) / q
    let table = try LifeTable(rates: [Double](repeating: m, count: 50), separations: [Double](repeating: a, count: 49))
    for i in [0, 20, 49] { #expect(Tolerance.roundoff(gross: 1e3).admits(table.expectancy(at: i), 50)) }
  }

  @Test func coaleDemenyInfants() throws {
    let source = "Preston, Heuveline and Guillot (2001), table 3.3, West"
    let table = PublishedTable(
      [
        PublishedRow("boys, m = 0.2", 0.330, .exact, source: source),
        PublishedRow("girls, m = 0.107", 0.350, .exact, source: source),
        PublishedRow("boys, m = 0.01", 0.045 + 0.02684, .roundoff(gross: 1), source: source),
        PublishedRow("girls, m = 0.01", 0.053 + 0.028, .roundoff(gross: 1), source: source),
      ])
    let actual = [
      LifeTable.infantSeparation(rate: 0.2, sex: .male), LifeTable.infantSeparation(rate: 0.107, sex: .female),
      LifeTable.infantSeparation(rate: 0.01, sex: .male), LifeTable.infantSeparation(rate: 0.01, sex: .female),
    ]
    #expect(table.mismatches(actual) == [])
    #expect(try LifeTable(rates: [0.01, 0.1], sex: .male).separations == [actual[2], 10])
    // Only single years from birth have it.
    #expect(try LifeTable(rates: [0.01, 0.1], sex: .male, width: 5).separations[0] == 2.5)
    #expect(try LifeTable(rates: [0.01, 0.1], sex: .male, firstAge: 20).separations[0] == 0.5)
    #expect(try LifeTable(rates: [0.01, 0.1]).separations[0] == 0.5)
  }

  @Test(arguments: [
    (rates: [0.01, -0.1, 0.2, 1], ages: ["age 31"]), (rates: [0.01, .nan, 0.2, 1], ages: ["age 31"]),
    (rates: [0.01, 0.1, .infinity, 1], ages: ["age 32"]), (rates: [0.01, 0.1, 0.2, 0], ages: ["age 33"]),
    // q = 1 at m = 2 with a = ½; 2.5 is above it.
    (rates: [2, 0.1, 2.5, 1], ages: ["age 30", "age 32"]),
  ])
  func impossibleRatesAreNamed(rates: [Double], ages: [String]) throws {
    let error = try #require(throws: FundcastError.self) {
      try LifeTable(rates: rates, sex: .female, firstAge: 30)
    }
    #expect(error.category == .data)
    #expect(error.diagnostics.map(\.key) == ages.map { "female \($0)" })
  }

  @Test func otherImpossibleInputs() throws {
    #expect(throws: FundcastError.self) { try LifeTable(rates: [0.1]) }
    #expect(throws: FundcastError.self) { try LifeTable(rates: []) }
    #expect(throws: FundcastError.self) { try LifeTable(rates: [0.1, 0.2], firstSeparation: 1.5) }
    #expect(throws: FundcastError.self) { try LifeTable(rates: [0.1, 0.2, 0.3], separations: [0.5]) }
    #expect(throws: FundcastError.self) { try LifeTable(deathProbabilities: [0.5, 1], openRate: 1) }
    let wide = try #require(throws: FundcastError.self) { try LifeTable(rates: [0.1, 0.1, -1, 1], width: 5) }
    #expect(wide.diagnostics.map(\.key) == ["age 10"])
    #expect(throws: FundcastError.self) { try SurvivalRatios(ratios: [], birth: 1) }
    #expect(throws: FundcastError.self) { try SurvivalRatios(ratios: [1.01], birth: 1) }
    #expect(throws: FundcastError.self) { try SurvivalRatios(ratios: [0.5], birth: -0.1) }
    #expect(throws: FundcastError.self) { try SurvivalRatios(personYears: [1, 0, 1], radix: 1) }
  }
}
