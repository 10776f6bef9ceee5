import _TestSupport

/// Makes cases from the lines of base files: structure-aware for the most part, blind bytes for the rest.
struct Mutator {
  let corpus: Corpus
  var generator: SeededGenerator

  mutating func next() -> FuzzCase {
    switch generator.below(100) {
    case 0..<12: return setting()
    case 12..<32: return mutated(generator.pick(corpus.reforms))
    case 32..<72: return mutated(generator.pick(corpus.places))
    default: return mutated(generator.pick(corpus.tables))
    }
  }

  private mutating func mutated(_ file: String) -> FuzzCase {
    let base = corpus.lines[file] ?? []
    var edits: [FuzzCase.Edit] = []
    var isCut = false
    if file.hasSuffix(".csv"), generator.one(in: 35) { return wholeColumn(file, base) }
    for _ in 0..<(generator.one(in: 70) ? 1 : 1 + generator.below(4)) {
      let line = generator.below(base.count)
      guard !edits.contains(where: { $0.line == line }) else { continue }
      let old = base[line]
      switch generator.below(20) {
      case 0: edits.append(.init(line: line, lines: []))
      case 1: edits.append(.init(line: line, lines: [old, old]))
      case 2:
        let other = generator.below(base.count)
        guard other != line, !edits.contains(where: { $0.line == other }) else { continue }
        edits.append(.init(line: line, lines: [base[other]]))
        edits.append(.init(line: other, lines: [old]))
      case 3: edits.append(.init(line: line, lines: [bytes(old)]))
      case 4 where generator.one(in: 20):
        isCut = true
        edits = edits.filter { $0.line < line }
        edits.append(.init(line: line, lines: [Array(old.prefix(generator.below(old.count + 1)))]))
      case 5: edits.append(.init(line: line, lines: [old, Array(generator.pick(Hostile.snippets).utf8)]))
      case 6:
        edits.append(
          .init(line: line, lines: [Array(repeating: 32, count: generator.below(6)) + old.drop { $0 == 32 }]))
      case 7..<13: edits.append(.init(line: line, lines: [token(old, Hostile.scalars)]))
      default: edits.append(.init(line: line, lines: [token(old, Hostile.numbers)]))
      }
      if isCut { break }
    }
    return FuzzCase(file: file, edits: edits, isCut: isCut)
  }

  /// One column the same in all rows, or in all rows of a category: what survives reading and troubles the engine.
  private mutating func wholeColumn(_ file: String, _ base: [[UInt8]]) -> FuzzCase {
    guard let header = base.firstIndex(where: { $0.first != UInt8(ascii: "#") }) else {
      return FuzzCase(file: file, edits: [])
    }
    let columns = base[header].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).count
    let column = generator.one(in: 75) ? columns - 1 : generator.below(columns)
    let value = Array(generator.pick(Hostile.numbers).utf8)
    let from = generator.one(in: 50) ? header + 1 : header + 1 + generator.below(base.count - header)
    let to = generator.one(in: 50) ? base.count : min(base.count, from + generator.below(110))
    var edits: [FuzzCase.Edit] = []
    for line in from..<max(from, to) where !base[line].isEmpty {
      var cells = base[line].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Array.init)
      guard cells.indices.contains(column) else { continue }
      cells[column] = value
      edits.append(.init(line: line, lines: [Array(cells.joined(separator: [UInt8(ascii: ",")]))]))
    }
    return FuzzCase(file: file, edits: edits)
  }

  /// A number or word of the line replaced.
  private mutating func token(_ line: [UInt8], _ values: [String]) -> [UInt8] {
    func isSeparator(_ byte: UInt8) -> Bool { " ,:{}[]\"".utf8.contains(byte) }
    let numbersOnly = generator.one(in: 70)
    var tokens: [Range<Int>] = []
    var start = 0
    for index in 0...line.count where index == line.count || isSeparator(line[index]) {
      if index > start, !numbersOnly || line[start] &- 48 < 10 || line[start] == UInt8(ascii: "-") {
        tokens.append(start..<index)
      }
      start = index + 1
    }
    guard !tokens.isEmpty else { return line + Array(generator.pick(values).utf8) }
    var result = line
    result.replaceSubrange(generator.pick(tokens), with: generator.pick(values).utf8)
    return result
  }

  private mutating func bytes(_ line: [UInt8]) -> [UInt8] {
    var result = line
    for _ in 0...generator.below(4) {
      let place = generator.below(result.count + 1)
      if generator.one(in: 50) || place >= result.count {
        result.insert(UInt8(generator.below(256)), at: place)
      } else {
        result[place] = UInt8(generator.below(256))
      }
    }
    return result
  }

  /// A `--set`.
  private mutating func setting() -> FuzzCase {
    var text: String
    if generator.one(in: 10) {
      text = generator.pick(Hostile.scalars) + generator.pick(["=", ":", ",", ""]) + generator.pick(Hostile.scalars)
    } else {
      let path = generator.one(in: 95) ? generator.pick(corpus.levers) : generator.pick(Hostile.scalars)
      text = path + "="
      for index in 0...generator.below(3) {
        let date = generator.pick([
          "2020", "2021", "2022", "2023", "2021-02", "2021-02..2021-06", "2019", "2090", "20", "0x7E5",
        ])
        let value = generator.pick(generator.one(in: 80) ? Hostile.numbers : Hostile.scalars)
        text += (index > 0 ? "," : "") + date + ":" + value
      }
    }
    return FuzzCase(file: "--set", edits: [.init(line: 0, lines: [Array(text.utf8)])])
  }
}
