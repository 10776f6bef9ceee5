import Arrays
import InputFiles
import PolicyModel
import Quantities
import SchemeLanguage
import SchemeModel
import Shapes

/// The files of a synthetic place.
struct SynthesisFiles {
  let name: String
  let folder: String
  private let model: Place
  let source: String
  let request: SynthesisRequest
  private let baselineRoot: YAMLNode
  private let assumptionsRoot: YAMLNode
  private let scheme: SchemeSource
  private let tableFolder: String
  private let bands: WageBands

  private static let shares = "membership-shares.csv"

  init(name: String, folder: String, model: Place, source: String, _ request: SynthesisRequest) {
    self.name = name
    self.folder = folder
    self.model = model
    self.source = source
    self.request = request
    baselineRoot = model.written.baseline.root
    assumptionsRoot = model.written.assumptions?.root ?? YAMLNode(line: 0, kind: .mapping([]))
    scheme = model.written.scheme
    tableFolder =
      FilePath.tidy(FilePath.join(FilePath.tidy(source), baselineRoot["tables"]?.text ?? "tables")) + "/"
    bands = WageBands(
      scheme.declaration, levels: WageBands.levels(request.wageBands, spread: request.wageSpread))
  }

  private var baseline: Baseline { model.baseline }

  /// What every file begins with.
  private var note: [String] {
    [
      "# synthetic, not data: fundcast synthesize --regions \(request.regions) --wage-bands \(request.wageBands)"
        + " --wage-spread \(YAMLText.number(request.wageSpread)) --seed \(request.seed), after the model of \(source)",
      "# drawn: \(SyntheticRegions.description)",
    ]
      + (request.wageBands == 1
        ? []
        : [
          "# wage bands of equal size, mean wage against that of all: "
            + bands.levels.map(YAMLText.number).joined(separator: ", ")
        ])
  }

  private func file(_ name: String, _ text: String) -> PlaceFile {
    PlaceFile(name: name, bytes: Array((note.joined(separator: "\n") + "\n" + text).utf8))
  }

  func all() throws -> (files: [PlaceFile], statuses: Int) {
    let timeline = Timeline(baseYear: baseline.baseYear, horizon: baseline.baseYear)
    let tables = try model.tables(timeline)[0]
    let hazards = baseline.registry.levers.filter { $0.kind == "hazard" && baseline.series[$0.id.index] != nil }
    let drawn = SyntheticRegions(
      tables.population, count: request.regions, hazards: hazards.count, seed: request.seed)
    let split = try bands.split(scheme.declaration)
    let text = YAMLText.document(try baselineNode(drawn, tables, hazards))
    let whole = file("baseline.yaml", text)
    guard whole.bytes.count <= YAMLDocument.byteLimit else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "the baseline would be larger than the \(YAMLDocument.byteLimit >> 20) MiB that are read", key: "--regions",
          value: "\(request.regions)", remedy: "choose fewer regions or wage bands"))
    }
    var files = [
      PlaceFile(name: "README.md", bytes: Array(readme.utf8)), whole,
      file("assumptions.yaml", YAMLText.document(try assumptionsNode())),
      file("scheme.yaml", schemeText),
    ]
    files += scheme.beside.map { file($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    for input in model.inputs where input.file.hasPrefix(tableFolder) && !isPublished(input) {
      let table = try TextFile(name: input.file, bytes: input.bytes)
      let name = String(input.file.dropFirst(tableFolder.count))
      files.append(file("tables/" + name, banded(name, table)))
    }
    files += drawn.regions.map { region in
      var text = "# title: Population of \(region.title.en), 31 December \(baseline.baseYear)\n# unit: persons\n"
      text += "sex,age,\(baseline.baseYear)\n"
      for sex in Sex.allCases {
        for age in 0..<Age.count { text += "\(sex.id),\(age),\(YAMLText.number(region.population[sex, age]))\n" }
      }
      return file("tables/\(region.id)/population.csv", text)
    }
    return (files, split.people.axes.first?.levels.count ?? 0)
  }

  /// The scheme of the model, and the bands it is split into.
  private var schemeText: String {
    let text = String(decoding: scheme.record.bytes, as: UTF8.self)
    guard bands.isSplit else { return text }
    return text + "wage-bands: { levels: [" + bands.levels.map(YAMLText.number).joined(separator: ", ") + "] }\n"
  }

  private func isPublished(_ input: InputRecord) -> Bool {
    baselineRoot["published"]?.text.map { input.file == tableFolder + $0 } ?? false
  }

  // MARK: - baseline.yaml

  private func baselineNode(
    _ drawn: SyntheticRegions, _ tables: PlaceTables, _ hazards: [Lever]
  ) throws -> YAMLNode {
    let title = baseline.title
    let count = request.regions
    var root =
      baselineRoot
      .setting(
        "title",
        .title(
          LocalizedText(
            en: "\(title.en): synthetic, \(count) \(count == 1 ? "region" : "regions")",
            zh: "\(title.zh)：模拟\(count)个统筹区"
          ).within(baseline.scheme.form.languages))
      )
      .setting("place", .plain(name)).setting("scheme", .plain("scheme.yaml"))
      .setting("assumptions", .plain("assumptions.yaml")).setting("tables", .plain("tables"))
    for key in ["published", "references", "remarks"] { root = root.setting(key, nil) }
    root = root.setting("rules", try root["rules"].map { try adding(.provision, to: $0) })
    if let figures = root["base-year-figures"] {
      let own = figures.setting(
        "persons",
        figures["persons"].map {
          bands.persons($0) { status in
            baseline.membershipTargets.first { $0.id == status }?.persons
          }
        }
      ).setting("solve", figures["solve"].map(bands.figures))
      root = root.setting("base-year-figures", own)
    }
    return root.setting("regions", .list(regionNodes(drawn, tables, hazards)))
  }

  private func regionNodes(_ drawn: SyntheticRegions, _ tables: PlaceTables, _ hazards: [Lever]) -> [YAMLNode] {
    let persons = drawn.persons(baseline, tables), amounts = drawn.amounts(baseline, persons: persons)
    func figure(_ value: Double) -> YAMLNode {
      .group([
        ("value", .number(value)), ("kind", .plain(FigureKind.judged.rawValue)), ("source", .plain("synthetic")),
        ("confidence", .plain("judgement")),
      ])
    }
    func factor(_ value: Double) -> YAMLNode {
      .group([("multiply", .number(value)), ("source", .plain("synthetic")), ("confidence", .plain("judgement"))])
    }
    let wage = baseline.scheme.earnings.first.map { baseline.registry[$0.wage.average].path }
    return drawn.regions.enumerated().map { index, region in
      let people = baseline.membershipTargets.enumerated().flatMap { place, target -> [(String, YAMLNode)] in
        let names = bands.names(target.id)
        return names.map { ($0, figure(persons[index][place] / Double(names.count))) }
      }
      let solve = baseline.targets.enumerated().compactMap { place, target in
        amounts[index][place].map { (target.id, figure($0)) }
      }
      let values =
        (wage.map { [($0, factor(region.wage))] } ?? [])
        + zip(hazards, region.hazards).map { ($0.path, factor($1)) }
      return .group([
        ("id", .plain(region.id)), ("title", .title(region.title)), ("share", .number(region.share)),
        ("tables", .plain("tables/\(region.id)")), ("values", .group(values)),
        ("base-year-figures", .group([("persons", .group(people)), ("solve", .group(solve))])),
      ])
    }
  }

  // MARK: - Values of the bands

  private func assumptionsNode() throws -> YAMLNode {
    let root = assumptionsRoot.setting("place", .plain(name))
    return root.setting("assumptions", try root["assumptions"].map { try adding(.assumption, to: $0) })
  }

  /// `rules:` or `assumptions:` with the levers the bands add.
  private func adding(_ role: ParameterRole, to node: YAMLNode) throws -> YAMLNode {
    guard request.wageBands > 1 else { return node }
    let timeline = Timeline(baseYear: baseline.baseYear, horizon: baseline.baseYear)
    let starts = Dictionary(
      baseline.targets.map { ($0.unknown, $0.start) }, uniquingKeysWith: { first, _ in first })
    let parameters = try SeriesResolver(baseline, timeline: timeline, solved: starts)
      .resolve(ScenarioDefinition.baseline(baseline.title)).parameters
    let own = bands.series(baseline.registry, baseYear: baseline.baseYear) { parameters.value($0, 0) }
      .filter { $0.lever.spec.role == role }.flatMap { $0.node.entries.map { ($0.key, $0.value) } }
    return .group(node.entries.map { ($0.key, $0.value) } + own)
  }

  // MARK: - Tables

  /// A table with a row for each band of what the column `key` names; the number under `divided` is divided among them.
  private func split(_ table: TextFile, by key: String, divided: String? = nil) -> String {
    var place: Int?, number: Int?
    var lines: [String] = []
    for line in table.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !line.hasPrefix("#"), !line.isEmpty else {
        lines.append(line)
        continue
      }
      guard let place, cells.count > place else {
        place = cells.firstIndex(of: key)
        number = divided.flatMap { cells.firstIndex(of: $0) }
        lines.append(line)
        continue
      }
      let names = bands.names(cells[place])
      if names.count > 1, let number, cells.count > number,
        case .success(let whole) = DecimalNumber.parse(cells[number])
      {
        cells[number] = YAMLText.number(whole / Double(names.count))
      }
      for name in names {
        cells[place] = name
        lines.append(cells.joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The text of a table under the bands.
  private func banded(_ name: String, _ table: TextFile) -> String {
    if name == Self.shares { return split(table, by: "status", divided: "share") }
    return name == baselineRoot["monthly-profiles"]?.text ? split(table, by: "line") : table.text
  }
}
