/// Finds the place of a mark (line and column in Unicode scalars, both from 1) in UTF-8 text.
struct SourceCursor {
  /// Put before a key that stands twice; a private-use character, so YAML reads it as a letter.
  static let keyMark: Unicode.Scalar = "\u{E000}"

  private(set) var bytes: [UInt8]
  private var line = 1
  private var column = 1
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The byte at a mark, nil at the end of the text. Marks asked for in order of the text cost one pass in all.
  mutating func byte(line: Int, column: Int) -> UInt8? {
    let offset = offset(line: line, column: column)
    return offset < bytes.count ? bytes[offset] : nil
  }

  /// The place of a mark among ``bytes``, their number at the end of the text.
  mutating func offset(line: Int, column: Int) -> Int {
    seek(line: line, column: column)
    return offset
  }

  /// Puts ``keyMark`` into the key at a mark; false if no plain or quoted key stands there.
  mutating func markKey(line: Int, column: Int) -> Bool {
    guard let first = byte(line: line, column: column) else { return false }
    let isQuote = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    if !isQuote, "&*!|>?[{:-,#%@`".utf8.contains(first) { return false }
    bytes.insert(contentsOf: String(Self.keyMark).utf8, at: isQuote ? offset + 1 : offset)
    rewind()
    return true
  }

  /// Goes back to the first byte.
  mutating func rewind() { (line, column, offset) = (1, 1, 0) }

  private mutating func seek(line wantedLine: Int, column wantedColumn: Int) {
    if (wantedLine, wantedColumn) < (line, column) { rewind() }
    while offset < bytes.count, (line, column) < (wantedLine, wantedColumn) {
      if bytes[offset] == UInt8(ascii: "\n") {
        if line == wantedLine { return }
        line += 1
        column = 1
        offset += 1
      } else {
        column += 1
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      }
    }
  }
}
