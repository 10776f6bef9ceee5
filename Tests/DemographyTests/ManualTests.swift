import Demography
import Quantities
import Testing
import _TestSupport

/// The worked example of the article on population is what the cohort step gives.
@Suite struct ManualTests {
  @Test func population() throws {
    let article = try Article("Model/Population")
    let table = try LifeTable(rates: [0.020, 0.022, 0.024], firstAge: 50, firstSeparation: 0.5)
    for age in 0...1 {
      #expect(article.states(table.deathProbabilities[age], digits: 7))
      #expect(article.states(table.survivors[age + 1], digits: 2))
      #expect(article.states(table.personYears[age], digits: 2))
    }
    let survival = try table.survivalRatios()
    #expect(article.states(survival.ratios[0], digits: 6))

    // The 20 net migrants of the age, and half of them who join at the age reached: those of 51 after the moves.
    let period = try OneStatePeriod.survive(
      Cohorts(stock: [1000, 0, 0], migrants: [20, 20, 0], survival: survival))
    #expect(article.states(1010 - (period.stock[1] - 10), digits: 2), "\(period)")
    #expect(article.states(period.stock[1], digits: 2), "\(period)")
  }

  @Test func numbersAreFoundWhole() throws {
    let article = try Article("Model/Population")
    #expect(article.states(0.979228, digits: 6) && article.states(96_953.32, digits: 2))
    #expect(
      !article.states(0.97922, digits: 5) && !article.states(953.32, digits: 2) && !article.states(979_228, digits: 0))
  }
}
