/// The nearest known name to a misspelt one.
public enum Suggestion {
  /// The name in `known` that `name` most likely stands for, or nil if none is near.
  ///
  /// Near means, best first: equal but for case and the signs between words; at most two letters inserted, dropped,
  /// replaced or swapped (one in names of up to three letters); the same words or letters in another order; one the
  /// beginning of the other. Among equals the first in `known` wins.
  public static func nearest(to name: String, in known: some Sequence<String>) -> String? {
    let wanted = Form(name)
    guard !wanted.letters.isEmpty, wanted.letters.count <= 64 else { return nil }
    var best: (name: String, score: Int)?
    for candidate in known {
      guard let score = wanted.score(Form(candidate)) else { continue }
      if score < best?.score ?? .max { best = (candidate, score) }
    }
    return best?.name
  }

  /// `did you mean "x"?` if one is near, and the known names. Names in `likely` are preferred for the former.
  public static func remedy(for name: String, in known: [String], likely: [String] = []) -> String? {
    guard !known.isEmpty else { return "nothing that could stand here is declared" }
    let shown = 20
    let list = known.prefix(shown).joined(separator: ", ") + (known.count > shown ? ", …" : "")
    let found = nearest(to: name, in: likely) ?? nearest(to: name, in: known)
    guard let nearest = found else { return "known here: \(list)" }
    return known.count == 1 ? "did you mean \"\(nearest)\"?" : "did you mean \"\(nearest)\"? Known here: \(list)"
  }

  private struct Form {
    let letters: [Unicode.Scalar]
    let words: [String]

    init(_ name: String) {
      let parts = name.lowercased().split { $0 == "-" || $0 == "_" || $0 == " " || $0 == "." }
      words = parts.map(String.init).sorted()
      letters = Array(parts.joined(separator: "-").unicodeScalars)
    }

    func score(_ other: Form) -> Int? {
      if letters == other.letters { return 0 }
      let allowed = min(letters.count, other.letters.count) <= 3 ? 1 : 2
      if abs(letters.count - other.letters.count) <= allowed {
        let distance = distance(to: other)
        if distance <= allowed { return distance }
      }
      if words == other.words || letters.sorted() == other.letters.sorted() { return 3 }
      let shorter = min(letters.count, other.letters.count)
      if shorter >= 3, letters.starts(with: other.letters) || other.letters.starts(with: letters) { return 4 }
      return nil
    }

    /// Optimal string alignment: the Levenshtein distance with a swap of neighbours counted as one.
    private func distance(to other: Form) -> Int {
      let (a, b) = (letters, other.letters)
      var beforeLast = [Int](repeating: 0, count: b.count + 1)
      var last = Array(0...b.count)
      for i in 1...max(1, a.count) where i <= a.count {
        var row = [i] + [Int](repeating: 0, count: b.count)
        for j in 1...max(1, b.count) where j <= b.count {
          row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
          if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
        }
        (beforeLast, last) = (last, row)
      }
      return last[b.count]
    }
  }
}
