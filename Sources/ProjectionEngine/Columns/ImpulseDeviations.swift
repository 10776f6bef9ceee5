import Arrays
import Stochastics
import Glibc
import Quantities
import SchemeModel

/// Standard deviations of the coordinates of every set of weights, by the delta method: the drivers' independent innovations
/// are moved one at a time by a small step, and the squares of what the coordinates do add up. It looks at the drivers alone,
/// never at the paths drawn, so that the box of interpolation is the same for every run of a plan.
struct ImpulseDeviations {
  /// Steps of one hundredth of a standard deviation.
  private static let step = 0.01

  /// `[region][weights][year]`.
  let deviations: [[[SIMD3<Double>]]]
  /// How far the coordinates lie from the central path where every rule that reacts acts in all years, likewise.
  let shifts: [[[SIMD3<Double>]]]

  init(_ plan: PathPlan) throws {
    let process = plan.input.draws.process, timeline = plan.input.projection.timeline
    let first = plan.input.draws.firstYear, drawn = max(timeline.count - first, 0)
    let impulses = (0..<process.order).filter(process.isActive).flatMap { driver in
      (0..<drawn).map { (driver: driver, year: $0) }
    }
    let groups = stride(from: 0, to: impulses.count, by: ColumnSlab.width).map { start in
      Array(impulses[start..<min(start + ColumnSlab.width, impulses.count)])
    }
    let slabs = groups.map { Self.slab(process, $0, years: drawn, first: first) }
    deviations = try Parallel.map(plan.regions.count) { place in
      try FundcastError.scoping(FaultScope(region: plan.regions[place].region.id)) {
        try Self.deviations(plan, region: place, Array(zip(groups, slabs)), first)
      }
    }
    shifts = try plan.regions.indices.map { place in
      try FundcastError.scoping(FaultScope(region: plan.regions[place].region.id)) {
        try Self.shifts(plan, region: place)
      }
    }
  }

  private typealias Impulse = (driver: Int, year: Int)

  private static func deviations(
    _ plan: PathPlan, region: Int, _ groups: [(impulses: [Impulse], drivers: DriverSlab)], _ first: Int
  ) throws -> [[SIMD3<Double>]] {
    let timeline = plan.input.projection.timeline, weights = plan.regions[region].weights
    var sums = weights.map { _ in [SIMD3<Double>](repeating: .zero, count: timeline.count) }
    for (impulses, drivers) in groups {
      var slab = ColumnSlab(plan.graphs[region], firstPath: 0, used: impulses.count)
      for year in 0..<timeline.count {
        try slab.advance(to: year, drivers, baseYear: timeline.baseYear)
        guard year >= first else { continue }
        for (index, weights) in weights.enumerated() where !weights.columns.isCentral {
          for column in impulses.indices {
            let move = weights.columns.place(of: weights.columns.scale(slab, year, column)).place / step
            sums[index][year] += move * move
          }
        }
      }
    }
    return sums.map { $0.map { $0.squareRoot() } }
  }

  private static func shifts(_ plan: PathPlan, region: Int) throws -> [[SIMD3<Double>]] {
    let timeline = plan.input.projection.timeline, weights = plan.regions[region].weights
    var shifts = weights.map { _ in [SIMD3<Double>](repeating: .zero, count: timeline.count) }
    guard plan.graphs[region].nodes.contains(where: { $0.scenario >= 0 }) else { return shifts }
    var slab = ColumnSlab(plan.graphs[region], firstPath: 0, used: 1)
    for year in 0..<timeline.count {
      try slab.advance(to: year, .none, baseYear: timeline.baseYear) { _, _ in year > 0 }
      for (index, weights) in weights.enumerated() where !weights.columns.isCentral {
        let move = weights.columns.place(of: weights.columns.scale(slab, year, 0)).place
        shifts[index][year] = SIMD3(abs(move.x), abs(move.y), abs(move.z))
      }
    }
    return shifts
  }

  /// Each column the answer of all drivers to one small innovation.
  private static func slab(
    _ process: DriverProcess, _ impulses: [Impulse], years: Int, first: Int
  ) -> DriverSlab {
    let width = ColumnSlab.width, order = process.order
    var levels = [Double](repeating: 0, count: years * order * width)
    for (column, impulse) in impulses.enumerated() {
      var x = (0..<order).map { step * process.innovation[$0 * order + impulse.driver] }
      for year in impulse.year..<years {
        for driver in 0..<order { levels[(year * order + driver) * width + column] = x[driver] }
        x = (0..<order).map { to in
          (0..<order).reduce(0) { $0 + process.persistence[to * order + $1] * x[$1] }
        }
      }
    }
    var cumulated = levels
    for place in (order * width)..<max(levels.count, order * width) {
      cumulated[place] += cumulated[place - order * width]
    }
    return DriverSlab(levels: levels, cumulated: cumulated, drivers: order, firstYear: first)
  }
}
