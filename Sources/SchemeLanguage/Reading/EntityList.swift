import PolicyModel
import Quantities

/// The entities of a scheme while it is read: whatever brings levers adds to them, in order.
struct EntityList {
  private(set) var entities: [EntityDeclaration] = []
  private var places: [String: Int] = [:]

  /// Adds rules to an entity, which is new or not: each kind of rule once.
  ///
  /// - Parameter title: the name of a new entity; nil where it is named elsewhere.
  /// - Returns: false where the entity is new and nobody names it.
  mutating func add(
    _ path: Mention, _ title: LocalizedText?, isOptional: Bool = false, kind: OmittedEntity.Kind = .other,
    _ rules: [RuleKind]
  ) -> Bool {
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

  /// What an entity is called in reports; nil where none has this path yet.
  func title(of path: String) -> LocalizedText? { places[path].map { entities[$0].title } }
}
