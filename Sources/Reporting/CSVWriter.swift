import Quantities

/// Where rendered bytes go, a piece at a time.
public typealias ByteSink = (_ bytes: UnsafeRawBufferPointer) throws -> Void

/// Writes a table as CSV: RFC 4180, UTF-8, with a header and line feeds for line ends.
///
/// Cells are appended in the order of the header; money has two decimals, persons one, rates six. Numbers are rounded
/// correctly for every magnitude a Double of that many digits can tell apart, and never print as −0. Bytes are handed on in
/// pieces, so a table of any length takes little memory.
public struct CSVWriter: ~Copyable {
  private static let pieceSize = 1 << 18

  private let header: [String]
  private let sink: ByteSink
  /// The piece in the making. Plain memory: an array would be checked for other owners at every byte.
  private var piece: UnsafeMutableBufferPointer<UInt8>
  private var used = 0
  private var cells = 0
  private var rows = 0
  private var fault: (column: Int, value: Double)?
  /// Bytes handed on.
  private var flushed = 0
  /// Where rows end, the header's first, in bytes from the beginning; nil where nobody asks.
  private var ends: [Int]?
  /// What the rows are of, for messages.
  private var part = "a result table"

  /// Begins a table.
  public init(header: [String], to sink: @escaping ByteSink) {
    self.header = header
    self.sink = sink
    piece = .allocate(capacity: Self.pieceSize + 1 << 12)
    for name in header { text(name) }
    endLine()
  }

  /// The same, told where rows end.
  fileprivate init(tracking header: [String], of part: String, to sink: @escaping ByteSink) {
    self.init(header: header, to: sink)
    ends = [used]
    self.part = part
  }

  deinit { piece.deallocate() }

  fileprivate var rowEnds: [Int] { ends ?? [] }

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

  private mutating func separate() {
    if cells > 0 { put(UInt8(ascii: ",")) }
    cells += 1
  }

  /// A text; quoted where it holds a comma, a quotation mark or a line end.
  public mutating func text(_ value: String) { text(CSVText(value)) }

  /// One or more cells made ready before.
  public mutating func text(_ value: CSVText) {
    separate()
    cells += value.cells - 1
    put(value.bytes)
  }

  /// An empty cell: there is no such value.
  public mutating func empty() { separate() }

  /// A whole number.
  public mutating func integer(_ value: Int) {
    separate()
    if value < 0 { put(UInt8(ascii: "-")) }
    used += DecimalText.write(UInt64(value.magnitude), width: 1, to: room(DecimalText.longest))
  }

  /// Yuan, to 0.01.
  public mutating func money(_ value: Double) { number(value, decimals: 2) }

  /// Persons, person-years or services, to 0.1.
  public mutating func persons(_ value: Double) { number(value, decimals: 1) }

  /// A rate, share or ratio, to 0.000001.
  public mutating func rate(_ value: Double) { number(value, decimals: 6) }

  /// A number with so many decimals, 0…9.
  public mutating func number(_ value: Double, decimals: Int) {
    separate()
    let count = DecimalText.write(value, decimals: decimals, to: room(DecimalText.longest))
    if count == 0, fault == nil { fault = (cells - 1, value) }
    used += count
  }

  /// Ends the row.
  ///
  /// - Throws: ``FundcastError`` where a cell of it is no number, and what the sink throws.
  /// - Precondition: the row has as many cells as the header.
  public mutating func endRow() throws {
    precondition(cells == header.count, "\(cells) cells in a table of \(header.count) columns")
    rows += 1
    if let fault {
      throw FundcastError(
        .output,
        Diagnostic(
          "row \(rows) of \(part) holds no printable number", key: header[fault.column], value: "\(fault.value)",
          remedy: "this is a fault of the program; keep the scenario that shows it"))
    }
    endLine()
    if used >= Self.pieceSize { try flush() }
  }

  private mutating func endLine() {
    put(UInt8(ascii: "\n"))
    cells = 0
    ends?.append(flushed + used)
  }

  /// Rows made ready before, each behind the same first cells.
  ///
  /// - Precondition: cells and rows have as many columns as the header together.
  mutating func rows(_ rendered: CSVRows, beginning cells: CSVText) throws {
    precondition(self.cells == 0 && cells.cells + rendered.columns == header.count, "rows of another table")
    for (start, end) in zip(rendered.ends, rendered.ends.dropFirst()) {
      put(cells.bytes)
      put(UInt8(ascii: ","))
      put(rendered.bytes[start..<end])
      if used >= Self.pieceSize { try flush() }
    }
    rows += rendered.ends.count - 1
  }

  /// Hands on what is left; call it once after the last row.
  public mutating func finish() throws { try flush() }

  private mutating func flush() throws {
    try sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<used]))
    flushed += used
    used = 0
  }
}

/// Whole rows that stand several times in a table behind different first cells, rendered once.
struct CSVRows {
  fileprivate let columns: Int
  fileprivate let bytes: [UInt8]
  /// Where each row ends in `bytes`, its line feed included; the header first.
  fileprivate let ends: [Int]

  /// Renders what `fill` writes into a table of these columns.
  ///
  /// - Throws: what ``CSVWriter/endRow()`` and `fill` throw.
  ///
  /// - Parameter part: what the rows are of, for messages.
  init(columns: [String], of part: String, _ fill: (_ csv: inout CSVWriter) throws -> Void) throws {
    var bytes: [UInt8] = []
    var csv = CSVWriter(tracking: columns, of: part) { bytes.append(contentsOf: $0) }
    try fill(&csv)
    try csv.finish()
    self.columns = columns.count
    self.bytes = bytes
    ends = csv.rowEnds
  }
}

/// Cells that many rows begin with or repeat, escaped once.
public struct CSVText: Sendable {
  let bytes: [UInt8]
  let cells: Int

  /// The cells in order; a text is quoted where it holds a comma, a quotation mark or a line end.
  public init(_ values: String...) {
    var bytes: [UInt8] = []
    for (position, value) in values.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      Self.append(value, to: &bytes)
    }
    self.bytes = bytes
    cells = values.count
  }

  private static func append(_ value: String, to bytes: inout [UInt8]) {
    let special = value.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    guard special else {
      bytes.append(contentsOf: value.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
