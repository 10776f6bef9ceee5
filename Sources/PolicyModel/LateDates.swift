import Quantities

/// Dated values of a place that no year of its projection could see. A year mistyped so would go unnoticed, and the value before
/// it would hold for ever where the rule after the last date was meant.
public enum LateDates {
  /// A fault for each such value; the hidden year after `horizon` is computed too.
  public static func faults(_ baseline: Baseline, horizon: Int) -> [Diagnostic] {
    zip(baseline.registry.levers, baseline.series).flatMap { lever, series -> [Diagnostic] in
      guard let series else { return [] }
      let last = horizon + 1
      var before = 0
      return series.points.compactMap { point in
        // The end of a straight line shapes the years before it.
        defer { if point.through == nil { before = point.from.year } }
        guard point.from.year > last, !series.isLinear || before >= last else { return nil }
        return Diagnostic(
          "the date lies after the horizon \(horizon) and would never hold", file: point.location.file,
          line: point.location.line, key: lever.path, value: point.dates,
          remedy: "correct the year, leave the value out, or raise default-horizon in baseline.yaml (or --horizon)")
      }
    }
  }
}
