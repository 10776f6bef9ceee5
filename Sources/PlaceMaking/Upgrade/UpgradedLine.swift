import PolicyModel

/// One line with the names of today where it has those of version 0.1.0.
enum UpgradedLine {
  /// Rewrites the paths and keys of a line. Comments stay, and so do quoted sentences: a quoted path has no blank in it.
  static func text(_ line: String, layers: Set<String>) -> String {
    var result = "", word = ""
    var quote: Character?
    var quoted = ""
    var last: Character = " "
    var units: [(then: String, now: String)] = []
    func renamed(_ word: String) -> String {
      let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      units += parts.compactMap { FormerNames.units[$0] }
      let now = parts.map { FormerNames.parameters[$0] ?? $0 }.joined(separator: ".")
      let path = FormerNames.path(of: now) { path in layers.contains { path.hasPrefix($0 + ".tiers.") } }
      return path ?? now
    }
    func flush() {
      result += renamed(word)
      word = ""
    }
    var rest = line[...]
    while let character = rest.popFirst() {
      if let open = quote {
        if character == open {
          result += (quoted.contains(" ") ? quoted : text(quoted, layers: layers)) + String(character)
          (quote, quoted) = (nil, "")
        } else {
          quoted.append(character)
        }
      } else if character == "#", last == " " {
        flush()
        return finish(result, units) + String(character) + rest
      } else if character.isASCII, character.isLetter || character.isNumber || character == "-" || character == "." {
        word.append(character)
      } else {
        flush()
        result.append(character)
        if character == "\"" || character == "'", " :[{,".contains(last) { quote = character }
      }
      last = character
    }
    flush()
    return finish(result + quoted, units)
  }

  private static func finish(_ text: String, _ units: [(then: String, now: String)]) -> String {
    units.reduce(text) { text, unit in
      guard let range = text.firstRange(of: "unit: \(unit.then)") else { return text }
      return text.replacingCharacters(in: range, with: "unit: \(unit.now)")
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
