import PolicyModel
import SchemeModel

/// A lever whose reported values under a scenario differ from the baseline's in some month.
struct ParameterDifference {
  let lever: ParameterID
  /// Indices of the first and last reported year that differ.
  let first: Int
  let last: Int
  private let paths: [ParameterPath]

  static func all(_ context: ReportContext, _ scenario: Int) -> [ParameterDifference] {
    context.registry.levers.compactMap { lever in
      let baseline = context.run.resolved[0].parameters[lever.id]
      let other = context.run.resolved[scenario].parameters[lever.id]
      guard baseline != other else { return nil }
      let years = (0..<context.timeline.reportedCount).filter { year in
        (0..<12).contains { baseline.value(year: year, month: $0) != other.value(year: year, month: $0) }
      }
      guard let first = years.first, let last = years.last else { return nil }
      return ParameterDifference(lever: lever.id, first: first, last: last, paths: [baseline, other])
    }
  }

  /// The mean of a year, of the baseline (0) or the scenario (1).
  func text(_ path: Int, _ year: Int, of lever: Lever) -> String {
    ReportFormat.parameter(paths[path].annual[year], of: lever)
  }

  /// The values year by year where they differ, baseline → reform: the first seven years, then those that end in 0 or 5, and
  /// the last; years in a row with the same values stand once. Nil where all have the same.
  func byYear(_ context: ReportContext, _ lever: Lever) -> String? {
    let differing = (first...last).filter { year in
      (0..<12).contains { paths[0].value(year: year, month: $0) != paths[1].value(year: year, month: $0) }
    }
    var runs: [(from: Int, through: Int, text: String)] = []
    for (place, year) in differing.enumerated() {
      let text = "\(self.text(0, year, of: lever)) → \(self.text(1, year, of: lever))"
      if let run = runs.last, run.through == year - 1, run.text == text {
        runs[runs.count - 1].through = year
      } else if place < Self.firstYears || (context.timeline.baseYear + year) % 5 == 0 || year == last {
        runs.append((year, year, text))
      }
    }
    guard runs.count > 1 else { return nil }
    return runs.map { run in
      context.year(run.from) + (run.through > run.from ? "–\(context.year(run.through))" : "") + " " + run.text
    }.joined(separator: "; ")
  }

  private static let firstYears = 7
}
