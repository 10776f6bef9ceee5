/// A JSON value whose objects keep the order of their keys, so that equal values give equal bytes.
package indirect enum JSONText: Sendable {
  case string(String)
  case integer(Int)
  /// Printed with the fewest digits that give the same Double back; infinities and NaN are null.
  case number(Double)
  case bool(Bool)
  case null
  case array([JSONText])
  case object([(key: String, value: JSONText)])
  /// A member of the outermost object, rendered before.
  case rendered([UInt8])

  /// The value rendered as a member of the outermost object, for work that can be done ahead.
  var asMember: JSONText {
    var text: [UInt8] = []
    write(to: &text, indent: 1)
    return .rendered(text)
  }

  /// Numbers as an array.
  static func numbers(_ values: [Double]) -> JSONText { .array(values.map { .number($0) }) }
  /// Whole numbers as an array.
  static func integers(_ values: [Int]) -> JSONText { .array(values.map { .integer($0) }) }
  /// Texts as an array.
  package static func strings(_ values: [String]) -> JSONText { .array(values.map { .string($0) }) }

  /// The text, objects over several lines, arrays without objects on one.
  package var bytes: [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: 0)
    text.append(UInt8(ascii: "\n"))
    return text
  }

  private var isFlat: Bool {
    switch self {
    case .array(let items): items.allSatisfy(\.isFlat)
    case .object, .rendered: false
    default: true
    }
  }

  private func write(to text: inout [UInt8], indent: Int) {
    switch self {
    case .string(let value): Self.quote(value, to: &text)
    case .integer(let value): text.append(contentsOf: "\(value)".utf8)
    case .number(let value): text.append(contentsOf: (value.isFinite ? "\(value == 0 ? 0 : value)" : "null").utf8)
    case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
    case .null: text.append(contentsOf: "null".utf8)
    case .rendered(let bytes): text += bytes
    case .array(let items):
      Self.list(items.map { (nil, $0) }, "[", "]", onOneLine: isFlat, to: &text, indent: indent)
    case .object(let members):
      Self.list(members.map { ($0.key, $0.value) }, "{", "}", onOneLine: false, to: &text, indent: indent)
    }
  }

  private static func list(
    _ items: [(key: String?, value: JSONText)], _ open: Unicode.Scalar, _ close: Unicode.Scalar, onOneLine: Bool,
    to text: inout [UInt8], indent: Int
  ) {
    func newline(_ depth: Int) {
      text.append(UInt8(ascii: "\n"))
      for _ in 0..<2 * depth { text.append(UInt8(ascii: " ")) }
    }
    text.append(UInt8(ascii: open))
    for (position, item) in items.enumerated() {
      if position > 0 { text.append(contentsOf: (onOneLine ? ", " : ",").utf8) }
      if !onOneLine { newline(indent + 1) }
      if let key = item.key {
        quote(key, to: &text)
        text.append(contentsOf: ": ".utf8)
      }
      item.value.write(to: &text, indent: indent + 1)
    }
    if !onOneLine, !items.isEmpty { newline(indent) }
    text.append(UInt8(ascii: close))
  }

  private static func quote(_ value: String, to text: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    text.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text.append(contentsOf: "\\n".utf8)
      case 0..<0x20: text += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
