import Arrays
import Quantities
import SchemeModel

/// One year of a region, compiled: every way of moving people, and the rows of every set of weights.
struct CompiledYear: Sendable {
  let membership: [MembershipYear]
  let weights: [CompiledRows]
}

/// Years of a region compiled ahead, some at a time: what depends on parameters alone, so that all processors work on it side
/// by side.
struct CompiledYears {
  /// Bytes of compiled years held at once: what bounds the memory of a run with thousands of scenarios or hundreds of states. One
  /// year is held whatever it takes.
  private static let limit = 512 << 20

  private let plan: RegionPlan
  private let years: Int
  private let span: Int
  private var first = 0
  private var held: [CompiledYear] = []

  /// - Parameter sharing: the number of regions that hold years at the same time.
  init(_ plan: RegionPlan, years: Int, sharing: Int) {
    self.plan = plan
    self.years = years
    span = max(1, min(years, Self.limit / max(1, sharing * Self.bytes(plan))))
  }

  /// Bytes of one year: of each way of moving people a matrix of states by states for every cell, of each set of weights its rows.
  static func bytes(_ plan: RegionPlan) -> Int {
    let states = plan.membership.first.map { $0.variant.scheme.statuses.count } ?? 0
    let moves = plan.membership.count * (states * states + states + 2)
    let rows = plan.weights.reduce(0) { $0 + $1.variant.quantities.count }
    return MemoryLayout<Double>.size * Age.panelCount * (moves + rows)
  }

  /// How many regions of a plan go through the years together: as many as may hold several years each.
  static func regionsAtOnce(_ plan: Plan) -> Int {
    let several = 8, largest = plan.regions.map(bytes).max() ?? 1
    return max(1, limit / (several * max(1, largest)))
  }

  /// A year; ask for years in order.
  ///
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  mutating func year(_ year: Int) throws -> CompiledYear {
    if year >= first + held.count {
      first = year
      held = try Self.compile(plan, year..<min(year + span, years))
    }
    return held[year - first]
  }

  /// One task: a way of moving people, or a set of weights, in a year.
  private enum Part: Sendable {
    case membership(MembershipYear)
    case weights(CompiledRows)
  }

  private static func compile(_ plan: RegionPlan, _ years: Range<Int>) throws -> [CompiledYear] {
    let moves = plan.membership.count
    // What a year takes from the first of its kind is no task.
    let tasks = years.flatMap { year in
      plan.membership.indices.filter { !plan.membership[$0].years.contains(year) }.map { (year: year, item: $0) }
        + plan.weights.indices.filter { !plan.weights[$0].years.contains(year) }.map { (year: year, item: moves + $0) }
    }
    let parts = try Parallel.map(tasks.count) { task -> Part in
      let (year, item) = tasks[task]
      return item < moves
        ? .membership(try MembershipYear(plan.membership[item].variant, year: year))
        : .weights(plan.weights[item - moves].variant.compiled(year: year))
    }
    var next = parts.makeIterator()
    return years.map { year in
      var membership: [MembershipYear] = []
      for entry in plan.membership {
        if entry.years.contains(year) {
          membership.append(membership[entry.first])
        } else {
          guard case .membership(let own)? = next.next() else { preconditionFailure("parts come in order") }
          membership.append(own)
        }
      }
      var weights: [CompiledRows] = []
      for entry in plan.weights {
        if entry.years.contains(year) {
          weights.append(weights[entry.first])
        } else {
          guard case .weights(let own)? = next.next() else { preconditionFailure("parts come in order") }
          weights.append(own)
        }
      }
      return CompiledYear(membership: membership, weights: weights)
    }
  }
}
