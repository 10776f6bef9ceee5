import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads rules after the last date.
extension SeriesReader {
  /// The rule that a word begins, with an example: `{ grow: 0.03 }`; nil for words that begin none.
  private static func example(_ word: String) -> String? {
    guard let shape = PlaceShapes.rules.first(where: { $0.keys.contains { $0.name == word && $0.name != "of" } })
    else { return nil }
    let shown = shape.keys.filter { $0.isRequired || $0.name == word }.map { "\($0.name): \($0.example)" }
    return "{ \(shown.joined(separator: ", ")) }"
  }

  /// A rule that makes sense for the unit of the lever; see ``readThen(_:_:)``.
  func readRule(_ node: YAMLNode, _ lever: Lever) -> ThenRule? {
    guard let rule = readThen(node, lever) else { return nil }
    guard let fault = rule.unitFault(for: lever, registry) else { return rule }
    collector.report(
      fault.message, line: node.line, key: lever.path + ".then", value: fault.source.path, remedy: fault.remedy)
    return nil
  }

  /// `hold`, `{ grow: 0.03 }`, `{ grow: path }`, `{ step: 30 }`, `{ index: path }`, `{ sum: [path, …] }` or
  /// `{ times: 0.01, of: path }`.
  private func readThen(_ node: YAMLNode, _ lever: Lever) -> ThenRule? {
    let key = lever.path + ".then"
    guard case .mapping = node.kind else {
      if case .scalar(let word, _) = node.kind, let example = Self.example(word) {
        collector.report("this rule needs a value", line: node.line, key: key, value: word, remedy: "write \(example)")
        return nil
      }
      return collector.choice(node, key: key, of: ["hold"]).map { _ in .hold }
    }
    guard let reader = MappingReader(node, PlaceShapes.anyRule, path: key, collector: collector) else { return nil }
    func path(_ node: YAMLNode) -> ParameterID? {
      guard let text = collector.text(node, key: key) else { return nil }
      if let lever = registry[text] { return lever.id }
      collector.report(
        "no lever has this path", line: node.line, key: key, value: text,
        remedy: Suggestion.remedy(for: text, in: registry.paths))
      return nil
    }
    let grow = reader.node("grow"), step = reader.node("step"), index = reader.node("index")
    let sum = reader.node("sum"), times = reader.node("times"), of = reader.node("of")
    switch (grow, step, index, sum, times, of) {
    case (let node?, nil, nil, nil, nil, nil):
      if case .scalar(let text, false) = node.kind, registry[text] != nil { return path(node).map { .growBy($0) } }
      return collector.number(node, key: key + ".grow", in: -0.5...0.5).map { .grow($0) }
    case (nil, let node?, nil, nil, nil, nil): return collector.number(node, key: key + ".step").map { .step($0) }
    case (nil, nil, let node?, nil, nil, nil): return path(node).map { .index($0) }
    case (nil, nil, nil, let node?, nil, nil):
      let ids = (collector.list(node, key: key + ".sum") ?? []).compactMap(path)
      return ids.isEmpty ? nil : .sum(ids)
    case (nil, nil, nil, nil, let node?, let of?):
      let factor = collector.number(node, key: key + ".times", in: -1e6...1e6)
      guard let source = path(of), let factor else { return nil }
      return .multiple(factor, of: source)
    default:
      collector.report(
        "one rule after the last date", line: node.line, key: key,
        remedy:
          "write hold, { grow: 0.03 }, { step: 30 }, { index: path }, { sum: [path, path] } or { times: 0.01, of: path }"
      )
      return nil
    }
  }
}
