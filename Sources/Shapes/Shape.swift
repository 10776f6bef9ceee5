/// What a mapping of a file may hold: its keys with their types, which of them must stand, and what they mean.
///
/// A shape is a value. The reader checks a file against it (``ShapeCheck``, ``MappingReader``), so that a misspelt key is met with the
/// nearest right one; what documents a file or completes it (``ShapeSchema``, ``ShapeTables``) walks the same value.
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
  /// Keys of which one must stand, the usual one first; none where there are no such.
  public let alternatives: [String]
  /// Whether exactly one of its keys stands.
  public let isChoice: Bool

  /// A mapping with `keys`, and with further names of its own where `entries` says what they hold.
  public init(
    _ name: String, _ summary: String, keys: [KeyShape] = [], entries: EntryShape? = nil,
    former: [String: String] = [:],
    alternatives: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.keys = keys
    self.entries = entries
    self.former = former
    self.alternatives = alternatives
    isChoice = false
  }

  /// A mapping of which exactly one key stands.
  public init(_ name: String, _ summary: String, oneOf keys: [KeyShape]) {
    self.name = name
    self.summary = summary
    self.keys = keys
    entries = nil
    former = [:]
    alternatives = []
    isChoice = true
  }

  /// What holds the keys of any of several mappings: for a reader that tells them apart itself.
  public static func union(_ shapes: [Shape]) -> Shape {
    var keys: [KeyShape] = []
    for key in shapes.flatMap(\.keys) where !keys.contains(where: { $0.name == key.name }) {
      keys.append(shapes.allSatisfy { $0.key(key.name)?.isRequired == true } ? key : key.notRequired)
    }
    return Shape(shapes.first?.name ?? "", shapes.first?.summary ?? "", keys: keys)
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
  /// What a number under it counts; empty where it is none, or says so itself.
  public let unit: String

  /// A key that must stand.
  public static func required(
    _ name: String, _ value: ValueShape, _ summary: String, example: String = "", unit: String = ""
  ) -> KeyShape {
    KeyShape(name: name, value: value, isRequired: true, summary: summary, example: example, unit: unit)
  }

  /// A key that may stand.
  public static func optional(
    _ name: String, _ value: ValueShape, _ summary: String, example: String = "", unit: String = ""
  ) -> KeyShape {
    KeyShape(name: name, value: value, isRequired: false, summary: summary, example: example, unit: unit)
  }

  /// A right value, for messages and documents: the example, or the first of the words that may stand.
  var shown: String {
    if example.isEmpty, case .word(let words) = value { return words.first ?? "" }
    return example
  }

  /// The same key where it may be left out.
  var notRequired: KeyShape {
    KeyShape(name: name, value: value, isRequired: false, summary: summary, example: example, unit: unit)
  }
}

/// What stands under the names that a mapping declares: `<fund>: { … }`.
public struct EntryShape: Sendable {
  /// What is named, for messages and documents.
  public let named: String
  /// What stands under a name.
  public let value: ValueShape
  /// What names look like, as a regular expression; empty for any. The reader of the mapping says it in words.
  public let pattern: String

  /// Entries that declare so many things of a kind.
  public init(_ named: String, _ value: ValueShape, pattern: String = "") {
    self.named = named
    self.value = value
    self.pattern = pattern
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

  /// A number of any size.
  public static let anyNumber = ValueShape.number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
}

extension Shape {
  /// The key of this name.
  public func key(_ name: String) -> KeyShape? { keys.first { $0.name == name } }
  /// The names of the keys.
  public var names: [String] { keys.map(\.name) }
}
