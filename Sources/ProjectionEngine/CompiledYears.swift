import Arrays

/// Years of a region compiled ahead, some at a time: what depends on parameters alone, so that all processors work on it side
/// by side.
struct CompiledYears {
  /// Sets of weights and ways of moving people held at once; bounds the memory of a run with thousands of scenarios.
  private static let limit = 4096

  private let plan: RegionPlan
  private let years: Int
  private let span: Int
  private var first = 0
  private var membership: [[MembershipYear]] = []
  private var weights: [[[Double]]] = []

  init(_ plan: RegionPlan, years: Int) {
    self.plan = plan
    self.years = years
    span = max(1, min(years, Self.limit / max(1, plan.membership.count + plan.weights.count)))
  }

  /// One task: a way of moving people, or a set of weights, in a year.
  private enum Part: Sendable {
    case membership(MembershipYear)
    case weights([Double])
  }

  /// Every way of moving people and the rows of every set of weights in a year; ask for years in order.
  mutating func year(_ year: Int) throws -> (membership: [MembershipYear], weights: [[Double]]) {
    if year >= first + membership.count { try compile(from: year) }
    return (membership[year - first], weights[year - first])
  }

  private mutating func compile(from year: Int) throws {
    let plan = plan, moves = plan.membership.count, each = moves + plan.weights.count
    let count = min(span, years - year)
    let parts = try Parallel.map(count * each) { task -> Part in
      let own = year + task / each, item = task % each
      return item < moves
        ? .membership(try MembershipYear(plan.membership[item], year: own))
        : .weights(plan.weights[item - moves].variant.rows(year: own))
    }
    first = year
    membership = []
    weights = []
    for start in stride(from: 0, to: parts.count, by: each) {
      membership.append(
        parts[start..<(start + moves)].compactMap { if case .membership(let year) = $0 { year } else { nil } })
      weights.append(
        parts[(start + moves)..<(start + each)].compactMap { if case .weights(let rows) = $0 { rows } else { nil } })
    }
  }
}
