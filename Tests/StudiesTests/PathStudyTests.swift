import PolicyModel
import ProjectionEngine
import Quantities
import Studies
import Testing
import _TestSupport

/// A run over paths: which futures a request asks for.
@Suite struct PathStudyTests {
  private static func paths(
    _ paths: Int, seed: UInt64 = 3, without: [String] = [], antithetic: Bool = false, memory: Int? = nil,
    stacks: [[RunRequest.Change]] = []
  ) throws -> PolicyRun {
    let study = try RunTests.study.get()
    return try study.run(
      study.read(stacks),
      paths: PathRequest(paths: paths, seed: seed, without: without, isAntithetic: antithetic, memory: memory))
  }

  /// The closing balance of the resident pool at the horizon.
  private static func closing(_ run: PolicyRun, scenario: Int = 0, year: Int? = nil) throws -> PathDistribution {
    let result = try #require(run.paths).result
    let fund = try #require(run.result.scheme.funds.firstIndex { $0.id == "resident-pool" })
    let series = try #require(result.series.firstIndex(of: .closing(fund: fund)))
    return result.distribution(
      region: 0, scenario: scenario, series: series, year: year ?? run.result.timeline.reportedCount - 1)
  }

  static let ordinary = Result { try paths(64, stacks: [RunTests.settings[0]]) }

  @Test func theCentralPathIsThatOfARunWithoutPaths() throws {
    let run = try Self.ordinary.get(), plain = try RunTests.run.get()
    for scenario in 0..<2 {
      #expect(RunTests.amounts(run.result, scenario) == RunTests.amounts(plain.result, scenario))
    }
    #expect(run.request.paths == PathRequest(paths: 64, seed: 3))
  }

  @Test func theSameSeedGivesTheSameFutures() throws {
    let one = try Self.closing(Self.ordinary.get())
    #expect(one == (try Self.closing(Self.paths(64, stacks: [RunTests.settings[0]]))))
    // Whatever runs beside them, and however little memory there is at a time.
    #expect(one == (try Self.closing(Self.paths(64))))
    #expect(one == (try Self.closing(Self.paths(64, memory: 64 << 20))))
    #expect(one != (try Self.closing(Self.paths(64, seed: 4))))
    #expect(one.count == 64)
  }

  /// Years before the first drawn one are certain; from it on futures part.
  @Test func futuresPartFromTheFirstDrawnYear() throws {
    let run = try Self.ordinary.get(), first = try #require(run.paths).draws.firstYear - run.result.timeline.baseYear
    let before = try Self.closing(run, year: first - 1), after = try Self.closing(run, year: first)
    #expect(before.standardDeviation == 0 && abs(before.quantile(0.1) - before.central) < Unseen.yuan)
    #expect(after.standardDeviation > 0 && after.quantile(0.1) < after.quantile(0.9))
  }

  /// Without any driver every path is the central one.
  @Test func withoutDriversThereIsOneFuture() throws {
    let study = try RunTests.study.get()
    let drivers = try #require(study.place.baseline.draws).drivers.map(\.id)
    let still = try Self.closing(Self.paths(16, without: drivers))
    #expect(still.standardDeviation <= Within.solved * abs(still.central))
    // One that is left out takes its part of the spread with it, and leaves the draws of others alone.
    let without = try Self.closing(Self.paths(64, without: ["wage"])), all = try Self.closing(Self.ordinary.get())
    #expect(without.standardDeviation < all.standardDeviation && without.standardDeviation > 0)
  }

  /// Mirrored pairs cancel what is odd in the draws: the mean is nearer the central path than that of independent paths is likely to be.
  @Test func mirroredPathsHaveASteadierMean() throws {
    let mirrored = try Self.closing(Self.paths(64, antithetic: true)), plain = try Self.closing(Self.ordinary.get())
    #expect(abs(mirrored.mean - mirrored.central) < plain.standardErrorOfMean)
    let wide = Tolerance.sampling(
      standardErrors: 4, standardError: plain.standardErrorOfStandardDeviation * 2.0.squareRoot())
    #expect(wide.admits(mirrored.standardDeviation, plain.standardDeviation))
  }

  @Test func requestsThatCannotBeRunAreRefused() throws {
    let cases: [(PathRequest, String)] = [
      (PathRequest(paths: 0, seed: 1), "--paths"), (PathRequest(paths: PolicyStudy.mostPaths + 1, seed: 1), "--paths"),
      (PathRequest(paths: 8, seed: 1, without: ["weather"]), "--without"),
    ]
    let study = try RunTests.study.get()
    for (request, key) in cases {
      let error = try #require(throws: FundcastError.self) { _ = try study.run([], paths: request) }
      #expect(error.category == .usage && error.diagnostics.map(\.key) == [key], "\(error)")
    }
    // Nothing is drawn up to an early horizon.
    let short = try PolicyStudy(try Places.shandong(), horizon: 2024)
    let error = try #require(throws: FundcastError.self) {
      _ = try short.run([], paths: PathRequest(paths: 8, seed: 1))
    }
    #expect(error.category == .usage && error.description.contains("the first drawn year is 2026"), "\(error)")
  }
}
