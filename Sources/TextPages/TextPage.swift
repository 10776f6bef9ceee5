import Documents
import Quantities

/// Sets a document in a monospace font, in which a Chinese character takes two columns.
package struct TextPage {
  /// Columns of running text.
  private static let width = 116
  /// The widest line of a table: a line printer's.
  private static let paper = 132

  private let words: DocumentWriter
  /// Blanks before a table.
  private let indent: Int
  private var lines: [String] = []

  /// The document as text, ending with a line feed.
  ///
  /// - Parameter indent: blanks before tables.
  package static func text(_ document: Document, indent: Int = 2) -> String {
    var page = TextPage(document, indent: indent)
    for block in document.blocks { page.set(block) }
    return page.lines.joined(separator: "\n") + "\n"
  }

  private init(_ document: Document, indent: Int) {
    words = DocumentWriter(document)
    self.indent = indent
  }

  private mutating func set(_ block: DocumentBlock) {
    switch block {
    case .title(let text): lines.append(words.string(text))
    case .heading(let text):
      let line = words.string(text)
      lines += ["", "", line, String(repeating: "=", count: DisplayWidth.of(line))]
    case .subheading(let text):
      lines.append("")
      wrap(words.string(text))
    case .caption(let text): lines.append(String(repeating: " ", count: indent) + words.string(text))
    case .paragraph(.phrase(let text), let indent, let hanging):
      wrap(words.string(text), indent: indent, hanging: hanging)
    case .paragraph(.pair(let text), let indent, _):
      for line in words.texts(text) { wrap(line, indent: indent) }
    case .item(.phrase(let text)): wrap("- " + words.string(text), indent: 2, hanging: 2)
    case .item(.pair(let text)):
      let texts = words.texts(text)
      wrap("- " + texts[0], indent: 2, hanging: 2)
      for line in texts.dropFirst() { wrap(line, indent: 4) }
    case .table(let table): lines += set(table).lines(indent: indent)
    case .series(let series):
      var first = 0
      for piece in series.years {
        set(series, first..<first + piece.count)
        first += piece.count
      }
    case .gap: lines.append("")
    }
  }

  /// A table with a column a year, in as many pieces as the paper asks for.
  private mutating func set(_ series: DocumentSeries, _ years: Range<Int>) {
    let table = set(series.table(years))
    if years.count > 1, table.width(indent: indent) > Self.paper {
      let middle = years.lowerBound + (years.count + 1) / 2
      set(series, years.lowerBound..<middle)
      set(series, middle..<years.upperBound)
    } else {
      lines += table.lines(indent: indent)
    }
  }

  /// A paragraph broken at the width of the page.
  private mutating func wrap(_ text: String, indent: Int = 0, hanging: Int = 0) {
    for (position, line) in DisplayWidth.wrap(text, width: Self.width - indent - hanging).enumerated() {
      lines.append(String(repeating: " ", count: indent + (position > 0 ? hanging : 0)) + line)
    }
  }

  // MARK: - Tables

  private func set(_ table: DocumentTable) -> TextTable {
    var set = TextTable(
      zip(heads(table), table.columns).map { ($0, $1.alignment) }, wrapping: table.wrapped, hasHeads: table.hasHeads)
    for row in table.rows {
      set.add(row.enumerated().map { column, cell in words.string(cell, width: table.wrapped[column]) })
    }
    return set
  }

  /// Columns of a narrow head.
  private static let head = 12

  /// Heads of columns. Narrow ones have as many lines as the highest of them, the English above the other language.
  private func heads(_ table: DocumentTable) -> [String] {
    func narrow(_ phrase: Phrase) -> [[String]]? {
      guard case .title(let text, .narrow)? = phrase.fragments.first, phrase.fragments.count == 1 else { return nil }
      return words.texts(text).map { DisplayWidth.wrap($0, width: Self.head) }
    }
    let height = table.columns.compactMap { narrow($0.title)?[0].count }.max() ?? 0
    return table.columns.map { column in
      if let lines = narrow(column.title) {
        let blank = [String](repeating: "", count: height - lines[0].count)
        return (blank + lines.joined()).joined(separator: "\n")
      }
      guard case .title(let text, .broken)? = column.title.fragments.first else { return words.string(column.title) }
      let texts = words.texts(text)
      return (DisplayWidth.wrap(texts[0], width: Self.head) + texts.dropFirst()).joined(separator: "\n")
    }
  }
}
