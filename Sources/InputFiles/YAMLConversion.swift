import Shapes
import Yams

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
struct YAMLConversion {
  var source: SourceCursor
  let collector: DiagnosticCollector

  init(source: SourceCursor, collector: DiagnosticCollector) {
    self.source = source
    self.collector = collector
    self.source.rewind()
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
