import PolicyModel

/// Lines of a YAML file with the names of today where they have those of version 0.1.0. Only keys and scalars that are a lever's path
/// from end to end are written anew: words in sentences, in comments, in names of files, and in texts over several lines stay.
struct LineUpgrade {
  /// The paths of entities whose terms are brackets.
  let layers: Set<String>
  /// The quote of a text that goes on in the next line.
  private var quote: Character?
  /// How many lists and mappings in signs, `[` and `{`, are open: within them alone a comma ends a scalar.
  private var depth = 0
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
        goOn(in: characters, to: open, &place, &result)
        continue
      }
      if character == "#", place == 0 || characters[place - 1] == " " { return result + String(characters[place...]) }
      if isStart, character == "\"" || character == "'" {
        // A quoted path stands whole between its quotes.
        if let end = characters[(place + 1)...].firstIndex(of: character), isEnd(characters, end + 1) {
          let own = String(characters[(place + 1)..<end])
          if let now = renamed(own) {
            result += String(character) + now + String(character)
            (place, isStart) = (end + 1, false)
            continue
          }
        }
        quote = character
      }
      let isItem = character == "-" && characters[(place + 1)...].first == " "
      if isStart, !isItem, Self.isName(character) {
        var end = place
        while end < characters.count, Self.isName(characters[end]) { end += 1 }
        let word = String(characters[place..<end])
        if isEnd(characters, end), let now = renamed(word) {
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
      switch character {
      case " ": isStart = isStart || result.last == ":" || (depth > 0 && result.last == ",")
      case "[", "{":
        if isStart || depth > 0 { (depth, isStart) = (depth + 1, true) }
      case "]", "}": (depth, isStart) = (max(depth - 1, 0), false)
      case ",": isStart = depth > 0
      case "-": isStart = isItem && result.allSatisfy { $0 == " " }
      default: isStart = false
      }
      result.append(character)
      place += 1
    }
    return result
  }

  /// One character of a quoted text, or the two that stand for one; behind its last the text is over.
  private mutating func goOn(
    in characters: [Character], to open: Character, _ place: inout Int, _ result: inout String
  ) {
    let next = characters[(place + 1)...].first, character = characters[place]
    let isPair = open == "\"" ? character == "\\" : character == "'" && next == "'"
    if !isPair, character == open { quote = nil }
    result.append(character)
    if isPair, let next { result.append(next) }
    place += isPair ? 2 : 1
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

  /// Whether a scalar ends before a place: at the colon of a key, at a sign of the list or mapping it stands in, at a comment or at the
  /// end of the line.
  private func isEnd(_ characters: [Character], _ place: Int) -> Bool {
    let rest = characters[min(place, characters.count)...].drop { $0 == " " }
    guard let next = rest.first else { return true }
    switch next {
    case ":": return rest.count == 1 || rest[rest.startIndex + 1] == " "
    case ",", "]", "}": return depth > 0
    case "#": return rest.startIndex > place
    default: return false
    }
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
