/// One input: a file of the base place with some lines replaced, or a text of its own.
struct FuzzCase {
  /// A line of the base file and what stands in its place; none deletes it.
  struct Edit {
    var line: Int
    var lines: [[UInt8]]
  }

  /// The file, relative to the folder of scenarios, or `--set`.
  var file: String
  var edits: [Edit]
  /// Whether the file ends with the last edited line.
  var isCut = false

  /// The whole file, given the lines of the base.
  func render(_ base: [[UInt8]]) -> [UInt8] {
    var replaced: [Int: [[UInt8]]] = [:]
    for edit in edits { replaced[edit.line, default: []] += edit.lines }
    let last = edits.map(\.line).max() ?? 0
    var result: [UInt8] = []
    for index in 0..<max(base.count, last + 1) where !isCut || index <= last {
      for line in replaced[index] ?? (index < base.count ? [base[index]] : []) {
        result += line
        if !(isCut && index == last) { result.append(UInt8(ascii: "\n")) }
      }
    }
    return result
  }

  /// The text of a fixture: the name of the file, then for each edit the old line behind `-` and the new ones behind `+`.
  func fixture(_ base: [[UInt8]], what: String) -> String {
    var text = "# \(what.split(separator: "\n").first ?? "")\nfile: \(file)\n"
    if isCut { text += "cut: true\n" }
    for edit in edits.sorted(by: { $0.line < $1.line }) {
      text += "@ \(edit.line)\n"
      if edit.line < base.count { text += "-" + Self.escaped(base[edit.line]) + "\n" }
      for line in edit.lines { text += "+" + Self.escaped(line) + "\n" }
    }
    return text
  }

  init(file: String, edits: [Edit], isCut: Bool = false) {
    self.file = file
    self.edits = edits
    self.isCut = isCut
  }

  /// Reads back what ``fixture(_:what:)`` wrote.
  init?(fixture text: String) {
    file = ""
    edits = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("file: ") { file = String(line.dropFirst(6)) }
      if line == "cut: true" { isCut = true }
      if line.hasPrefix("@ "), let number = Int(line.dropFirst(2)) { edits.append(Edit(line: number, lines: [])) }
      if line.hasPrefix("+"), !edits.isEmpty { edits[edits.count - 1].lines.append(Self.unescaped(line.dropFirst())) }
    }
    if file.isEmpty { return nil }
  }

  /// A line as one line of valid text: a backslash doubled, other bytes that cannot be shown as `\xNN`.
  static func escaped(_ bytes: [UInt8]) -> String {
    let isText = String(validating: bytes, as: UTF8.self) != nil
    var result: [UInt8] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\\") {
        result += [byte, byte]
      } else if byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !isText) {
        let hex = String(byte, radix: 16)
        result += Array(("\\x" + (hex.count == 1 ? "0" : "") + hex).utf8)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func unescaped(_ text: Substring) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "x"), index + 3 < bytes.count {
        result.append(UInt8(String(decoding: bytes[(index + 2)...(index + 3)], as: UTF8.self), radix: 16) ?? 0)
        index += 4
      } else {
        result.append(bytes[index + 1])
        index += 2
      }
    }
    return result
  }
}
