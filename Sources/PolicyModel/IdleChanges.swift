import Quantities
import SchemeModel

extension MonthDate {
  /// `2026`, or `2026-07` where the month matters.
  var text: String { month == 0 ? "\(year)" : monthText }

  private var monthText: String { "\(year)-\(month < 9 ? "0" : "")\(month + 1)" }

  func span(through end: MonthDate) -> String { "\(monthText)..\(end.monthText)" }
}

extension SeriesResolver {
  /// What of a change would do nothing without a word: dates before the base year, where everything has happened; a first
  /// date after the horizon; a rule after the last date that never begins, or has no date to run from.
  ///
  /// - Parameter earlier: changes of the same lever that stand before it in the stack.
  func idleFaults(_ change: LeverChange, after earlier: [LeverChange]) -> [Diagnostic] {
    let key = baseline.registry[change.lever].path
    func fault(_ message: String, _ location: SourceLocation, _ value: String?, _ remedy: String) -> Diagnostic {
      Diagnostic(message, file: location.file, line: location.line, key: key, value: value, remedy: remedy)
    }
    guard let first = change.points.min(by: { $0.from < $1.from }) else {
      return idleRuleFault(change, after: earlier, fault)
    }
    if baseline.registry[change.lever].spec.isReadOnce,
      let later = change.points.first(where: { $0.from != MonthDate(year: timeline.baseYear) || $0.through != nil })
    {
      return [
        fault(
          "this lever is read at the opening only, so a later date would do nothing", later.location,
          Self.dateText(later), "date it \(timeline.baseYear)")
      ]
    }
    let past = change.points.filter { $0.from.year < timeline.baseYear }
    if !past.isEmpty {
      return past.map {
        fault(
          "the change is dated before the base year \(timeline.baseYear), where nothing can be changed any more",
          $0.location, Self.dateText($0), "date it \(timeline.baseYear) or later, or leave it out")
      }
    }
    if let rule = change.then, change.points.allSatisfy({ $0.through != nil }) {
      return [
        fault(
          "a rule after the last date needs a date that lasts, and here all are spans, which end by returning to what would have been",
          change.thenLocation ?? change.location, "then: \(rule.text(baseline.registry))",
          "leave `then` out, or give a plain date too, for example { \(first.from.year): … }")
      ]
    }
    guard first.from.year > timeline.horizon else { return [] }
    return [
      fault(
        "the change begins after the horizon \(timeline.horizon), so it would do nothing", first.location,
        Self.dateText(first), "raise --horizon to \(first.from.year) or later, or leave it out")
    ]
  }

  /// A change that gives only a new rule needs a last date before the horizon.
  private func idleRuleFault(
    _ change: LeverChange, after earlier: [LeverChange],
    _ fault: (String, SourceLocation, String?, String) -> Diagnostic
  ) -> [Diagnostic] {
    let points = (baseline.series[change.lever.index]?.points ?? []) + earlier.flatMap(\.points)
    let dates = points.filter { $0.through == nil && $0.from != .always }.map(\.from)
    guard let last = dates.max() else {
      return [
        fault(
          "the lever has no dates, so no rule follows the last of them", change.location, nil,
          "give dated values too, for example { values: { \(timeline.baseYear + 1): … }, then: … }")
      ]
    }
    guard last.year >= timeline.horizon else { return [] }
    return [
      fault(
        "the rule would begin after the horizon \(timeline.horizon), so it would do nothing", change.location,
        last.text, "raise --horizon above \(last.year), or leave it out")
    ]
  }

  private static func dateText(_ point: SeriesPoint) -> String {
    point.through.map { point.from.span(through: $0) } ?? point.from.text
  }
}
