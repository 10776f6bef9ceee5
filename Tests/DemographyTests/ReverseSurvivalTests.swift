import Demography
import Quantities
import Testing
import _TestSupport

@Suite struct ReverseSurvivalTests {
  @Test(arguments: 0..<50)
  func theForwardStepComesBack(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let ages = [2, 5, 18, 101][seed % 4]
    let end = try RandomCohorts.make(ages: ages, width: 1, using: &random)
    let start = try ReverseSurvival.start(
      stock: end.stock, migrants: end.migrants, survival: end.survival, sex: .male)
    let again = try OneStatePeriod.survive(
      Cohorts(stock: start.stock, migrants: end.migrants, survival: end.survival))
    for i in 1..<ages { #expect(Tolerance.roundoff(gross: end.stock[i]).admits(again.stock[i], end.stock[i])) }
    // Age 0 by the births, added as the forward step adds them.
    let newborns = again.stock[0] + start.births * end.survival.birth
    #expect(Tolerance.roundoff(gross: end.stock[0]).admits(newborns, end.stock[0]))
  }

  @Test func theForwardStepIsUndoneBelowTheOpenAge() throws {
    var random = SeededGenerator(seed: 99)
    let begin = try RandomCohorts.make(ages: 101, width: 1, using: &random)
    var end = try OneStatePeriod.survive(begin)
    end.stock[0] += 5000 * begin.survival.birth
    let start = try ReverseSurvival.start(
      stock: end.stock, migrants: begin.migrants, survival: begin.survival, sex: .female)
    for i in 0..<99 { #expect(Tolerance.roundoff(gross: 2e6).admits(start.stock[i], begin.stock[i])) }
    #expect(Tolerance.roundoff(gross: 5000).admits(start.births, 5000))
    #expect(
      Tolerance.roundoff(gross: 2e6).admits(start.stock[99] + start.stock[100], begin.stock[99] + begin.stock[100]))
  }

  @Test func theOpenAgeIsSplitAsInTheLifeTable() throws {
    let table = try LifeTable(rates: [0.01, 0.1, 0.2, 0.5])
    let survival = try table.survivalRatios()
    let zero = [0.0, 0, 0, 0]
    let start = try ReverseSurvival.start(stock: [50, 50, 50, 50], migrants: zero, survival: survival, sex: .male)
    let ratio = table.personYears[3] / table.personYears[2]
    #expect(Tolerance.roundoff(gross: 1).admits(start.stock[3] / start.stock[2], ratio))
  }

  @Test func impossibleStocksAreNamed() throws {
    let survival = try SurvivalRatios(ratios: [0.5, 0.5, 0.5], birth: 0.5)
    func failure(_ stock: [Double], _ migrants: [Double], _ survival: SurvivalRatios) throws -> [String?] {
      let error = try #require(throws: FundcastError.self) {
        try ReverseSurvival.start(stock: stock, migrants: migrants, survival: survival, sex: .female)
      }
      #expect(error.category == .data)
      return error.diagnostics.map(\.key)
    }
    let many = [100.0, 100, 100, 100]
    #expect(try failure(many, [201, 0, 0, 0], survival) == ["female age 0 at the end"])
    #expect(try failure(many, [0, 0, 202, 0], survival) == ["female age 2 at the end"])
    // 200 at age 0 before, all of them immigrants of that year and more.
    #expect(try failure(many, [402, 0, 0, 0], survival) == ["female age 1 at the end", "female age 0 at the end"])
    #expect(try failure(many, [0, 0, 0, 202], survival) == ["female age 3 at the end"])
    // 100 survivors of half of 200, and 202 emigrants of half a year, all aged 2 at the end: 402, in halves by the split.
    #expect(try failure(many, [0, 0, -404, 0], survival) == ["female age 2 at the start"])
    let none = try SurvivalRatios(ratios: [0.5, 0, 0.5], birth: 0.5)
    #expect(try failure(many, [0, 0, 0, 0], none) == ["female age 2 at the end"])
  }
}
