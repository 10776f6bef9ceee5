import PolicyModel
import Quantities

/// A kind of rule that an entity or a service names in so many words.
struct NamedKind {
  /// The kind.
  let kind: RuleKind
  /// Where it is named.
  let place: Mention
}

/// The entities of a scheme while it is read: whatever brings levers adds to them, in order.
struct EntityList {
  private(set) var entities: [EntityDeclaration] = []
  /// Kinds that entities have because a `kind:` says so, whether or not something else brings them too, in order.
  private(set) var named: [(entity: String, kind: NamedKind)] = []
  private var places: [String: Int] = [:]
  /// Kinds by entity that a declaration brings which reads their levers.
  private var brought: [String: Set<String>] = [:]

  /// Adds rules to an entity, which is new or not: each kind of rule once.
  ///
  /// - Parameters:
  ///   - title: the name of a new entity; nil where it is named elsewhere.
  ///   - rules: what the declaration brings and reads.
  ///   - named: what its `kind:` names.
  /// - Returns: false where the entity is new and nobody names it.
  mutating func add(
    _ path: Mention, _ title: LocalizedText?, isOptional: Bool = false, kind: OmittedEntity.Kind = .other,
    _ rules: [RuleKind], named: [NamedKind] = []
  ) -> Bool {
    brought[path.text, default: []].formUnion(rules.map(\.id))
    self.named += named.map { (path.text, $0) }
    let rules = rules + named.map(\.kind)
    if let place = places[path.text] {
      let known = entities[place].rules.map(\.id)
      entities[place].rules += rules.filter { !known.contains($0.id) }
      return true
    }
    guard let title else { return false }
    places[path.text] = entities.count
    entities.append(EntityDeclaration(path: path, title: title, isOptional: isOptional, kind: kind, rules: rules))
    return true
  }

  /// Whether a declaration brings a kind to an entity that reads its levers.
  func brings(_ kind: RuleKind, to entity: String) -> Bool { brought[entity]?.contains(kind.id) ?? false }

  /// What an entity is called in reports; nil where none has this path yet.
  func title(of path: String) -> LocalizedText? { places[path].map { entities[$0].title } }
}
