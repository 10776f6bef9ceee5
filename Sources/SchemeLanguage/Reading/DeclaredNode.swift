import Quantities
import Shapes

/// A node of a scheme file that has its shape, with the keys that lead to it: what the shape promises is taken without a word.
struct DeclaredNode {
  let node: YAMLNode
  let path: String
  /// The languages of titles; the first is English, the second that of the scheme.
  let languages: [String]

  /// What stands under a key.
  func value(_ key: String) -> DeclaredNode? { node[key].map { below($0, key) } }
  /// The keys and what stands under them, in order.
  var entries: [(name: Mention, value: DeclaredNode)] {
    node.entries.map { entry in
      let own = below(entry.value, entry.key)
      return (Mention(entry.key, line: entry.line, key: own.path), own)
    }
  }
  /// The entries under a key; none where it is missing.
  func entries(_ key: String) -> [(name: Mention, value: DeclaredNode)] { value(key)?.entries ?? [] }
  /// The items of a list; of a single value that one.
  var items: [DeclaredNode] {
    guard case .sequence(let items) = node.kind else { return [self] }
    return items.enumerated().map { DeclaredNode(node: $1, path: "\(path)[\($0 + 1)]", languages: languages) }
  }

  private func below(_ value: YAMLNode, _ key: String) -> DeclaredNode {
    DeclaredNode(node: value, path: ShapeCheck.path(path, key), languages: languages)
  }

  /// A mention with this text, here.
  func here(_ text: String) -> Mention { Mention(text, line: node.line, key: path) }
  /// The name that this node is; nil for lists and mappings.
  var mention: Mention? { node.text.map(here) }
  /// The name under a key.
  func mention(_ key: String) -> Mention? { value(key)?.mention }
  /// The text under a key.
  func text(_ key: String) -> String? { node[key]?.text }
  /// The names under a key: one, or a list of them.
  func mentions(_ key: String) -> [Mention] { value(key)?.items.compactMap(\.mention) ?? [] }
  /// Whether `true` stands under a key.
  func flag(_ key: String) -> Bool { node[key]?.text == "true" }
  /// The number or fraction under a key.
  func number(_ key: String) -> Double? { node[key]?.text.flatMap(ShapeCheck.fraction) }

  /// The title that this node is: one text for all languages, or one for each.
  var title: LocalizedText { node.title(in: languages) }
  /// The title under a key.
  func title(_ key: String) -> LocalizedText? { value(key)?.title }

  // MARK: - Selections and products

  /// The people that this node selects.
  var selection: SelectionDeclaration {
    switch node.kind {
    case .scalar(let name, _): .name(here(name))
    case .sequence: .either(items.map(\.selection), at: here(""))
    case .mapping:
      .byAxis(entries.map { AxisSelection(axis: $0.name, levels: $0.value.items.compactMap(\.mention)) }, at: here(""))
    }
  }
  /// The people selected under a key.
  func selection(_ key: String) -> SelectionDeclaration? { value(key)?.selection }

  /// The factor that this node is.
  var factor: FactorDeclaration? {
    if let rest = value("rest") { return .rest(rest.items.compactMap(\.mention)) }
    return mention.map { name in ShapeCheck.fraction(name.text).map { .number($0) } ?? .lever(name) }
  }
  /// The product under a key: one factor or a list; nil where the key is missing.
  func product(_ key: String) -> [FactorDeclaration]? { value(key)?.items.compactMap(\.factor) }

  /// The shares of twelve months under a key, `{ 12: 1 }` or `{ 1..3: 1/3 }`; nil where the key is missing.
  ///
  /// Faults go to `collector`.
  func months(_ key: String, _ collector: DiagnosticCollector) -> [Double]? {
    guard let spans = value(key) else { return nil }
    var shares = [Double](repeating: 0, count: 12)
    for (name, value) in spans.entries {
      let ends = name.text.split(separator: ".", omittingEmptySubsequences: true).compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, 1 <= first, first <= last, last <= 12,
        let share = value.node.text.flatMap(ShapeCheck.fraction)
      else {
        collector.report(
          "this is no month", line: name.line, key: name.key, value: name.text,
          remedy: "write 12 for December, or 1..3 for January to March, each with its share")
        continue
      }
      for month in first...last { shares[month - 1] = share }
    }
    let sum = shares.reduce(0, +)
    guard abs(sum - 1) < 1e-9 else {
      collector.report(
        "the shares of months sum to one", line: spans.node.line, key: spans.path, value: "\(sum)",
        remedy: "write for example { 12: 1 } or { 1..3: 1/3 }")
      return nil
    }
    return shares
  }
}
