import Quantities
import SchemeModel

/// Values of a place ten times the default of their lever, or a tenth of it.
struct DefaultDistance {
  let baseline: Baseline

  var warnings: [LocalizedText] {
    zip(baseline.registry.levers, baseline.series).compactMap { lever, series -> LocalizedText? in
      guard let series, let usual = lever.spec.defaultValue, Self.units.contains(lever.spec.unit),
        lever.spec.role != .calibration
      else { return nil }
      for point in series.points {
        guard case .set(let value) = point.value,
          PlausibleRatio.isFar(value, from: usual, of: lever, limit: PlausibleRatio.tenfold)
        else { continue }
        return baseline.warning(
          lever, at: point.location,
          en: "\(lever.text(value)), where \(ShortNumber.text(usual)) is usual: a digit may be wrong",
          zh: "取值\(ShortNumber.text(value))，通常为\(ShortNumber.text(usual))，相差十倍以上，请核对数位")
      }
      return nil
    }
  }

  private static let units: Set<Unit> = [.factor, .number, .months, .elasticity]
}
