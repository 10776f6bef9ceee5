import Futures
import Testing

@Suite struct DriverFitTests {
  /// 0, 2, 1, 3: regressor (0, 2, 1), response (2, 1, 3). Sxy = −1, Sxx = 2: slope −½, intercept 2 + ½·1; residuals
  /// −½, −½, 1; 3 observations less 2 coefficients leave 1 degree of freedom.
  @Test(arguments: [false, true])
  func byHand(diagonal: Bool) throws {
    let fit = try DriverProcess.fit([0, 2, 1, 3], years: 4, order: 1, diagonal: diagonal)
    #expect(fit.observations == 3 && fit.degreesOfFreedom == 1)
    #expect((fit.persistence[0] + 0.5).magnitude < 1e-14 && (fit.intercept[0] - 2.5).magnitude < 1e-14)
    #expect((fit.residualCovariance[0] - 1.5).magnitude < 1e-13)
    #expect((fit.residualDeviation[0] - 1.5.squareRoot()).magnitude < 1e-13 && fit.residualCorrelation == [1])
  }

  /// Without innovations the coefficients come back.
  @Test func exactRecursion() throws {
    let a = [0.5, 0.2, -0.3, 0.8]
    let c = [1.0, -2]
    var series = [3.0, 1]
    for t in 0..<9 {
      for i in 0..<2 { series.append(c[i] + a[i * 2] * series[t * 2] + a[i * 2 + 1] * series[t * 2 + 1]) }
    }
    let fit = try DriverProcess.fit(series, years: 10, order: 2, diagonal: false)
    #expect(fit.degreesOfFreedom == 6)
    for k in 0..<4 { #expect((fit.persistence[k] - a[k]).magnitude < 1e-11) }
    for k in 0..<2 { #expect((fit.intercept[k] - c[k]).magnitude < 1e-11) }
    #expect(fit.residualDeviation.allSatisfy { $0 < 1e-11 })
  }

  /// 4,000 simulated years: coefficients and covariances within about 4.5 standard errors (0.08 and 5 %).
  @Test(arguments: [false, true])
  func simulatedYears(diagonal: Bool) throws {
    let a = diagonal ? [0.6, 0, 0, -0.4] : [0.6, 0.2, -0.1, 0.4]
    let process = try DriverProcess(
      persistence: a, innovationDeviation: [1, 2], innovationCorrelation: [1, 0.5, 0.5, 1])
    let years = 4000
    let path = process.paths(NormalDraws(seed: 8), first: 0, count: 1, years: years)
    let fit = try DriverProcess.fit(path.levels, years: years, order: 2, diagonal: diagonal)
    #expect(fit.observations == years - 1 && fit.degreesOfFreedom == years - (diagonal ? 3 : 4))
    for k in 0..<4 {
      #expect((fit.persistence[k] - a[k]).magnitude < (k == 2 ? 0.16 : 0.08))
      if a[k] == 0 { #expect(fit.persistence[k] == 0) }
    }
    #expect((fit.residualDeviation[0] - 1).magnitude < 0.05 && (fit.residualDeviation[1] / 2 - 1).magnitude < 0.05)
    #expect((fit.residualCorrelation[1] - 0.5).magnitude < 0.05)
    #expect(fit.residualCorrelation[1] == fit.residualCorrelation[2] && fit.residualCorrelation[0] == 1)
    let again = try fit.process()
    #expect((again.deviations(years: 1).level[1] - fit.residualDeviation[1]).magnitude < 1e-14)
  }

  @Test func impossibleSeriesAreNamed() {
    func failure(_ x: [Double], _ years: Int, _ order: Int, _ diagonal: Bool) -> DriverProcessError? {
      do {
        _ = try DriverProcess.fit(x, years: years, order: order, diagonal: diagonal)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure([1, 2, 3], 4, 1, true) == .extents(name: "observations", expected: 4, found: 3))
    #expect(failure([1, 2, 3], 3, 1, true) == .tooFewYears(needed: 4, found: 3))
    #expect(failure([1, .infinity, 3, 4], 4, 1, true) == .notFinite(name: "observations", index: 1))
    // The second driver never changes.
    let constant = [0.0, 5, 2, 5, 1, 5, 3, 5, 0, 5]
    guard case .regression(driver: 1, .rankDeficient) = failure(constant, 5, 2, true) else {
      Issue.record("a driver that never changes was fitted")
      return
    }
    // With two drivers and five years one degree of freedom is left, but the columns depend on each other.
    guard case .regression(driver: 0, .rankDeficient) = failure(constant, 5, 2, false) else {
      Issue.record("a driver that never changes was fitted")
      return
    }
  }
}
