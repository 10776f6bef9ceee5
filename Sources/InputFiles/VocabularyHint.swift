import PolicyModel

/// What a path that nobody declared means in the words of planners.
enum VocabularyHint {
  /// The levers it means, or that the policy it names is not modelled and what is nearest; nil where nobody knows.
  static func remedy(for path: String, _ registry: LeverRegistry) -> String? {
    let search = LeverSearch(registry)
    if let policy = search.missingPolicy(namedBy: path) {
      let nearest = policy.nearest.filter { registry[$0] != nil }
      let form = registry.form
      return form.shown("not modelled yet", "尚未建模") + " (\(policy.id))"
        + (nearest.isEmpty ? "" : "; \(form.shown("nearest", "最接近")): " + nearest.joined(separator: ", "))
    }
    let meant = search.meant(by: path), shown = 6
    guard let last = meant.prefix(shown).last else { return nil }
    let before = meant.prefix(shown).dropLast().map { "\"\($0.path)\"" }.joined(separator: ", ")
    let more = meant.count > shown ? " `fundcast levers` with the same words lists all \(meant.count)" : ""
    return "did you mean \(before.isEmpty ? "" : before + " or ")\"\(last.path)\"?" + more
  }
}
