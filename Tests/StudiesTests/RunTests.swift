import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Runs and the requests they are made of: what is asked for is what is computed, once more from the request alone.
@Suite struct RunTests {
  static let horizon = 2032
  static let study = Result { try PolicyStudy(try Places.shandong(), horizon: horizon) }
  static let settings: [[RunRequest.Change]] = [
    [.setting("resident.premium=2027:500")],
    [.setting("resident.premium=2027:500"), .setting("employee.inpatient.utilisation-rate=2028:multiply:1.02")],
  ]
  static let run = Result { try study.get().run(study.get().read(settings)) }

  /// Every amount of every line of a scenario.
  static func amounts(_ result: ProjectionResult, _ scenario: Int) -> [Double] {
    result.scheme.lines.indices.flatMap { line in
      (0..<result.timeline.reportedCount).map { result.amount(scenario: scenario, region: 0, line: line, year: $0) }
    }
  }

  @Test func scenariosStandInTheOrderTheyWereAskedFor() throws {
    let run = try Self.run.get()
    #expect(run.definitions.map(\.id) == ["baseline", "set-1", "set-1+set-2"])
    #expect(run.result.timeline == Timeline(baseYear: 2020, horizon: Self.horizon))
    #expect(run.request.scenarios == Self.settings && run.request.horizon == Self.horizon && run.request.paths == nil)
    #expect(run.paths == nil && !run.isRegional && run.regions.count == 1)
  }

  /// The request of a run gives the run again, bit for bit.
  @Test func aRequestRunsAgain() throws {
    let run = try Self.run.get(), again = try run.request.run()
    #expect(again.request == run.request && again.definitions.map(\.id) == run.definitions.map(\.id))
    for scenario in 0..<3 {
      #expect(Self.amounts(again.result, scenario) == Self.amounts(run.result, scenario))
    }
    #expect(again.inputs.map(\.file) == run.inputs.map(\.file))
  }

  /// A scenario does not know of the others that run beside it.
  @Test func scenariosAreIndependent() throws {
    let run = try Self.run.get(), study = try Self.study.get()
    let alone = try study.run(study.read([Self.settings[1]]))
    #expect(Self.amounts(alone.result, 1) == Self.amounts(run.result, 2))
    #expect(Self.amounts(alone.result, 0) == Self.amounts(run.result, 0))
  }

  /// Nothing moves before the first date, the premium's own line moves in it, and a lever is what was set.
  @Test func changesActFromTheirDate() throws {
    let run = try Self.run.get(), result = run.result
    let premium = try #require(run.baseline.registry["resident.premium"]).id
    let line = try #require(result.scheme.lines.firstIndex { $0.id == "resident-premium" })
    #expect(run.resolved[1].parameters.value(premium, 7) == 500)
    for year in 0..<7 {
      for line in result.scheme.lines.indices {
        #expect(
          result.amount(scenario: 1, region: 0, line: line, year: year)
            == result.amount(scenario: 0, region: 0, line: line, year: year))
      }
    }
    // People are the same, so the line goes with the premium.
    let ratio = 500 / run.resolved[0].parameters.value(premium, 7)
    let amounts = [0, 1].map { result.amount(scenario: $0, region: 0, line: line, year: 7) }
    #expect(Tolerance.roundoff(gross: amounts[1]).admits(amounts[1], ratio * amounts[0]))
    // Resolved outside a run it is the same.
    let resolved = try Self.study.get().resolve(Self.study.get().read(Self.settings)[0], region: 0)
    #expect(resolved.parameters.value(premium, 7) == 500)
  }

  /// A shorter horizon cuts the same numbers.
  @Test func aShorterRunIsTheBeginningOfALongerOne() throws {
    let short = try PolicyStudy(try Places.shandong(), horizon: 2025), long = try Self.run.get().result
    let result = try short.run([]).result
    for line in result.scheme.lines.indices {
      for year in 0..<result.timeline.reportedCount {
        let (one, other) = (
          result.amount(scenario: 0, region: 0, line: line, year: year),
          long.amount(scenario: 0, region: 0, line: line, year: year)
        )
        #expect(abs(one - other) <= Within.chained * abs(other), "\(result.scheme.lines[line].id) \(year)")
      }
    }
  }

  /// Settings of the same text have one name wherever they stand; a file in several stacks is read once; a sweep is a scenario
  /// for each point and multiplies the stack it stands in.
  @Test func readingNamesChangesOnce() throws {
    let study = try Self.study.get()
    let stacks = try study.read([
      [.setting("resident.premium=2027:500")], [.setting("resident.premium=2028:510")],
      [.setting("resident.premium=2027:500")],
    ])
    #expect(stacks.map { $0.map(\.id) } == [["set-1"], ["set-2"], ["set-1"]])
    #expect(try study.read([[.setting("resident.premium=2027:500")]], name: "own")[0][0].scenario == "own")
    let sweep = Places.root.appendingPathComponent("shandong/examples/premium-sweep.yaml").path
    let points = try study.read([[.file(sweep), .setting("employee.inpatient.utilisation-rate=2028:multiply:1.02")]])
    #expect(points.count > 1 && points.allSatisfy { $0.count == 2 && $0[1].id == "set-1" })
    #expect(Set(points.map { $0[0].id }).count == points.count)
    #expect(try study.read([]).isEmpty)
  }

  /// The faults of several files are told together; missing ones alone are a missing input.
  @Test func faultsOfAllFilesAreTold() throws {
    let study = try Self.study.get()
    let missing = try #require(throws: FundcastError.self) {
      _ = try study.read([[.file("nowhere/a.yaml")], [.file("nowhere/b.yaml")]])
    }
    #expect(
      missing.category == .missingInput && missing.diagnostics.map(\.file) == ["nowhere/a.yaml", "nowhere/b.yaml"])
    try Places.file("title: [") { path in
      let mixed = try #require(throws: FundcastError.self) {
        _ = try study.read([[.file("nowhere/a.yaml")], [.file(path)]])
      }
      #expect(mixed.category == .data && Set(mixed.diagnostics.compactMap(\.file)) == ["nowhere/a.yaml", path])
    }
  }

  @Test(arguments: [2019, 2100]) func horizonsOutsideTheTablesAreRefused(horizon: Int) throws {
    let place = try Places.shandong()
    let error = try #require(throws: FundcastError.self) { _ = try PolicyStudy(place, horizon: horizon) }
    #expect(error.category == .usage && error.diagnostics[0].key == "--horizon", "\(error)")
  }
}
