import PolicyModel

/// Lines of a YAML file with the names of today where they have those of version 0.1.0. Only keys and scalars that are a lever's path
/// from end to end are written anew: words in sentences, in comments, in names of files, and in texts over several lines stay.
struct LineUpgrade {
  /// The paths of entities whose terms are brackets.
  let layers: Set<String>
  /// The quote of a text that goes on in the next line.
  private var quote: Character?
  /// The indent of the key whose text stands below it, after `|` or `>`.
  private var blockIndent: Int?
  /// The indent of a key whose unit changes and stands on a line below.
  private var unit: (indent: Int, then: String, now: String)?

  init(layers: Set<String>) { self.layers = layers }

  /// Whether the next line is in the middle of a text.
  func isInText(_ line: String) -> Bool {
    if quote != nil { return true }
    guard let blockIndent else { return false }
    return line.allSatisfy { $0 == " " } || line.prefix { $0 == " " }.count > blockIndent
  }

  /// The next line as it should be.
  mutating func rewritten(_ line: String) -> String {
    if quote == nil, isInText(line) { return line }
    blockIndent = nil
    let indent = line.prefix { $0 == " " }.count
    var line = line
    if let own = unit {
      if indent <= own.indent, line.contains(where: { $0 != " " }) {
        unit = nil
      } else {
        line = Self.replacing("unit: \(own.then)", with: "unit: \(own.now)", in: line)
      }
    }
    let result = scan(line, indent)
    if quote == nil, let sign = line.split(separator: " ").last?.first, sign == "|" || sign == ">", line.contains(":") {
      blockIndent = indent
    }
    return result
  }

  private mutating func scan(_ line: String, _ indent: Int) -> String {
    let characters = Array(line)
    var result = "", place = 0, isStart = true
    while place < characters.count {
      let character = characters[place]
      if let open = quote {
        result.append(character)
        place += 1
        if open == "\"", character == "\\", place < characters.count {
          result.append(characters[place])
          place += 1
        } else if character == open {
          if open == "'", place < characters.count, characters[place] == "'" {
            result.append("'")
            place += 1
          } else {
            quote = nil
          }
        }
        continue
      }
      if character == "#", place == 0 || characters[place - 1] == " " { return result + String(characters[place...]) }
      if isStart, character == "\"" || character == "'" {
        // A quoted path stands whole between its quotes.
        if let end = characters[(place + 1)...].firstIndex(of: character), Self.isEnd(characters, end + 1) {
          let own = String(characters[(place + 1)..<end])
          if let now = renamed(own) {
            result += String(character) + now + String(character)
            (place, isStart) = (end + 1, false)
            continue
          }
        }
        quote = character
        result.append(character)
        place += 1
        continue
      }
      if isStart, Self.isName(character) {
        var end = place
        while end < characters.count, Self.isName(characters[end]) { end += 1 }
        let word = String(characters[place..<end])
        if Self.isEnd(characters, end), let now = renamed(word) {
          result += now
          if end < characters.count, characters[end] == ":", let change = FormerNames.units[word.lastPart] {
            let rest = String(characters[end...])
            guard rest.contains("unit:") else {
              unit = (indent, change.then, change.now)
              place = end
              continue
            }
            return result + scan(Self.replacing("unit: \(change.then)", with: "unit: \(change.now)", in: rest), indent)
          }
        } else {
          result += word
        }
        (place, isStart) = (end, false)
        continue
      }
      isStart =
        character == " " ? isStart || [":", "-", ","].contains(characters[..<place].last) : "[{,".contains(character)
      result.append(character)
      place += 1
    }
    return result
  }

  /// The name of today of a path of then; nil where it is none.
  private func renamed(_ path: String) -> String? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let last = parts.last, let now = FormerNames.parameters[last] {
      return (parts.dropLast() + [now]).joined(separator: ".")
    }
    return FormerNames.path(of: path) { now in
      layers.contains { now.hasPrefix($0 + ".tiers.") && !now.dropFirst($0.count + 7).contains(".tiers.") }
    }
  }

  private static func isName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
  }

  /// Whether a scalar ends before a place: at a colon, a sign of a list or mapping, a comment or the end.
  private static func isEnd(_ characters: [Character], _ place: Int) -> Bool {
    var place = place
    while place < characters.count, characters[place] == " " { place += 1 }
    guard place < characters.count else { return true }
    return ":,]}".contains(characters[place]) || characters[place] == "#"
  }

  /// The text with the first of some words replaced.
  private static func replacing(_ words: String, with others: String, in text: String) -> String {
    guard let range = text.firstRange(of: words) else { return text }
    return text[..<range.lowerBound] + others + text[range.upperBound...]
  }
}

extension String {
  fileprivate var lastPart: String { String(split(separator: ".").last ?? "") }
}
