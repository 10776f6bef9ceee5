import Stochastics
import Quantities
import SchemeModel

/// Distributions over paths, by region, scenario, series and year.
public struct PathResult: Sendable {
  /// What was projected.
  public let input: PathInput
  /// The series of every scenario.
  public let series: [PathSeries]
  /// The central paths.
  public let central: ProjectionResult
  /// How the weights were found, and with how many nodes.
  public let explanation: PathExplanation
  /// `[region][scenario][series][year]`, flat.
  var distributions: [PathDistribution]
  /// Paths by the year of their first current deficit and of depletion, `[region][scenario][fund][year]`, flat.
  var firstDeficits: [Int]
  var depletions: [Int]

  private var projection: ProjectionInput { input.projection }

  init(_ plan: PathPlan, _ central: ProjectionResult, _ explanation: PathExplanation) {
    self.central = central
    input = plan.input
    self.explanation = explanation
    let projection = plan.input.projection, scheme = projection.scheme
    let cells = projection.regions.count * projection.scenarios.count * projection.timeline.count
    let series = PathSeries.all(scheme)
    self.series = series
    distributions = projection.regions.indices.flatMap { region in
      projection.scenarios.indices.flatMap { scenario in
        series.flatMap { series in
          (0..<projection.timeline.count).map {
            PathDistribution(
              central: series.value(central, scenario: scenario, region: region, year: $0),
              thresholds: series.thresholds, paths: plan.input.paths)
          }
        }
      }
    }
    firstDeficits = [Int](repeating: 0, count: cells * scheme.funds.count)
    depletions = firstDeficits
  }

  func place(region: Int, scenario: Int, item: Int, of items: Int, year: Int) -> Int {
    ((region * projection.scenarios.count + scenario) * items + item) * projection.timeline.count + year
  }

  /// The distribution of a series over all paths in a year.
  ///
  /// - Parameters:
  ///   - index: its place in ``series``, whose unit it has.
  ///   - year: the index of the year, 0 for the base year; the hidden one is there too.
  public func distribution(region: Int, scenario: Int, series index: Int, year: Int) -> PathDistribution {
    distributions[place(region: region, scenario: scenario, item: index, of: series.count, year: year)]
  }

  /// The number of paths on which a fund is empty in a year for the first time.
  public func depleted(region: Int, scenario: Int, fund: Int, year: Int) -> Int {
    depletions[place(region: region, scenario: scenario, item: fund, of: projection.scheme.funds.count, year: year)]
  }

  /// The number of paths on which a fund runs a current deficit in a year for the first time.
  public func inDeficit(region: Int, scenario: Int, fund: Int, year: Int) -> Int {
    firstDeficits[place(region: region, scenario: scenario, item: fund, of: projection.scheme.funds.count, year: year)]
  }
}
