import Arrays
import Quantities
import SchemeModel

extension PathProjection {
  /// Finds out whether the columns of `input` can be: draws them, and moves what they move in the order of a run, without people and
  /// money. A reform that acts in some years only acts in none.
  ///
  /// - Throws: ``FundcastError`` as a run does where drivers take a value out of its range, add to one that can only be scaled, or take
  ///   moves between statuses out of 0…1.
  public static func check(_ input: PathInput) throws {
    let plan = try PathPlan(input)
    _ = try Parallel.map(plan.regions.count) { region in
      try FundcastError.scoping(FaultScope(region: plan.regions[region].region.id)) {
        let slabs = stride(from: 0, to: input.paths, by: ColumnSlab.width).map {
          CheckedSlab(plan, region: region, first: $0, used: min(ColumnSlab.width, input.paths - $0))
        }
        for year in 0..<input.projection.timeline.count {
          let moves = try DrawnMoves(plan.regions[region], year)
          _ = try Parallel.map(slabs.count) { place in
            try slabs[place].move(to: year, moves, plan)
            for weights in plan.regions[region].weights {
              try weights.columns.check(
                slabs[place].columns, year, baseYear: input.projection.timeline.baseYear)
            }
          }
        }
      }
    }
  }
}

/// The ways of moving people that drivers move, as the central path has them in a year.
private struct DrawnMoves {
  private let ways: [(way: PathMembership, year: MembershipYear, slope: [Double]?)]

  init(_ place: RegionPathPlan, _ year: Int) throws {
    ways = try place.membership.filter { $0.mover != nil || !$0.nodes.isEmpty }.map { way in
      let central = try MembershipYear(way.variant, year: year)
      return (way, central, try way.slope(year, central.transitions))
    }
  }

  func check(_ columns: ColumnSlab, _ year: Int) throws {
    for (way, central, slope) in ways {
      _ = try VitalColumns(way.variant, year, central: central.survival, columns, nodes: way.nodes)
      guard let slope, let mover = way.mover else { continue }
      try way.check(Array(columns.difference(mover.node)), slope, central.transitions, columns, year)
    }
  }
}

/// The columns of some paths; one task at a time moves them.
private final class CheckedSlab: @unchecked Sendable {
  private(set) var columns: ColumnSlab
  private let drivers: DriverSlab

  init(_ plan: PathPlan, region: Int, first: Int, used: Int) {
    drivers = DriverSlab(plan.input, first: first)
    columns = ColumnSlab(plan.graphs[region], firstPath: first, used: used)
  }

  func move(to year: Int, _ moves: DrawnMoves, _ plan: PathPlan) throws {
    try columns.advance(to: year, drivers, baseYear: plan.input.projection.timeline.baseYear)
    try moves.check(columns, year)
  }
}
