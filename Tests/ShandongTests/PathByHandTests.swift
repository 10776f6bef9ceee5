import Foundation
import InputFiles
import PolicyModel
@testable import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// A path is what one would get by writing what is drawn, or the years in which a rule acted, by hand.
extension PathTruthTests {
  /// What the drivers do to every lever, index rules and lags included, is what one would get by writing the drawn values
  /// of the levers they move by hand.
  @Test(arguments: [0, 65]) func aPathIsAScenarioWrittenByHand(path: Int) throws {
    try Self.isWrittenByHand(Self.run.get(), path)
  }

  /// A span counts on the baseline, and keeps its differences, beside a lasting value of the same reform; a span over a span.
  @Test func spansKeepTheDifferencesTheyCountOn() throws {
    let study = try Self.study.get(), registry = study.place.baseline.registry
    let premium = try #require(registry["resident.premium"]).id
    let here = SourceLocation(file: "test", line: 1)
    func span(_ from: (Int, Int), _ through: (Int, Int), _ value: DatedValue) -> SeriesPoint {
      SeriesPoint(
        from: MonthDate(year: from.0, month: from.1), through: MonthDate(year: through.0, month: through.1),
        value: value, location: here)
    }
    func reform(_ points: [SeriesPoint], _ id: String) throws -> Reform {
      try ReformFile.parse(setting: "resident.premium=2029:450", registry: registry, id: id)
        .with(changes: [LeverChange(lever: premium, points: points, overrides: true, location: here)])
    }
    func lasting(_ year: Int, _ value: DatedValue) -> SeriesPoint {
      SeriesPoint(from: MonthDate(year: year), value: value, location: here)
    }
    let stacks = [
      [try reform([lasting(2029, .multiply(1.5)), span((2031, 2), (2032, 8), .multiply(0.5))], "relative")],
      [try reform([lasting(2029, .set(450)), span((2031, 0), (2031, 11), .add(20))], "set")],
      [
        try reform([span((2030, 3), (2032, 5), .multiply(0.8))], "first"),
        try reform([lasting(2028, .add(30)), span((2031, 6), (2033, 2), .multiply(2))], "second"),
      ],
    ]
    let run = try study.run(stacks, paths: PathRequest(paths: 64, seed: 7, without: ["participation"]))
    try Self.isWrittenByHand(run, 5)
    // The differences are those of the months: a year of a span alone has twice those of the baseline and more.
    let input = try #require(run.paths).result.input, year = 2031 - study.timeline.baseYear
    func difference(_ scenario: Int) throws -> Double {
      try PathScenario.rules(input, scenario: scenario, path: 5).parameters[0].value(premium, year)
        - run.resolved[scenario].parameters.value(premium, year)
    }
    #expect(abs(try difference(2) / difference(0) - 1) < Within.solved)
  }

  /// What the drivers do on a path, against their values written by hand.
  private static func isWrittenByHand(_ run: PolicyRun, _ path: Int) throws {
    let study = try Self.study.get()
    let paths = try #require(run.paths)
    let registry = run.baseline.registry
    for scenario in run.definitions.indices {
      let drawn = try PathScenario.rules(paths.result.input, scenario: scenario, path: path).parameters[0]
      let levers = Set(paths.draws.drivers.filter(\.isActive).flatMap(\.levers))
      let settings = levers.map { id -> String in
        let values = (paths.draws.firstYear...study.timeline.hiddenYear).map { year in
          "\(year):\(drawn.value(id, year - study.timeline.baseYear))"
        }
        return registry[id].path + "=" + values.joined(separator: ",")
      }
      let byHand = try settings.enumerated().map {
        try ReformFile.parse(setting: $0.element, registry: registry, id: "hand-\($0.offset)")
      }
      let wanted = try study.resolve(run.definitions[scenario].reforms + byHand, region: 0).parameters
      var moved = 0
      for lever in registry.levers {
        let central = run.resolved[scenario].parameters[lever.id]
        if drawn[lever.id] != central { moved += 1 }
        for year in 0..<study.timeline.count {
          let value = drawn.value(lever.id, year), expected = wanted.value(lever.id, year)
          #expect(
            abs(value - expected) <= Within.twin * max(abs(expected), abs(central.annual[year])),
            "\(lever.path) \(year)")
        }
      }
      #expect(moved > 30)
    }
  }

  /// A scenario that reacts is, on every path, the scenario one would write by hand from the years in which it acted.
  @Test func aReactionWrittenByHand() throws {
    let study = try Self.study.get()
    let file = Shandong.root.appendingPathComponent("scenarios/shandong/examples/resident-stabiliser.yaml").path
    let run = try study.run(study.read([[.file(file)]]), paths: PathRequest(paths: 64, seed: 3))
    let input = try #require(run.paths).result.input
    #expect(run.definitions.map(\.id) == ["baseline", "resident-stabiliser", "resident-stabiliser-always"])
    let values = try Self.values(input, run.result).values
    let fund = try Shandong.fund("resident-pool")
    let series = PathSeries.all(run.result.scheme)
    let months = try #require(series.firstIndex(of: .reserveMonthsBackward(fund: fund)))
    let closing = try #require(series.firstIndex(of: .closing(fund: fund)))
    let years = 0..<study.timeline.count
    var histories: Set<[Bool]> = []
    for path in [0, 5, 17, 33, 60] {
      let acts = years.map { $0 > 0 && values[1][$0 - 1][months][path] < 3 }
      histories.insert(acts)
      let before = try PathScenario.rules(input, scenario: 1, path: path).parameters[0]
      let after = try PathScenario.rules(input, scenario: 2, path: path).parameters[0]
      let byHand = ParameterSet(
        paths: zip(before.paths, after.paths).map { a, b in
          ParameterPath(annual: years.map { acts[$0] ? b.annual[$0] : a.annual[$0] }, monthly: a.monthly)
        })
      let own = try Projection.run(
        ProjectionInput(
          timeline: study.timeline, scheme: run.result.scheme, regions: run.result.input.regions,
          scenarios: [ScenarioRules(id: "by hand", parameters: [byHand], demandReference: nil)]))
      for year in years {
        let wanted = own.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
        #expect(abs(values[1][year][closing][path] - wanted) <= Within.interpolated * 2e11, "\(path) \(year)")
      }
    }
    #expect(histories.count > 1)
    #expect(histories.contains { $0.contains(true) })
  }
}
