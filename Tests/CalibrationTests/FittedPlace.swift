import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel

@testable import Calibration

/// A shipped place of which a test changes the figures: what it is fitted to is then known from the place itself.
struct FittedPlace {
  let baseline: Baseline
  let tables: PlaceTables
  let result: CalibrationResult

  /// Shandong as it is.
  static let shandong = Result { () -> FittedPlace in
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/shandong")
    let place = try Place(folder.path)
    let tables = try place.tables(BaseYear.fitted(place.baseline))[0]
    return FittedPlace(
      baseline: place.baseline, tables: tables, result: try BaseYear.fit(place.baseline, tables: tables))
  }

  var timeline: Timeline { BaseYear.fitted(baseline) }

  /// The values in force with the levers of the figures at `solved`.
  func parameters(_ solved: [ParameterID: Double]) throws -> ParameterSet {
    try SeriesResolver(baseline, timeline: timeline, solved: solved).resolve(.baseline(baseline.title)).parameters
  }

  /// What the base year gives for each figure with the levers at `solved`, on the people of the fit.
  func measures(_ solved: [ParameterID: Double]) throws -> [Double] {
    let input = ProjectionInput(
      timeline: timeline, scheme: baseline.scheme,
      regions: [Region(id: baseline.place, tables: tables, fit: result.fit)],
      scenarios: [ScenarioRules(id: "known", parameters: [try parameters(solved)], demandReference: nil)])
    let projected = try Projection.run(input)
    return baseline.targets.map { BaseYearMeasure.value($0, projected.outcome(scenario: 0, region: 0)) }
  }

  /// The baseline with other figures, and starts of their search.
  func with(
    figures: [Double]? = nil, starts: [Double]? = nil, persons: [MembershipTarget]? = nil
  ) -> Baseline {
    let targets = baseline.targets.enumerated().map { place, target in
      BaseYearTarget(
        id: target.id, title: target.title,
        solving: BaseYearTarget.Unknown(target.unknown, start: starts?[place] ?? target.start),
        measure: target.measure, period: target.period,
        figure: target.figure.with(figures?[place] ?? target.value))
    }
    return Baseline(
      head: PlaceHead(
        place: baseline.place, title: baseline.title, baseYear: baseline.baseYear,
        defaultHorizon: baseline.defaultHorizon),
      scheme: baseline.scheme, registry: baseline.registry, series: baseline.series,
      figures: PlaceFigures(targets: targets, membershipTargets: persons ?? baseline.membershipTargets))
  }

  /// Figures of persons by status name.
  func persons(_ change: (String, Double) -> Double?) -> [MembershipTarget] {
    baseline.membershipTargets.compactMap { target in
      change(target.id, target.persons).map { target.with(target.figure.with($0)) }
    }
  }
}

extension GivenFigure {
  /// Another value, said by the same source.
  fileprivate func with(_ value: Double) -> GivenFigure { GivenFigure(value, kind, citation) }
}
