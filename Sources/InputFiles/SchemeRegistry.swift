import PolicyModel
import Quantities
import SchemeModel

/// Entities with their rules, and values derived from others: the registry of levers.
extension SchemeBuilder {
  mutating func readRegistry() {
    var entities: [LeverEntity] = []
    for (name, _, reader) in named("entities") {
      let title = reader.localizedText("title") ?? LocalizedText(en: name, zh: name)
      _ = reader.boolean("optional", required: false)
      var rules: [(kind: RuleKind, leverIDs: [String])] = []
      if let declared = reader.mapping("rules") {
        for entry in declared.entries {
          let key = declared.path(of: entry.key)
          guard let kind = RuleKind.named(entry.key) else {
            collector.report(
              "no rule kind has this name", line: entry.line, key: key,
              remedy: Suggestion.remedy(for: entry.key, in: RuleKind.all.map(\.id)))
            continue
          }
          let ids = (collector.list(entry.value, key: key) ?? []).compactMap { collector.text($0, key: key) }
          rules.append((kind, ids))
        }
      }
      reader.finish()
      entities.append(LeverEntity(path: name, title: title, rules: rules))
    }
    var lags: [(path: String, title: LocalizedText, of: String)] = []
    for (name, _, reader) in named("derived", required: false) {
      let title = reader.localizedText("title")
      let source = reader.text("lag")
      reader.finish()
      if let title, let source { lags.append((name, title, source)) }
    }
    registry = LeverRegistry(entities: entities, lags: lags, omitted: omitted, vocabulary: readVocabulary())
    for lag in lags where registry[lag.of] == nil {
      collector.report(
        "a derived value lags a lever that does not exist", key: "derived.\(lag.path)", value: lag.of,
        remedy: Suggestion.remedy(for: lag.of, in: registry.paths))
    }
  }
}
