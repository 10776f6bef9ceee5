import Arrays
import Calibration
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// A place made ready for scenarios: read, and fitted to its base year once.
public struct PolicyStudy: Sendable {
  /// Rules, assumptions, tables and reforms.
  public let place: Place
  /// What the base year fixed, by region: each is fitted by itself.
  public let calibrations: [CalibrationResult]
  /// The years.
  public let timeline: Timeline
  /// By region, or none. Of several regions a session alone holds them: the values of hundreds would fill the memory of a run.
  private var resolvers: [SeriesResolver]

  var baseline: Baseline { place.baseline }

  /// What the base year fixed in the first region; a place without `regions:` has no other.
  public var calibration: CalibrationResult { calibrations[0] }

  /// Reads nothing more: fits the base year of `place` for a projection to `horizon`.
  ///
  /// - Throws: ``FundcastError`` where the horizon lies before the base year or beyond the tables, or the fit fails.
  public init(_ place: Place, horizon: Int? = nil) throws {
    let first = place.baseline.baseYear
    try Self.check(horizon, place)
    // A shorter run of a place leaves later values out, as it should.
    let farthest = max(horizon ?? 0, place.baseline.defaultHorizon)
    let late = place.regions.flatMap { LateDates.faults($0.baseline, horizon: farthest) }
      .reduce(into: [Diagnostic]()) { if !$0.contains($1) { $0.append($1) } }
    guard late.isEmpty else { throw FundcastError(.data, late) }
    let horizon = horizon ?? place.baseline.defaultHorizon
    self.place = place
    timeline = Timeline(baseYear: first, horizon: horizon)
    let fitted = BaseYear.fitted(place.baseline)
    let tables = try FaultOrigins(place).locating { try place.tables(fitted) }
    let calibrations = try Parallel.map(place.regions.count) { index in
      try Self.fit(place, tables[index], region: index)
    }
    self.calibrations = calibrations
    resolvers = []
    if !place.isRegional { resolvers = [resolver(region: 0)] }
  }

  /// The same study that keeps what it resolves of the baseline, in every region.
  func holdingValues() -> PolicyStudy {
    var copy = self
    copy.resolvers = place.regions.indices.map { resolver(region: $0) }
    return copy
  }

  /// What resolves scenarios in a region: the baseline once, whatever is run of a study.
  func resolver(region: Int, draws: Draws? = nil) -> SeriesResolver {
    guard resolvers.isEmpty else { return resolvers[region].with(draws) }
    return SeriesResolver(
      place.regions[region].baseline, timeline: timeline, solved: calibrations[region].solved, draws: draws)
  }

  /// The horizon of the command line, or of the baseline where that is silent.
  private static func check(_ given: Int?, _ place: Place) throws {
    let first = place.baseline.baseYear, last = place.lastHorizon
    let horizon = given ?? place.baseline.defaultHorizon
    guard horizon < first || horizon > last else { return }
    let message = "the horizon must lie between the base year and the last year of the tables"
    let remedy =
      first <= last
      ? "choose \(first) to \(last)" : "the tables end in \(last + 1): extend them beyond the base year \(first)"
    throw given == nil
      ? FundcastError(
        .data,
        Diagnostic(
          message, file: place.baselinePath, line: place.horizonLine, key: "default-horizon", value: "\(horizon)",
          remedy: remedy))
      : FundcastError(.usage, Diagnostic(message, key: "--horizon", value: "\(horizon)", remedy: remedy))
  }

  /// What a run of these stacks gives the engine.
  ///
  /// - Throws: also where a reform holds in some years only, which plain arrays cannot say.
  public func input(_ stacks: [[Reform]]) throws -> ProjectionInput {
    if let rule = stacks.joined().compactMap(\.reaction).first {
      throw FundcastError(
        .data,
        Diagnostic(
          "a rule that reacts cannot be exported", file: rule.location.file, line: rule.location.line, key: "when",
          remedy: "leave the reform out"))
    }
    return try prepare(stacks).input
  }

  /// The values of every lever under one stack of reforms, in one region.
  public func resolve(_ stack: [Reform], region: Int) throws -> ResolvedScenario {
    let own = place.regions[region]
    return try FaultOrigins(place, region: region).locating {
      try resolver(region: region).resolve(own.own(Self.definition(stack)))
    }
  }
}
