import PolicyModel
import Quantities
import SchemeLanguage
import Shapes

/// The file beside a scheme that says what planners call its policies and levers. No figure depends on it.
enum VocabularyFile {
  /// Understands a file and reports everything that is wrong with it.
  static func read(_ source: YAMLSource) throws -> LeverVocabulary {
    let collector = source.collector
    guard let root = MappingReader(source.document.root, PlaceShapes.levers, collector: collector) else {
      try collector.throwIfAny()
      return LeverVocabulary()
    }
    let section = root.mapping("policies")
    var ids: Set<String> = []
    let policies = (section?.entries ?? []).compactMap { entry -> PolicyLever? in
      guard ids.insert(entry.key.lowercased()).inserted else {
        collector.report(
          "two policies have one id", line: entry.line, key: entry.key,
          remedy: "rename one: small and large letters are the same here")
        return nil
      }
      return section?.mapping(entry).flatMap { policy(entry.key, $0) }
    }
    let terms = (root.mappings("terms") ?? []).map {
      LeverVocabulary.Term(words: $0.texts("words"), levers: $0.texts("levers"))
    }
    try collector.throwIfAny()
    return LeverVocabulary(policies: policies, terms: terms)
  }

  private static func policy(_ id: String, _ reader: MappingReader) -> PolicyLever? {
    let title = reader.localizedText("title")
    let moves = (reader.list("moves") ?? []).compactMap { node -> LeverPattern? in
      guard let text = reader.collector.text(node, key: reader.path(of: "moves")) else { return nil }
      if let pattern = LeverPattern(text) { return pattern }
      reader.collector.report(
        "this names no levers", line: node.line, key: reader.path(of: "moves"), value: text,
        remedy: "write an entity, entity:kind or a lever's path, for example \"*.inpatient:benefit\"")
      return nil
    }
    let why = reader.localizedText("no-flows"), remark = reader.localizedText("remark")
    let words = reader.texts("words"), nearest = reader.texts("nearest"), reforms = reader.texts("reforms")
    let lacking = reader.localizedText("lacking")
    guard let title else { return nil }
    return PolicyLever(
      id: id, title: title, effect: why.map { .none($0) } ?? .flows, moves: moves, words: words,
      standIns: StandIns(nearest: nearest, remark: remark, reforms: reforms, lacking: lacking))
  }

  /// What a policy moves is there: a name that no lever has is a mistake.
  static func checkMoves(_ vocabulary: LeverVocabulary, _ scheme: SchemeDeclaration, _ collector: DiagnosticCollector) {
    let levers = scheme.entities.flatMap { entity in
      let names = LeverPattern.EntityNames(entity.path.text)
      return entity.rules.flatMap { rule in rule.parameters.map { (names, rule.id, $0.name) } }
    }
    for policy in vocabulary.policies {
      for pattern in policy.moves where !levers.contains(where: { pattern.matches($0.0, kind: $0.1, parameter: $0.2) })
      {
        collector.report(
          "no lever of the scheme is meant", key: "policies.\(policy.id).moves", value: pattern.text,
          remedy: Suggestion.remedy(for: pattern.text, in: scheme.entities.map(\.path.text)))
      }
    }
  }
}
