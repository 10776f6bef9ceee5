import Stochastics
import Testing
import _TestSupport

@Suite struct DriverPathsTests {
  @Test(arguments: [(0, 1), (3, 1), (1, 64), (60, 7), (0, 100)])
  func bytesOfAPathDependOnNeitherFirstNorCount(first: Int, count: Int) throws {
    let process = try DriverProcessTests.three()
    let draws = NormalDraws(seed: 3)
    let all = process.paths(draws, first: 0, count: 130, years: 6)
    let some = process.paths(draws, first: first, count: count, years: 6)
    for t in 0..<6 {
      for i in 0..<3 {
        let wanted = all.range(year: t, driver: i).dropFirst(first).prefix(count)
        #expect(some.levels[some.range(year: t, driver: i)] == all.levels[wanted])
        #expect(some.cumulated[some.range(year: t, driver: i)] == all.cumulated[wanted])
      }
    }
  }

  @Test func theRecursionWrittenOut() throws {
    let process = try DriverProcessTests.three()
    let paths = process.paths(NormalDraws(seed: 11), first: 5, count: 2, years: 4)
    for p in 0..<2 {
      var x = [0.0, 0, 0]
      var sum = x
      for t in 0..<4 {
        let e = (0..<3).map { Sample.normal(1, seed: 11, year: t, driver: $0, first: 5 + p)[0] }
        let next = (0..<3).map { i in
          var value = 0.0
          for j in 0..<3 {
            value += process.persistence[i * 3 + j] * x[j]
            value += process.innovation[i * 3 + j] * e[j]
          }
          return value
        }
        x = next
        for i in 0..<3 {
          sum[i] += x[i]
          let place = paths.range(year: t, driver: i).lowerBound + p
          #expect((paths.levels[place] - x[i]).magnitude <= Within.shortSum)
          #expect((paths.cumulated[place] - sum[i]).magnitude <= Within.shortSum)
        }
      }
    }
  }

  @Test func switchedOffDriversAreExactlyZero() throws {
    let process = try DriverProcess(
      persistence: [0.5, 0, 0, 0.9], innovationDeviation: [1, 0], innovationCorrelation: [1, 0.5, 0.5, 1])
    let paths = process.paths(NormalDraws(seed: 1), first: 0, count: 10, years: 5)
    for t in 0..<5 { #expect(paths.levels[paths.range(year: t, driver: 1)].allSatisfy { $0 == 0 }) }
    #expect(process.deviations(years: 5).level[1] == 0)
    let none = try DriverProcess(
      persistence: [1, 1, 1, 1], innovationDeviation: [0, 0], innovationCorrelation: [1, 0, 0, 1])
    #expect(none.paths(NormalDraws(seed: 1), first: 0, count: 10, years: 5).levels.allSatisfy { $0 == 0 })
  }

  /// Deviations of 20,000 paths within 4.5 standard errors σ/√(2n) of the closed form, for levels and sums.
  @Test func simulationAgreesWithTheClosedForm() throws {
    let process = try DriverProcessTests.three()
    let (count, years) = (20_000, 8)
    let paths = process.paths(NormalDraws(seed: 77), first: 0, count: count, years: years)
    let exact = process.deviations(years: years)
    for t in 0..<years {
      for i in 0..<3 {
        for (values, sigma) in [(paths.levels, exact.level), (paths.cumulated, exact.cumulated)] {
          let wanted = sigma[t * 3 + i]
          let found = Sample.distribution(Array(values[paths.range(year: t, driver: i)]))
          if wanted == 0 {
            #expect(found.standardDeviation == 0 && found.mean == 0)
          } else {
            let error = wanted / Double(count).squareRoot()
            #expect(
              Tolerance.sampling(standardErrors: 4.5, standardError: error / 2.0.squareRoot())
                .admits(found.standardDeviation, wanted))
            #expect(Tolerance.sampling(standardErrors: 4.5, standardError: error).admits(found.mean, 0))
          }
        }
      }
    }
  }
}
