import Quantities

/// Reads the keys of one mapping as its shape has them; every fault is reported and read as nil, so that all are found in one go.
///
/// ```swift
/// let premium = MappingReader(node, Shapes.premium, path: "resident.premium", collector: collector)
/// let unit = premium?.text("unit")
/// let growth = premium?.number("growth")  // in the range that the shape gives
/// try collector.throwIfAny()              // an unknown key is among the reports, and one that is missing
/// ```
package final class MappingReader {
  /// The line the mapping begins on.
  package let line: Int
  /// The keys that lead here, with dots; empty at the root of a file.
  package let path: String
  /// Keys and values in the order of the file.
  package let entries: [YAMLEntry]
  /// Where faults are reported.
  package let collector: DiagnosticCollector
  private let shape: Shape

  /// A reader of `node`; reports and gives nil if it is no mapping.
  package init?(_ node: YAMLNode, _ shape: Shape, path: String = "", collector: DiagnosticCollector) {
    guard case .mapping(let entries) = node.kind else {
      collector.report(
        "a group of keys belongs here, not \(node.kindName)", line: node.line, key: path.isEmpty ? nil : path,
        value: node.shownText, remedy: "write `key: value` lines")
      return nil
    }
    line = node.line
    self.path = path
    self.entries = entries
    self.collector = collector
    self.shape = shape
    // Behind the faults of the values, of which it may be a consequence.
    collector.beforeReading { [line] in
      ShapeCheck(collector).checkKeys(entries, line: line, shape, path: path)
    }
  }

  /// The path of `key` in this mapping.
  package func path(of key: String) -> String { ShapeCheck.path(path, key) }

  // MARK: - Nodes

  /// The value of `key`, or nil if it is absent.
  package func node(_ key: String) -> YAMLNode? {
    assert(shape.key(key) != nil, "\(shape.name) declares no \(key)")
    return entries.first { $0.key == key }?.value
  }

  private func read<Value>(_ key: String, _ body: (YAMLNode, String) -> Value?) -> Value? {
    node(key).flatMap { body($0, path(of: key)) }
  }

  // MARK: - Typed values

  /// Text that is not empty.
  package func text(_ key: String) -> String? { read(key) { collector.text($0, key: $1) } }

  /// One of the words that the shape has, or of `words` where only the place knows them.
  package func choice(_ key: String, of words: [String]? = nil) -> String? {
    var known = words
    if known == nil, case .word(let own) = shape.key(key)?.value { known = own }
    guard let known else { return text(key) }
    return read(key) { collector.choice($0, key: $1, of: known) }
  }

  /// One of the words that the shape has, as the case it stands for.
  package func choice<Choice: RawRepresentable>(_ key: String) -> Choice? where Choice.RawValue == String {
    (choice(key) as String?).flatMap(Choice.init(rawValue:))
  }

  /// A finite number within the range of the shape, or within one that only the place knows.
  package func number(_ key: String, in range: ClosedRange<Double>? = nil) -> Double? {
    var range = range
    if range == nil, case .number(let own) = shape.key(key)?.value { range = own }
    return read(key) { collector.number($0, key: $1, in: range) }
  }

  /// A whole number within the range of the shape, or within one that only the place knows.
  package func integer(_ key: String, in range: ClosedRange<Int>? = nil) -> Int? {
    var range = range
    if range == nil, case .integer(let own) = shape.key(key)?.value { range = own }
    return read(key) { collector.integer($0, key: $1, in: range) }
  }

  /// `true` or `false`.
  package func boolean(_ key: String) -> Bool? { read(key) { collector.boolean($0, key: $1) } }

  /// One text for both languages, or `{ en: …, zh: … }`, of which one is enough.
  package func localizedText(_ key: String) -> LocalizedText? {
    read(key) { collector.localizedText($0, key: $1) }
  }

  /// The items of a list.
  package func list(_ key: String) -> [YAMLNode]? { read(key) { collector.list($0, key: $1) } }

  /// The texts of a list; those at fault are left out.
  package func texts(_ key: String) -> [String] {
    (list(key) ?? []).compactMap { collector.text($0, key: path(of: key)) }
  }

  /// A reader of the mapping under `key`.
  package func mapping(_ key: String) -> MappingReader? {
    read(key) { MappingReader($0, Self.mapping(shape.key(key)?.value), path: $1, collector: collector) }
  }

  /// Readers of the mappings in a list; nil if the list or any of its items is at fault.
  package func mappings(_ key: String) -> [MappingReader]? {
    guard let items = list(key), case .list(let item) = shape.key(key)?.value else { return nil }
    let own = Self.mapping(item)
    let readers = items.enumerated().map { index, item in
      MappingReader(item, own, path: "\(path(of: key))[\(index + 1)]", collector: collector)
    }
    let whole = readers.compactMap { $0 }
    return whole.count == readers.count ? whole : nil
  }

  /// A reader of the mapping under one of the names that are this mapping's own.
  package func mapping(_ entry: YAMLEntry) -> MappingReader? {
    MappingReader(entry.value, Self.mapping(shape.entries?.value), path: path(of: entry.key), collector: collector)
  }

  private static func mapping(_ value: ValueShape?) -> Shape {
    guard case .mapping(let shape) = value else {
      assertionFailure("the shape has no mapping here")
      return Shape("", "", entries: EntryShape("", .anything))
    }
    return shape
  }
}
