import Arrays
import Quantities
import SchemeModel

/// Years of a region compiled ahead, some at a time: what depends on parameters alone, so that all processors work on it side
/// by side.
struct CompiledYears {
  /// Bytes of compiled years held at once: what bounds the memory of a run with thousands of scenarios or hundreds of states. One
  /// year is held whatever it takes.
  private static let limit = 128 << 20

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

  /// All years of a plan, region by region.
  ///
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  static func all(_ plan: Plan) throws -> [[CompiledYear]] {
    try plan.regions.map { region in
      var years = CompiledYears(region, years: plan.input.timeline.count, sharing: 1)
      return try (0..<plan.input.timeline.count).map { try years.year($0) }
    }
  }

  /// A year; ask for years in order.
  ///
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  mutating func year(_ year: Int) throws -> CompiledYear {
    if year >= first + held.count {
      first = year
      held = try compile(year..<min(year + span, years))
    }
    return held[year - first]
  }

  /// One task: ways of moving people in a year, or sets of weights that have much in common.
  private struct Work: Sendable {
    let year: Int
    var moves: [Int] = []
    var weights: [Int] = []
  }

  /// What a task gives, in order.
  private struct Outcome: Sendable {
    let moves: [MembershipYear]
    let weights: [CompiledRows]
  }

  private func compile(_ years: Range<Int>) throws -> [CompiledYear] {
    let plan = plan, works = years.map(works), tasks = works.flatMap { $0 }
    let outcomes = try Parallel.map(tasks.count) { task -> Outcome in
      let work = tasks[task], memory = CareMemory()
      return Outcome(
        moves: try work.moves.map { try MembershipYear(plan.membership[$0].variant, year: work.year) },
        weights: work.weights.map { plan.weights[$0].variant.compiled(year: work.year, memory) })
    }
    var next = outcomes.makeIterator()
    return zip(years, works).map { year, works in
      var moves = [MembershipYear?](repeating: nil, count: plan.membership.count)
      var weights = [CompiledRows?](repeating: nil, count: plan.weights.count)
      for work in works {
        guard let own = next.next() else { preconditionFailure("every task has an outcome") }
        for (place, value) in zip(work.moves, own.moves) { moves[place] = value }
        for (place, value) in zip(work.weights, own.weights) { weights[place] = value }
      }
      return CompiledYear(
        membership: Self.assembled(plan.membership, moves, plan.known?[year].membership),
        weights: Self.assembled(plan.weights, weights, plan.known?[year].weights))
    }
  }

  /// The tasks of a year. What it takes from the first of its kind is none, nor is what is known.
  private func works(in year: Int) -> [Work] {
    func own<Variant>(_ entries: [SharedVariant<Variant>], _ place: Int) -> Bool {
      entries[place].first == place ? plan.known == nil : !entries[place].years.contains(year)
    }
    return plan.membership.indices.filter { own(plan.membership, $0) }.map { Work(year: year, moves: [$0]) }
      + plan.careUnits.flatMap { unit in
        // Scenario by scenario: what one has found of its branch its bundles use.
        let weights = unit.filter { own(plan.weights, $0) }
        return stride(from: 0, to: weights.count, by: Self.together).map {
          Work(year: year, weights: Array(weights[$0..<min($0 + Self.together, weights.count)]))
        }
      }
  }

  /// Sets of weights of a task: few enough to keep all processors busy, and enough to find what they share.
  private static let together = 48

  /// What each entry of a year is compiled to: known, its own, or that of the first of its kind.
  private static func assembled<Variant, Value>(
    _ entries: [SharedVariant<Variant>], _ own: [Value?], _ known: [Value]?
  ) -> [Value] {
    var values: [Value] = [], kinds = 0
    for (place, entry) in entries.enumerated() {
      if place == entry.first, let known {
        values.append(known[kinds])
        kinds += 1
      } else {
        values.append(own[place] ?? values[entry.first])
      }
    }
    return values
  }
}

extension CompiledScenario {
  /// Compiles a scenario.
  ///
  /// - Parameter input: of this scenario alone, without paths.
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  public init(_ input: ProjectionInput) throws {
    precondition(input.scenarios.count == 1, "one scenario is compiled at a time")
    regions = try CompiledYears.all(Plan(input))
  }
}
