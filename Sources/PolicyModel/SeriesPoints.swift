import Quantities
import SchemeModel

/// What dated points set.
extension SeriesResolution {
  /// Places that each lasting point sets: from its date to the next.
  func stretches(_ plain: [SeriesPoint]) -> [(point: SeriesPoint, places: Range<Int>)] {
    let count = yearCount * 12
    return plain.enumerated().map { position, point in
      let from = min(max(point.from.ordinal - start, 0), count)
      let end = position + 1 < plain.count ? plain[position + 1].from.ordinal - start : count
      return (point, from..<min(max(end, from), count))
    }
  }

  /// Months that the spans among `points` set; relative ones count on the values before the change.
  func spans(
    _ points: [SeriesPoint], before: MonthlyValues, _ lever: Lever
  ) throws -> [Int: SpanMonth] {
    var found: [Int: SpanMonth] = [:]
    for point in points {
      guard let through = point.through else { continue }
      for place in (point.from.ordinal - start)...max(through.ordinal - start, point.from.ordinal - start)
      where before.months.indices.contains(place) {
        let covered = before.spans[place]
        found[place] = SpanMonth(
          value: try value(point, on: before.months[place], place, lever),
          kept: point.value.keptDifference * (covered?.kept ?? 1), level: covered?.level ?? before.layers.count)
      }
    }
    return found
  }

  func value(_ point: SeriesPoint, before: MonthlyValues, _ place: Int, _ lever: Lever) throws -> Double {
    try value(point, on: before.months.indices.contains(place) ? before.months[place] : .nan, place, lever)
  }

  func value(_ point: SeriesPoint, on old: Double, _ place: Int, _ lever: Lever) throws -> Double {
    switch point.value {
    case .set(let number): return number
    case .solved: return solved[lever.id] ?? lever.spec.defaultValue ?? 1
    case .add, .multiply: break
    }
    guard !old.isNaN else {
      throw FundcastError(
        .data,
        Diagnostic(
          "a relative change needs a value before it", file: point.location.file, line: point.location.line,
          key: lever.path, value: "\((place + start) / 12)",
          remedy: "give a plain number, or a date inside the projection"))
    }
    return point.value.applied(to: old)
  }
}
