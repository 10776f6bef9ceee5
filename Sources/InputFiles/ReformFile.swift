import PolicyModel
import Quantities
import Shapes

/// A reform file: what changes, when and on whose authority.
public enum ReformFile {
  /// Reads a reform against the levers of a baseline.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - baselinePath: the baseline it is applied to; the file's own `baseline` must name it.
  public static func read(_ path: String, baselinePath: String, registry: LeverRegistry) throws -> Reform {
    let reforms = try readAll(path, baselinePath: baselinePath, registry: registry)
    guard let first = reforms.first, reforms.count == 1 else {
      throw FundcastError(
        .data, Diagnostic("the reform is a sweep", file: path, key: "sweep", remedy: "run it with `fundcast run`"))
    }
    return first
  }

  /// The name of the reform that a file makes, unless it is a sweep.
  public static func id(of path: String) -> String { FilePath.stem(of: path) }

  /// A file as it is, whatever it says; nil where it is no text that could be read.
  public static func record(of path: String) -> InputRecord? { try? TextFile(reading: path).record }

  /// Reads a reform, or the points of its sweep.
  public static func readAll(_ path: String, baselinePath: String, registry: LeverRegistry) throws -> [Reform] {
    let collector = DiagnosticCollector(file: path)
    let document = try YAMLDocument(reading: path, collector: collector)
    guard let root = MappingReader(document.root, collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no reform", file: path, remedy: "write `key: value` lines"))
    }
    collector.languages = registry.form.languages
    let title = root.localizedText("title")
    if let node = root.required("baseline", example: "../baseline.yaml"),
      let named = collector.text(node, key: "baseline")
    {
      let meant = FilePath.join(FilePath.folder(of: path), named)
      if FilePath.canonical(meant) != FilePath.canonical(baselinePath) {
        collector.report(
          "the reform names another baseline than \(baselinePath)", line: node.line, key: "baseline", value: named,
          remedy: "run it with the baseline it was written for, or change the name")
      }
    }
    let source = root.text("source")
    let description = root.text("description")
    let named = root.optional("levers")
    let cannotModel = root.text("cannot-model", required: false)
    let reader = SeriesReader(registry: registry, collector: collector)
    let sweep = root.mapping("sweep", required: false).map {
      SweepReader(registry: registry, collector: collector, series: reader).read($0)
    }
    let reaction = root.mapping("when", required: false).flatMap { when(($0), collector) }
    var changes: [LeverChange] = []
    if let section = root.mapping("changes", required: sweep == nil) {
      changes = section.entries.lazy.filter { _ in !collector.isFull }
        .compactMap { reader.readChange($0.value, path: $0.key, line: $0.line) }
    }
    root.finish()
    let carried = PolicyIDs(changes + (sweep ?? []).flatMap(\.changes), registry, collector)
    let levers = carried.checked(named)
    try collector.throwIfAny()
    guard let title, let source, let description else {
      throw FundcastError(
        .data, Diagnostic("the reform is not complete", file: path, remedy: "compare it with a shipped one"))
    }
    let reform = Reform(
      id: id(of: path),
      text: ReformText(
        title: title, description: description, source: source, leverIDs: levers, cannotModel: cannotModel),
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
    let fund = reader.text("fund", example: "health-insurance")
    let months = reader.number("reserve-months-below", in: -1200...1200, example: "3")
    reader.finish()
    guard let fund, let months else { return nil }
    return ReformReaction(
      fund: fund, months: months, location: SourceLocation(file: collector.file, line: reader.line))
  }
}
