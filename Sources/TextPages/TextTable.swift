import Documents

/// A table in a monospace font.
struct TextTable {
  /// Titles may have several lines, separated by line feeds.
  private let columns: [(title: String, alignment: DocumentColumn.Alignment)]
  private var rows: [[String]] = []
  /// Columns whose cells run over as many lines as they need, with their width; a line feed in a cell begins a new one.
  private let wrapped: [Int: Int]
  private let hasHeads: Bool

  init(
    _ columns: [(title: String, alignment: DocumentColumn.Alignment)], wrapping: [Int: Int] = [:], hasHeads: Bool = true
  ) {
    self.columns = columns
    self.hasHeads = hasHeads
    wrapped = wrapping
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "\(cells.count) cells in a table of \(columns.count) columns")
    let pieces = cells.enumerated().map { column, cell in
      wrapped[column].map { width in
        cell.split(separator: "\n").flatMap { DisplayWidth.wrap(String($0), width: width) }
      } ?? [cell]
    }
    for row in 0..<(pieces.map(\.count).max() ?? 0) { rows.append(pieces.map { row < $0.count ? $0[row] : "" }) }
  }

  /// Columns of the page that it takes.
  func width(indent: Int = 2) -> Int { lines(indent: indent).map(DisplayWidth.of).max() ?? 0 }

  /// Lines, two blanks between columns, none at the end of a line.
  func lines(indent: Int = 2) -> [String] {
    let titles = columns.map { $0.title.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    let height = titles.map(\.count).max() ?? 0
    let headings = (0..<height).map { row in titles.map { row < $0.count ? $0[row] : "" } }
    let cells = headings + rows
    let sizes = cells.map { $0.map(DisplayWidth.of) }
    let widths = columns.indices.map { column in sizes.map { $0[column] }.max() ?? 0 }
    let blanks = (0...(widths.max() ?? 0)).map { String(repeating: " ", count: $0) }
    let rule = widths.map { String(repeating: "-", count: $0) }
    let margin = String(repeating: " ", count: indent)
    func line(_ cells: [String], _ sizes: [Int]) -> String {
      var line = margin
      for (column, cell) in cells.enumerated() {
        let padding = blanks[widths[column] - sizes[column]]
        if column > 0 { line += "  " }
        line += columns[column].alignment == .left ? cell + padding : padding + cell
      }
      return line.withoutTrailingBlanks
    }
    let head = hasHeads ? (0..<height).map { line(cells[$0], sizes[$0]) } + [line(rule, widths)] : []
    return head
      + (height..<cells.count).map { line(cells[$0], sizes[$0]) }
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String {
    let last = utf8.lastIndex { $0 != UInt8(ascii: " ") }
    guard let last else { return "" }
    return String(self[..<utf8.index(after: last)])
  }
}
