import Arrays
import Quantities
import SchemeModel

/// The projection over many paths: columns are scenarios × paths, in slabs of 64 paths that go through the year loop of
/// ``Projection`` in groups. What a year needs is compiled once for a group.
///
/// Scenarios share whatever their parameters and column rules leave equal; all see the same draws.
public enum PathProjection {
  /// Values of one year on one slab, `[scenario][series·column]`; the first `used` columns are paths `first`, `first + 1` ….
  public struct SlabYear {
    /// The place of the region.
    public let region: Int
    /// The year by index.
    public let year: Int
    /// The first path.
    public let first: Int
    /// The number of paths.
    public let used: Int
    /// The values; NaN where there is none.
    public let values: [[Double]]
  }

  /// Projects every path.
  ///
  /// - Parameters:
  ///   - central: the central paths of the same scenarios; distributions are kept as distances from them.
  ///   - budget: bytes to stay within; nil for what the machine takes.
  ///   - onProgress: told the share of the work done; may throw to stop.
  ///   - onYear: given every value of every path, in order of region, group, year and slab.
  /// - Throws: ``FundcastError`` naming the path and year that cannot be, or the memory that would be needed.
  public static func run(
    _ input: PathInput, central: ProjectionResult, budget: Int? = nil, onProgress: (Double) throws -> Void = { _ in },
    onYear: ((SlabYear) throws -> Void)? = nil
  ) throws -> PathResult {
    let plan = try PathPlan(input)
    return try run(
      plan, PathSurfaces(plan), central: central, PathLimits(budget: budget), onProgress: onProgress, onYear: onYear)
  }

  static func run(
    _ plan: PathPlan, _ surfaces: PathSurfaces, central: ProjectionResult, _ limits: PathLimits = PathLimits(),
    onProgress: (Double) throws -> Void = { _ in }, onYear: ((SlabYear) throws -> Void)? = nil
  ) throws -> PathResult {
    let input = plan.input
    let memory = try PathMemory(plan, surfaces, budget: limits.budget)
    var result = PathResult(plan, central, PathExplanation(plan, surfaces, memory))
    let slabs = stride(from: 0, to: input.paths, by: ColumnSlab.width).map {
      (first: $0, used: min(ColumnSlab.width, input.paths - $0))
    }
    let groups = stride(from: 0, to: slabs.count, by: memory.slabsAtOnce).map {
      Array(slabs[$0..<min($0 + memory.slabsAtOnce, slabs.count)])
    }
    let years = input.projection.timeline.count
    let steps = Double(plan.regions.count * groups.count * years)
    var done = 0.0
    // Whoever is given all values wants them region by region.
    for block in RegionBlocks(
      regions: plan.regions.count, atOnce: onYear == nil ? limits.regionsAtOnce ?? memory.regionsAtOnce : 1)
    {
      for group in groups {
        var regions = block.map { PathColumns(plan, surfaces, region: $0, group) }
        try Projection.march(&regions, years: years) { year, regions in
          for columns in regions {
            try result.add(columns.slabs, region: columns.region, year: year)
            for slab in onYear == nil ? [] : columns.slabs {
              try onYear?(
                SlabYear(region: columns.region, year: year, first: slab.first, used: slab.used, values: slab.values))
            }
            done += 1
            try onProgress(done / steps)
          }
        }
        for columns in regions { result.addEvents(columns.slabs, region: columns.region) }
      }
    }
    result.arrange()
    return result
  }
}

/// What paths must stay within; it moves no number.
struct PathLimits {
  /// Bytes; nil for what the machine takes.
  var budget: Int?
  /// Regions that go through the years together; nil for as many as fit.
  var regionsAtOnce: Int?
}

extension PathResult {
  /// Adds a year of slabs, in path order.
  fileprivate mutating func add(_ slabs: [PathSlab], region: Int, year: Int) throws {
    let projection = input.projection, series = series
    // A path that spends nothing has no months of reserve; everything else must be a number.
    for slab in slabs {
      for scenario in projection.scenarios.indices {
        for (item, series) in series.enumerated() {
          switch series {
          case .reserveMonthsBackward, .reserveMonthsForward: continue
          case .line, .closing, .currentBalance, .againstBaseline: break
          }
          guard !slab.row(scenario, item, { $0.allSatisfy(\.isFinite) }) else { continue }
          throw FundcastError(
            .data,
            Diagnostic(
              "a path gives no number in \(projection.timeline.baseYear + year), scenario \(projection.scenarios[scenario].id)",
              of: .draws,
              in: FaultScope(
                scenario: projection.scenarios[scenario].id, region: projection.regions[region].id,
                year: projection.timeline.baseYear + year), remedy: "lower the deviations of the drivers"))
        }
      }
    }
    let starts = projection.scenarios.indices.flatMap { scenario in
      series.indices.map { (scenario: scenario, item: $0) }
    }
    // Forward months of a year are known in the next; the hidden year's are not.
    let places = starts.map { entry -> Int? in
      var year = year
      if case .reserveMonthsForward = series[entry.item] { year -= 1 }
      guard year >= 0 else { return nil }
      return place(region: region, scenario: entry.scenario, item: entry.item, of: series.count, year: year)
    }
    let parts = 64
    distributions.withUnsafeMutableBufferPointer { buffer in
      let slots = DistributionSlots(base: buffer)
      _ = Parallel.map(parts) { part in
        for index in stride(from: part, to: starts.count, by: parts) {
          guard let place = places[index] else { continue }
          for slab in slabs { slab.row(starts[index].scenario, starts[index].item) { slots.base[place].add($0) } }
        }
      }
    }
  }

  /// Puts the values of every distribution into order.
  fileprivate mutating func arrange() {
    let parts = 64, count = distributions.count
    distributions.withUnsafeMutableBufferPointer { buffer in
      let slots = DistributionSlots(base: buffer)
      _ = Parallel.map(parts) { part in
        for place in stride(from: part, to: count, by: parts) { slots.base[place].arrange() }
      }
    }
  }

  /// Adds the years in which funds ran into deficit and were empty.
  fileprivate mutating func addEvents(_ slabs: [PathSlab], region: Int) {
    let projection = input.projection, funds = projection.scheme.funds.count
    for slab in slabs {
      for scenario in projection.scenarios.indices {
        for fund in 0..<funds {
          for column in 0..<slab.used {
            let event = fund * ColumnSlab.width + column
            func place(_ year: Int) -> Int {
              self.place(region: region, scenario: scenario, item: fund, of: funds, year: year)
            }
            if slab.firstDeficit[scenario][event] >= 0 { firstDeficits[place(slab.firstDeficit[scenario][event])] += 1 }
            if slab.depletion[scenario][event] >= 0 { depletions[place(slab.depletion[scenario][event])] += 1 }
          }
        }
      }
    }
  }
}

/// Each distribution belongs to one task.
private struct DistributionSlots: @unchecked Sendable {
  let base: UnsafeMutableBufferPointer<PathDistribution>
}
