import Shapes

/// A member of a set that a template runs over: its name, and the record that says in what it differs from the others.
struct SetMember {
  let name: String
  /// What stands under the name; nil in a plain list of names.
  let record: YAMLNode?

  /// The members that a list of names or a mapping of records declares.
  static func all(_ node: YAMLNode) -> [SetMember] {
    if case .sequence(let items) = node.kind {
      return items.compactMap(\.text).map { SetMember(name: $0, record: nil) }
    }
    return node.entries.map { SetMember(name: $0.key, record: $0.value) }
  }

  /// What `<x.key>` stands for: a value of the record, of any type, or as `<x.value>` the record itself.
  func value(_ key: String) -> YAMLNode? { record?[key] ?? (key == "value" ? record : nil) }

  /// The keys that `<x.…>` may name.
  var keys: [String] { record.map { $0.entries.map(\.key) + ["value"] } ?? [] }
}

/// The sets of a scheme: those it declares under `sets`, and the services that each group uses.
struct SchemeSets {
  /// By name, in order.
  private(set) var members: [String: [SetMember]] = [:]
  private var names: [String] = []

  /// Beginning of the names of built-in sets: `services.employee`.
  static let services = "services."

  /// The sets that a section declares.
  init(_ section: YAMLNode?) {
    for entry in section?.entries ?? [] { add(entry.key, SetMember.all(entry.value)) }
  }

  private mutating func add(_ name: String, _ own: [SetMember]) {
    members[name] = own
    names.append(name)
  }

  /// Adds for every group the services it uses, in the order of the section.
  mutating func addServices(_ section: YAMLNode?) {
    var used: [(group: String, services: [SetMember])] = []
    for service in section?.entries ?? [] {
      for group in ServiceUse.groups(service.value["used-by"]) {
        let member = SetMember(name: service.key, record: nil)
        if let place = used.firstIndex(where: { $0.group == group.name }) {
          used[place].services.append(member)
        } else {
          used.append((group.name, [member]))
        }
      }
    }
    for entry in used { add(Self.services + entry.group, entry.services) }
  }

  /// The names of all sets, for suggestions.
  var known: [String] { names }
}
