/// Cuts the bytes of a CSV file into records.
struct CSVScanner {
  struct Record {
    var line: Int
    /// The number of cells, of which at most the limit are in `cells`.
    var count: Int
    var cells: [Range<Int32>]
    var isComment: Bool
  }

  private(set) var bytes: [UInt8]
  /// What ended the reading before the end of the file.
  private(set) var fault: (message: String, line: Int, value: String?, remedy: String)?
  private let end: Int
  private var index = 0
  private var line = 1

  private static let lineFeed = UInt8(ascii: "\n")
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let hash = UInt8(ascii: "#")

  init(bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  /// The next line if it is a comment, without its signs.
  mutating func comment() -> String? {
    skipBlankLines()
    guard index < end, bytes[index] == Self.hash else { return nil }
    while index < end, bytes[index] == Self.hash { index += 1 }
    let start = index
    while index < end, bytes[index] != Self.lineFeed { index += 1 }
    let place = trimmed(start, index)
    return String(decoding: bytes[Int(place.lowerBound)..<Int(place.upperBound)], as: UTF8.self)
  }

  /// The next record, nil at the end of the file or at a fault.
  mutating func record(limit: Int) -> Record? {
    skipBlankLines()
    guard index < end, fault == nil else { return nil }
    var record = Record(line: line, count: 0, cells: [], isComment: bytes[index] == Self.hash)
    if record.isComment {
      while index < end, bytes[index] != Self.lineFeed { index += 1 }
      return record
    }
    record.cells.reserveCapacity(min(limit, 256))
    while true {
      guard let cell = cell() else { return nil }
      record.count += 1
      if record.count <= limit { record.cells.append(cell) }
      if index < end, bytes[index] == Self.comma {
        index += 1
        continue
      }
      return record
    }
  }

  private mutating func skipBlankLines() {
    var probe = index
    while probe < end {
      switch bytes[probe] {
      case Self.lineFeed:
        line += 1
        probe += 1
        index = probe
      case UInt8(ascii: " "), UInt8(ascii: "\t"): probe += 1
      default:
        index = probe
        return
      }
    }
    index = probe
  }

  /// Reads a cell and stops at the comma, line feed or end after it.
  private mutating func cell() -> Range<Int32>? {
    let start = index
    while index < end {
      switch bytes[index] {
      case Self.comma, Self.lineFeed: return trimmed(start, index)
      case Self.quote:
        let before = trimmed(start, index)
        guard before.isEmpty else {
          return fail("a quotation mark inside a cell", remedy: "put the whole cell in quotes and double those within")
        }
        return quotedCell()
      case 0: return fail("the line holds a NUL byte", remedy: "save the table again as text")
      default: index += 1
      }
    }
    return trimmed(start, index)
  }

  private mutating func quotedCell() -> Range<Int32>? {
    let firstLine = line
    index += 1
    let start = index
    var unescaped: [UInt8]?
    while index < end {
      let byte = bytes[index]
      if byte == 0 { return fail("the line holds a NUL byte", remedy: "save the table again as text") }
      if byte != Self.quote {
        if byte == Self.lineFeed { line += 1 }
        unescaped?.append(byte)
        index += 1
      } else if index + 1 < end, bytes[index + 1] == Self.quote {
        if unescaped == nil { unescaped = Array(bytes[start..<index]) }
        unescaped?.append(byte)
        index += 2
      } else {
        var place = trimmed(start, index)
        index += 1
        while index < end, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index += 1 }
        if index < end, bytes[index] != Self.comma, bytes[index] != Self.lineFeed {
          return fail("text after the closing quotation mark", remedy: "double the quotation marks within a cell")
        }
        if let unescaped {
          let from = bytes.count
          bytes.append(contentsOf: unescaped)
          place = trimmed(from, bytes.count)
        }
        return place
      }
    }
    line = firstLine
    return fail("a quotation mark is opened and not closed", remedy: "close the quotation")
  }

  private mutating func fail(_ message: String, remedy: String) -> Range<Int32>? {
    fault = (message, line, nil, remedy)
    return nil
  }

  /// `start..<end` without the spaces and tabs at both ends.
  private func trimmed(_ start: Int, _ end: Int) -> Range<Int32> {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var (start, end) = (start, end)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return Int32(start)..<Int32(end)
  }
}
