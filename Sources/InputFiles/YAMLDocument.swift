import PolicyModel
import Quantities
import Yams

/// The one YAML document of a file, read into ``YAMLNode``.
///
/// Left out of YAML on purpose, each with a diagnostic: anchors and aliases, merge keys, tags, several documents in
/// a file, a key twice, keys that are not plain text, and deep nesting. What a reviewer sees in the file is what counts.
struct YAMLDocument {
  /// The largest YAML file that is read, in bytes; scenarios are a hundredth of that.
  static let byteLimit = 4 << 20
  /// The deepest nesting.
  static let depthLimit = 32

  /// The file as the user named it.
  let file: String
  /// The file as it was read.
  let record: InputRecord
  /// The root of the document.
  let root: YAMLNode

  /// Reads the file at `path`.
  init(reading path: String, name: String? = nil, collector: DiagnosticCollector) throws {
    try self.init(TextFile(reading: path, name: name, byteLimit: Self.byteLimit), collector: collector)
  }

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
        if keys.first == "<uncovertable>" {  // Yams' spelling of a key that is no scalar
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
        let fault = YAMLSyntaxFault(error)
        let line = collector.suspectLine(upTo: fault.line) ?? fault.line
        collector.report(
          fault.message, line: line, value: fault.value, remedy: fault.remedy, isLineSuspect: true)
      }
      break
    }
    throw FundcastError(.data, collector.diagnostics)
  }
}

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
    seek(line: line, column: column)
    return offset < bytes.count ? bytes[offset] : nil
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

  private mutating func rewind() {
    (line, column, offset) = (1, 1, 0)
  }

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

/// A line and column, from 1.
private struct SourcePlace {
  var line: Int
  var column: Int

  init(_ mark: Mark?) {
    line = mark?.line ?? 1
    column = mark?.column ?? 1
  }
}

/// Turns the tree of Yams into ``YAMLNode`` and reports what is left out of YAML.
private struct YAMLConversion {
  var source: SourceCursor
  let collector: DiagnosticCollector

  init(source: SourceCursor, collector: DiagnosticCollector) {
    self.source = source
    self.collector = collector
    self.source.rewindToStart()
  }

  /// `depth` counts from 1, so the recursion ends at the depth limit.
  mutating func convert(_ node: Node, path: String, depth: Int) -> YAMLNode {
    let mark = SourcePlace(node.mark)
    let key = path.isEmpty ? nil : path
    let isProperty = reportProperty(mark, key: key)
    guard depth <= YAMLDocument.depthLimit else {
      collector.report(
        "the nesting is deeper than \(YAMLDocument.depthLimit) levels", line: mark.line,
        remedy: "check the brackets and the indentation")
      return YAMLNode(line: mark.line, kind: .scalar(text: "", isQuoted: false))
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      return YAMLNode(line: mark.line, kind: .scalar(text: scalar.string, isQuoted: isQuoted))
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for (index, item) in sequence.enumerated() where !collector.isFull {
        items.append(convert(item, path: "\(path)[\(index + 1)]", depth: depth + 1))
      }
      return YAMLNode(line: mark.line, kind: .sequence(items))
    case .mapping(let mapping):
      var entries: [YAMLEntry] = []
      var lines: [String: Int] = [:]
      for (keyNode, value) in mapping where !collector.isFull {
        if let entry = convert(keyNode, value, path: path, depth: depth, isReported: isProperty, lines: &lines) {
          entries.append(entry)
        }
      }
      return YAMLNode(line: mark.line, kind: .mapping(entries))
    case .alias:
      collector.report("aliases are not allowed", line: mark.line, key: key, remedy: "write the value out")
      return YAMLNode(line: mark.line, kind: .scalar(text: "", isQuoted: false))
    }
  }

  private mutating func convert(
    _ keyNode: Node, _ value: Node, path: String, depth: Int, isReported: Bool, lines: inout [String: Int]
  ) -> YAMLEntry? {
    let mark = SourcePlace(keyNode.mark)
    guard case .scalar(let scalar) = keyNode else {
      collector.report(
        "a key must be plain text, not a list or a group", line: mark.line, key: path.isEmpty ? nil : path,
        remedy: "write `key: value`")
      return nil
    }
    var name = scalar.string
    while name.unicodeScalars.first == SourceCursor.keyMark { name.unicodeScalars.removeFirst() }
    let keyPath = path.isEmpty ? name : path + "." + name
    // The mark of a block mapping is that of its first key: one report is enough.
    if !(isReported && lines.isEmpty) { _ = reportProperty(mark, key: keyPath) }
    let converted = convert(value, path: keyPath, depth: depth + 1)
    if name == "<<" {
      collector.report(
        "merge keys are not allowed", line: mark.line, key: path.isEmpty ? nil : path, value: "<<",
        remedy: "write the keys out")
      return nil
    }
    if let first = lines[name] {
      collector.report(
        "the key stands twice, on lines \(first) and \(mark.line)", line: mark.line, key: keyPath,
        remedy: "keep one of the two")
      return nil
    }
    lines[name] = mark.line
    if name.isEmpty {
      collector.report(
        "a key is missing before the colon", line: mark.line, key: path.isEmpty ? nil : path,
        remedy: "write `key: value`")
      return nil
    }
    return YAMLEntry(key: name, line: mark.line, value: converted)
  }

  /// Reports an anchor or a tag at `mark`, where no other node begins with these signs.
  private mutating func reportProperty(_ mark: SourcePlace, key: String?) -> Bool {
    switch source.byte(line: mark.line, column: mark.column) {
    case UInt8(ascii: "&"):
      collector.report(
        "anchors are not allowed", line: mark.line, key: key,
        remedy: "delete the word that begins with &, or put the text in quotes")
    case UInt8(ascii: "!"):
      collector.report(
        "tags are not allowed", line: mark.line, key: key,
        remedy: "delete the word that begins with !, or put the text in quotes")
    default: return false
    }
    return true
  }
}

extension SourceCursor {
  /// Goes back to the first byte.
  fileprivate mutating func rewindToStart() { self = SourceCursor(bytes) }
}

/// What the YAML parser complains of, in the words of an author rather than of a grammar.
private struct YAMLSyntaxFault {
  var message: String
  var line: Int?
  var value: String?
  var remedy: String?

  init(_ error: YamlError) {
    switch error {
    case .memory:
      self.init(
        "the nesting is deeper than \(YAMLDocument.depthLimit) levels", nil, "check the brackets and the indentation")
    case .reader(let problem, let offset, _, let yaml):
      let line = offset.map { yaml.prefix($0).count { $0 == "\n" } + 1 }
      self.init("the text cannot be read: \(problem)", line, "delete the characters that cannot be seen")
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      self.init(problem: problem, context: context, mark: mark)
    default:
      self.init("this is not valid YAML", nil, nil)
    }
  }

  private init(_ message: String, _ line: Int?, _ remedy: String?) {
    self.message = message
    self.line = line
    self.remedy = remedy
  }

  private init(problem: String, context: YamlError.Context?, mark: Mark) {
    let inQuotes = context?.text.contains("quoted scalar") == true
    switch problem {
    case "but found another document":
      self.init(
        "a file holds one document, and here a second begins", mark.line, "delete the line --- or split the file")
    case "found undefined alias":
      self.init("aliases are not allowed", mark.line, "write the value out, or put text that begins with * in quotes")
    case "found unexpected end of stream" where inQuotes, "found unexpected document indicator" where inQuotes:
      self.init("a quotation mark is opened and not closed", context?.mark.line ?? mark.line, "close the quotation")
    case "did not find expected ',' or ']'":
      self.init("the list that begins here is not closed", context?.mark.line ?? mark.line, "write [a, b]")
    case "did not find expected ',' or '}'":
      self.init("the group that begins here is not closed", context?.mark.line ?? mark.line, "write { key: value }")
    case "mapping values are not allowed in this context":
      self.init(
        "a second colon on the line, or a line indented too far", mark.line,
        "put text that holds a colon in quotes; align keys of one group")
    case "could not find expected ':'":
      self.init(
        "a line without a colon between key and value", context?.mark.line ?? mark.line, "write `key: value`")
    case "did not find expected key", "did not find expected '-' indicator":
      self.init(
        "the line does not fit the lines above it", mark.line,
        "align it with its group; close quotes and brackets above")
    case "found character that cannot start any token", "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      self.init(
        "a tab, or a sign that may not begin a value", mark.line,
        "indent with spaces; put text that begins with @ % ` in quotes")
    case "did not find expected <document start>":
      self.init("text before or after the entries", mark.line, "write every line as `key: value`")
    case _ where problem.hasPrefix("Maximum nesting level reached"):
      self.init(
        "the nesting is deeper than \(YAMLDocument.depthLimit) levels", mark.line,
        "check the brackets and the indentation")
    default:
      self.init("this is not valid YAML: \(problem)", mark.line, "check the line and the one above it")
    }
  }
}
