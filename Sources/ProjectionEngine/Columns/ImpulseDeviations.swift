import Futures
import Glibc
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
    var sums = plan.regions.map { region in
      region.weights.map { _ in [SIMD3<Double>](repeating: .zero, count: timeline.count) }
    }
    for start in stride(from: 0, to: impulses.count, by: ColumnSlab.width) {
      let group = Array(impulses[start..<min(start + ColumnSlab.width, impulses.count)])
      let drivers = Self.slab(process, group, years: drawn, first: first)
      var slab = ColumnSlab(plan.graph, firstPath: 0, used: group.count)
      for year in 0..<timeline.count {
        try slab.advance(to: year, drivers, baseYear: timeline.baseYear)
        guard year >= first else { continue }
        for (place, region) in plan.regions.enumerated() {
          for (index, weights) in region.weights.enumerated() where !weights.columns.isCentral {
            for column in group.indices {
              let move = weights.columns.place(of: weights.columns.scale(slab, year, column)).place / Self.step
              sums[place][index][year] += move * move
            }
          }
        }
      }
    }
    deviations = sums.map { $0.map { $0.map { $0.squareRoot() } } }
    shifts = try Self.shifts(plan)
  }

  private static func shifts(_ plan: PathPlan) throws -> [[[SIMD3<Double>]]] {
    let timeline = plan.input.projection.timeline
    var shifts = plan.regions.map { region in
      region.weights.map { _ in [SIMD3<Double>](repeating: .zero, count: timeline.count) }
    }
    guard plan.graph.nodes.contains(where: { $0.scenario >= 0 }) else { return shifts }
    var slab = ColumnSlab(plan.graph, firstPath: 0, used: 1)
    for year in 0..<timeline.count {
      try slab.advance(to: year, .none, baseYear: timeline.baseYear) { _, _ in year > 0 }
      for (place, region) in plan.regions.enumerated() {
        for (index, weights) in region.weights.enumerated() where !weights.columns.isCentral {
          let move = weights.columns.place(of: weights.columns.scale(slab, year, 0)).place
          shifts[place][index][year] = SIMD3(abs(move.x), abs(move.y), abs(move.z))
        }
      }
    }
    return shifts
  }

  /// Each column the answer of all drivers to one small innovation.
  private static func slab(
    _ process: DriverProcess, _ impulses: [(driver: Int, year: Int)], years: Int, first: Int
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
