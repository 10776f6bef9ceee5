/// A node of a YAML document as written: every scalar is text and stays text until a reader asks for more.
///
/// `yes`, `12:30`, `0644` or `+5` therefore never turn into something the author did not write.
struct YAMLNode: Sendable, Equatable {
  /// What a node holds.
  enum Kind: Sendable, Equatable {
    /// Text; `isQuoted` tells `"5"` (and block text) from `5`.
    case scalar(text: String, isQuoted: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values in the order of the file; no key twice.
    case mapping([YAMLEntry])
  }

  /// The line the node begins on, from 1.
  let line: Int
  /// What the node holds.
  let kind: Kind

  /// Whether nothing is written: `key:` and no more.
  var isBlank: Bool { kind == .scalar(text: "", isQuoted: false) }

  /// What the node is, in words for a message.
  var kindName: String {
    switch kind {
    case .scalar: isBlank ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}

/// A key of a mapping and its value.
struct YAMLEntry: Sendable, Equatable {
  /// The key as written, without its quotes.
  let key: String
  /// The line of the key, from 1.
  let line: Int
  /// Its value.
  let value: YAMLNode
}
