import CSVFiles
import Foundation
import ProjectionEngine
import Results
import Studies
@testable import Tables
import Testing

/// A table as CSV.
func rendered(_ table: Table) throws -> String {
  let bytes = Collected()
  try CSVFile.write(table) { bytes.all += $0 }
  return String(decoding: bytes.all, as: UTF8.self)
}

/// A table of a run as CSV.
func rendered(_ table: RunTable, _ run: PolicyRun, ranked: RankedCare? = nil) throws -> String {
  try rendered(table.table(run, ranked: ranked))
}

private final class Collected {
  var all: [UInt8] = []
}

/// A CSV table without quoted cells, row by row, by column.
struct Cells {
  let header: [String]
  let rows: [[String: String]]

  init(_ text: String) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = lines[0]
    header = names
    rows = lines.dropFirst().map { Dictionary(zip(names, $0), uniquingKeysWith: { $1 }) }
  }

  /// The numbers of a column where other columns have given values.
  func numbers(_ column: String, _ wanted: [String: String]) -> [Double] {
    rows.filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }.compactMap { $0[column].flatMap(Double.init) }
  }
}

/// Compares a whole text with a file in Snapshots. FUNDCAST_RECORD=1 writes the file instead: read it line by line before
/// keeping it.
func expectSnapshot(_ text: String, _ name: String, file: String = #filePath) throws {
  let path = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Snapshots/" + name)
  if ProcessInfo.processInfo.environment["FUNDCAST_RECORD"] == "1" {
    try text.write(to: path, atomically: true, encoding: .utf8)
    return
  }
  let expected = try String(contentsOf: path, encoding: .utf8)
  guard text != expected else { return }
  let lines = zip(
    text.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false))
  let different = lines.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name) differs\(different.map { " in line \($0.offset + 1)" } ?? " in length")
    found    \(different.map { String($0.element.0) } ?? "")
    expected \(different.map { String($0.element.1) } ?? "")
    """)
}

/// A folder of its own, removed at the end.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-" + UUID().uuidString).path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}
