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
    put(CSVText(header).bytes)
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

  private mutating func put(_ bytes: some Collection<UInt8>) {
    bytes.withContiguousStorageIfAvailable { bytes in
      guard let start = bytes.baseAddress else { return }
      room(bytes.count).update(from: start, count: bytes.count)
      used += bytes.count
    }
  }

  private mutating func endLine() {
    put(UInt8(ascii: "\n"))
    ends?.append(flushed + used)
  }

  /// Writes the rows of a block, each behind the same first cells.
  ///
  /// - Throws: ``FundcastError`` where a cell is no number, and what the sink throws.
  mutating func write(_ block: RowBlock, _ labels: CSVLabels, behind leading: CSVText?) throws {
    var column = 0
    for cell in block.cells {
      if column > 0 {
        put(UInt8(ascii: ","))
      } else if let leading {
        put(leading.bytes)
        put(UInt8(ascii: ","))
        column = leading.cells
      }
      switch cell {
      case .empty: column += 1
      case .integer(let value):
        if value < 0 { put(UInt8(ascii: "-")) }
        used += DecimalText.write(UInt64(value.magnitude), width: 1, to: room(DecimalText.longest))
        column += 1
      case .number(let value, let decimals):
        let count = DecimalText.write(value, decimals: decimals, to: room(DecimalText.longest))
        if count == 0 { throw fault(column, value) }
        used += count
        column += 1
      case .label(let number):
        put(labels.bytes[labels.starts[number]..<labels.starts[number + 1]])
        column += labels.widths[number]
      }
      guard column == header.count else { continue }
      rows += 1
      endLine()
      column = 0
      if used >= Self.pieceSize { try flush() }
    }
  }

  /// Writes rows rendered before, each behind the same first cells.
  ///
  /// - Precondition: cells and rows have as many columns as the header together.
  mutating func write(_ rendered: CSVRows, behind cells: CSVText) throws {
    precondition(cells.cells + rendered.columns == header.count, "rows of another table")
    for (start, end) in zip(rendered.ends, rendered.ends.dropFirst()) {
      put(cells.bytes)
      put(UInt8(ascii: ","))
      put(rendered.bytes[start..<end])
      if used >= Self.pieceSize { try flush() }
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
