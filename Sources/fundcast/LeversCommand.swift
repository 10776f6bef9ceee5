import ArgumentParser
import InputFiles
import PolicyModel
import Quantities
import Reporting
import SchemeModel
import Studies

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

  @Flag(
    help: "Every policy lever by its id (L01…) with its parameters, the reforms that show it and the most they move.")
  var coverage = false

  func validate() throws {
    if coverage, word != nil { throw ValidationError("--coverage lists all levers and takes no word.") }
  }

  func run() throws {
    guard !coverage else {
      let folder = try PlaceFolder(place)
      return try Console.say(
        CoverageText.text(try LeverCoverage(PolicyStudy(folder)), omitted: folder.baseline.registry.omitted),
        terminator: "")
    }
    let folder = try PlaceFolder(place)
    let baseline = folder.baseline
    let study = try PolicyStudy(folder)
    let values = try study.resolve([]).parameters
    if folder.isRegional {
      try Console.say(
        "Values in force are those of region \(folder.regions[0].id), the first of \(folder.regions.count).")
    }
    var shown = 0
    for lever in baseline.registry.levers where lever.lagOf == nil {
      let series = baseline.series[lever.id.index]
      let text = describe(lever, series, baseline, inForce: Self.inForce(values[lever.id], series, study.timeline))
      guard matches(text) else { continue }
      try Console.say(text)
      shown += 1
    }
    let omitted =
      word == nil
      ? []
      : baseline.registry.omitted.filter {
        matches("\($0.path) \($0.title.en) \($0.title.zh) \($0.leverIDs.joined(separator: " "))")
      }
    if !omitted.isEmpty {
      try Console.say(
        "Left out in \(place), which gives no value of their levers; a place must have values before a reform can change them:"
      )
      for entity in omitted { try Console.say("  \(entity.path): \(entity.title.en) / \(entity.title.zh)") }
    }
    if shown == 0, omitted.isEmpty, let word {
      throw FundcastError(
        .usage,
        Diagnostic("no lever matches", key: "word", value: word, remedy: "run `fundcast levers` for all of them"))
    }
  }

  /// What planners say for what the titles call by another name.
  private static let synonyms = [
    "报销比例": "支付比例", "缴费比例": "费率", "延迟退休": "退休年龄", "延迟退休年龄": "延迟退休后年龄",
    "reimbursement": "share paid between", "reimbursement-rate": "band-rate",
  ]

  /// Every word of the query stands in the text, whatever the punctuation.
  private func matches(_ text: String) -> Bool {
    func plain(_ text: String) -> String { text.lowercased().filter { !"：:（）()，,".contains($0) } }
    guard let word else { return true }
    let text = plain(text)
    return word.split(separator: " ").allSatisfy { part in
      text.contains(plain(String(part))) || Self.synonyms[String(part)].map { text.contains(plain($0)) } ?? false
    }
  }

  /// The value in the base year, in the years ahead and at the horizon; nothing where it never moves and is plain to see.
  private static func inForce(_ path: ParameterPath, _ series: DatedSeries?, _ timeline: Timeline) -> String? {
    let isSolved = series?.points.contains { $0.value == .solved } ?? false
    if isSolved, Set(path.annual).count == 1 { return LeverText.number(path.annual[0]) + " (solved)" }
    let years = [0, 5, 6, 7, 10, 20, timeline.reportedCount - 1].filter { $0 < timeline.reportedCount }
    guard Set(path.annual.prefix(timeline.reportedCount)).count > 1 else { return nil }
    return Set(years).sorted().map { "\(timeline.baseYear + $0): \(LeverText.number(path.annual[$0]))" }
      .joined(separator: ", ")
  }

  private func describe(_ lever: Lever, _ series: DatedSeries?, _ baseline: Baseline, inForce: String?) -> String {
    let ids = lever.leverIDs.isEmpty ? "" : "  [\(lever.leverIDs.joined(separator: " "))]"
    let range = "\(LeverText.number(lever.spec.range.lowerBound))…\(LeverText.number(lever.spec.range.upperBound))"
    var lines = [
      "\(lever.path)\(ids)", "  \(lever.title.en) / \(lever.title.zh)",
      "  \(lever.spec.role.rawValue), \(lever.spec.unit.rawValue), range \(range), default \(LeverText.defaultValue(lever, baseline.registry) ?? "none: a value must be given")",
    ]
    if let series {
      lines.append("  \(LeverText.values(series, baseline.registry))")
      if let inForce { lines.append("  in force: \(inForce)") }
      lines.append(
        "  source: \(series.source) (\(series.confidence.rawValue)), \(series.location.file):\(series.location.line)")
    } else {
      lines.append("  at its default in \(place)")
    }
    return lines.joined(separator: "\n")
  }
}
