import PolicyModel

/// What a path that nobody declared means in the words of planners.
enum VocabularyHint {
  /// The levers it means, or that the policy it names is not modelled and what is nearest; nil where nobody knows.
  static func remedy(for path: String, _ registry: LeverRegistry) -> String? {
    let search = LeverSearch(registry)
    if let policy = search.missingPolicy(namedBy: path) {
      let nearest = policy.nearest.filter { registry[$0] != nil }
      return "not modelled yet 尚未建模 (\(policy.id))"
        + (nearest.isEmpty ? "" : "; nearest 最接近: " + nearest.joined(separator: ", "))
    }
    let meant = search.meant(by: path).map { "\"\($0.path)\"" }
    guard let last = meant.last else { return nil }
    return "did you mean " + (meant.dropLast().isEmpty ? "" : meant.dropLast().joined(separator: ", ") + " or ") + last
      + "?"
  }
}
