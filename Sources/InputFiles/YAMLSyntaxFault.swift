import Yams

/// What the YAML parser complains of, in the words of an author rather than of a grammar.
///
/// Told from the part of the parser that complains and the signs at its marks: its own wording may be another in the next version.
struct YAMLSyntaxFault {
  var message: String
  var line: Int?
  var remedy: String?

  /// - Parameter source: the text that was parsed.
  init(_ error: YamlError, in source: SourceCursor) {
    switch error {
    case .memory: self = Self.nesting(line: nil)
    case .reader(_, let offset, _, let yaml):
      let line = offset.map { yaml.prefix($0).count { $0 == "\n" } + 1 }
      self.init(
        "the text holds a character that cannot stand in YAML", line, "delete the characters that cannot be seen")
    case .scanner(let context, _, let mark, _): self = Signs(source, mark, context?.mark).ofScanner
    case .parser(let context, _, let mark, _): self = Signs(source, mark, context?.mark).ofParser
    case .composer(_, _, let mark, _): self = Signs(source, mark, nil).ofComposer
    default: self.init("this is not valid YAML", nil, nil)
    }
  }

  fileprivate init(_ message: String, _ line: Int?, _ remedy: String?) {
    self.message = message
    self.line = line
    self.remedy = remedy
  }

  fileprivate static func nesting(line: Int?) -> YAMLSyntaxFault {
    YAMLSyntaxFault(
      "the nesting is deeper than \(YAMLDocument.depthLimit) levels", line, "check the brackets and the indentation")
  }
}

/// The signs at the mark of a fault and at that of what it belongs to.
private struct Signs {
  /// The byte at the mark; nil at the end of the text.
  let found: UInt8?
  let line: Int
  /// The byte with which begins what could not be finished; nil where the parser names nothing.
  let begun: UInt8?
  let beginning: Int
  /// From there to the mark.
  let between: ArraySlice<UInt8>
  /// Whether the parser names nothing, or the mark itself.
  let isAlone: Bool
  /// From the beginning to the end of the text.
  private let rest: ArraySlice<UInt8>
  private let atMargin: Bool

  init(_ source: SourceCursor, _ mark: Mark, _ context: Mark?) {
    var cursor = source
    let start = cursor.offset(line: context?.line ?? mark.line, column: context?.column ?? mark.column)
    let end = cursor.offset(line: mark.line, column: mark.column)
    let bytes = cursor.bytes
    found = end < bytes.count ? bytes[end] : nil
    begun = context == nil || start >= bytes.count ? nil : bytes[start]
    (line, beginning) = (mark.line, context?.line ?? mark.line)
    between = bytes[min(start, end)..<end]
    rest = bytes[min(start, bytes.count)...]
    isAlone = context == nil || start == end
    atMargin = mark.column == 1
  }

  private func stands(_ byte: UInt8?, in signs: String) -> Bool { byte.map(signs.utf8.contains) ?? false }

  var ofComposer: YAMLSyntaxFault {
    stands(found, in: "*")
      ? YAMLSyntaxFault(
        "aliases are not allowed", line, "write the value out, or put text that begins with * in quotes")
      : YAMLSyntaxFault(
        "a file holds one document, and here a second begins", line, "delete the line --- or split the file")
  }

  var ofScanner: YAMLSyntaxFault {
    if stands(begun, in: "\"'"), !isAlone { return ofQuotation }
    if isAlone, stands(found, in: ":") {
      return YAMLSyntaxFault(
        "a second colon on the line, or a line indented too far", line,
        "put text that holds a colon in quotes; align keys of one group")
    }
    if stands(found, in: "\t@`%") {
      return YAMLSyntaxFault(
        "a tab, or a sign that may not begin a value", line,
        "indent with spaces; put text that begins with @ % ` in quotes")
    }
    if isAlone, stands(found, in: "-?") {
      return YAMLSyntaxFault(
        "a list begins on the line of its key", line, "begin it on the next line, or write [a, b]")
    }
    if stands(begun, in: "|>"), line == beginning {
      return YAMLSyntaxFault(
        "a text of several lines begins behind its sign", line, "end the line behind | or > and write the text below")
    }
    if stands(begun, in: "&*!%") {
      return YAMLSyntaxFault(
        "anchors, aliases, tags and directives are not allowed", line,
        "put text that begins with & * ! or % in quotes")
    }
    return begun == nil || isAlone
      ? YAMLSyntaxFault("this is not valid YAML", line, "check the line and the one above it")
      : YAMLSyntaxFault("a line without a colon between key and value", beginning, "write `key: value`")
  }

  /// What is wrong with a text in quotes, or behind it.
  private var ofQuotation: YAMLSyntaxFault {
    let length = closed
    if length == nil || (atMargin && line > beginning && stands(found, in: "-.")) {
      return YAMLSyntaxFault("a quotation mark is opened and not closed", beginning, "close the quotation")
    }
    guard between.count < length ?? 0 else {
      return YAMLSyntaxFault("a line without a colon between key and value", beginning, "write `key: value`")
    }
    return YAMLSyntaxFault(
      "a backslash in double quotes begins a sign that does not exist", line,
      "write \\\\ for a backslash, or put the text in single quotes")
  }

  /// The bytes of the quotation with its marks; nil where it does not end.
  private var closed: Int? {
    guard let mark = begun else { return nil }
    var index = rest.startIndex + 1
    while index < rest.endIndex {
      if rest[index] == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        index += 1
      } else if rest[index] == mark {
        guard mark == UInt8(ascii: "'"), index + 1 < rest.endIndex, rest[index + 1] == mark else {
          return index + 1 - rest.startIndex
        }
        index += 1
      }
      index += 1
    }
    return nil
  }

  var ofParser: YAMLSyntaxFault {
    if isAlone, begun != nil, stands(found, in: "[{-?") { return .nesting(line: line) }
    let open = between.reduce(0) { $0 + (stands($1, in: "[{") ? 1 : stands($1, in: "]}") ? -1 : 0) }
    if open > 0, stands(begun, in: "[") {
      return YAMLSyntaxFault("the list that begins here is not closed", beginning, "write [a, b]")
    }
    if open > 0, stands(begun, in: "{") {
      return YAMLSyntaxFault("the group that begins here is not closed", beginning, "write { key: value }")
    }
    if isAlone, begun != nil || found == nil {
      return YAMLSyntaxFault(
        found == nil
          ? "a bracket is opened and not closed" : "a bracket closes what is not open, or a value is missing",
        line, "check the brackets above")
    }
    return begun == nil
      ? YAMLSyntaxFault("text before or after the entries", line, "write every line as `key: value`")
      : YAMLSyntaxFault(
        "the line does not fit the lines above it", line,
        "align it with its group; close quotes and brackets above")
  }
}
