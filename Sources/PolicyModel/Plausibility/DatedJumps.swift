import Quantities
import SchemeModel

/// Dated values many times the one before them, or a small part of it: a premium of 4000 after 400.
struct DatedJumps {
  let baseline: Baseline

  /// Within so many years fivefold is a slip, within so many tenfold; after that a level may well have grown so much.
  private static let nearYears = 5, farYears = 20

  var warnings: [LocalizedText] {
    zip(baseline.registry.levers, baseline.series).flatMap { lever, series -> [LocalizedText] in
      guard let series, lever.isSteadyLevel else { return [] }
      return jumps(lever, series.points)
    }
  }

  private func jumps(_ lever: Lever, _ points: [SeriesPoint]) -> [LocalizedText] {
    var before: (point: SeriesPoint, value: Double)?
    var found: [LocalizedText] = []
    for point in points {
      guard case .set(let value) = point.value else { continue }
      defer { if point.through == nil { before = (point, value) } }
      guard let last = before else { continue }
      let years = point.from.year - last.point.from.year
      let limit = years <= Self.nearYears ? PlausibleRatio.atOnce : PlausibleRatio.tenfold
      guard years <= Self.farYears, PlausibleRatio.isFar(value, from: last.value, of: lever, limit: limit) else {
        continue
      }
      found.append(
        baseline.warning(
          lever, at: point.location,
          en:
            "\(lever.text(value)) in \(point.dates) after \(ShortNumber.text(last.value)) in \(last.point.dates): a digit or a unit may be wrong",
          zh:
            "\(point.dates)为\(ShortNumber.text(value))，此前\(last.point.dates)为\(ShortNumber.text(last.value))，相差悬殊，请核对数位和单位"
        ))
    }
    return found
  }
}
