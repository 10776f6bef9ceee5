import ArgumentParser
import InputFiles
import PolicyModel
import Quantities

/// `fundcast levers`: every lever and assumption.
struct LeversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "levers", abstract: "List levers and assumptions: path, unit, range, value, source, lever ids.",
    discussion:
      "With a word, only those whose path, title, unit, source or id holds it: `fundcast levers premium`, `fundcast levers L03`, `fundcast levers 起付线`."
  )

  @Argument(help: "A word to look for.")
  var word: String?

  @Option(help: "The place whose values are shown.")
  var place = "scenarios/shandong"

  func run() throws {
    let baseline = try PlaceFolder(place).baseline
    var shown = 0
    for lever in baseline.registry.levers where lever.lagOf == nil {
      let series = baseline.series[lever.id.index]
      let text = describe(lever, series, baseline)
      guard matches(text) else { continue }
      print(text)
      shown += 1
    }
    if shown == 0, let word {
      throw FundcastError(
        .usage,
        Diagnostic("no lever matches", key: "word", value: word, remedy: "run `fundcast levers` for all of them"))
    }
  }

  private func matches(_ text: String) -> Bool {
    guard let word else { return true }
    return text.lowercased().contains(word.lowercased())
  }

  private func describe(_ lever: Lever, _ series: DatedSeries?, _ baseline: Baseline) -> String {
    let ids = lever.leverIDs.isEmpty ? "" : "  [\(lever.leverIDs.joined(separator: " "))]"
    let range = "\(LeverText.number(lever.spec.range.lowerBound))…\(LeverText.number(lever.spec.range.upperBound))"
    var lines = [
      "\(lever.path)\(ids)", "  \(lever.title.en) / \(lever.title.zh)",
      "  \(lever.spec.role.rawValue), \(lever.spec.unit.rawValue), range \(range), default \(lever.spec.defaultValue.map(LeverText.number) ?? "none: a value must be given")",
    ]
    if let series {
      lines.append("  \(LeverText.values(series, baseline.registry))")
      lines.append(
        "  source: \(series.source) (\(series.confidence.rawValue)), \(series.location.file):\(series.location.line)")
    } else {
      lines.append("  at its default in \(place)")
    }
    return lines.joined(separator: "\n")
  }
}
