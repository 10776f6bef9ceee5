import Shapes

/// Writes out what a scheme file says once over a set: an entry with `for:` becomes one for each member, in place, with `<x>` in its
/// keys and texts the member's name and `<x.key>` a value of its record.
///
/// ```yaml
/// sets:
///   scheme: { employee: { zh: 职工 }, resident: { zh: 居民 } }
/// rules:
///   care.<scheme>: { for: scheme, title: { en: "Care, <scheme>", zh: <scheme.zh>长护险 } }
/// ```
///
/// Several variables (`for: { who: scheme, part: [a, b] }`) run as a product, the first one slowest.
struct TemplateExpansion {
  private let collector: DiagnosticCollector
  private let sets: SchemeSets
  /// Entries made so far: a few nested sets stand for more than any scheme has.
  private var made = 0

  /// The most entries that templates make.
  static let limit = 20_000

  init(_ sets: SchemeSets, _ collector: DiagnosticCollector) {
    self.sets = sets
    self.collector = collector
  }

  private typealias Bindings = [(variable: String, member: SetMember)]

  /// The tree without templates; faults go to the collector.
  mutating func expand(_ node: YAMLNode, path: String) -> YAMLNode { expand(node, path, []) }

  private mutating func expand(_ node: YAMLNode, _ path: String, _ bindings: Bindings) -> YAMLNode {
    switch node.kind {
    case .scalar: return substituted(node, path, bindings)
    case .sequence(let items):
      var written: [YAMLNode] = []
      for (place, item) in items.enumerated() {
        let path = "\(path)[\(place + 1)]"
        for own in bindingsOfEach(item, path, bindings) { written.append(expand(Self.body(item), path, own)) }
      }
      return YAMLNode(line: node.line, kind: .sequence(written))
    case .mapping(let entries):
      var written: [YAMLEntry] = [], lines: [String: Int] = [:]
      for entry in entries {
        let path = ShapeCheck.path(path, entry.key)
        for own in bindingsOfEach(entry.value, path, bindings) {
          let key = text(entry.key, line: entry.line, path, own)
          if let first = lines.updateValue(entry.line, forKey: key) {
            collector.report(
              "the name is made twice, on lines \(first) and \(entry.line)", line: entry.line, key: path, value: key,
              remedy: "give each its own, with <…> in it where a set makes several")
            continue
          }
          written.append(YAMLEntry(key: key, line: entry.line, value: expand(Self.body(entry.value), path, own)))
        }
      }
      return YAMLNode(line: node.line, kind: .mapping(written))
    }
  }

  private static func body(_ node: YAMLNode) -> YAMLNode {
    guard case .mapping(let entries) = node.kind else { return node }
    return YAMLNode(line: node.line, kind: .mapping(entries.filter { $0.key != "for" }))
  }

  // MARK: - Members

  /// What the variables stand for in each copy of a node: once as they are where it is no template.
  private mutating func bindingsOfEach(_ node: YAMLNode, _ path: String, _ outer: Bindings) -> [Bindings] {
    guard let over = node["for"] else { return [outer] }
    var all = [outer]
    for (variable, node) in variables(over) {
      guard let members = members(of: node, path + ".for", outer) else { return [] }
      all = all.flatMap { bindings in members.map { bindings + [(variable, $0)] } }
      made += all.count
      guard made <= Self.limit else {
        if !collector.isFull {
          collector.report(
            "templates make more than \(Self.limit) entries", line: over.line, key: path + ".for",
            remedy: "take a set out of the product")
        }
        return []
      }
    }
    return all
  }

  private func variables(_ over: YAMLNode) -> [(String, YAMLNode)] {
    if let name = over.text { return [(name, over)] }
    return over.entries.map { ($0.key, $0.value) }
  }

  private func members(of node: YAMLNode, _ path: String, _ outer: Bindings) -> [SetMember]? {
    guard let written = node.text else { return SetMember.all(node) }
    let name = text(written, line: node.line, path, outer)
    if let members = sets.members[name] { return members }
    collector.report(
      "no set has this name", line: node.line, key: path, value: name,
      remedy: Suggestion.remedy(for: name, in: sets.known) ?? "declare it under `sets`")
    return nil
  }

  // MARK: - Text

  /// A scalar with its variables filled in; one that is nothing but a variable may become a list or a mapping.
  private func substituted(_ node: YAMLNode, _ path: String, _ bindings: Bindings) -> YAMLNode {
    guard case .scalar(let written, let isQuoted) = node.kind, written.contains("<") else { return node }
    if let mark = Mark.whole(written), let value = value(mark, line: node.line, path, bindings) { return value }
    return YAMLNode(
      line: node.line, kind: .scalar(text: text(written, line: node.line, path, bindings), isQuoted: isQuoted))
  }

  /// Text with the names and values of members in the place of `<x>` and `<x.key>`.
  private func text(_ written: String, line: Int, _ path: String, _ bindings: Bindings) -> String {
    guard written.contains("<") else { return written }
    var result = "", rest = written[...]
    while let mark = Mark(in: rest) {
      result += rest[..<mark.range.lowerBound]
      rest = rest[mark.range.upperBound...]
      guard let value = value(mark, line: line, path, bindings) else { continue }
      if let text = value.text {
        result += text
      } else {
        collector.report(
          "<\(mark.variable).\(mark.key ?? "")> is \(value.kindName), and cannot stand within a text", line: line,
          key: path, value: written, remedy: "write it alone, or name a text of the record")
      }
    }
    return result + rest
  }

  private func value(_ mark: Mark, line: Int, _ path: String, _ bindings: Bindings) -> YAMLNode? {
    guard let member = bindings.last(where: { $0.variable == mark.variable })?.member else {
      let known = bindings.map(\.variable)
      collector.report(
        "no set is called so here", line: line, key: path, value: "<\(mark.variable)>",
        remedy: known.isEmpty
          ? "add `for:` with the set it runs over" : Suggestion.remedy(for: mark.variable, in: known))
      return nil
    }
    guard let key = mark.key else {
      return YAMLNode(line: line, kind: .scalar(text: member.name, isQuoted: true))
    }
    if let value = member.value(key) { return value }
    collector.report(
      "\(member.name) has no such value", line: line, key: path, value: "<\(mark.variable).\(key)>",
      remedy: Suggestion.remedy(for: key, in: member.keys))
    return nil
  }
}

/// `<x>` or `<x.key>` in a text.
private struct Mark {
  let variable: String
  let key: String?
  let range: Range<String.Index>

  /// The first one in a text; nil where there is none.
  init?(in text: Substring) {
    var start = text.startIndex
    while let open = text[start...].firstIndex(of: "<") {
      guard let close = text[open...].firstIndex(of: ">") else { return nil }
      let parts = text[text.index(after: open)..<close].split(separator: ".", omittingEmptySubsequences: false)
      let isName = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isNamed) }
      if isName, (1...2).contains(parts.count) {
        variable = String(parts[0])
        key = parts.count == 2 ? String(parts[1]) : nil
        range = open..<text.index(after: close)
        return
      }
      start = text.index(after: open)
    }
    return nil
  }

  /// The mark that is all of a text.
  static func whole(_ text: String) -> Mark? {
    Mark(in: text[...]).flatMap { $0.range == text.startIndex..<text.endIndex ? $0 : nil }
  }

  private static func isNamed(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || byte &- 97 < 26 || byte == UInt8(ascii: "-")
  }
}
