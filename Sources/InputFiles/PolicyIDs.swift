import PolicyModel
import Quantities

/// The ids of policies that the changes of a reform carry, against those its `levers:` names.
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

  /// The ids a list names, each of which must be carried; where there is no list, all that are.
  func checked(_ node: YAMLNode?) -> [String] {
    guard let node else { return carried }
    // A change that could not be read may be the one that carries an id.
    let isWhole = collector.isEmpty
    return (collector.list(node, key: "levers") ?? []).compactMap { item -> String? in
      guard let id = collector.text(item, key: "levers") else { return nil }
      if carried.contains(id) { return id }
      let isKnown = registry.vocabulary.policy(id)?.id == id || registry.levers.contains { $0.leverIDs.contains(id) }
      guard isWhole || !isKnown else { return id }
      collector.report(
        isKnown ? "the reform changes no lever of this policy" : "no policy has this id", line: item.line,
        key: "levers",
        value: id, remedy: remedy)
      return nil
    }
  }

  private var remedy: String {
    carried.isEmpty
      ? "its changes carry no id: write levers: [], or leave the line out"
      : "its changes carry \(carried.joined(separator: ", ")): name some of these, or leave the line out"
  }
}
