/// Whole rows that stand several times in a table behind different first cells, rendered once.
struct CSVRows {
  let columns: Int
  let bytes: [UInt8]
  /// Where each row ends in `bytes`, its line feed included; the header first.
  let ends: [Int]
}

/// Cells that stand side by side, escaped.
struct CSVText {
  let bytes: [UInt8]
  let cells: Int

  /// The cells in order; a text is quoted where it holds a comma, a quotation mark or a line end.
  init(_ values: [String]) {
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

/// The labels of a table's rows, escaped once, one behind the other.
struct CSVLabels {
  private(set) var bytes: [UInt8] = []
  /// Where each label begins; where the last one ends at the end.
  private(set) var starts = [0]
  /// How many cells each of them takes.
  private(set) var widths: [Int] = []

  /// Takes what is new.
  mutating func take(_ labels: [[String]]) {
    for label in labels.dropFirst(widths.count) {
      bytes += CSVText(label).bytes
      starts.append(bytes.count)
      widths.append(label.count)
    }
  }
}
