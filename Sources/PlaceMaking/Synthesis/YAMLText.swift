import Quantities
import Shapes

extension YAMLNode {
  /// Text as written without quotes: a number, a word, a lever path.
  static func plain(_ text: String) -> YAMLNode { YAMLNode(line: 0, kind: .scalar(text: text, isQuoted: false)) }
  /// Text in quotes.
  static func quoted(_ text: String) -> YAMLNode { YAMLNode(line: 0, kind: .scalar(text: text, isQuoted: true)) }
  /// A number with as many digits as it takes to read it back.
  static func number(_ value: Double) -> YAMLNode { plain(YAMLText.number(value)) }
  /// A list.
  static func list(_ items: [YAMLNode]) -> YAMLNode { YAMLNode(line: 0, kind: .sequence(items)) }
  /// A group of keys.
  static func group(_ entries: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(line: 0, kind: .mapping(entries.map { YAMLEntry(key: $0.0, line: 0, value: $0.1) }))
  }
  /// A title in both languages.
  static func title(_ text: LocalizedText) -> YAMLNode {
    text.isOneText ? .quoted(text.en) : group([("en", .quoted(text.en)), (text.language, .quoted(text.local))])
  }

  /// The same group with another value under a key; a new key comes last, and nil takes it out.
  func setting(_ key: String, _ value: YAMLNode?) -> YAMLNode {
    var entries = entries
    let place = entries.firstIndex { $0.key == key }
    switch (place, value) {
    case (let place?, let value?): entries[place] = YAMLEntry(key: key, line: 0, value: value)
    case (let place?, nil): entries.remove(at: place)
    case (nil, let value?): entries.append(YAMLEntry(key: key, line: 0, value: value))
    case (nil, nil): break
    }
    return YAMLNode(line: line, kind: .mapping(entries))
  }

  /// The same group with every value changed.
  func mapValues(_ change: (YAMLEntry) throws -> YAMLNode) rethrows -> YAMLNode {
    YAMLNode(
      line: line,
      kind: .mapping(try entries.map { YAMLEntry(key: $0.key, line: $0.line, value: try change($0)) }))
  }
}

/// Writes a tree of nodes as the readers here take it: groups of groups on lines of their own, small ones on one line.
enum YAMLText {
  /// The text of a document, ending with a line feed.
  static func document(_ root: YAMLNode) -> String {
    var text = ""
    for entry in root.entries { append(entry, indent: 0, to: &text) }
    return text
  }

  /// A number with as many digits as it takes to read it back.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private static func append(_ entry: YAMLEntry, indent: Int, to text: inout String) {
    let blank = String(repeating: " ", count: indent)
    text += blank + scalar(entry.key, isQuoted: false) + ":"
    guard height(entry.value) > 2 else {
      text += " " + flow(entry.value) + "\n"
      return
    }
    text += "\n"
    for below in entry.value.entries { append(below, indent: indent + 2, to: &text) }
    for item in entry.value.items {
      guard height(item) > 2 else {
        text += blank + "  - " + flow(item) + "\n"
        continue
      }
      var inner = ""
      for below in item.entries { append(below, indent: indent + 4, to: &inner) }
      text += blank + "  - " + inner.dropFirst(indent + 4)
    }
  }

  /// Levels of groups and lists below a node.
  private static func height(_ node: YAMLNode) -> Int {
    switch node.kind {
    case .scalar: 0
    case .sequence(let items): items.isEmpty ? 0 : 1 + (items.map(height).max() ?? 0)
    case .mapping(let entries): 1 + (entries.map { height($0.value) }.max() ?? 0)
    }
  }

  private static func flow(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar(let text, let isQuoted): scalar(text, isQuoted: isQuoted)
    case .sequence(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      entries.isEmpty
        ? "{}"
        : "{ " + entries.map { scalar($0.key, isQuoted: false) + ": " + flow($0.value) }.joined(separator: ", ") + " }"
    }
  }

  /// Text that YAML could take for something else stands in quotes.
  private static func scalar(_ text: String, isQuoted: Bool) -> String {
    let special = text.unicodeScalars.contains { ",[]{}:#&*!|>'\"%@`\\\n\t?".unicodeScalars.contains($0) }
    guard isQuoted || special || text.hasPrefix(" ") || text.hasSuffix(" ") || text.isEmpty else { return text }
    var inner = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": inner += "\\" + String(scalar)
      case "\n": inner += "\\n"
      case "\t": inner += "\\t"
      default: inner.unicodeScalars.append(scalar)
      }
    }
    return "\"" + inner + "\""
  }
}
