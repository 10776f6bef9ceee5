import Quantities
import SchemeModel
import Synchronization
import Testing

@testable import ProjectionEngine

/// Regions that nothing couples may follow one another or go through the years together.
@Suite struct RegionBlockTests {
  /// A place of so many regions, each with more people than the one before.
  static func input(regions: Int, seed: UInt64) -> ProjectionInput {
    let one = RandomScheme.input(seed: seed)
    let places = (0..<regions).map { index -> Region in
      let own = one.regions[index % one.regions.count]
      var fit = own.fit
      fit.openingState = fit.openingState.map { $0 * Double(1 + index) }
      return Region(id: "region-\(index)", tables: own.tables, fit: fit)
    }
    // Two scenarios of hundreds of regions are enough.
    let scenarios = one.scenarios.prefix(regions > 100 ? 2 : 9).map { rules in
      ScenarioRules(
        id: rules.id, parameters: (0..<regions).map { rules.parameters[$0 % one.regions.count] },
        demandReference: rules.demandReference.map { sets in (0..<regions).map { sets[$0 % one.regions.count] } })
    }
    return ProjectionInput(timeline: one.timeline, scheme: one.scheme, regions: places, scenarios: scenarios)
  }

  /// Everything a run gives, bit for bit; of some scenarios and regions where they are given.
  static func numbers(_ result: ProjectionResult, scenarios: Int? = nil, regions: Int? = nil) -> [Double] {
    var numbers: [Double] = []
    for scenario in 0..<(scenarios ?? result.input.scenarios.count) {
      for region in 0..<(regions ?? result.input.regions.count) {
        for year in 0..<result.timeline.count { numbers += self.numbers(result, scenario, region, year) }
      }
    }
    return numbers
  }

  private static func numbers(_ result: ProjectionResult, _ scenario: Int, _ region: Int, _ year: Int) -> [Double] {
    let scheme = result.scheme
    var numbers = scheme.lines.indices.map {
      result.amount(scenario: scenario, region: region, line: $0, year: year)
    }
    for fund in scheme.funds.indices {
      numbers.append(result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year))
    }
    for status in scheme.statuses.indices {
      numbers.append(result.persons(scenario: scenario, region: region, status: status, year: year))
    }
    for (branch, declared) in scheme.branches.enumerated() {
      for status in declared.statuses {
        numbers.append(
          result.quantity(.bill(branch), status: status, scenario: scenario, region: region, year: year) ?? -1)
      }
    }
    return numbers
  }

  @Test(arguments: [1, 7, 400]) func blocksGiveTheSameBits(regions: Int) throws {
    let plan = Plan(Self.input(regions: regions, seed: 3))
    let separate = try Projection.run(plan, regionsAtOnce: 1), apart = Self.numbers(separate)
    #expect(apart.allSatisfy { $0.isFinite })
    for atOnce in regions > 100 ? [regions] : [2, 5, regions] {
      #expect(Self.numbers(try Projection.run(plan, regionsAtOnce: atOnce)) == apart)
    }
    #expect(Self.numbers(try Projection.run(plan)) == apart)
    // A region is not moved by those beside it.
    let alone = try Projection.run(Self.input(regions: 1, seed: 3)), scenarios = plan.input.scenarios.count
    #expect(
      Self.numbers(alone, scenarios: scenarios) == Self.numbers(separate, scenarios: scenarios, regions: 1))
    guard regions > 1 else { return }
    // The second one has other people, so it is not the first again.
    let two = Self.numbers(separate, scenarios: 1, regions: 2)
    #expect(Array(two.prefix(two.count / 2)) != Array(two.suffix(two.count / 2)))
  }

  @Test func blocksHoldEveryRegionOnce() {
    for (regions, atOnce) in [(1, 1), (7, 3), (7, 7), (400, 12), (5, 9)] {
      let blocks = Array(RegionBlocks(regions: regions, atOnce: atOnce))
      #expect(blocks.flatMap { Array($0) } == Array(0..<regions))
      #expect(blocks.allSatisfy { $0.count <= atOnce })
    }
  }

  /// Regions stand in the same year: the loop asks each for a phase before it asks any for the next.
  @Test func yearsAreOutsideRegions() throws {
    final class Log: Sendable {
      let entries = Mutex<[String]>([])
      func note(_ entry: String) { entries.withLock { $0.append(entry) } }
    }
    struct Spy: RegionColumns {
      let log: Log
      func run(_ phases: [YearPhase], in year: Int) { for phase in phases { log.note("\(phase) \(year)") } }
    }
    for count in [1, 3] {
      let log = Log()
      var regions = (0..<count).map { _ in Spy(log: log) }
      try Projection.march(&regions, years: 2) { year, _ in log.note("end \(year)") }
      let expected = (0..<2).flatMap { year in
        ["people", "care", "accounts", "closing"].flatMap { [String](repeating: "\($0) \(year)", count: count) } + [
          "end \(year)"
        ]
      }
      let found = log.entries.withLock { $0 }
      #expect(found == expected)
    }
  }
}
