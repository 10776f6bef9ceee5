import PolicyModel
import Quantities

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

  /// Reads a reform, or the points of its sweep.
  public static func readAll(_ path: String, baselinePath: String, registry: LeverRegistry) throws -> [Reform] {
    let collector = DiagnosticCollector(file: path)
    let document = try YAMLDocument(reading: path, collector: collector)
    guard let root = MappingReader(document.root, collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no reform", file: path, remedy: "write `key: value` lines"))
    }
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
    let levers = (root.list("levers") ?? []).compactMap { node -> String? in
      guard let id = collector.text(node, key: "levers") else { return nil }
      if PolicyLever.all.contains(where: { $0.id == id }) { return id }
      collector.report(
        "no policy lever has this id", line: node.line, key: "levers", value: id,
        remedy: "`fundcast levers --coverage` lists them, L01 to L80")
      return nil
    }
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
    try collector.throwIfAny()
    guard let title, let source, let description else {
      throw FundcastError(
        .data, Diagnostic("the reform is not complete", file: path, remedy: "compare it with a shipped one"))
    }
    let reform = Reform(
      id: FilePath.stem(of: path), title: title, description: description, source: source, leverIDs: levers,
      changes: changes, cannotModel: cannotModel, file: path, input: document.record, reaction: reaction)
    guard let sweep else { return [reform] }
    return sweep.map { point in
      reform.with(
        changes: changes + point.changes, id: "\(reform.id)[\(point.name)]",
        title: LocalizedText(en: "\(title.en): \(point.name)", zh: "\(title.zh)：\(point.name)"))
    }
  }

  /// `{ fund: resident-pool, reserve-months-below: 3 }`.
  private static func when(_ reader: MappingReader, _ collector: DiagnosticCollector) -> ReformReaction? {
    let fund = reader.text("fund", example: "resident-pool")
    let months = reader.number("reserve-months-below", in: -1200...1200, example: "3")
    reader.finish()
    guard let fund, let months else { return nil }
    return ReformReaction(
      fund: fund, months: months, location: SourceLocation(file: collector.file, line: reader.line))
  }

  /// A reform from the command line: `lever.path=2026:400,2030:450`.
  ///
  /// - Parameter number: which of the command's settings it is, from 1; messages name it as a line.
  public static func parse(
    setting: String, registry: LeverRegistry, id: String, number: Int = 1
  ) throws -> Reform {
    let collector = DiagnosticCollector(file: "--set")
    collector.reads(Array((String(repeating: "\n", count: number - 1) + setting).utf8))
    func fault(_ message: String, _ value: String) -> FundcastError {
      let strange = collector.strangeness(value: value, key: nil, line: number, isLineSuspect: false)
      return FundcastError(
        .usage,
        Diagnostic(
          message + (strange?.sentence ?? ""), key: "--set", value: DiagnosticCollector.printable(value),
          remedy: "write for example --set resident.premium=2026:400,2030:450"))
    }
    guard let equals = setting.firstIndex(of: "=") else {
      throw fault("a setting is a lever path, =, and dated values", setting)
    }
    let path = String(setting[..<equals])
    let values = setting[setting.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
    let entries = try values.map { item -> YAMLEntry in
      let parts = item.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw fault("a dated value is year:number", String(item))
      }
      let value = YAMLNode(line: number, kind: .scalar(text: parts[1], isQuoted: false))
      return YAMLEntry(key: parts[0], line: number, value: value)
    }
    let reader = SeriesReader(registry: registry, collector: collector)
    let change = reader.readChange(YAMLNode(line: number, kind: .mapping(entries)), path: path, line: number)
    if !collector.isEmpty || change == nil { throw FundcastError(.usage, collector.diagnostics) }
    return Reform(
      id: id, title: LocalizedText(en: setting, zh: setting), description: "Set on the command line.",
      source: "command line", leverIDs: registry[path]?.leverIDs ?? [], changes: change.map { [$0] } ?? [],
      cannotModel: nil, file: "--set", setting: setting)
  }
}
