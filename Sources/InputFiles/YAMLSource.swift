import Shapes

/// A YAML file, read but not yet understood. One task at a time has it.
package struct YAMLSource: @unchecked Sendable {
  package let document: YAMLDocument
  package let collector: DiagnosticCollector

  /// Parses a file that was read.
  init(_ file: TextFile) throws {
    collector = DiagnosticCollector(file: file.name)
    document = try YAMLDocument(file, collector: collector)
  }

  /// Every path of keys below a key of the root.
  func paths(below key: String) -> Set<String> { document.root[key]?.paths() ?? [] }
}
