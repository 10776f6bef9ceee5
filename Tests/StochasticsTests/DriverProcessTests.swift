import Foundation
import Testing
import _TestSupport

@testable import Stochastics

@Suite struct DriverProcessTests {
  /// Three drivers; the second is switched off and moves only with the first.
  static func three() throws -> DriverProcess {
    try DriverProcess(
      persistence: [0.6, 0, 0.1, 0.3, 0.5, 0, -0.2, 0, 0.9], innovationDeviation: [0.02, 0, 3],
      innovationCorrelation: [1, 0.9, -0.5, 0.9, 1, 0.9, -0.5, 0.9, 1])
  }

  @Test(arguments: [-0.7, 0, 0.5, 0.99])
  func firstOrderInClosedForm(a: Double) throws {
    let process = try DriverProcess(persistence: [a], innovationDeviation: [0.03], innovationCorrelation: [1])
    let deviations = process.deviations(years: 40)
    var sum = 0.0
    for t in 0..<40 {
      let level = 0.03 * ((1 - pow(a, 2 * Double(t + 1))) / (1 - a * a)).squareRoot()
      #expect((deviations.level[t] / level - 1).magnitude < Within.roundoff)
      sum += pow((1 - pow(a, Double(t + 1))) / (1 - a), 2)
      #expect((deviations.cumulated[t] / (0.03 * sum.squareRoot()) - 1).magnitude < Within.roundoff)
    }
  }

  @Test func randomWalkInClosedForm() throws {
    let process = try DriverProcess(persistence: [1], innovationDeviation: [2], innovationCorrelation: [1])
    let deviations = process.deviations(years: 50)
    for t in 0..<50 {
      let n = Double(t + 1)
      #expect((deviations.level[t] / (2 * n.squareRoot()) - 1).magnitude < Within.closedForm)
      let sum = n * (n + 1) * (2 * n + 1) / 6
      #expect((deviations.cumulated[t] / (2 * sum.squareRoot()) - 1).magnitude < Within.closedForm)
    }
  }

  @Test func factorGivesTheCovariance() throws {
    let process = try Self.three()
    let l = process.innovation
    func covariance(_ i: Int, _ j: Int) -> Double { (0..<3).reduce(0) { $0 + l[i * 3 + $1] * l[j * 3 + $1] } }
    #expect(
      (covariance(0, 0) / 4e-4 - 1).magnitude < Within.rounding
        && (covariance(2, 2) / 9 - 1).magnitude < Within.rounding)
    #expect((covariance(0, 2) / -0.03 - 1).magnitude < Within.rounding)
    #expect((0..<3).allSatisfy { covariance(1, $0) == 0 })
    #expect(process.isActive(0) && !process.isActive(1) && process.isActive(2))
  }

  @Test func impossibleParametersAreNamed() {
    func failure(_ a: [Double], _ deviation: [Double], _ correlation: [Double]) -> DriverProcessError? {
      do {
        _ = try DriverProcess(persistence: a, innovationDeviation: deviation, innovationCorrelation: correlation)
        return nil
      } catch {
        return error
      }
    }
    let zero = [0.0, 0, 0, 0]
    #expect(failure([0], [1, 1], [1, 0, 0, 1]) == .extents(name: "persistence", expected: 4, found: 1))
    #expect(failure([0, .nan, 0, 0], [1, 1], [1, 0, 0, 1]) == .notFinite(name: "persistence", index: 1))
    #expect(failure(zero, [1, -1], [1, 0, 0, 1]) == .negativeDeviation(driver: 1, value: -1))
    #expect(failure(zero, [1, 1], [1, 0, 0, 0.5]) == .correlation(row: 1, column: 1, value: 0.5))
    #expect(failure(zero, [1, 1], [1, 0.2, 0.3, 1]) == .correlation(row: 1, column: 0, value: 0.3))
    #expect(failure(zero, [1, 1], [1, 1.5, 1.5, 1]) == .correlation(row: 1, column: 0, value: 1.5))
    #expect(failure(zero, [1, 1], [1, 1, 1, 1]) == .notPositiveDefinite(driver: 1))
    #expect(failure(zero, [1, 0], [1, 1, 1, 1]) == nil)
    let contradiction = [1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1]
    #expect(failure([Double](repeating: 0, count: 9), [1, 1, 1], contradiction) == .notPositiveDefinite(driver: 2))
  }
}
