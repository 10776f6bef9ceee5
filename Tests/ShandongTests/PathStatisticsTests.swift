import Accounts
@testable import ProjectionEngine
import SchemeModel
import Stochastics
import Testing
import _TestSupport

/// Distributions over paths, against stored paths and a closed form.
extension PathTruthTests {
  /// Quantiles and moments against stored paths.
  @Test func statisticsAgainstStoredPaths() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let (result, values) = try Self.values(input, run.result)
    var spread = 0
    for (item, series) in result.series.enumerated() {
      guard case .closing = series else { continue }
      for year in [7, 11, 14] {
        let stored = values[0][year][item].sorted()
        let distribution = result.distribution(region: 0, scenario: 0, series: item, year: year)
        #expect(distribution.count == stored.count)
        let mean = stored.reduce(0, +) / Double(stored.count)
        #expect(abs(distribution.mean - mean) <= Within.roundoff * abs(mean) * 100)
        let variance = stored.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(stored.count - 1)
        // Some funds settle every year, on every path.
        let isSteady = stored.allSatisfy { abs($0 - mean) < Measures.negligible }
        spread += isSteady ? 0 : 1
        #expect(
          isSteady
            ? distribution.standardDeviation < Measures.negligible
            : abs(distribution.standardDeviation / variance.squareRoot() - 1) < Within.solved)
        for share in [0.01, 0.1, 0.5, 0.9, 0.99] {
          let exact = stored[max(0, Int((share * Double(stored.count)).rounded(.up)) - 1)]
          let distance = abs(exact - distribution.central)
          #expect(abs(distribution.quantile(share) - exact) <= distance / 256 + Unseen.yuan)
        }
        #expect(distribution.probabilityNegative.hits == stored.count { $0 < -Measures.negligible })
      }
    }
    #expect(spread == 4 * 3)
  }

  /// One driver and no non-linearity: money added to a fund without interest. The balance is the central one plus Σx, its
  /// variance that of the cumulated process.
  @Test func closedForm() throws {
    let run = try Self.run.get()
    let study = try Self.study.get()
    let registry = run.baseline.registry
    let fund = try Shandong.fund("long-term-care")
    let adjustment = try #require(registry["funds.long-term-care.adjustment"]).id
    let interest = try #require(registry["economy.interest-rate"]).id
    var parameters = run.resolved[0].parameters
    parameters.paths[interest.index] = ParameterPath(annual: [Double](repeating: 0, count: study.timeline.count))
    let projection = ProjectionInput(
      timeline: study.timeline, scheme: run.result.scheme, regions: run.result.input.regions,
      scenarios: [ScenarioRules(id: "one driver", parameters: [parameters], demandReference: nil)])
    let paths = 4096, first = 6
    let process = try DriverProcess(
      persistence: [0.6], innovationDeviation: [1e8], innovationCorrelation: [1])
    let input = PathInput(
      projection: projection,
      rules: [
        [
          ColumnRules([
            ColumnResponse(
              adjustment, name: "adjustment", PlacedStep(.added(driver: 0, isCumulated: false), after: first - 1))
          ])
        ]
      ], referenceRules: [nil],
      draws: PathDraws(process: process, firstYear: first, seed: 11, paths: paths))
    let central = try Projection.run(projection)
    let result = try PathProjection.run(input, central: central)
    let item = try #require(result.series.firstIndex(of: .closing(fund: fund)))
    let deviations = process.deviations(years: study.timeline.count - first).cumulated
    for year in [first - 1, first, 10, study.timeline.count - 1] {
      let distribution = result.distribution(region: 0, scenario: 0, series: item, year: year)
      let sd = year < first ? 0 : deviations[year - first]
      let middle = central.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
      let n = Double(paths)
      #expect(abs(distribution.mean - middle) <= 4 * sd / n.squareRoot() + Within.solved * abs(middle))
      #expect(abs(distribution.standardDeviation - sd) <= 4 * sd / (2 * n).squareRoot() + Unseen.yuan)
    }
  }
}
