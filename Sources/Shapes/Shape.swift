/// What a mapping of a file may hold: its keys with their types, which of them must stand, and what they mean.
///
/// A shape is a value. The reader checks a file against it (``ShapeCheck``), so that a misspelt key is met with the nearest right
/// one; what documents a file or completes it walks the same value.
public struct Shape: Sendable {
  /// What such a mapping is called in messages and documents: `line`, `fund`.
  public let name: String
  /// One sentence on what it declares.
  public let summary: String
  /// Its keys, in the order in which they are documented.
  public let keys: [KeyShape]
  /// What stands under keys that are names of its own: `<name>: …`; nil where only ``keys`` may stand.
  public let entries: EntryShape?
  /// Keys of earlier versions, and what to write instead.
  public let former: [String: String]

  /// A mapping with `keys`, and with further names of its own where `entries` says what they hold.
  public init(
    _ name: String, _ summary: String, keys: [KeyShape] = [], entries: EntryShape? = nil, former: [String: String] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.keys = keys
    self.entries = entries
    self.former = former
  }
}

/// A key of a mapping.
public struct KeyShape: Sendable {
  /// The key as written.
  public let name: String
  /// What stands under it.
  public let value: ValueShape
  /// Whether it must stand.
  public let isRequired: Bool
  /// What it means, with its default where it may be left out.
  public let summary: String
  /// A right value, for messages; empty for none.
  public let example: String

  /// A key that must stand.
  public static func required(
    _ name: String, _ value: ValueShape, _ summary: String, example: String = ""
  ) -> KeyShape {
    KeyShape(name: name, value: value, isRequired: true, summary: summary, example: example)
  }

  /// A key that may stand.
  public static func optional(
    _ name: String, _ value: ValueShape, _ summary: String, example: String = ""
  ) -> KeyShape {
    KeyShape(name: name, value: value, isRequired: false, summary: summary, example: example)
  }
}

/// What stands under the names that a mapping declares: `<fund>: { … }`.
public struct EntryShape: Sendable {
  /// What is named, for messages and documents.
  public let named: String
  /// What stands under a name.
  public let value: ValueShape

  /// Entries that declare so many things of a kind.
  public init(_ named: String, _ value: ValueShape) {
    self.named = named
    self.value = value
  }
}

/// What stands under a key.
public indirect enum ValueShape: Sendable {
  /// Text that is not empty.
  case text
  /// A text, or one for each language: `{ en: …, zh: … }`.
  case title
  /// `true` or `false`.
  case yesNo
  /// A number within a range.
  case number(ClosedRange<Double>)
  /// A whole number within a range.
  case integer(ClosedRange<Int>)
  /// A number, or a fraction of two: `1/365`.
  case fraction
  /// One of some words.
  case word([String])
  /// The name of something declared elsewhere: a lever, a fund, a line.
  case reference(String)
  /// A list.
  case list(ValueShape)
  /// A list, or one item without brackets.
  case oneOrMore(ValueShape)
  /// A mapping.
  case mapping(Shape)
  /// A text or a list or a mapping, each of its own shape. Of two mappings that is meant which has all the keys.
  case either([ValueShape])
  /// Whatever stands there: read by its own rules.
  case anything
}

extension Shape {
  /// The key of this name.
  public func key(_ name: String) -> KeyShape? { keys.first { $0.name == name } }
  /// The names of the keys.
  public var names: [String] { keys.map(\.name) }
}
