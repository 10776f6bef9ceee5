import Quantities

/// A node of a YAML document as written: every scalar is text and stays text until a reader asks for more.
///
/// `yes`, `12:30`, `0644` or `+5` therefore never turn into something the author did not write.
package struct YAMLNode: Sendable, Equatable {
  /// What a node holds.
  package enum Kind: Sendable, Equatable {
    /// Text; `isQuoted` tells `"5"` (and block text) from `5`.
    case scalar(text: String, isQuoted: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values in the order of the file; no key twice.
    case mapping([YAMLEntry])
  }

  /// The line the node begins on, from 1.
  package let line: Int
  /// What the node holds.
  package let kind: Kind

  /// A node on a line of a file; 0 for one that no file holds.
  package init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }

  /// Whether nothing is written: `key:` and no more.
  package var isBlank: Bool { kind == .scalar(text: "", isQuoted: false) }

  /// What the node is, in words for a message.
  package var kindName: String {
    switch kind {
    case .scalar: isBlank ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}

/// A key of a mapping and its value.
package struct YAMLEntry: Sendable, Equatable {
  /// The key as written, without its quotes.
  package let key: String
  /// The line of the key, from 1.
  package let line: Int
  /// Its value.
  package let value: YAMLNode

  /// A key with its value.
  package init(key: String, line: Int, value: YAMLNode) {
    self.key = key
    self.line = line
    self.value = value
  }
}

/// What a node holds, for those who know what it is.
extension YAMLNode {
  /// The keys and values of a group; none of anything else.
  package var entries: [YAMLEntry] { if case .mapping(let entries) = kind { entries } else { [] } }
  /// The items of a list; none of anything else.
  package var items: [YAMLNode] { if case .sequence(let items) = kind { items } else { [] } }
  /// The text of a single value.
  package var text: String? { if case .scalar(let text, _) = kind { text } else { nil } }
  /// The value under a key.
  package subscript(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  /// The title that a node is, which has been checked: one text for all languages, or one for each.
  package func title(in languages: [String]) -> LocalizedText {
    if let text { return LocalizedText(text) }
    let texts = languages.compactMap { self[$0]?.text }
    return LocalizedText(en: texts.first ?? "", local: texts.last ?? "", language: languages.last ?? "en")
  }

  /// The keys and values of a group, or the items of a list under their numbers from 1, as paths of levers name them.
  package var named: [YAMLEntry] {
    entries + items.enumerated().map { YAMLEntry(key: "\($0 + 1)", line: $1.line, value: $1) }
  }

  /// Every path of keys below; items of lists are counted from 1.
  package func paths() -> Set<String> {
    var paths: Set<String> = []
    collect(&paths, below: "")
    return paths
  }

  private func collect(_ paths: inout Set<String>, below prefix: String) {
    for entry in named {
      let path = prefix.isEmpty ? entry.key : prefix + "." + entry.key
      paths.insert(path)
      entry.value.collect(&paths, below: path)
    }
  }
}
