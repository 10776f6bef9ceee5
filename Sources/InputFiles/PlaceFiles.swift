import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// The files of a place beside its baseline and its tables by age.
enum PlaceFiles {
  static func readAssumptions(
    _ text: YAMLSource, registry: LeverRegistry, baseYear: Int
  ) throws -> (record: InputRecord, series: [(Lever, DatedSeries)], draws: Draws?) {
    let (document, collector) = (text.document, text.collector)
    guard let root = MappingReader(document.root, PlaceShapes.assumptions, collector: collector) else {
      try collector.throwIfAny()
      return (document.record, [], nil)
    }
    _ = root.text("place")
    let reader = SeriesReader(registry: registry, collector: collector)
    let series = root.mapping("assumptions").map { reader.readTree($0, roles: [.assumption, .calibration]) } ?? []
    let draws = root.mapping("draws")
      .flatMap { DrawsReader(registry: registry, collector: collector).read($0, baseYear: baseYear) }
    try collector.throwIfAny()
    return (document.record, series, draws)
  }

  static func reference(
    _ reader: MappingReader, scheme: Scheme, collector: DiagnosticCollector
  ) -> ReferenceYear? {
    let fund = reader.choice("fund", of: scheme.funds.map(\.id))
      .flatMap { name in scheme.funds.firstIndex { $0.id == name } }
    let event: ReferenceYear.Event? = reader.choice("event")
    let year = reader.integer("year"), source = reader.text("source")
    guard let fund, let event, let year, let source else { return nil }
    return ReferenceYear(fund: fund, event: event, year: year, source: source)
  }

  /// `group,measure,year,value`.
  static func readPublished(
    _ file: TextFile, scheme: Scheme
  ) throws -> (record: InputRecord, figures: [PublishedFigure]) {
    let collector = DiagnosticCollector(file: file.name)
    let groups = Array(Set(scheme.statuses.compactMap(\.group))).sorted()
    let measures = ["income-per-insured", "expenditure-per-insured", "active-retired-ratio"]
    let table = try CSVTable(file, collector: collector)
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
      guard value > 0 else {
        collector.report(
          "a published figure that growth is compared with is above 0", line: table.rowLines[row], key: "value",
          value: "\(value)", remedy: "leave the row out where nothing was published")
        continue
      }
      figures.append(PublishedFigure(group: group, measure: measure, year: year, value: value))
    }
    try collector.throwIfAny()
    return (table.record, figures)
  }
}
