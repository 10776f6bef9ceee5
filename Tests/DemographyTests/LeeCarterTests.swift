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
    // With exposures the model gives these deaths already: nothing moves.
    let exposures = (0..<30).map { 1000 + Double($0) }
    let again = try LeeCarter(deaths: zip(Self.rates(), exposures).map(*), exposures: exposures, ages: 5, years: 6)
    #expect(near(again.alpha, Self.alpha) && near(again.beta, Self.beta) && near(again.kappa, Self.kappa))
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
    let bySVD = try LeeCarter(rates: zip(deaths, exposures).map { $0 / $1 }, ages: 5, years: 6)
    let byDeaths = try LeeCarter(deaths: deaths, exposures: exposures, ages: 5, years: 6)
    for fit in [bySVD, byDeaths] {
      #expect(Tolerance.roundoff(gross: 10).admits(fit.beta.reduce(0, +), 1))
      #expect(Tolerance.roundoff(gross: 10).admits(fit.kappa.reduce(0, +), 0))
      #expect(fit.explained > 0.5 && fit.explained < 1)
    }
    #expect(bySVD.kappa != byDeaths.kappa)
  }

  @Test func deathsOfEachYearAreMet() throws {
    let (deaths, exposures) = Self.noisy()
    let fit = try LeeCarter(deaths: deaths, exposures: exposures, ages: 5, years: 6)
    let bySVD = try LeeCarter(rates: zip(deaths, exposures).map { $0 / $1 }, ages: 5, years: 6)
    for t in 0..<6 {
      let total = (0..<5).reduce(0.0) { $0 + deaths[$1 * 6 + t] }
      func modelled(_ fit: LeeCarter) -> Double {
        let rates = fit.logRates(kappa: fit.kappa[t]).map { exp($0) }
        return rates.indices.reduce(0.0) { $0 + rates[$1] * exposures[$1 * 6 + t] }
      }
      #expect(Tolerance.roundoff(gross: 10 * total).admits(modelled(fit), total))
      // The first stage alone does not meet them, so the second has work to do.
      #expect((modelled(bySVD) - total).magnitude > 1e-4 * total)
    }
  }

  @Test func driftAndForecast() throws {
    let fit = try LeeCarter(rates: Self.rates(), ages: 5, years: 6)
    #expect(Tolerance.roundoff(gross: 100).admits(fit.drift, -13.0 / 5))
    // Changes −2.5, −2.5, −1.5, −2.5, −4 about −2.6: squares sum to 3.2 over 4 degrees of freedom.
    #expect(Tolerance.roundoff(gross: 100).admits(fit.innovation, 0.8.squareRoot()))
    let ahead = fit.forecast(years: 3)
    let expected = Self.alpha.indices.flatMap { a in
      (1...3).map { Self.alpha[a] + Self.beta[a] * (-7 - 2.6 * Double($0)) }
    }
    #expect(near(ahead, expected))
    let last = [-4.0, -6, -5, -3, -1]
    #expect(near(fit.forecast(years: 1, from: last), zip(last, Self.beta).map { $0 - 2.6 * $1 }))
    #expect(fit.forecast(years: 0).isEmpty)
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
    let ones = [Double](repeating: 1, count: 30)
    #expect(try keys { try LeeCarter(deaths: ones, exposures: rates, ages: 5, years: 6) }.count == 2)
  }
}
