import Arrays
import PolicyModel
import Quantities
import SchemeModel

/// A place: a folder with baseline.yaml, the assumptions and tables it names, and reforms beside it.
public struct PlaceFolder: Sendable {
  /// Rules, assumptions, registry and scheme.
  public let baseline: Baseline
  /// The folder, as the user named it.
  public let path: String
  /// The baseline file, as the user named it.
  public let baselinePath: String
  /// The line of `default-horizon` in it.
  public let horizonLine: Int?
  /// The files of the place as they were read, in order.
  public let inputs: [InputRecord]
  /// The reform files in `reforms/`, sorted by name: what a run compares unless told otherwise.
  public let reformPaths: [String]
  /// The reform files in `reforms/levers/`, sorted by name: one policy lever each, to show what it does.
  public let leverReformPaths: [String]
  /// The reform files in `reforms/drafts/`, sorted by name, unread: they run only when they are named.
  public let draftPaths: [String]
  /// The regions, at least one: the place is their sum.
  public let regions: [PlaceRegion]
  private let tables: PlaceTablesReader
  /// The tables of each region where the section `regions:` declares them, else none.
  private let regionTables: [PlaceTablesReader?]

  /// A longer path is a mistake, and would make every message about it unreadable.
  private static let longestPath = 1000

  /// The last horizon the tables allow.
  public var lastHorizon: Int { regionTables.reduce(tables.lastHorizon) { min($0, $1?.lastHorizon ?? $0) } }

  /// Whether the section `regions:` declares regions.
  public var isRegional: Bool { regions[0].location != nil }

  /// Reads everything of a place and reports everything that is wrong with it.
  public init(_ folder: String) throws {
    self.path = folder
    let folder = FilePath.from(".", folder)
    let path = FilePath.join(folder, "baseline.yaml")
    guard !FilePath.isFile(folder) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "this is a file, not a place", file: folder, remedy: "name the folder: \(FilePath.folder(of: folder))"))
    }
    let collector = DiagnosticCollector(file: path)
    let document = try YAMLDocument(reading: path, collector: collector)
    guard let root = MappingReader(document.root, collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no baseline", file: path, remedy: "write `key: value` lines"))
    }
    func located(_ name: String, _ line: Int?, _ key: String, _ example: String) -> String? {
      if name.utf8.count <= Self.longestPath {
        let target = FilePath.from(folder, name)
        if name.hasPrefix("/") || FilePath.isInside(target, FilePath.join(folder, "..")) { return target }
        collector.report(
          "the path leaves the folder that holds the places", line: line, key: key, value: name,
          remedy: "name a file beside the place, for example \(example), or write an absolute path")
        return nil
      }
      collector.report(
        "the path has more than \(Self.longestPath) bytes", line: line, key: key, value: name,
        remedy: "write for example \(example)")
      return nil
    }
    func beside(_ key: String, _ example: String) -> String? {
      root.text(key, example: example).flatMap { located($0, root.optional(key)?.line, key, example) }
    }
    guard let schemePath = beside("scheme", "../schemes/china.yaml") else {
      try collector.throwIfAny()
      throw FundcastError(
        .data, Diagnostic("no scheme is named", file: path, remedy: "add scheme: ../schemes/china.yaml"))
    }
    let title = root.localizedText("title")
    let place = root.text("place")
    let baseYear = root.integer("base-year", in: 1951...2150)
    let horizon = root.integer("default-horizon", in: 1951...2150)
    horizonLine = root.optional("default-horizon")?.line
    let assumptionsPath = beside("assumptions", "assumptions.yaml")
    let rules = root.optional("rules")
    let texts = Parallel.both(
      {
        // Which optional parts of the scheme the place models, its files say by giving values.
        let text = try assumptionsPath.map(YAMLSource.init)
        return (text: text, given: (rules?.paths() ?? []).union(text?.paths(below: "assumptions") ?? []))
      }, { try YAMLSource(schemePath) })
    let read = try collector.collect { try texts.first.get() }
    let scheme = try SchemeFile(texts.second.get(), given: read?.given ?? rules?.paths() ?? [])
    let registry = scheme.registry
    let tablesPath = beside("tables", "tables")
    let reader = SeriesReader(registry: registry, collector: collector)
    var series = [DatedSeries?](repeating: nil, count: registry.count)
    if let rules = root.mapping("rules") {
      for (lever, values) in reader.readTree(rules, roles: [.provision]) { series[lever.id.index] = values }
    }
    let figures = BaseYearFiguresReader(
      scheme: scheme.scheme, registry: registry, collector: collector, baseYear: baseYear, horizon: horizon)
    let (persons, solve) = figures.read(root)
    let remarks = (root.list("remarks", required: false) ?? [])
      .compactMap { collector.localizedText($0, key: "remarks") }.map(Remark.init)
    let publishedName = root.text("published", required: false).map { String($0.prefix(Self.longestPath)) }
    let monthsName = root.text("monthly-profiles", required: false).map { String($0.prefix(Self.longestPath)) }
    let references = (root.mappings("references", required: false) ?? [])
      .compactMap { Self.reference($0, scheme: scheme.scheme, collector: collector) }
    let regionsReader = RegionsReader(scheme: scheme.scheme, registry: registry, collector: collector)
    let declared = regionsReader.read(root)
    let regionFolders = (declared ?? []).map { region in
      region.tables.flatMap { located($0.name, $0.line, region.path + ".tables", "tables/\(region.id)") }
    }
    root.finish()

    var inputs = [document.record, scheme.record]
    let files = Parallel.both(
      { try read?.text.map { try Self.readAssumptions($0, registry: registry, baseYear: baseYear ?? 0) } },
      { try tablesPath.map { try PlaceTablesReader(folder: $0, scheme: scheme, place: place, baseYear: baseYear) } })
    let assumptions = try collector.collect { try files.first.get() } ?? nil
    let tables = try collector.collect { try files.second.get() } ?? nil
    if let assumptions {
      inputs.append(assumptions.record)
      for (lever, values) in assumptions.series { series[lever.id.index] = values }
    }
    /// A further file among the tables, which a key of the baseline names.
    func further<Read>(_ key: String, _ name: String?, _ read: (String) throws -> Read) throws -> Read? {
      guard let name, let tablesPath else { return nil }
      let file = FilePath.join(tablesPath, name)
      guard name.hasPrefix("/") || FilePath.isInside(file, tablesPath) else {
        collector.report(
          "the path leaves the folder of tables", line: root.optional(key)?.line, key: key, value: name,
          remedy: "name a file in \(tablesPath)")
        return nil
      }
      return try collector.collect { try read(file) }
    }
    let published = try further("published", publishedName) { try Self.readPublished($0, scheme: scheme.scheme) }
    let months = try further("monthly-profiles", monthsName) { try MonthlyProfiles.read($0, scheme: scheme.scheme) }
    inputs += [published?.record, months?.record].compactMap { $0 }
    figures.checkSolved(series, solve, isWhole: collector.isEmpty)
    try collector.throwIfAny()
    guard let title, let place, let baseYear, let horizon, let tables else {
      throw FundcastError(
        .data, Diagnostic("the baseline is not complete", file: path, remedy: "compare it with a shipped one"))
    }
    self.tables = tables
    baselinePath = path
    reformPaths = try ReformFolder.paths(in: FilePath.join(folder, "reforms"))
    leverReformPaths = try ReformFolder.paths(in: FilePath.join(folder, "reforms/levers"))
    draftPaths = ReformFolder.drafts(in: FilePath.join(folder, "reforms/drafts"))
    var baseline = Baseline(
      place: place, title: title, baseYear: baseYear, defaultHorizon: horizon,
      scheme: scheme.scheme.with(months: months?.months ?? [:]),
      registry: registry,
      series: series, targets: solve, membershipTargets: persons, published: published?.figures ?? [],
      references: references,
      remarks: remarks, draws: assumptions?.draws)
    baseline.tableNotes = tables.notes
    guard let declared else {
      self.baseline = baseline
      regions = [PlaceRegion(whole: baseline)]
      regionTables = []
      self.inputs = inputs + tables.inputs
      return
    }
    let outcomes = Parallel.map(regionFolders.count) { index in
      Result {
        try regionFolders[index].map {
          try PlaceTablesReader(region: $0, id: declared[index].id, of: tables, baseYear: baseYear)
        }
      }
    }
    var regionTables: [PlaceTablesReader?] = []
    for outcome in outcomes { regionTables.append(try collector.collect { try outcome.get() } ?? nil) }
    baseline.tableNotes += regionTables.flatMap { $0?.notes ?? [] }
    self.baseline = baseline
    regions = regionsReader.regions(declared, of: baseline)
    if collector.isEmpty, let whole = tables.people(baseYear) {
      let own = regionTables.map { $0.flatMap { $0.isOwn("population.csv") ? $0.people(baseYear) : nil } }
      regionsReader.checkPeople(whole, own, regions, line: declared.first?.line ?? 1)
    }
    try collector.throwIfAny()
    self.regionTables = regionTables
    let own = regionTables.compactMap { $0 }.flatMap(\.inputs)
    self.inputs = inputs + tables.inputs + own
  }

  /// Names of the profiles in hazard-profiles.csv that the scheme refers to.
  var hazardProfiles: [String] { tables.hazardProfiles }

  /// The tables over a timeline, by region; regions share what is not their own.
  public func tables(_ timeline: Timeline) throws -> [PlaceTables] {
    let whole = try tables.tables(timeline)
    guard isRegional else { return [whole] }
    return try zip(regions, regionTables).map { region, own in
      try own?.tables(timeline, share: region.share, of: whole) ?? PlaceTablesReader.scaled(whole, region.share)
    }
  }

  /// The files of the tables a region has of its own.
  public func ownTables(region: Int) -> [String] {
    isRegional ? regionTables[region]?.inputs.map(\.file) ?? [] : tables.inputs.map(\.file)
  }

  private static func readAssumptions(
    _ text: YAMLSource, registry: LeverRegistry, baseYear: Int
  ) throws -> (record: InputRecord, series: [(Lever, DatedSeries)], draws: Draws?) {
    let (document, collector) = (text.document, text.collector)
    guard let root = MappingReader(document.root, collector: collector) else {
      try collector.throwIfAny()
      return (document.record, [], nil)
    }
    _ = root.text("place")
    let reader = SeriesReader(registry: registry, collector: collector)
    let series = root.mapping("assumptions").map { reader.readTree($0, roles: [.assumption, .calibration]) } ?? []
    let draws = root.mapping("draws", required: false)
      .flatMap { DrawsReader(registry: registry, collector: collector).read($0, baseYear: baseYear) }
    root.finish()
    try collector.throwIfAny()
    return (document.record, series, draws)
  }

  private static func reference(
    _ reader: MappingReader, scheme: Scheme, collector: DiagnosticCollector
  ) -> ReferenceYear? {
    let fund = reader.choice("fund", of: scheme.funds.map(\.id))
      .flatMap { name in scheme.funds.firstIndex { $0.id == name } }
    let event = reader.choice("event", of: ReferenceYear.Event.allCases.map(\.rawValue))
      .flatMap(ReferenceYear.Event.init(rawValue:))
    let year = reader.integer("year", in: 1900...2200)
    let source = reader.text("source")
    reader.finish()
    guard let fund, let event, let year, let source else { return nil }
    return ReferenceYear(fund: fund, event: event, year: year, source: source)
  }

  /// `group,measure,year,value`.
  private static func readPublished(
    _ path: String, scheme: Scheme
  ) throws -> (record: InputRecord, figures: [PublishedFigure]) {
    let collector = DiagnosticCollector(file: path)
    let groups = Array(Set(scheme.statuses.compactMap(\.group))).sorted()
    let measures = ["income-per-insured", "expenditure-per-insured", "active-retired-ratio"]
    let table = try CSVTable(reading: path, collector: collector)
    let wanted = ["group", "measure", "year", "value"]
    guard table.columns == wanted else {
      collector.report(
        "the columns must be \(wanted.joined(separator: ","))", line: table.headerLine,
        value: table.columns.joined(separator: ","), remedy: "write that header")
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
    return (table.record, figures)
  }
}
