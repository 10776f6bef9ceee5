import InputFiles

/// What is said of drafts, which run only when they are named.
enum DraftText {
  /// `2 drafts in reforms/drafts/ not run 未计算: a, b`; nil where there is none.
  static func skipped(_ folder: Place, _ what: String) -> String? {
    let paths = folder.draftPaths, shown = 8
    guard !paths.isEmpty else { return nil }
    let names = paths.compactMap { $0.split(separator: "/").last.map(String.init) }
    return "\(paths.count) \(paths.count == 1 ? "draft" : "drafts") in reforms/drafts/ \(what): "
      + names.prefix(shown).joined(separator: ", ") + (names.count > shown ? ", …" : "")
  }
}
