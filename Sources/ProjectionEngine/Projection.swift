import Arrays
import Quantities
import SchemeModel

/// The projection, in the order of <doc:Model>: population and membership, contribution bases, use of care and what the
/// funds pay for it, then lines and ledgers.
///
/// ``march(_:years:ended:)`` is the only year loop. The central projection of all scenarios and a thousand paths of each go through
/// it alike: a column is one scenario on one path, and a central path is one without shock. Scenarios share whatever their
/// parameters leave equal: the ``Plan`` finds it.
public enum Projection {
  /// Years outside, regions inside: every region stands in the same year, and its columns mean the same scenario and path as
  /// those of the others.
  ///
  /// - Parameters:
  ///   - regions: the regions that go through the years together, see ``RegionBlocks``.
  ///   - ended: told each year once its accounts are closed.
  /// - Throws: ``FundcastError`` naming the hazard, rate, cell or fund that makes a year impossible. Where several are, it is that of
  ///   the first year and phase of these regions; other blocks of regions may come upon another one first.
  static func march<Columns: RegionColumns>(
    _ regions: inout [Columns], years: Int, ended: (_ year: Int, _ regions: [Columns]) throws -> Void = { _, _ in }
  ) throws {
    // Who moves between regions will do so after the first phase, and what regions pool will act on accounts that are posted and not
    // closed. A region by itself goes through all phases at once.
    let stages = regions.count > 1 ? YearPhase.allCases.map { [$0] } : [YearPhase.allCases]
    for year in 0..<years {
      for phases in stages { try each(&regions) { try $0.run(phases, in: year) } }
      try ended(year, regions)
    }
  }

  /// Projects every scenario of `input` over its timeline, the hidden year included.
  ///
  /// - Parameter onProgress: told the share of the work done; may throw to stop.
  /// - Throws: as ``march(_:years:ended:)``.
  public static func run(
    _ input: ProjectionInput, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> ProjectionResult {
    try run(Plan(input), onProgress: onProgress)
  }

  /// Projects a compiled plan.
  ///
  /// - Parameters:
  ///   - years: how many from the base year on, all unless said. Nothing of later ones may then be read: amounts and balances are
  ///     no numbers, people are not there.
  ///   - regionsAtOnce: how many regions go through the years together; as many as fit unless said. It moves no number.
  ///   - onProgress: told the share of the work done; may throw to stop.
  public static func run(
    _ plan: Plan, years: Int? = nil, regionsAtOnce: Int? = nil, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> ProjectionResult {
    let years = years ?? plan.input.timeline.count
    precondition((1...plan.input.timeline.count).contains(years))
    var result = ProjectionResult(plan)
    let atOnce = regionsAtOnce ?? CompiledYears.regionsAtOnce(plan)
    for block in RegionBlocks(regions: plan.regions.count, atOnce: atOnce) {
      var regions = block.map { CentralColumns(plan, region: $0, years: years, sharing: block.count) }
      try march(&regions, years: years) { year, _ in
        let done = block.lowerBound * years + (year + 1) * block.count
        try onProgress(Double(done) / Double(plan.regions.count * years))
      }
      for region in regions { result.add(region) }
    }
    return result
  }

  /// A phase of the year in every region; nothing couples them within a phase.
  private static func each<Columns: RegionColumns>(
    _ regions: inout [Columns], _ phase: @Sendable (inout Columns) throws -> Void
  ) throws {
    // One region has the processors to itself.
    guard regions.count > 1 else {
      for place in regions.indices { try phase(&regions[place]) }
      return
    }
    let count = regions.count
    try regions.withUnsafeMutableBufferPointer { buffer in
      let slots = RegionSlots(base: buffer)
      _ = try Parallel.map(count) { place in try phase(&slots.base[place]) }
    }
  }
}

/// What happens in a year, in this order; numbers are the steps of <doc:Model>.
enum YearPhase: CaseIterable, Sendable {
  /// 1, 2. Population and membership.
  case people
  /// 3, 5, 6. What the people of the year earn, use and are paid.
  case care
  /// 4, 9. Lines and mechanisms, as far as no other region has a part in them: up to the settlement of results.
  case accounts
  /// 9. What merges, what bears interest, and the closing balances.
  case closing
}

/// The columns of one region in the year loop.
protocol RegionColumns: SendableMetatype {
  /// Takes the columns through some phases of a year. What belongs to few columns may go through all of them before the next does:
  /// it is in the cache then.
  mutating func run(_ phases: [YearPhase], in year: Int) throws
}

/// Regions that go through the years together. Those that nothing couples may follow one another, so that their state fits memory
/// however many they are; whatever couples them (pooling, migration, rules over regions) will keep all of them in the year.
struct RegionBlocks: Sequence {
  let regions: Int
  let atOnce: Int

  func makeIterator() -> AnyIterator<Range<Int>> {
    precondition(atOnce > 0, "regions go through the years one at a time at the least")
    var next = 0
    return AnyIterator {
      guard next < regions else { return nil }
      defer { next += atOnce }
      return next..<Swift.min(next + atOnce, regions)
    }
  }
}

/// Each region belongs to one task.
private struct RegionSlots<Columns>: @unchecked Sendable {
  let base: UnsafeMutableBufferPointer<Columns>
}
