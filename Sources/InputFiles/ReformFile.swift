import PolicyModel
import Quantities
import Shapes

/// A reform file: what changes, when and on whose authority.
public enum ReformFile {
  /// The name of the reform that a file makes, unless it is a sweep.
  public static func id(of path: String) -> String { FilePath.stem(of: path) }

  /// Reads a reform, or the points of its sweep.
  ///
  /// - Parameter baseline: the file it is applied to, among the files of `source`; its own `baseline` must name it.
  static func read(
    _ text: YAMLSource, baseline: String, in source: PlaceSource, _ registry: LeverRegistry
  ) throws -> [Reform] {
    let (document, collector, path) = (text.document, text.collector, text.document.file)
    guard let root = MappingReader(document.root, PlaceShapes.reform, collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no reform", file: path, remedy: "write `key: value` lines"))
    }
    collector.languages = registry.form.languages
    let title = root.localizedText("title")
    if let node = root.node("baseline"),
      let named = collector.text(node, key: "baseline")
    {
      let meant = FilePath.join(FilePath.folder(of: path), named)
      if source.canonical(meant) != source.canonical(baseline) {
        collector.report(
          "the reform names another baseline than \(baseline)", line: node.line, key: "baseline",
          value: named,
          remedy: "run it with the baseline it was written for, or change the name")
      }
    }
    let authority = root.text("source"), description = root.text("description")
    let named = root.node("levers")
    let cannotModel = root.text("cannot-model")
    let reader = SeriesReader(registry: registry, collector: collector)
    let sweep = root.mapping("sweep").map {
      SweepReader(registry: registry, collector: collector, series: reader).read($0)
    }
    let reaction = root.mapping("when").flatMap { when(($0), collector) }
    var changes: [LeverChange] = []
    if let section = root.mapping("changes") {
      changes = section.entries.lazy.filter { _ in !collector.isFull }
        .compactMap { reader.readChange($0.value, path: $0.key, line: $0.line) }
    }
    let carried = PolicyIDs(changes + (sweep ?? []).flatMap(\.changes), registry, collector)
    let levers = carried.checked(named)
    try collector.throwIfAny()
    guard let title, let authority, let description else {
      throw FundcastError(
        .data, Diagnostic("the reform is not complete", file: path, remedy: "compare it with a shipped one"))
    }
    let reform = Reform(
      id: id(of: path),
      text: ReformText(
        title: title, description: description, source: authority, leverIDs: levers, cannotModel: cannotModel),
      changes: changes, origin: ReformOrigin(file: path, input: document.record), reaction: reaction)
    guard let sweep else { return [reform] }
    return sweep.map { point in
      reform.with(
        changes: changes + point.changes, id: "\(reform.id)[\(point.name)]",
        title: title.isOneText
          ? LocalizedText("\(title.en): \(point.name)") : title.named(LocalizedText(point.name)))
    }
  }

  /// `{ fund: resident-pool, reserve-months-below: 3 }`.
  private static func when(_ reader: MappingReader, _ collector: DiagnosticCollector) -> ReformReaction? {
    guard let fund = reader.text("fund"), let months = reader.number("reserve-months-below") else { return nil }
    return ReformReaction(
      fund: fund, months: months, location: SourceLocation(file: collector.file, line: reader.line))
  }
}
