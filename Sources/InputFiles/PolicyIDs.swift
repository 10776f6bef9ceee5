import PolicyModel
import Quantities
import Shapes

/// The ids of policies that the changes of a reform carry, and those its `levers:` names.
struct PolicyIDs {
  /// Carried by what is changed, in order.
  let carried: [String]
  private let registry: LeverRegistry
  private let collector: DiagnosticCollector

  init(_ changes: [LeverChange], _ registry: LeverRegistry, _ collector: DiagnosticCollector) {
    carried = Set(changes.flatMap { registry[$0.lever].leverIDs }).sorted()
    self.registry = registry
    self.collector = collector
  }

  /// The ids a list names, each of which must be that of a policy; where there is no list, all that are carried. One that is not
  /// carried changes no number and is warned about, see ``Reform/misnamedPolicies(_:)``.
  func checked(_ node: YAMLNode?) -> [String] {
    guard let node else { return carried }
    return (collector.list(node, key: "levers") ?? []).compactMap { item -> String? in
      guard let id = collector.text(item, key: "levers") else { return nil }
      if registry.vocabulary.policy(id)?.id == id || registry.levers.contains(where: { $0.leverIDs.contains(id) }) {
        return id
      }
      collector.report("no policy has this id", line: item.line, key: "levers", value: id, remedy: remedy)
      return nil
    }
  }

  private var remedy: String {
    carried.isEmpty
      ? "its changes carry no id: write levers: [], or leave the line out"
      : "its changes carry \(carried.joined(separator: ", ")): name some of these, or leave the line out"
  }
}
