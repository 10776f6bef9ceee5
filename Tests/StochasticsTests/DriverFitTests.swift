import Testing
import _TestSupport

@testable import Stochastics

@Suite struct DriverFitTests {
  private static func series(_ values: [Double?], _ degree: Int?, steps: [Int] = [], from year: Int = 2000)
    -> DriverSeries
  {
    DriverSeries(firstYear: year, values: values, trend: DriverTrend(degree: degree, steps: steps))
  }

  /// 1, 2, 0, −1: Σxy = 2 + 0 + 0, Σx² = 1 + 4 + 0, slope 0.4; ε = 1.6, −0.8, −1; Σε² = 4.2 over 3 − 1.
  @Test func byHand() throws {
    let fit = try DriverFit(Self.series([1, 2, 0, -1], nil))
    let near = Tolerance.roundoff(gross: 10)
    #expect(near.admits(fit.persistence, 0.4) && fit.degreesOfFreedom == 2)
    #expect(near.admits(fit.innovation, 2.1.squareRoot()) && near.admits(fit.persistenceError, (2.1 / 5).squareRoot()))
    #expect(near.admits(fit.innovationError, (2.1 / 4).squareRoot()))
    #expect(near.admits(fit.deviation, 1.5.squareRoot()) && fit.deviationFreedom == 4)
    #expect(fit.innovations.count == 3 && near.admits(fit.innovations[2003] ?? .nan, -1))
  }

  /// A constant, a line and a step are found and taken off; their number is taken off the degrees of freedom.
  @Test func trendsAreTakenOff() throws {
    var random = SeededGenerator(seed: 4)
    let noise = (0..<30).map { _ in Double.random(in: -1...1, using: &random) }
    let plain = try DriverFit(Self.series(noise, 1, steps: [2012]))
    let moved = noise.enumerated().map { year, x in x + 7 - 0.3 * Double(year) + (year >= 12 ? 5 : 0) }
    let fit = try DriverFit(Self.series(moved, 1, steps: [2012]))
    for year in 2000..<2030 {
      #expect(
        Tolerance.roundoff(gross: 100).admits(fit.deviations[year] ?? .nan, plain.deviations[year] ?? .infinity))
    }
    #expect(fit.deviationFreedom == 27 && fit.degreesOfFreedom == 29 - 1 - 3)
    #expect(Tolerance.roundoff(gross: 100).admits(fit.persistence, plain.persistence))
    // Least squares leaves nothing along its own columns.
    #expect(Tolerance.roundoff(gross: 100).admits(fit.deviations.values.reduce(0, +), 0))
  }

  /// A year that is left out parts two stretches: no pair reaches over it. Σxy = 2 + 5 + ½, Σx² = 1 + 25 + 1.
  @Test func pairsAreOfSuccessiveYears() throws {
    let fit = try DriverFit(Self.series([nil, 1, 2, nil, 5, 1, 0.5, nil], nil))
    #expect(fit.deviationFreedom == 5 && fit.degreesOfFreedom == 2)
    #expect(fit.innovations.keys.sorted() == [2002, 2005, 2006])
    #expect(Tolerance.roundoff(gross: 100).admits(fit.persistence, 7.5 / 27))
  }

  /// 4,000 simulated years: what they were made with lies within 4 standard errors of the fit (1 in 16,000 by chance).
  @Test(arguments: [-0.4, 0, 0.6, 0.95])
  func simulatedYearsGiveTheirParameters(persistence: Double) throws {
    let process = try DriverProcess(
      persistence: [persistence, 0, 0, 0.3], innovationDeviation: [0.02, 3],
      innovationCorrelation: [1, 0.5, 0.5, 1])
    let years = 4000
    let path = process.paths(NormalDraws(seed: 8), first: 0, count: 1, years: years)
    func fit(_ driver: Int) throws -> DriverFit {
      try DriverFit(Self.series((0..<years).map { path.levels[$0 * 2 + driver] + 0.1 }, 0))
    }
    let (one, other) = (try fit(0), try fit(1))
    func near(_ error: Double) -> Tolerance { .sampling(standardErrors: 4, standardError: error) }
    #expect(near(one.persistenceError).admits(one.persistence, persistence))
    #expect(near(one.innovationError).admits(one.innovation, 0.02))
    #expect(near(other.innovationError).admits(other.innovation, 3))
    #expect(one.degreesOfFreedom == years - 3)
    let correlation = try #require(DriverCorrelation(one, other))
    // The standard error of r is (1 − r²)/√n.
    #expect(correlation.years == years - 1 && near(0.75 / 4000.0.squareRoot()).admits(correlation.value, 0.5))
    #expect(try #require(correlation.probability) < Within.solved && correlation.freedom == years - 1 - 2 - 1)
  }

  /// The errors the fit states are those it makes: over 400 histories of 60 years.
  @Test func statedErrorsAreThoseMade() throws {
    let process = try DriverProcess(persistence: [0.5], innovationDeviation: [1], innovationCorrelation: [1])
    let years = 60, count = 400
    let paths = process.paths(NormalDraws(seed: 3), first: 0, count: count, years: years)
    let fits = try (0..<count).map { path in
      try DriverFit(Self.series((0..<years).map { paths.levels[$0 * count + path] }, nil))
    }
    func spread(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(count) }
    // A standard deviation of 400 numbers has itself an error of 1/√800 of it.
    let made = spread(fits.map(\.persistence)), stated = mean(fits.map(\.persistenceError))
    #expect(Tolerance.sampling(standardErrors: 4, standardError: made / 800.0.squareRoot()).admits(stated, made))
    let wide = spread(fits.map(\.innovation)), said = mean(fits.map(\.innovationError))
    #expect(Tolerance.sampling(standardErrors: 4, standardError: wide / 800.0.squareRoot()).admits(said, wide))
  }

  /// Percentage points of Student's t: P(|T| < t), to the digits printed. Abramowitz and Stegun (1964), table 26.10.
  @Test func studentAsPublished() {
    let points: [(freedom: Int, t: Double, probability: Double)] = [
      (1, 12.706, 0.95), (2, 4.303, 0.95), (3, 3.182, 0.95), (9, 2.262, 0.95), (10, 2.228, 0.95), (10, 3.169, 0.99),
      (22, 2.074, 0.95), (30, 2.750, 0.99), (120, 1.980, 0.95),
    ]
    for point in points {
      let found = DriverCorrelation.studentCentre(point.t, point.freedom)
      #expect(Tolerance.published(digits: 3).admits(found, point.probability), "\(point): \(found)")
    }
  }

  /// What trends take off is taken off the degrees of freedom, of the longer trend; where nothing is left, nothing is significant.
  @Test func trendsCostFreedom() throws {
    var random = SeededGenerator(seed: 12)
    let noise = (0..<10).map { _ in Double.random(in: -1...1, using: &random) }
    let plain = try DriverFit(Self.series(noise, nil)), line = try DriverFit(Self.series(noise.reversed(), 1))
    let curve = try DriverFit(Self.series(noise.map { $0 * $0 }, 2, steps: [2005]))
    #expect([plain, line, curve].map(\.trendCoefficients) == [0, 2, 4])
    #expect(
      DriverCorrelation(plain, line)?.freedom == 9 - 2 - 2 && DriverCorrelation(line, curve)?.freedom == 9 - 2 - 4)
    // Of five shared years a curve with a step leaves none.
    let short = try DriverFit(Self.series(Array(noise[..<6]), nil))
    let few = try #require(DriverCorrelation(curve, short))
    #expect(few.years == 5 && few.freedom == 0 && few.probability == nil)
  }

  /// Of independent series about one in twenty passes a test at 5 %, persistent or not: the innovations are compared, not the levels.
  /// Trends make it fewer, never more than chance allows for 1,000 pairs (4 standard errors, 1 in 30,000). With two degrees of freedom
  /// for the means alone, 8 to 10 of 100 series of 12 years about a quadratic trend would pass.
  @Test(arguments: [27, 12], [nil, 0, 1, 2])
  func independentSeriesPassAsOftenAsStated(years: Int, degree: Int?) throws {
    let persistence = [0.5, 0.8], pairs = 1000
    let process = try DriverProcess(
      persistence: [persistence[0], 0, 0, persistence[1]], innovationDeviation: [1, 1],
      innovationCorrelation: [1, 0, 0, 1])
    // Forty years before the first one: the process has forgotten where it began.
    let before = 40
    let paths = process.paths(NormalDraws(seed: 15), first: 0, count: pairs, years: before + years)
    func fit(_ driver: Int, _ pair: Int) throws -> DriverFit {
      let values = (before..<before + years).map { paths.levels[($0 * 2 + driver) * pairs + pair] }
      return try DriverFit(Self.series(values, degree))
    }
    let passed = try (0..<pairs).count { pair in
      try #require(try DriverCorrelation(fit(0, pair), fit(1, pair))?.probability) < 0.05
    }
    let error = (0.05 * 0.95 / Double(pairs)).squareRoot(), share = Double(passed) / Double(pairs)
    #expect(share < 0.05 + 4 * error, "\(share)")
    #expect(share > (degree == nil ? 0.05 - 4 * error : 0.005), "\(share)")
  }

  @Test func correlationsAreOverSharedYears() throws {
    let one = try DriverFit(Self.series([1, 2, 0, -1, 3, 1], nil))
    let later = try DriverFit(Self.series([2, 0, -1, 3, 1, 4], nil, from: 2001))
    #expect(DriverCorrelation(one, later)?.years == 4)
    #expect(DriverCorrelation(one, try DriverFit(Self.series([2, 0, -1, 3], nil, from: 2003))) == nil)
    #expect(DriverCorrelation(one, later)?.freedom == 2)
    let same = try #require(DriverCorrelation(one, one))
    #expect(Tolerance.roundoff(gross: 1).admits(same.value, 1) && same.years == 5)
  }

  @Test func impossibleSeriesAreNamed() {
    func failure(_ series: DriverSeries) -> DriverFitError? {
      do {
        _ = try DriverFit(series)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure(Self.series([1, 2], 1)) == .tooFewYears(needed: 3, found: 2))
    #expect(failure(Self.series([1, 2, 1, 3], 1)) == .tooFewYears(needed: 4, found: 3))
    #expect(failure(Self.series([1, nil, 1, nil, 3, nil, 2], 0)) == .tooFewYears(needed: 3, found: 0))
    #expect(failure(Self.series([5, 5, 5, 5, 5], 0)) == .noDeviations)
    #expect(failure(Self.series([0, 0, 0, 0], nil)) == .noDeviations)
    // A step before all years is the constant once more, one after them is nothing.
    for year in [1990, 2050] {
      guard case .trend(.rankDeficient) = failure(Self.series([1, 2, 1, 3, 2, 5], 0, steps: [year])) else {
        Issue.record("a step outside the years was fitted")
        continue
      }
    }
  }
}
