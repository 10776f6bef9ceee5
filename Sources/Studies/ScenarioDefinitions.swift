import PolicyModel
import Quantities

/// Stacks of reforms as scenarios.
extension PolicyStudy {
  /// The scenarios of a stack: one, or where the last reform holds in some years only, that and the same with it in all.
  static func definitions(_ stack: [Reform]) throws -> [ScenarioDefinition] {
    if let early = stack.dropLast().first(where: { $0.reaction != nil }), let location = early.reaction?.location {
      throw FundcastError(
        .data,
        Diagnostic(
          "a reform with `when` must be the last of a stack", file: location.file, line: location.line, key: "when",
          remedy: "name it last"))
    }
    let whole = definition(stack)
    guard let last = stack.last, last.reaction != nil else { return [whole] }
    return [
      ScenarioDefinition(
        id: whole.id, title: whole.title, reforms: Array(stack.dropLast()), reacting: last),
      ScenarioDefinition(
        id: whole.id + "-always",
        title: whole.title.joined(
          LocalizedText(en: "in all years", zh: "始终执行"), en: ", ", local: "（", end: "）"), reforms: stack),
    ]
  }

  static func definition(_ stack: [Reform]) -> ScenarioDefinition {
    if let name = stack.compactMap(\.scenario).last {
      return ScenarioDefinition(id: name, title: LocalizedText(name), reforms: stack)
    }
    let titles = stack.map(\.title)
    return ScenarioDefinition(
      id: stack.map(\.id).joined(separator: "+"),
      title: titles.dropFirst().reduce(titles.first ?? LocalizedText("")) {
        $0.joined($1, en: " + ", local: "＋")
      }, reforms: stack)
  }

  func checkNames(_ definitions: [ScenarioDefinition]) throws {
    var seen: Set<String> = []
    for definition in definitions where !seen.insert(definition.id).inserted {
      throw FundcastError(
        .usage,
        Diagnostic(
          "two scenarios have the same name", key: "--reform", value: definition.id,
          remedy: "a scenario is named after its files: rename one, or leave one out"))
    }
  }
}
