import Quantities
import Tables

/// Writes rows as CSV, a piece at a time. Numbers are rounded correctly for every magnitude a Double of that many digits can tell
/// apart, and never print as −0.
struct CSVWriter: ~Copyable {
  private static let pieceSize = 1 << 18

  private let header: [String]
  private let sink: ByteSink
  /// The piece in the making. Plain memory: an array would be checked for other owners at every byte.
  private var piece: UnsafeMutableBufferPointer<UInt8>
  private var used = 0
  private var rows = 0
  /// Bytes handed on.
  private var flushed = 0
  /// Where rows end, the header's first, in bytes from the beginning; nil where nobody asks.
  private var ends: [Int]?
  /// What the rows are of, for messages.
  private let part: String

  /// Begins a table.
  ///
  /// - Parameters:
  ///   - part: what the rows are of, for messages.
  ///   - isTracking: whether to keep where rows end.
  init(
    header: [String], of part: String = "a result table", isTracking: Bool = false, to sink: @escaping ByteSink
  ) {
    self.header = header
    self.part = part
    self.sink = sink
    piece = .allocate(capacity: Self.pieceSize + 1 << 12)
    ends = isTracking ? [] : nil
    let head = CSVText(header).bytes
    head.withUnsafeBufferPointer { put($0, 0..<$0.count) }
    endLine()
  }

  deinit { piece.deallocate() }

  var rowEnds: [Int] { ends ?? [] }

  /// The place of the next `count` bytes.
  private mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if used + count > piece.count {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * (used + count))
      _ = larger.update(fromContentsOf: piece[..<used])
      piece.deallocate()
      piece = larger
    }
    return piece.baseAddress.unsafelyUnwrapped + used
  }

  private mutating func put(_ byte: UInt8) {
    room(1).pointee = byte
    used += 1
  }

  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard let start = bytes.baseAddress, !range.isEmpty else { return }
    room(range.count).update(from: start + range.lowerBound, count: range.count)
    used += range.count
  }

  private mutating func endLine() {
    put(UInt8(ascii: "\n"))
    ends?.append(flushed + used)
  }

  /// Writes the rows of a block, each behind the same first cells.
  ///
  /// - Throws: ``FundcastError`` where a cell is no number, and what the sink throws.
  mutating func write(_ block: RowBlock, _ labels: CSVLabels, behind leading: CSVText?) throws {
    try labels.bytes.withUnsafeBufferPointer { texts in
      try (leading?.bytes ?? []).withUnsafeBufferPointer { first in
        var column = 0
        for cell in block.cells {
          if column == 0, let leading {
            put(first, 0..<first.count)
            column = leading.cells
          }
          if column > 0 { put(UInt8(ascii: ",")) }
          column += try write(cell, in: column, labels, texts)
          guard column == header.count else { continue }
          rows += 1
          endLine()
          column = 0
          if used >= Self.pieceSize { try flush() }
        }
      }
    }
  }

  /// Writes what begins in a column, and says how many it takes.
  private mutating func write(
    _ cell: Cell, in column: Int, _ labels: CSVLabels, _ texts: UnsafeBufferPointer<UInt8>
  ) throws -> Int {
    switch cell {
    case .empty: break
    case .integer(let value):
      if value < 0 { put(UInt8(ascii: "-")) }
      used += DecimalText.write(UInt64(value.magnitude), width: 1, to: room(DecimalText.longest))
    case .number(let value, let decimals):
      let count = DecimalText.write(value, decimals: decimals, to: room(DecimalText.longest))
      if count == 0 { throw fault(column, value) }
      used += count
    case .label(let number):
      put(texts, labels.starts[number]..<labels.starts[number + 1])
      return labels.widths[number]
    }
    return 1
  }

  /// Writes rows rendered before, each behind the same first cells.
  ///
  /// - Precondition: cells and rows have as many columns as the header together.
  mutating func write(_ rendered: CSVRows, behind cells: CSVText) throws {
    precondition(cells.cells + rendered.columns == header.count, "rows of another table")
    try rendered.bytes.withUnsafeBufferPointer { bytes in
      try cells.bytes.withUnsafeBufferPointer { first in
        for (start, end) in zip(rendered.ends, rendered.ends.dropFirst()) {
          put(first, 0..<first.count)
          put(UInt8(ascii: ","))
          put(bytes, start..<end)
          if used >= Self.pieceSize { try flush() }
        }
      }
    }
    rows += rendered.ends.count - 1
  }

  private func fault(_ column: Int, _ value: Double) -> FundcastError {
    FundcastError(
      .output,
      Diagnostic(
        "row \(rows + 1) of \(part) holds no printable number", key: header[column], value: "\(value)",
        remedy: "this is a fault of the program; keep the scenario that shows it"))
  }

  /// Hands on what is left; call it once after the last row.
  mutating func finish() throws { try flush() }

  private mutating func flush() throws {
    try sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<used]))
    flushed += used
    used = 0
  }
}
