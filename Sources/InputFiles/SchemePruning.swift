import PolicyModel
import Quantities

/// Takes out of a scheme file what a place does not model, before anything is built from it.
///
/// An entity marked `optional: true` of which a place gives no value is not there for it: with it go its branch, its fund, the
/// layers and covers that take their terms from it, and every line that names one of these or a lever of it. A line that
/// sums others sums those that are left. What a place gives values of must not vanish with what it leaves out: that is a fault.
struct SchemePruning {
  /// The entities that are not there.
  let omitted: [OmittedEntity]
  /// What the place gives values of and what would go all the same, because it also needs what the place leaves out.
  struct Severed {
    let given: String
    /// Where in the scheme file the two meet.
    let at: String
    let missing: String
  }

  private(set) var severed: [Severed] = []

  private let names: Set<String>
  /// All entities that are optional, given or not.
  private let optional: Set<String>
  private var layers: Set<String> = []
  /// Covers that are not there, with their entities, and covers that have a layer.
  private var covers: [String: String] = [:]
  private var covered: Set<String> = []
  private var lines: Set<String> = []

  /// - Parameters:
  ///   - root: the scheme file.
  ///   - given: every path of keys in the place's rules and assumptions.
  init(_ root: YAMLNode, given: Set<String>) {
    let choices = Self.entries(root.value("entities")).filter { $0.value.text("optional") == "true" }
    optional = Set(choices.map(\.key))
    omitted = choices.compactMap { entity in
      let parameters = Self.entries(entity.value.value("rules"))
        .flatMap { RuleKind.named($0.key)?.parameters.map(\.name) ?? [] }
      return parameters.contains { given.contains(entity.key + "." + $0) }
        ? nil
        : OmittedEntity(
          path: entity.key, title: Self.title(entity), kind: Self.kind(entity),
          leverIDs: Self.entries(entity.value.value("rules")).flatMap { Self.items($0.value).compactMap(\.word) })
    }
    names = Set(omitted.map(\.path))
  }

  /// The scheme file without them.
  mutating func pruned(_ root: YAMLNode) -> YAMLNode {
    guard !omitted.isEmpty, case .mapping(let sections) = root.kind else { return root }
    // Layers and covers first: lines name them.
    var changed: [String: YAMLNode] = [:]
    for key in ["entities", "branches", "covers", "bundles", "funds", "lines"] {
      guard let section = sections.first(where: { $0.key == key })?.value else { continue }
      let kept = Self.entries(section).compactMap { entry in keep(entry, in: key) }
      changed[key] = YAMLNode(line: section.line, kind: .mapping(kept))
    }
    for cover in Self.entries(root.value("covers")) where covers[cover.key] == nil && !covered.contains(cover.key) {
      let terms = Self.entries(root.value("bundles")).flatMap { Self.entries($0.value.value("layers")) }
        .filter { $0.value.text("cover") == cover.key }.compactMap { $0.value.text("terms") }
      guard let missing = terms.first(where: names.contains) else { continue }
      severed.append(
        Severed(given: cover.value.text("entity") ?? cover.key, at: "covers." + cover.key, missing: missing))
    }
    return YAMLNode(
      line: root.line,
      kind: .mapping(sections.map { YAMLEntry(key: $0.key, line: $0.line, value: changed[$0.key] ?? $0.value) }))
  }

  private mutating func keep(_ entry: YAMLEntry, in section: String) -> YAMLEntry? {
    switch section {
    case "entities", "branches": return names.contains(entry.key) ? nil : entry
    case "funds": return names.contains("funds." + entry.key) ? nil : entry
    case "covers":
      guard let entity = entry.value.text("entity"), names.contains(entity) else { return entry }
      covers[entry.key] = entity
      return nil
    case "bundles": return keepBundle(entry)
    default: return keepLine(entry)
    }
  }

  private mutating func keepBundle(_ entry: YAMLEntry) -> YAMLEntry? {
    var parts = Self.entries(entry.value)
    let branches = Self.items(entry.value.value("branches")).filter { !names.contains($0.word ?? "") }
    var kept: [YAMLEntry] = []
    for layer in Self.entries(entry.value.value("layers")) {
      let terms = layer.value.text("terms") ?? "", cover = layer.value.text("cover")
      if names.contains(terms) {
        layers.insert(layer.key)
      } else if let cover, let missing = covers[cover] {
        layers.insert(layer.key)
        severed.append(Severed(given: terms, at: "bundles.\(entry.key).layers.\(layer.key)", missing: missing))
      } else {
        kept.append(layer)
        if let cover { covered.insert(cover) }
      }
    }
    guard !branches.isEmpty, !kept.isEmpty else {
      layers.formUnion(kept.map(\.key))
      return nil
    }
    parts = parts.compactMap { part in
      switch part.key {
      case "branches":
        return YAMLEntry(key: part.key, line: part.line, value: YAMLNode(line: part.line, kind: .sequence(branches)))
      case "layers":
        return YAMLEntry(key: part.key, line: part.line, value: YAMLNode(line: part.line, kind: .mapping(kept)))
      case "counted":
        let counted = Self.entries(part.value).filter { !names.contains($0.key) }
        return counted.isEmpty
          ? nil : YAMLEntry(key: part.key, line: part.line, value: YAMLNode(line: part.line, kind: .mapping(counted)))
      default: return part
      }
    }
    return YAMLEntry(key: entry.key, line: entry.line, value: YAMLNode(line: entry.value.line, kind: .mapping(parts)))
  }

  private mutating func keepLine(_ entry: YAMLEntry) -> YAMLEntry? {
    let line = entry.value, source = line.value("source")
    let funds = ["fund", "counterpart"].compactMap { line.text($0) }.map { "funds." + $0 }
    let branches = ["payments", "services"].compactMap { source?.text($0) }
    let levers = ["base", "rate", "collection", "times"].flatMap { Self.items(line.value($0)) }.compactMap(\.word)
      .flatMap { $0.split(separator: " ").map(String.init) }
    var isGone =
      (funds + branches).contains(where: names.contains) || levers.contains(where: isOmitted(lever:))
      || source?.text("layer").map(layers.contains) ?? false
      || source?.text("joined").map { covers[$0] != nil } ?? false
      || ["line-of-last-year", "line", "within"].contains { source?.text($0).map(lines.contains) ?? false }
    var kept = entry
    let summed = Self.items(source?.value("lines"))
    let left = summed.filter { !lines.contains($0.word ?? "") }
    if left.count < summed.count {
      isGone = isGone || left.isEmpty
      kept = entry.replacing(
        "source",
        YAMLNode(
          line: source?.line ?? line.line,
          kind: .mapping([
            YAMLEntry(key: "lines", line: line.line, value: YAMLNode(line: line.line, kind: .sequence(left)))
          ])))
    }
    guard isGone else { return kept }
    lines.insert(entry.key)
    // A layer that the place does not model takes its line along; what it gives values of may not vanish with what it leaves out.
    let needed = funds + branches + levers.compactMap(Self.entity(ofLever:))
    let remaining =
      [source?.text("layer")].compactMap { $0 }.filter { !layers.contains($0) }
      + needed.filter { optional.contains($0) && !names.contains($0) }
      + [source?.text("payments")].compactMap { $0 }.filter { !names.contains($0) }
    if let missing = needed.first(where: names.contains), let given = remaining.first {
      severed.append(Severed(given: given, at: "lines." + entry.key, missing: missing))
    }
    return nil
  }

  private static func entity(ofLever path: String) -> String? {
    path.lastIndex(of: ".").map { String(path[..<$0]) }
  }

  private func isOmitted(lever path: String) -> Bool {
    Self.entity(ofLever: path).map(names.contains) ?? false
  }

  private static func kind(_ entity: YAMLEntry) -> OmittedEntity.Kind {
    switch entries(entity.value.value("rules")).first?.key {
    case "layer", "closing-layer": .layer
    case "setting": .setting
    case "fund": .fund
    default: .other
    }
  }

  private static func title(_ entity: YAMLEntry) -> LocalizedText {
    let title = entity.value.value("title")
    let en = title?.text("en"), zh = title?.text("zh")
    return LocalizedText(en: en ?? zh ?? entity.key, zh: zh ?? en ?? entity.key)
  }

  private static func entries(_ node: YAMLNode?) -> [YAMLEntry] {
    guard case .mapping(let entries) = node?.kind else { return [] }
    return entries
  }

  private static func items(_ node: YAMLNode?) -> [YAMLNode] {
    guard case .sequence(let items) = node?.kind else { return [] }
    return items
  }
}

extension YAMLNode {
  /// The value of a key; nil where there is none, or no keys.
  fileprivate func value(_ key: String) -> YAMLNode? {
    guard case .mapping(let entries) = kind else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The text of a single value.
  fileprivate var word: String? {
    if case .scalar(let text, _) = kind { text } else { nil }
  }

  /// The text under a key.
  fileprivate func text(_ key: String) -> String? { value(key)?.word }

  /// The keys of a mapping with their lines.
  var keys: [(key: String, line: Int)] {
    guard case .mapping(let entries) = kind else { return [] }
    return entries.map { ($0.key, $0.line) }
  }

  /// Every path of keys below.
  func paths() -> Set<String> {
    var paths: Set<String> = []
    collect(&paths, below: "")
    return paths
  }

  private func collect(_ paths: inout Set<String>, below prefix: String) {
    guard case .mapping(let entries) = kind else { return }
    for entry in entries {
      let path = prefix.isEmpty ? entry.key : prefix + "." + entry.key
      paths.insert(path)
      entry.value.collect(&paths, below: path)
    }
  }
}

extension YAMLEntry {
  /// The same with another value for a key.
  fileprivate func replacing(_ key: String, _ node: YAMLNode) -> YAMLEntry {
    guard case .mapping(let entries) = value.kind else { return self }
    let parts = entries.map { $0.key == key ? YAMLEntry(key: key, line: $0.line, value: node) : $0 }
    return YAMLEntry(key: self.key, line: line, value: YAMLNode(line: value.line, kind: .mapping(parts)))
  }
}
