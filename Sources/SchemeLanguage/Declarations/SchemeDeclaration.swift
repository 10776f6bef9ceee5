import PolicyModel
import Quantities
import SchemeModel

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

/// A scheme as its file declares it: typed, every template written out, nothing resolved. What a place does not model is taken out
/// of it, wage bands are put into it, and the scheme of the model is compiled from it.
public struct SchemeDeclaration: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What has levers, in order.
  public internal(set) var entities: [EntityDeclaration]
  /// Levers that follow from others.
  public let derived: [DerivedDeclaration]
  /// Who there is, and how people move.
  public internal(set) var people: PeopleDeclaration
  /// What care there is, and who pays on it.
  public internal(set) var care: CareDeclaration
  /// Funds, lines and mechanisms.
  public internal(set) var money: MoneyDeclaration
}

/// Something with levers.
public struct EntityDeclaration: Sendable {
  /// The first parts of the paths of its levers.
  public let path: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// Whether it is there only for places that give it values.
  public let isOptional: Bool
  /// What it is for reports of what is left out.
  public let kind: OmittedEntity.Kind
  /// Its rule kinds.
  public internal(set) var rules: [RuleKind]
}

/// A lever that has the value of another one in the year before.
public struct DerivedDeclaration: Sendable {
  /// Its path.
  public let path: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// The lever it follows.
  public let source: Mention
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
