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

  /// Everything a run gives, bit for bit.
  static func numbers(_ result: ProjectionResult) -> [Double] {
    let scheme = result.scheme, years = 0..<result.timeline.count
    return result.input.scenarios.indices.flatMap { scenario in
      result.input.regions.indices.flatMap { region -> [Double] in
        years.flatMap { year -> [Double] in
          scheme.lines.indices.map { result.amount(scenario: scenario, region: region, line: $0, year: year) }
            + scheme.funds.indices.map {
              result.balanceAtYearEnd(scenario: scenario, region: region, fund: $0, year: year)
            }
            + scheme.statuses.indices.map {
              result.persons(scenario: scenario, region: region, status: $0, year: year)
            }
            + scheme.branches.enumerated().flatMap { branch, declared in
              declared.statuses.map {
                result.quantity(.bill(branch), status: $0, scenario: scenario, region: region, year: year) ?? -1
              }
            }
        }
      }
    }
  }

  @Test(arguments: [1, 7, 400]) func blocksGiveTheSameBits(regions: Int) throws {
    let plan = Plan(Self.input(regions: regions, seed: 3))
    let apart = Self.numbers(try Projection.run(plan, regionsAtOnce: 1))
    #expect(apart.allSatisfy { $0.isFinite })
    for atOnce in regions > 100 ? [regions] : [2, 5, regions] {
      #expect(Self.numbers(try Projection.run(plan, regionsAtOnce: atOnce)) == apart)
    }
    #expect(Self.numbers(try Projection.run(plan)) == apart)
    // A region is not moved by those beside it.
    let alone = Self.numbers(try Projection.run(Self.input(regions: 1, seed: 3)))
    let first = Self.numbers(try Projection.run(Plan(Self.input(regions: 1, seed: 3)), regionsAtOnce: 1))
    #expect(alone == first)
  }

  @Test func blocksHoldEveryRegionOnce() {
    for (regions, atOnce) in [(1, 1), (7, 3), (7, 7), (400, 12), (5, 9), (5, 0)] {
      let blocks = Array(RegionBlocks(regions: regions, atOnce: atOnce))
      #expect(blocks.flatMap { Array($0) } == Array(0..<regions))
      #expect(blocks.allSatisfy { $0.count <= max(1, atOnce) })
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
      func movePeople(to year: Int) { log.note("people \(year)") }
      func useCare(in year: Int) { log.note("care \(year)") }
      func post(_ year: Int) { log.note("post \(year)") }
    }
    for count in [1, 3] {
      let log = Log()
      var regions = (0..<count).map { _ in Spy(log: log) }
      try Projection.march(&regions, years: 2) { year, _ in log.note("end \(year)") }
      let expected = (0..<2).flatMap { year in
        ["people", "care", "post"].flatMap { [String](repeating: "\($0) \(year)", count: count) } + ["end \(year)"]
      }
      let found = log.entries.withLock { $0 }
      #expect(found == expected)
    }
  }
}
