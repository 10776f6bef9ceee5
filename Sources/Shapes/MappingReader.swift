import Quantities

/// Reads the keys of one mapping; every fault is reported and read as nil, so that all are found in one go.
///
/// ```swift
/// let premium = MappingReader(node, path: "resident.premium", collector: collector)
/// let unit = premium?.text("unit")
/// let growth = premium?.number("growth", in: -0.5...0.5, required: false)
/// premium?.finish()  // a key nobody asked for is unknown
/// try collector.throwIfAny()
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

  private var known: [String] = []
  private var missing: [(key: String, example: String?)] = []

  /// A reader of `node`; reports and gives nil if it is no mapping.
  package init?(_ node: YAMLNode, path: String = "", collector: DiagnosticCollector) {
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
    // A reader that is given up half-way still owes the keys it missed.
    collector.beforeReading { self.reportMissing() }
  }

  /// The path of `key` in this mapping.
  package func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }

  // MARK: - Nodes

  /// The value of `key`, or nil if it is absent.
  package func optional(_ key: String) -> YAMLNode? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key == key }?.value
  }

  /// The value of `key`; its absence is a fault. `example` shows a right value.
  package func required(_ key: String, example: String? = nil) -> YAMLNode? {
    if let node = optional(key) { return node }
    if !missing.contains(where: { $0.key == key }) { missing.append((key, example)) }
    return nil
  }

  private func node(_ key: String, required: Bool, example: String?) -> YAMLNode? {
    required ? self.required(key, example: example) : optional(key)
  }

  // MARK: - Typed values

  /// Text that is not empty.
  package func text(_ key: String, required: Bool = true, example: String? = nil) -> String? {
    node(key, required: required, example: example).flatMap { collector.text($0, key: path(of: key)) }
  }

  /// One of the words `choices`.
  package func choice(
    _ key: String, of choices: [String], required: Bool = true, example: String? = nil
  ) -> String? {
    node(key, required: required, example: example ?? choices.first)
      .flatMap { collector.choice($0, key: path(of: key), of: choices) }
  }

  /// A finite number within `range`.
  package func number(
    _ key: String, in range: ClosedRange<Double>? = nil, required: Bool = true, example: String? = nil
  ) -> Double? {
    node(key, required: required, example: example).flatMap { collector.number($0, key: path(of: key), in: range) }
  }

  /// A whole number within `range`.
  package func integer(
    _ key: String, in range: ClosedRange<Int>? = nil, required: Bool = true, example: String? = nil
  ) -> Int? {
    node(key, required: required, example: example).flatMap { collector.integer($0, key: path(of: key), in: range) }
  }

  /// `true` or `false`.
  package func boolean(_ key: String, required: Bool = true) -> Bool? {
    node(key, required: required, example: "true").flatMap { collector.boolean($0, key: path(of: key)) }
  }

  /// One text for both languages, or `{ en: …, zh: … }`, of which one is enough.
  package func localizedText(_ key: String, required: Bool = true, example: String? = nil) -> LocalizedText? {
    node(key, required: required, example: example).flatMap { collector.localizedText($0, key: path(of: key)) }
  }

  /// The items of a list.
  package func list(_ key: String, required: Bool = true, example: String? = nil) -> [YAMLNode]? {
    node(key, required: required, example: example).flatMap { collector.list($0, key: path(of: key)) }
  }

  /// A reader of the mapping under `key`.
  package func mapping(_ key: String, required: Bool = true, example: String? = nil) -> MappingReader? {
    node(key, required: required, example: example)
      .flatMap { MappingReader($0, path: path(of: key), collector: collector) }
  }

  /// Readers of the mappings in a list; nil if the list or any of its items is at fault.
  package func mappings(_ key: String, required: Bool = true, example: String? = nil) -> [MappingReader]? {
    guard let items = list(key, required: required, example: example) else { return nil }
    let readers = items.enumerated().map { index, item in
      MappingReader(item, path: "\(path(of: key))[\(index + 1)]", collector: collector)
    }
    let whole = readers.compactMap { $0 }
    return whole.count == readers.count ? whole : nil
  }

  // MARK: - The end

  /// Reports the keys nobody asked for, and the missing ones. `alsoKnown` names keys that are right but were not read.
  ///
  /// A missing key that an unknown one seems to be a misspelling of is not reported a second time.
  package func finish(alsoKnown: [String] = []) {
    let known = known + alsoKnown
    let present = Set(entries.map(\.key))
    let unread = known.filter { !present.contains($0) }
    for entry in entries where !known.contains(entry.key) && !collector.isFull {
      if let meant = Suggestion.nearest(to: entry.key, in: unread) { missing.removeAll { $0.key == meant } }
      collector.report(
        "unknown key", line: entry.line, key: path(of: entry.key),
        remedy: Suggestion.remedy(for: entry.key, in: known, likely: unread))
    }
    reportMissing()
  }

  private func reportMissing() {
    for (key, example) in missing {
      collector.report(
        "the key is missing", line: line, key: path(of: key),
        remedy: "add it" + (example.map { ", for example `\(key): \($0)`" } ?? ""))
    }
    missing = []
  }
}
