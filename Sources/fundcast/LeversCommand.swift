import ArgumentParser
import Documents
import InputFiles
import PolicyModel
import Quantities
import SchemeModel
import Shapes
import Studies

/// `fundcast levers`: every lever and assumption.
struct LeversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "levers", abstract: "List levers and assumptions: path, unit, range, value, source, lever ids.",
    discussion: """
      With words, only the levers that have them all in path, title, unit or source, or that planners call so: \
      `fundcast levers premium`, `fundcast levers 起付线`, `fundcast levers 居民报销比例`. With an id, the policy of that id and its \
      levers, nothing else: `fundcast levers L03`. A policy without levers is said to be not modelled yet 尚未建模, with what is \
      nearest: `fundcast levers DRG`. The words stand in a file beside the scheme, which its `levers:` names. What a place gives no \
      value of has no levers there: --place names the one that does.
      """)

  @Argument(help: "An id, or words to look for.")
  var words: [String] = []

  @Option(help: "The place whose values are shown, and with --coverage whose reforms, in its money.")
  var place = "scenarios/shandong"

  @Flag(
    help: "Every policy lever by its id (L01…) with its parameters, the reforms that show it and the most they move.")
  var coverage = false

  func validate() throws {
    if coverage, !words.isEmpty { throw ValidationError("--coverage lists all levers and takes no word.") }
  }

  func run() throws {
    let folder = try Place(place)
    let study = try PolicyStudy(folder)
    guard !coverage else {
      let baseline = folder.baseline
      return try Console.show(
        LeverCoverageTable.document(
          LeverCoverage(study), omitted: baseline.registry.omitted, baseline.scheme.form), indent: 0)
    }
    let isID = words.count == 1 && folder.baseline.registry.vocabulary.isID(words[0])
    let answer = try find(folder.baseline, isID: isID)
    if let text = PolicyText(folder, answer.policies).text(of: answer, isID: isID) { try Console.say(text) }
    if !answer.levers.isEmpty { try show(answer.levers, study) }
    if !answer.omitted.isEmpty {
      try Console.say(
        "Left out in \(place), which gives no value of their levers; a place must have values before a reform can change them (--place asks of another):"
      )
      for entity in answer.omitted { try Console.say("  \(entity.path): \(entity.title.slashed)") }
    }
  }

  private func find(_ baseline: Baseline, isID: Bool) throws -> LeverSearch.Answer {
    let registry = baseline.registry, query = words.joined(separator: " ")
    let search = LeverSearch(registry)
    guard !words.isEmpty else { return LeverSearch.Answer(levers: registry.levers.filter { $0.lagOf == nil }) }
    let answer =
      isID
      ? search.find(id: query)
      : search.find(query) { lever in
        "\(lever.unitText) \(lever.spec.role.rawValue) \(baseline.series[lever.id.index]?.source ?? "")"
      }
    guard answer.isEmpty else { return answer }
    func fault(_ message: String, _ remedy: String) -> FundcastError {
      FundcastError(.usage, Diagnostic(message, key: "word", value: Console.printable(query), remedy: remedy))
    }
    if isID {
      let ids = registry.vocabulary.policies.map(\.id)
      let near = registry.vocabulary.policy(numberedLike: query)?.id
      throw fault(
        "no policy has this id",
        near.map { "did you mean \($0)?" } ?? "ids run from \(ids.first ?? "") to \(ids.last ?? "")")
    }
    let near = Suggestion.nearest(to: query, in: registry.vocabulary.words + registry.paths)
    throw fault(
      "no lever matches", (near.map { "did you mean \"\($0)\"? Or " } ?? "") + "run `fundcast levers` for all of them")
  }

  private func show(_ levers: [Lever], _ study: PolicyStudy) throws {
    let folder = study.place, baseline = folder.baseline
    let values = try study.resolve([], region: 0).parameters
    if folder.isRegional {
      try Console.say(
        "Values in force are those of region \(folder.regions[0].id), the first of \(folder.regions.count).")
    }
    for lever in levers {
      let series = baseline.series[lever.id.index]
      try Console.say(
        describe(lever, series, baseline, inForce: Self.inForce(values[lever.id], series, study.timeline)))
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
      "\(lever.path)\(ids)", "  \(lever.title.slashed)",
      "  \(lever.spec.role.rawValue), \(lever.unitText), range \(range), default \(LeverText.defaultValue(lever, baseline.registry) ?? "none: a value must be given")",
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
