import PolicyModel
import Quantities
import Shapes
import Yams

/// The one YAML document of a file, read into ``YAMLNode``.
///
/// Left out of YAML on purpose, each with a diagnostic: anchors and aliases, merge keys, tags, several documents in
/// a file, a key twice, keys that are not plain text, and deep nesting. What a reviewer sees in the file is what counts.
package struct YAMLDocument: Sendable {
  /// The largest YAML file that is read, in bytes; scenarios are a hundredth of that.
  package static let byteLimit = 4 << 20
  /// The deepest nesting.
  static let depthLimit = 32

  /// The file as the user named it.
  package let file: String
  /// The file as it was read.
  package let record: InputRecord
  /// The root of the document.
  package let root: YAMLNode

  /// Parses `file`. Faults that leave the rest readable go to `collector`; it throws only if there is no tree.
  init(_ file: TextFile, collector: DiagnosticCollector) throws {
    self.file = file.name
    record = file.record
    collector.reads(file.bytes)
    root = try DeepStack.run { try Self.parse(file, collector: collector) }
  }

  private static func parse(_ file: TextFile, collector: DiagnosticCollector) throws -> YAMLNode {
    try refuseStrangeCharacters(file.bytes, collector: collector)
    try refuseAliases(file.bytes, collector: collector)
    let (source, node) = try compose(file.bytes, collector: collector)
    guard let node else {
      collector.report("the file holds no entries, only blank lines or comments", remedy: "write `key: value` lines")
      throw FundcastError(.data, collector.diagnostics)
    }
    var conversion = YAMLConversion(source: source, collector: collector)
    return conversion.convert(node, path: "", depth: 1)
  }

  // MARK: - Before composing

  /// Control characters, and the line ends editors do not count but YAML does.
  private static func refuseStrangeCharacters(_ bytes: [UInt8], collector: DiagnosticCollector) throws {
    var line = 1
    for (index, byte) in bytes.enumerated() {
      var code: UInt32?
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "\t"): break
      case 0..<0x20, 0x7F: code = UInt32(byte)
      case 0xC2 where bytes[index + 1] < 0xA0: code = UInt32(bytes[index + 1])
      case 0xE2 where bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
        code = 0x2000 + UInt32(bytes[index + 2] & 0x3F)
      default: break
      }
      guard let code else { continue }
      let digits = String(code, radix: 16, uppercase: true)
      collector.report(
        "the line holds an unprintable character", line: line,
        value: "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits, remedy: "delete it")
      try collector.throwIfAny()
    }
  }

  /// Refuses aliases before they are expanded, since a few lines of them can stand for gigabytes.
  ///
  /// An alias needs its anchor, so a file in which no name stands behind both `&` and `*` has none. Both stand behind a
  /// blank or a sign of structure, and not on lines that begin with `#`.
  private static func refuseAliases(_ bytes: [UInt8], collector: DiagnosticCollector) throws {
    var anchors: [ArraySlice<UInt8>: Int] = [:]
    var aliases: [ArraySlice<UInt8>: Int] = [:]
    var line = 1
    var isBlankSoFar = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        isBlankSoFar = true
      } else if byte == UInt8(ascii: "#"), isBlankSoFar {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      } else if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
        let start = index
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        if index > start, start == 1 || " \t\n,[{:-?".utf8.contains(bytes[start - 2]) {
          let name = bytes[start..<index]
          if byte == UInt8(ascii: "&") {
            anchors[name] = anchors[name] ?? line
          } else {
            aliases[name] = aliases[name] ?? line
          }
        }
        isBlankSoFar = false
      } else if byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") {
        isBlankSoFar = false
      }
    }
    for (name, line) in aliases where anchors[name] != nil {
      let text = String(decoding: name, as: UTF8.self)
      collector.report(
        "aliases are not allowed", line: line, value: "*" + text, remedy: "write the value out where *\(text) stands")
    }
    if aliases.keys.contains(where: { anchors[$0] != nil }) { try collector.throwIfAny() }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  // MARK: - Composing

  /// The tree of `bytes`, and the text it was made of.
  ///
  /// Yams stops at the first key that stands twice. Marking its first occurrence and composing again lets the
  /// conversion see, and name the lines of, both; the mark is taken off there.
  private static func compose(
    _ bytes: [UInt8], collector: DiagnosticCollector
  ) throws -> (source: SourceCursor, node: Node?) {
    // Every attempt reads the whole file: few for a large one, or it would take minutes.
    let attempts = max(1, min(20, byteLimit / bytes.count))
    var cursor = SourceCursor(bytes)
    for attempt in 1...attempts {
      do {
        let text = String(decoding: cursor.bytes, as: UTF8.self)
        let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
        return (cursor, try parser.singleRoot())
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let mark = context.mark
        if let first = cursor.byte(line: mark.line, column: mark.column), "[{".utf8.contains(first) {
          collector.report(
            "a key must be plain text, not a list or a group", line: mark.line, remedy: "write `key: value`")
          break
        }
        let isMarked = attempt < attempts && cursor.markKey(line: mark.line, column: mark.column)
        if isMarked { continue }
        var key = keys.first ?? ""
        key.unicodeScalars.removeAll { $0 == SourceCursor.keyMark }
        collector.report("the key stands twice", line: mark.line, key: key, remedy: "keep one of the two")
      } catch let error as YamlError {
        let fault = YAMLSyntaxFault(error, in: cursor)
        let line = collector.suspectLine(upTo: fault.line) ?? fault.line
        collector.report(
          fault.message, line: line, remedy: fault.remedy, isLineSuspect: true)
      }
      break
    }
    throw FundcastError(.data, collector.diagnostics)
  }
}
