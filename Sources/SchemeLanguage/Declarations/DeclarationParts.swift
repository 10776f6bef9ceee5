/// A name as a file has it, with where it stands.
public struct Mention: Sendable, Hashable {
  /// The name.
  public let text: String
  /// The line in the file.
  public let line: Int
  /// The keys that lead to it.
  public let key: String

  /// A name at a line, under a key.
  public init(_ text: String, line: Int, key: String) {
    self.text = text
    self.line = line
    self.key = key
  }
}

/// A factor of a product.
public enum FactorDeclaration: Sendable, Hashable {
  /// A lever.
  case lever(Mention)
  /// One minus the product of levers.
  case rest([Mention])
  /// A number.
  case number(Double)

  /// The levers it names.
  var levers: [Mention] {
    switch self {
    case .lever(let lever): [lever]
    case .rest(let levers): levers
    case .number: []
    }
  }
}

/// Some people.
public indirect enum SelectionDeclaration: Sendable, Hashable {
  /// A level, a group, or `all`.
  case name(Mention)
  /// Those of any part.
  case either([SelectionDeclaration], at: Mention)
  /// Those at some levels of every axis named.
  case byAxis([AxisSelection], at: Mention)

  /// Where it stands.
  var place: Mention {
    switch self {
    case .name(let name): name
    case .either(_, let place), .byAxis(_, let place): place
    }
  }
}

/// Levels of one axis.
public struct AxisSelection: Sendable, Hashable {
  /// The axis.
  public let axis: Mention
  /// Levels and groups of it.
  public let levels: [Mention]
}
