import Quantities
import Tables

/// Renders tables as CSV: RFC 4180, UTF-8, with a header and line feeds for line ends; a text is quoted where it holds a comma, a
/// quotation mark or a line end.
///
/// Bytes are handed on in pieces, so a table of any length takes little memory. Rows that parts of a table have alike are rendered
/// once and kept until the last of them.
package final class CSVFile {
  /// Parts up to which rendered rows are kept for the next one that has them; beyond it they would fill the memory.
  private static let mostKept = 256

  private let columns: Int
  private var writer: CSVWriter

  private init(header: [String], _ writer: consuming CSVWriter) {
    columns = header.count
    self.writer = writer
  }

  /// Writes a table.
  ///
  /// - Throws: ``FundcastError`` where a cell is no number, and what the sink or the table throws.
  package static func write(_ table: Table, to sink: @escaping ByteSink) throws {
    let header = table.headers
    let file = CSVFile(header: header, CSVWriter(header: header, to: sink))
    var uses = table.parts.reduce(into: [Int: Int]()) { uses, part in
      if let content = part.content { uses[content, default: 0] += 1 }
    }
    var kept: [Int: CSVRows] = [:]
    for part in table.parts {
      guard let content = part.content else {
        try file.fill(part, behind: part.leading)
        continue
      }
      let own = try kept[content] ?? rows(part, header: header)
      try file.writer.write(own, behind: CSVText(part.leading))
      uses[content, default: 1] -= 1
      kept[content] = uses[content] == 0 || table.parts.count > mostKept ? nil : own
    }
    try file.writer.finish()
  }

  /// The rows of a part without what they begin with.
  private static func rows(_ part: TablePart, header: [String]) throws -> CSVRows {
    let bytes = Collected(), header = Array(header.dropFirst(part.leading.count))
    let name = part.leading.joined(separator: ", ")
    let file = CSVFile(header: header, CSVWriter(header: header, of: name, isTracking: true) { bytes.all += $0 })
    try file.fill(part, behind: [])
    try file.writer.finish()
    return CSVRows(columns: header.count, bytes: bytes.all, ends: file.writer.rowEnds)
  }

  private final class Collected {
    var all: [UInt8] = []
  }

  private func fill(_ part: TablePart, behind leading: [String]) throws {
    let first = leading.isEmpty ? nil : CSVText(leading)
    var labels = CSVLabels()
    var rows = TableRows(columns: columns - leading.count) { block in
      labels.take(block.labels)
      try self.writer.write(block, labels, behind: first)
    }
    try part.fill(&rows)
    try rows.finish()
  }
}
