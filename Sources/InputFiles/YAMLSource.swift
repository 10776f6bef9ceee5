import Shapes

/// A YAML file, read but not yet understood. One task at a time has it.
struct YAMLSource: @unchecked Sendable {
  let document: YAMLDocument
  let collector: DiagnosticCollector

  /// Reads the file at `path`.
  init(_ path: String) throws {
    collector = DiagnosticCollector(file: path)
    document = try YAMLDocument(reading: path, collector: collector)
  }

  /// Parses a file that was read.
  init(_ file: TextFile) throws {
    collector = DiagnosticCollector(file: file.name)
    document = try YAMLDocument(file, collector: collector)
  }

  /// Every path of keys below a key of the root.
  func paths(below key: String) -> Set<String> {
    guard case .mapping(let entries) = document.root.kind else { return [] }
    return entries.first { $0.key == key }?.value.paths() ?? []
  }
}
