import PolicyModel
import Quantities
import Results
import SchemeModel

extension Report {
  /// What the reform changes, and how many levers follow from it by index rules.
  static func parameters(_ context: ReportContext, _ scenario: Int, _ page: inout Document) {
    let changed = Set(context.run.definitions[scenario].reforms.flatMap(\.changes).map(\.lever))
    let all = ParameterDifference.all(
      context.run.resolved[scenario], against: context.run.resolved[0], context.registry,
      reportedYears: context.timeline.reportedCount)
    guard !all.isEmpty else {
      // The values of a reform that holds in some years only stand with the scenario that has them in all.
      if context.run.definitions[scenario].reacting == nil {
        page.paragraph(both("No parameter differs from the baseline.", "参数与基准方案一致。"), indent: 2)
      }
      return
    }
    let named = all.filter { changed.contains($0.lever) }
    if !named.isEmpty {
      page.caption("\(both("Parameters that differ (means of the year), baseline → reform", "参数变化（年均值），基准→改革")):")
      var table = DocumentTable(
        [
          .left("Lever", "参数"), .left("Unit", "单位"), .right("First", "首年"), .right("baseline", "基准"),
          .right("reform", "改革"), .right("Last", "末年"), .right("baseline", "基准"), .right("reform", "改革"),
        ], wrapping: [0: ReportColumns.lever, 1: ReportColumns.unit])
      for difference in named {
        let lever = context.registry[difference.lever]
        table.add(
          [
            lever.cell, .named(lever.unitTitle),
            .year(context.base + difference.first),
          ]
            + difference.texts(difference.first, of: lever).map(DocumentCell.text)
            + [.year(context.base + difference.last)]
            + difference.texts(difference.last, of: lever).map(DocumentCell.text))
      }
      page.table(table)
      for difference in named {
        let lever = context.registry[difference.lever]
        if let years = difference.byYear(context, lever) {
          page.paragraph("\(lever.path): \(years)", indent: 4, hanging: 2)
        }
      }
    }
    let followers = all.count - named.count
    if followers > 0 {
      page.paragraph(
        LocalizedText(
          en: "\(followers) \(followers == 1 ? "lever follows" : "levers follow"): all in manifest.json.",
          zh: "另有\(followers)项参数随之变化，见manifest.json。"), indent: 2)
    }
  }
}

extension ParameterDifference {
  /// The means of a year, of the baseline and of the scenario.
  func texts(_ year: Int, of lever: Lever) -> [Phrase] {
    [paths.baseline, paths.scenario].map { ReportFormat.parameter($0.annual[year], of: lever) }
  }

  /// The values year by year where they differ, baseline → reform: the first seven years, then those that end in 0 or 5, and
  /// the last; years in a row with the same values stand once. Nil where all have the same.
  func byYear(_ context: ReportContext, _ lever: Lever) -> Phrase? {
    var runs: [(from: Int, through: Int, text: Phrase)] = []
    for (place, year) in years.enumerated() {
      let text = texts(year, of: lever).joined(separator: " → ")
      if let run = runs.last, run.through == year - 1, run.text == text {
        runs[runs.count - 1].through = year
      } else if place < Self.firstYears || (context.timeline.baseYear + year) % 5 == 0 || year == last {
        runs.append((year, year, text))
      }
    }
    guard runs.count > 1 else { return nil }
    return runs.map { run -> Phrase in
      "\(context.year(run.from))\(run.through > run.from ? "–\(context.year(run.through))" : "") \(run.text)"
    }.joined(separator: "; ")
  }

  private static let firstYears = 7
}
