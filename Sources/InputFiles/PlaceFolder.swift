import PolicyModel
import Quantities
import SchemeModel

/// A place: a folder with baseline.yaml, the assumptions and tables it names, and reforms beside it.
public struct PlaceFolder: Sendable {
  /// Rules, assumptions, registry and scheme.
  public let baseline: Baseline
  /// The baseline file, as the user named it.
  public let baselinePath: String
  /// Files read, in order.
  public let files: [String]
  /// The reform files in `reforms/`, sorted by name.
  public let reformPaths: [String]
  private let tables: PlaceTablesReader

  /// The last horizon the tables allow.
  public var lastHorizon: Int { tables.lastHorizon }

  /// Reads everything of a place and reports everything that is wrong with it.
  public init(_ folder: String) throws {
    let folder = FilePath.tidy(folder)
    let path = FilePath.join(folder, "baseline.yaml")
    let collector = DiagnosticCollector(file: path)
    let document = try YAMLDocument(reading: path, collector: collector)
    guard let root = MappingReader(document.root, collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no baseline", file: path))
    }
    func beside(_ key: String, _ example: String) -> String? {
      root.text(key, example: example).map { FilePath.tidy(FilePath.join(folder, $0)) }
    }
    guard let schemePath = beside("scheme", "../schemes/china.yaml") else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("no scheme is named", file: path))
    }
    let scheme = try SchemeFile(reading: schemePath)
    let registry = scheme.registry
    let title = root.localizedText("title")
    let place = root.text("place")
    let baseYear = root.integer("base-year", in: 1951...2150)
    let horizon = root.integer("default-horizon", in: 1951...2150)
    let assumptionsPath = beside("assumptions", "assumptions.yaml")
    let tablesPath = beside("tables", "tables")
    let reader = SeriesReader(registry: registry, collector: collector)
    var series = [DatedSeries?](repeating: nil, count: registry.count)
    if let rules = root.mapping("rules") {
      for (lever, values) in reader.readTree(rules, roles: [.provision]) { series[lever.id.index] = values }
    }
    let figures = BaseYearFiguresReader(scheme: scheme.scheme, registry: registry, collector: collector)
    let (persons, solve) = figures.read(root)
    let remarks = (root.list("remarks", required: false) ?? [])
      .compactMap { collector.localizedText($0, key: "remarks") }.map(Remark.init)
    let publishedName = root.text("published", required: false)
    root.finish()

    var files = [path, schemePath]
    if let assumptionsPath {
      files.append(assumptionsPath)
      let read = try collector.collect { try Self.readAssumptions(assumptionsPath, registry: registry) }
      for (lever, values) in read ?? [] { series[lever.id.index] = values }
    }
    let tables = try tablesPath.flatMap { name in
      try collector.collect { try PlaceTablesReader(folder: name, scheme: scheme) }
    }
    var published: [PublishedFigure] = []
    if let publishedName, let tablesPath {
      let file = FilePath.join(tablesPath, publishedName)
      files.append(file)
      published = try collector.collect { try Self.readPublished(file, scheme: scheme.scheme) } ?? []
    }
    figures.checkSolved(series, solve)
    try collector.throwIfAny()
    guard let title, let place, let baseYear, let horizon, let tables else {
      throw FundcastError(.data, Diagnostic("the baseline is not complete", file: path))
    }
    self.tables = tables
    self.files = files + tables.files
    baselinePath = path
    reformPaths = try ReformFolder.paths(in: FilePath.join(folder, "reforms"))
    baseline = Baseline(
      place: place, title: title, baseYear: baseYear, defaultHorizon: horizon, scheme: scheme.scheme,
      registry: registry,
      series: series, targets: solve, membershipTargets: persons, published: published, remarks: remarks)
  }

  /// The tables over a timeline.
  public func tables(_ timeline: Timeline) throws -> PlaceTables { try tables.tables(timeline) }

  private static func readAssumptions(_ path: String, registry: LeverRegistry) throws -> [(Lever, DatedSeries)] {
    let collector = DiagnosticCollector(file: path)
    let document = try YAMLDocument(reading: path, collector: collector)
    guard let root = MappingReader(document.root, collector: collector) else {
      try collector.throwIfAny()
      return []
    }
    _ = root.text("place")
    let reader = SeriesReader(registry: registry, collector: collector)
    let result = root.mapping("assumptions").map { reader.readTree($0, roles: [.assumption, .calibration]) } ?? []
    root.finish()
    try collector.throwIfAny()
    return result
  }

  /// `group,measure,year,yuan_per_insured`.
  private static func readPublished(_ path: String, scheme: Scheme) throws -> [PublishedFigure] {
    let collector = DiagnosticCollector(file: path)
    let groups = Array(Set(scheme.statuses.compactMap(\.group))).sorted()
    let measures = ["income-per-insured", "expenditure-per-insured"]
    let table = try CSVTable(reading: path, collector: collector)
    let wanted = ["group", "measure", "year", "yuan_per_insured"]
    guard table.columns == wanted else {
      collector.report(
        "the columns must be \(wanted.joined(separator: ","))", line: table.headerLine,
        value: table.columns.joined(separator: ","))
      throw FundcastError(.data, collector.diagnostics)
    }
    var figures: [PublishedFigure] = []
    for row in 0..<table.rowCount {
      let group = table.text(row: row, column: 0), measure = table.text(row: row, column: 1)
      for (word, known, column) in [(group, groups, "group"), (measure, measures, "measure")]
      where !known.contains(word) {
        collector.report(
          "this word is not known here", line: table.rowLines[row], key: column, value: word,
          remedy: Suggestion.remedy(for: word, in: known))
      }
      guard let year = table.integer(row: row, column: 2, in: 1900...2200, collector: collector),
        let value = table.number(row: row, column: 3, in: 0...1e9, collector: collector)
      else { continue }
      figures.append(PublishedFigure(group: group, measure: measure, year: year, value: value))
    }
    try collector.throwIfAny()
    return figures
  }
}
