import Arrays
import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// The values and tables of a place, read through its baseline.
struct PlaceReading {
  let baseline: Baseline
  let regions: [PlaceRegion]
  /// The files as they were read, in order.
  let inputs: [InputRecord]
  let tables: PlaceTablesReader
  /// The tables of each region where the section `regions:` declares them, else none.
  let regionTables: [PlaceTablesReader?]

  /// Reads all that `file` names, and reports everything that is wrong with it.
  init(_ file: PlaceBaseline) throws {
    let collector = file.collector
    let regionsReader = RegionsReader(
      scheme: file.scheme.scheme, registry: file.scheme.registry, collector: collector)
    var sections = Sections(file, regionsReader)
    let files = try Files(file, &sections)
    guard let title = file.title, let place = file.place, let baseYear = file.baseYear, let horizon = file.horizon,
      let tables = files.tables
    else {
      throw FundcastError(
        .data, Diagnostic("the baseline is not complete", file: file.path, remedy: "compare it with a shipped one"))
    }
    var baseline = Baseline(
      head: PlaceHead(place: place, title: title, baseYear: baseYear, defaultHorizon: horizon),
      scheme: file.scheme.scheme.with(months: files.months?.months ?? [:]), registry: file.scheme.registry,
      series: sections.series,
      figures: PlaceFigures(
        targets: sections.solve, membershipTargets: sections.persons, published: files.published?.figures ?? [],
        references: sections.references, remarks: sections.remarks), draws: files.draws)
    baseline.tableNotes = tables.notes
    self.tables = tables
    guard let declared = sections.declared else {
      self.baseline = baseline
      regions = [PlaceRegion(whole: baseline)]
      regionTables = []
      inputs = files.records + tables.inputs
      return
    }
    let folders = sections.regionFolders, source = file.source
    let outcomes = Parallel.map(folders.count) { index in
      Result {
        try folders[index].map {
          try PlaceTablesReader(region: $0, of: source, id: declared[index].id, place: tables, baseYear: baseYear)
        }
      }
    }
    var own: [PlaceTablesReader?] = []
    for outcome in outcomes { own.append(try collector.collect { try outcome.get() } ?? nil) }
    baseline.tableNotes += own.flatMap { $0?.notes ?? [] }
    self.baseline = baseline
    regions = regionsReader.regions(declared, of: baseline)
    if collector.isEmpty, let whole = tables.people(baseYear) {
      let people = own.map { $0.flatMap { $0.isOwn("population.csv") ? $0.people(baseYear) : nil } }
      regionsReader.checkPeople(whole, people, regions, line: declared.first?.line ?? 1)
    }
    try collector.throwIfAny()
    regionTables = own
    inputs = files.records + tables.inputs + own.compactMap { $0 }.flatMap(\.inputs)
  }
}

/// What stands in the baseline itself.
private struct Sections {
  /// By lever; that of the assumptions joins it.
  var series: [DatedSeries?]
  let persons: [MembershipTarget]
  let solve: [BaseYearTarget]
  let remarks: [Remark]
  let references: [ReferenceYear]
  /// The regions as declared; nil where there are none.
  let declared: [RegionDeclaration]?
  /// The folder of each region's own tables.
  let regionFolders: [String?]
  /// Further files among the tables.
  let published: String?
  let months: String?
  let figures: BaseYearFiguresReader

  init(_ file: PlaceBaseline, _ regions: RegionsReader) {
    let root = file.root, collector = file.collector, registry = file.scheme.registry
    series = [DatedSeries?](repeating: nil, count: registry.count)
    let reader = SeriesReader(registry: registry, collector: collector)
    if let rules = root.mapping("rules") {
      for (lever, values) in reader.readTree(rules, roles: [.provision]) { series[lever.id.index] = values }
    }
    figures = BaseYearFiguresReader(
      scheme: file.scheme.scheme, registry: registry, collector: collector, baseYear: file.baseYear,
      horizon: file.horizon)
    (persons, solve) = figures.read(root)
    remarks = (root.list("remarks") ?? [])
      .compactMap { collector.localizedText($0, key: "remarks") }.map(Remark.init)
    func name(_ key: String) -> String? {
      root.text(key).map { String($0.prefix(PlaceBaseline.longestPath)) }
    }
    published = name("published")
    months = name("monthly-profiles")
    references = (root.mappings("references") ?? [])
      .compactMap { PlaceFiles.reference($0, scheme: file.scheme.scheme, collector: collector) }
    declared = regions.read(root)
    regionFolders = (declared ?? []).map { region in
      region.tables.flatMap {
        file.located(
          $0.name,
          PlaceBaseline.Key(name: region.path + ".tables", line: $0.line, example: "tables/\(region.id)"))
      }
    }
  }
}

/// What stands in other files.
private struct Files {
  let records: [InputRecord]
  let draws: Draws?
  let tables: PlaceTablesReader?
  let published: (record: InputRecord, figures: [PublishedFigure])?
  let months: (record: InputRecord, months: [Int: [Double]])?

  /// Reads them; values of the assumptions join those of the baseline.
  init(_ file: PlaceBaseline, _ sections: inout Sections) throws {
    let collector = file.collector, scheme = file.scheme
    let (text, folder, place, baseYear) = (file.assumptions, file.tables, file.place, file.baseYear)
    let source = file.source
    let read = Parallel.both(
      { try text.map { try PlaceFiles.readAssumptions($0, registry: scheme.registry, baseYear: baseYear ?? 0) } },
      {
        try folder.map {
          try PlaceTablesReader(folder: $0, of: source, scheme: scheme, place: place, baseYear: baseYear)
        }
      })
    let assumptions = try collector.collect { try read.first.get() } ?? nil
    tables = try collector.collect { try read.second.get() } ?? nil
    draws = assumptions?.draws
    for (lever, values) in assumptions?.series ?? [] { sections.series[lever.id.index] = values }
    published = try Self.further("published", sections.published, file) {
      try PlaceFiles.readPublished($0, scheme: scheme.scheme)
    }
    months = try Self.further("monthly-profiles", sections.months, file) {
      try MonthlyProfiles.read($0, scheme: scheme.scheme)
    }
    records =
      [file.document.record, scheme.record]
      + [assumptions?.record, published?.record, months?.record]
      .compactMap { $0 }
    sections.figures.checkSolved(sections.series, sections.solve, isWhole: collector.isEmpty)
    try collector.throwIfAny()
  }

  /// A further file among the tables, which a key of the baseline names.
  private static func further<Read>(
    _ key: String, _ name: String?, _ file: PlaceBaseline, _ read: (TextFile) throws -> Read
  ) throws -> Read? {
    guard let name, let folder = file.tables else { return nil }
    let path = FilePath.join(folder, name)
    guard name.hasPrefix("/") || file.source.isInside(path, folder) else {
      file.collector.report(
        "the path leaves the folder of tables", line: file.root.node(key)?.line, key: key, value: name,
        remedy: "name a file in \(folder)")
      return nil
    }
    return try file.collector.collect { try read(file.source.text(path)) }
  }
}
