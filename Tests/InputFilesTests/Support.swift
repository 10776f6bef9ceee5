import Foundation
import Quantities
import Shapes

@testable import InputFiles

/// A text as a file called `name`.
func file(_ text: String, name: String = "f.yaml") throws -> TextFile {
  try TextFile(name: name, bytes: Array(text.utf8))
}

/// What `body` complains of, one diagnostic a line; `nothing` if it does not.
func complaint(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing"
  } catch {
    return "\(error)"
  }
}

/// A mapping of these keys; without any it may hold what it likes.
func shape(_ keys: KeyShape...) -> Shape {
  Shape("test", "A test.", keys: keys, entries: keys.isEmpty ? EntryShape("key", .anything) : nil)
}

/// What parsing `text` and reading it as `shape` with `body` complains of.
func yamlComplaint(
  _ text: String, _ shape: Shape = shape(), _ body: (MappingReader) -> Void = { _ in }
) -> String {
  complaint {
    let collector = DiagnosticCollector(file: "f.yaml")
    let document = try YAMLDocument(file(text), collector: collector)
    if let reader = MappingReader(document.root, shape, collector: collector) { body(reader) }
    try collector.throwIfAny()
  }
}

/// The root of `text`, which must be without fault.
func root(_ text: String) throws -> YAMLNode {
  let collector = DiagnosticCollector(file: "f.yaml")
  let document = try YAMLDocument(file(text), collector: collector)
  try collector.throwIfAny()
  return document.root
}

/// What reading `text` as CSV complains of.
func csvComplaint(_ text: String, _ body: (CSVTable, DiagnosticCollector) -> Void = { _, _ in }) -> String {
  complaint {
    let collector = DiagnosticCollector(file: "t.csv")
    let table = try CSVTable(file(text, name: "t.csv"), collector: collector)
    body(table, collector)
    try collector.throwIfAny()
  }
}

/// A path in a temporary folder of its own, removed when `body` ends.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("InputFilesTests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
