import Shapes

/// A group that uses a service, as `used-by` has it.
struct ServiceUse {
  /// The group.
  let name: String
  let line: Int
  /// Those of it who do; nil for all.
  let of: YAMLNode?
  /// The name of the branch in reports; nil for one composed of group and service.
  let title: YAMLNode?

  /// The groups that a node names: one, a list, or a mapping of groups to those of them who use it.
  static func groups(_ node: YAMLNode?) -> [ServiceUse] {
    guard let node else { return [] }
    switch node.kind {
    case .scalar(let name, _): return [ServiceUse(name: name, line: node.line, of: nil, title: nil)]
    case .sequence(let items):
      return items.compactMap { item in
        item.text.map { ServiceUse(name: $0, line: item.line, of: nil, title: nil) }
      }
    case .mapping(let entries):
      return entries.map { entry in
        if case .mapping = entry.value.kind, entry.value["of"] != nil || entry.value["title"] != nil {
          return ServiceUse(name: entry.key, line: entry.line, of: entry.value["of"], title: entry.value["title"])
        }
        return ServiceUse(name: entry.key, line: entry.line, of: entry.value, title: nil)
      }
    }
  }
}
