import Demography
import Glibc
import Quantities
import Testing
import _TestSupport

@Suite struct LeeCarterTests {
  static let alpha = [-4.5, -7.0, -6.0, -3.5, -1.5]
  static let beta = [0.4, 0.25, 0.05, 0.2, 0.1]
  static let kappa = [6.0, 3.5, 1.0, -0.5, -3.0, -7.0]

  /// exp(α + βκ), age by year.
  static func rates(beta: [Double] = beta) -> [Double] {
    alpha.indices.flatMap { a in kappa.map { exp(alpha[a] + beta[a] * $0) } }
  }

  /// Rates about the model, exposures falling with age, and deaths that are their product.
  static func noisy() -> (deaths: [Double], exposures: [Double]) {
    var random = SeededGenerator(seed: 5)
    let exposures = (0..<30).map { 1e5 / Double($0 / 6 + 1) + Double.random(in: 0...1e4, using: &random) }
    let deaths = zip(rates(), exposures).map { $0 * $1 * Double.random(in: 0.8...1.25, using: &random) }
    return (deaths, exposures)
  }

  private func near(_ actual: [Double], _ expected: [Double], gross: Double = 100) -> Bool {
    actual.count == expected.count
      && zip(actual, expected).allSatisfy { Tolerance.roundoff(gross: gross).admits($0, $1) }
  }

  @Test func aModelOfRankOneIsRecovered() throws {
    let fit = try LeeCarter(rates: Self.rates(), ages: 5, years: 6)
    #expect(near(fit.alpha, Self.alpha) && near(fit.beta, Self.beta) && near(fit.kappa, Self.kappa))
    #expect(Tolerance.roundoff(gross: 1).admits(fit.explained, 1))
    // With exposures the model gives these deaths already: the index of each year comes back, wherever it is looked for.
    for (t, kappa) in Self.kappa.enumerated() {
      let exposures = (0..<5).map { 1000 + Double($0 * 6 + t) }
      let deaths = (0..<5).reduce(0.0) { $0 + Self.rates()[$1 * 6 + t] * exposures[$1] }
      for start in [0, kappa, -40, 40] {
        let level = try #require(fit.level(near: start, deaths: deaths, exposures: exposures))
        #expect(Tolerance.roundoff(gross: 100).admits(level, kappa))
      }
    }
  }

  @Test func aBetaOfBothSignsIsRecovered() throws {
    let beta = [0.7, 0.5, -0.3, 0.2, -0.1]
    let fit = try LeeCarter(rates: Self.rates(beta: beta), ages: 5, years: 6)
    #expect(near(fit.beta, beta) && near(fit.kappa, Self.kappa))
  }

  @Test func moreAgesThanYearsAndTheReverse() throws {
    let fit = try LeeCarter(rates: Array(Self.rates()[0..<12]), ages: 2, years: 6)
    #expect(near(fit.kappa, Self.kappa.map { $0 * 0.65 }))
  }

  @Test func constraints() throws {
    let (deaths, exposures) = Self.noisy()
    let fit = try LeeCarter(rates: zip(deaths, exposures).map { $0 / $1 }, ages: 5, years: 6)
    #expect(Tolerance.roundoff(gross: 10).admits(fit.beta.reduce(0, +), 1))
    #expect(Tolerance.roundoff(gross: 10).admits(fit.kappa.reduce(0, +), 0))
    #expect(fit.explained > 0.5 && fit.explained < 1)
  }

  @Test func deathsOfEachYearAreMet() throws {
    let (deaths, exposures) = Self.noisy()
    let fit = try LeeCarter(rates: zip(deaths, exposures).map { $0 / $1 }, ages: 5, years: 6)
    for t in 0..<6 {
      let total = (0..<5).reduce(0.0) { $0 + deaths[$1 * 6 + t] }
      let people = (0..<5).map { exposures[$0 * 6 + t] }
      func modelled(_ kappa: Double) -> Double {
        fit.alpha.indices.reduce(0.0) { $0 + exp(fit.alpha[$1] + fit.beta[$1] * kappa) * people[$1] }
      }
      let level = try #require(fit.level(near: fit.kappa[t], deaths: total, exposures: people))
      #expect(Tolerance.roundoff(gross: 10 * total).admits(modelled(level), total))
      // The index of the rates alone does not meet them, so looking for it again has work to do.
      #expect((modelled(fit.kappa[t]) - total).magnitude > Within.interpolated * total)
      // The model gives the deaths that its rates give, added up here.
      #expect(
        Tolerance.roundoff(gross: total).admits(
          fit.deaths(at: fit.kappa[t], exposures: people), modelled(fit.kappa[t])))
    }
    // Nobody there, nobody dies.
    #expect(fit.level(deaths: 1, exposures: [0, 0, 0, 0, 0]) == nil)
  }

  /// Two sexes of two groups, at 0 and 10: half-way means half of each, and outside the ends hold. β is scaled to sum to 1,
  /// κ the other way, so that no rate at a fitted age moves.
  @Test func otherAgesLieBetween() throws {
    let fit = try LeeCarter(rates: Array(Self.rates()[0..<24]), ages: 4, years: 6)
    let wide = fit.at([0, 5, 10, 20], from: [0, 10])
    #expect(near(wide.alpha, [-4.5, -5.75, -7, -7, -6, -4.75, -3.5, -3.5]))
    let slopes = [0.4, 0.325, 0.25, 0.25, 0.05, 0.125, 0.2, 0.2], sum = slopes.reduce(0, +)
    #expect(near(wide.beta, slopes.map { $0 / sum }) && near(wide.kappa, Self.kappa.map { $0 * sum }))
  }

  /// Changes −2.5, −2.5, −1.5, −2.5, −4 about −2.6: squares sum to 3.2 over 4 degrees of freedom.
  @Test func randomWalkByHand() {
    let walk = RandomWalk(Self.kappa)
    #expect(near([walk.drift, walk.deviation], [-2.6, 0.8.squareRoot()]) && walk.degreesOfFreedom == 4)
    let deviationError = (0.8 / 8).squareRoot()
    #expect(near([walk.driftError, walk.deviationError], [0.4, deviationError]))
  }

  @Test func impossibleTablesAreNamed() throws {
    func keys(_ body: () throws -> LeeCarter) throws -> [String?] {
      let error = try #require(throws: FundcastError.self) { _ = try body() }
      #expect(error.category == .data)
      return error.diagnostics.map(\.key)
    }
    var rates = Self.rates()
    rates[8] = 0
    rates[29] = .nan
    #expect(
      try keys { try LeeCarter(rates: rates, ages: 5, years: 6) } == [
        "age index 1, year index 2", "age index 4, year index 5",
      ])
    let flat = Self.alpha.flatMap { [Double](repeating: exp($0), count: 6) }
    #expect(try keys { try LeeCarter(rates: flat, ages: 5, years: 6) } == [nil])
    // Opposite trends that cancel: Σβ cannot be 1.
    let opposite = [0.1, 0.2, 0.1, 0.05]
    #expect(try keys { try LeeCarter(rates: opposite, ages: 2, years: 2) } == [nil])
  }
}
