import Arrays
import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// The file baseline.yaml of a place, its head read: what it names, and what of the scheme it models.
struct PlaceBaseline {
  /// The file, as the user named it.
  let path: String
  /// The folder it stands in.
  let folder: String
  let source: PlaceSource
  let collector: DiagnosticCollector
  let document: YAMLDocument
  let root: MappingReader
  let title: LocalizedText?
  let place: String?
  let baseYear: Int?
  let horizon: Int?
  /// The line of `default-horizon`.
  let horizonLine: Int?
  /// The scheme, as the place models it.
  let scheme: SchemeFile
  /// The text of the assumptions file; nil where it could not be read, which is reported.
  let assumptions: YAMLSource?
  /// The folder of tables.
  let tables: String?

  /// A longer path is a mistake, and would make every message about it unreadable.
  static let longestPath = 1000

  /// Reads the head, the scheme and the text of the assumptions.
  ///
  /// - Throws: ``FundcastError`` where the file is no baseline or its scheme cannot be read; other faults go to the collector.
  init(in folder: String, of source: PlaceSource) throws {
    let path = FilePath.join(folder, "baseline.yaml"), text = try source.yaml(path)
    let (document, collector) = (text.document, text.collector)
    guard let root = MappingReader(document.root, PlaceShapes.baseline, collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no baseline", file: path, remedy: "write `key: value` lines"))
    }
    func beside(_ key: String) -> String? {
      let example = PlaceShapes.baseline.key(key)?.example ?? ""
      return root.text(key).flatMap {
        Self.path(
          $0, from: folder, in: source, Self.Key(name: key, line: root.node(key)?.line, example: example), collector)
      }
    }
    guard let schemePath = beside("scheme") else {
      try collector.throwIfAny()
      throw FundcastError(
        .data, Diagnostic("no scheme is named", file: path, remedy: "add scheme: ../schemes/china.yaml"))
    }
    place = root.text("place")
    baseYear = root.integer("base-year")
    horizon = root.integer("default-horizon")
    horizonLine = root.node("default-horizon")?.line
    let assumptionsPath = beside("assumptions")
    let rules = root.node("rules")
    let texts = Parallel.both(
      {
        // Which optional parts of the scheme the place models, its files say by giving values.
        let text = try assumptionsPath.map(source.yaml)
        return (text: text, given: (rules?.paths() ?? []).union(text?.paths(below: "assumptions") ?? []))
      }, { try source.yaml(schemePath) })
    let read = try collector.collect { try texts.first.get() }
    scheme = try SchemeFile(texts.second.get(), from: source, given: read?.given ?? rules?.paths() ?? [])
    for reading in [collector, read?.text?.collector] { reading?.languages = scheme.scheme.form.languages }
    title = root.localizedText("title")
    assumptions = read?.text
    tables = beside("tables")
    (self.path, self.folder, self.source) = (path, folder, source)
    (self.collector, self.document, self.root) = (collector, document, root)
  }

  /// A key that names a file or a folder.
  struct Key {
    let name: String
    let line: Int?
    let example: String
  }

  /// The file that `name` means, seen from the folder of the place; reports one that leaves the folder of the places.
  func located(_ name: String, _ key: Key) -> String? { Self.path(name, from: folder, in: source, key, collector) }

  private static func path(
    _ name: String, from folder: String, in source: PlaceSource, _ key: Key, _ collector: DiagnosticCollector
  ) -> String? {
    guard name.utf8.count <= longestPath else {
      collector.report(
        "the path has more than \(longestPath) bytes", line: key.line, key: key.name, value: name,
        remedy: "write for example \(key.example)")
      return nil
    }
    let target = source.from(folder, name)
    if name.hasPrefix("/") || source.isInside(target, FilePath.join(folder, "..")) { return target }
    collector.report(
      "the path leaves the folder that holds the places", line: key.line, key: key.name, value: name,
      remedy: "name a file beside the place, for example \(key.example), or write an absolute path")
    return nil
  }
}
