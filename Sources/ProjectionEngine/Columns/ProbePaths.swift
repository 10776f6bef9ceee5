import Arrays
import SchemeModel
import Stochastics

/// Columns of their own that show how far a set of weights may move: paths of the drivers drawn twice as wide, half of them with every
/// rule that reacts acting in all years. They look at the drivers alone, never at the paths of a run, so that what is made of them
/// is the same for any seed and number of paths.
struct ProbePaths: Sendable {
  /// The number of paths.
  static let count = 2 * ColumnSlab.width
  /// Their draws to those of a run.
  private static let spread = 2.0
  private static let seed: UInt64 = 0x5EED

  /// `[set of weights][multiplier]`, logarithms of value ÷ central value, `[year][path]`; empty where no column differs.
  let logRatios: [[[Double]]]

  /// The region of a plan.
  init(_ plan: PathPlan, region: Int) {
    let draws = plan.input.draws, timeline = plan.input.projection.timeline, weights = plan.regions[region].weights
    let years = timeline.count, normal = NormalDraws(seed: Self.seed, antithetic: true)
    var logRatios = weights.map { weights in
      weights.columns.isCentral
        ? [] : weights.columns.multipliers.map { _ in [Double](repeating: 0, count: years * Self.count) }
    }
    for first in stride(from: 0, to: Self.count, by: ColumnSlab.width) {
      let paths = draws.process.paths(
        normal, first: first, count: ColumnSlab.width, years: max(years - draws.firstYear, 0))
      let drivers = DriverSlab(
        levels: paths.levels.map { $0 * Self.spread }, cumulated: paths.cumulated.map { $0 * Self.spread },
        drivers: draws.process.order, firstYear: draws.firstYear)
      var slab = ColumnSlab(plan.graphs[region], firstPath: first, used: ColumnSlab.width)
      for year in 0..<years {
        // Mirrored paths come in pairs: of every other pair rules act.
        slab.move(to: year, drivers) { _, column in year > 0 && column / 2 % 2 == 1 }
        for (place, weights) in weights.enumerated() where !weights.columns.isCentral {
          for (number, multiplier) in weights.columns.multipliers.enumerated() where multiplier.moves {
            let start = year * Self.count + first
            // A sign that turns has no logarithm.
            logRatios[place][number].replaceSubrange(
              start..<(start + ColumnSlab.width), with: VectorMath.log(multiplier.ratios(slab, year, month: 0)))
          }
        }
      }
    }
    self.logRatios = logRatios
  }
}
