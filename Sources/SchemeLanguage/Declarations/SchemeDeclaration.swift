import PolicyModel
import Quantities
import SchemeModel

/// A scheme as its file declares it: typed, every template written out, nothing resolved. What a place does not model is taken out
/// of it, wage bands are put into it, and the scheme of the model is compiled from it.
public struct SchemeDeclaration: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// How its country writes.
  public let form: SchemeForm
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
