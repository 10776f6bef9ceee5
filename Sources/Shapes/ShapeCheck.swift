/// Compares a tree with its shape, and reports all in which they differ: unknown keys with the nearest right one, keys that are
/// missing, values of another type. Where nothing was reported, what the shape promises is there.
public struct ShapeCheck {
  /// Where faults go.
  package let collector: DiagnosticCollector
  /// A check of one file.
  package init(_ collector: DiagnosticCollector) { self.collector = collector }

  /// Checks a mapping.
  ///
  /// - Parameter path: the keys that lead to it, with dots; empty at the root.
  package func check(_ node: YAMLNode, _ shape: Shape, path: String = "") {
    guard case .mapping(let entries) = node.kind else {
      collector.report(
        "a group of keys belongs here, not \(node.kindName)", line: node.line, key: path.isEmpty ? nil : path,
        value: node.shownText, remedy: "write `key: value` lines\(example(of: shape))")
      return
    }
    for entry in entries where !collector.isFull {
      guard let own = shape.key(entry.key)?.value ?? (shape.former[entry.key] == nil ? shape.entries?.value : nil)
      else { continue }
      check(entry.value, own, path: Self.path(path, entry.key))
    }
    checkKeys(entries, line: node.line, shape, path: path)
  }

  /// Reports the keys that a shape does not know, and those that are missing.
  ///
  /// - Parameters:
  ///   - line: of the mapping.
  ///   - path: the keys that lead to it.
  func checkKeys(_ entries: [YAMLEntry], line: Int, _ shape: Shape, path: String) {
    let present = Set(entries.map(\.key)), absent = shape.names.filter { !present.contains($0) }
    var missing = shape.keys.filter { $0.isRequired && !present.contains($0.name) }
    if let usual = shape.alternatives.first.flatMap(shape.key), present.isDisjoint(with: shape.alternatives) {
      missing.append(usual)
    }
    for entry in entries where !collector.isFull && shape.key(entry.key) == nil {
      let path = Self.path(path, entry.key)
      if let now = shape.former[entry.key] {
        collector.report("this key is of an earlier version", line: entry.line, key: path, remedy: now)
      } else if shape.entries == nil {
        if let meant = Suggestion.nearest(to: entry.key, in: absent) { missing.removeAll { $0.name == meant } }
        collector.report(
          "unknown key", line: entry.line, key: path,
          remedy: Suggestion.remedy(for: entry.key, in: shape.names, likely: absent))
      }
    }
    for key in missing {
      collector.report(
        "the key is missing", line: line, key: Self.path(path, key.name),
        remedy: "add it" + (key.shown.isEmpty ? "" : ", for example `\(key.name): \(key.shown)`"))
    }
  }

  /// Checks a value.
  package func check(_ node: YAMLNode, _ shape: ValueShape, path: String) {
    switch shape {
    case .anything: break
    case .text, .reference: _ = collector.text(node, key: path)
    case .title: _ = collector.localizedText(node, key: path)
    case .yesNo: _ = collector.boolean(node, key: path)
    case .number(let range): _ = collector.number(node, key: path, in: range)
    case .integer(let range): _ = collector.integer(node, key: path, in: range)
    case .fraction: _ = fraction(node, key: path)
    case .word(let words): _ = collector.choice(node, key: path, of: words)
    case .list(let item):
      for (place, own) in (collector.list(node, key: path) ?? []).enumerated() {
        check(own, item, path: "\(path)[\(place + 1)]")
      }
    case .oneOrMore(let item):
      guard case .sequence(let items) = node.kind else { return check(node, item, path: path) }
      for (place, own) in items.enumerated() { check(own, item, path: "\(path)[\(place + 1)]") }
    case .mapping(let shape): check(node, shape, path: path)
    case .either(let shapes): checkEither(node, shapes, path: path)
    }
  }

  /// The keys that lead to a key.
  package static func path(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }

  /// A number, or a fraction of two numbers.
  package func fraction(_ node: YAMLNode, key: String) -> Double? {
    guard let text = node.text, let slash = text.firstIndex(of: "/") else { return collector.number(node, key: key) }
    if let value = Self.fraction(text) { return value }
    collector.report(
      "a fraction is a number over another one, which is not zero", line: node.line, key: key, value: text,
      remedy: "write for example 1/365; found are \(text[..<slash]) and \(text[text.index(after: slash)...])")
    return nil
  }

  /// The value of `7` or `1/365`; nil for anything else.
  package static func fraction(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { try? DecimalNumber.parse(String($0)).get() }
    switch parts.count {
    case 1: return parts[0]
    case 2:
      guard let over = parts[0], let under = parts[1], under != 0 else { return nil }
      return over / under
    default: return nil
    }
  }

  private func checkEither(_ node: YAMLNode, _ shapes: [ValueShape], path: String) {
    let fitting = shapes.filter { fits(node, $0) }
    guard let shape = fitting.first ?? shapes.first(where: { isOfKind(node, $0) }) ?? shapes.first else { return }
    check(node, shape, path: path)
  }

  /// Whether a shape is meant: that of the same kind, of mappings one that knows every key.
  private func fits(_ node: YAMLNode, _ shape: ValueShape) -> Bool {
    guard isOfKind(node, shape) else { return false }
    switch shape {
    case .mapping(let own): return own.entries != nil || node.entries.allSatisfy { own.key($0.key) != nil }
    case .title: return node.entries.allSatisfy { collector.languages.contains($0.key) }
    default: return true
    }
  }

  private func isOfKind(_ node: YAMLNode, _ shape: ValueShape) -> Bool {
    switch (node.kind, shape) {
    case (_, .anything), (_, .oneOrMore): true
    case (_, .either(let shapes)): shapes.contains { isOfKind(node, $0) }
    case (.mapping, .mapping), (.mapping, .title): true
    case (.sequence, .list): true
    case (.scalar, .mapping), (.scalar, .list): false
    case (.scalar, _): true
    default: false
    }
  }

  private func example(of shape: Shape) -> String {
    shape.keys.first { $0.isRequired && !$0.example.isEmpty }.map { ", for example `\($0.name): \($0.example)`" } ?? ""
  }
}
