import PolicyModel

/// The text of a file of version 0.1.0 with the names of today. Comments, blanks and the order of lines stay: only names that
/// changed are written anew, and the numbered terms of a layer become its list of brackets.
struct UpgradedText {
  /// Lines that changed, as they were and as they are.
  struct Change: Equatable {
    /// The line of the file as it was, from 1.
    let line: Int
    let then: [String]
    let now: [String]
  }

  /// The file as it is now.
  private(set) var lines: [String] = []
  private(set) var changes: [Change] = []
  private let given: [String]
  private let layers: Set<String>

  /// Keys at the root of a file that hold levers and are no part of their paths.
  private static let roots: Set = ["rules", "assumptions", "changes", "sweep"]

  /// - Parameters:
  ///   - text: a baseline, assumptions, a reform or a sweep.
  ///   - layers: the paths of entities whose terms are brackets.
  init(_ text: String, layers: Set<String>) {
    given = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.layers = layers
    var blocks: [(indent: Int, path: String)] = []
    var place = 0, upgrade = LineUpgrade(layers: layers)
    while place < given.count {
      let line = given[place]
      guard !upgrade.isInText(line), let key = Self.key(line) else {
        put(place..<place + 1, [upgrade.rewritten(line)])
        place += 1
        continue
      }
      let indent = Self.indent(line)
      while let last = blocks.last, last.indent >= indent { blocks.removeLast() }
      let above = blocks.last?.path ?? ""
      if layers.contains(above), FormerNames.bracket(key) != nil {
        let end = end(of: place, indent)
        put(place..<end, brackets(place..<end, indent))
        place = end
        continue
      }
      let isRoot = indent == 0 && Self.roots.contains(key)
      blocks.append((indent, isRoot ? "" : above.isEmpty ? key : "\(above).\(key)"))
      put(place..<place + 1, [upgrade.rewritten(line)])
      place += 1
    }
  }

  private mutating func put(_ range: Range<Int>, _ now: [String]) {
    lines += now
    let then = Array(given[range])
    if now != then { changes.append(Change(line: range.lowerBound + 1, then: then, now: now)) }
  }

  /// The first line after the entries that stand beside the one at `place` and after it, without the comments before it.
  private func end(of place: Int, _ indent: Int) -> Int {
    var end = place + 1, last = end
    while end < given.count {
      if Self.isBlank(given[end]) {
        end += 1
        continue
      }
      guard Self.indent(given[end]) >= indent else { break }
      end += 1
      last = end
    }
    return last
  }

  /// The entries of a layer with its brackets as a list, in the place of the first; what is no bracket stays behind them.
  private func brackets(_ range: Range<Int>, _ indent: Int) -> [String] {
    var terms: [Int: [(key: String, lines: [String])]] = [:]
    var others: [String] = [], pending: [String] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let line = given[place]
      guard let key = Self.key(line), Self.indent(line) == indent else {
        pending.append(line)
        place += 1
        continue
      }
      var next = place + 1
      while next < range.upperBound, Self.isBlank(given[next]) || Self.indent(given[next]) > indent { next += 1 }
      // Comments at the end of an entry stand before the next.
      while next > place + 1, Self.isBlank(given[next - 1]) { next -= 1 }
      var upgrade = LineUpgrade(layers: layers)
      let own = given[place..<next].map { upgrade.rewritten($0) }
      if let bracket = FormerNames.bracket(key) {
        let first = bracket.key + own[0].dropFirst(indent + key.count)
        terms[bracket.number, default: []].append(
          (bracket.key, pending.map { "    " + $0 } + [first] + own.dropFirst().map { "    " + $0 }))
      } else {
        others += pending + own
      }
      pending = []
      place = next
    }
    let blank = String(repeating: " ", count: indent)
    let list = terms.sorted { $0.key < $1.key }.flatMap { _, term in
      term.sorted { $0.key < $1.key }.enumerated().flatMap { order, entry -> [String] in
        entry.lines.map { line in
          line.first == " " || line.isEmpty || line.first == "#" ? line : blank + (order == 0 ? "  - " : "    ") + line
        }
      }
    }
    return ["\(blank)tiers:"] + list + others + pending
  }

  // MARK: - Lines

  private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  private static func isBlank(_ line: String) -> Bool {
    line.first { $0 != " " && $0 != "\t" && $0 != "\r" }.map { $0 == "#" } ?? true
  }

  /// The key of a line of a block mapping.
  private static func key(_ line: String) -> String? {
    let rest = line.drop { $0 == " " }
    let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    return key.isEmpty || rest.dropFirst(key.count).first != ":" ? nil : String(key)
  }
}
