import PolicyModel
import Quantities

/// What stands in a cell of a document: a value with the form in which it is printed, or words.
package enum DocumentCell: Sendable, ExpressibleByStringInterpolation {
  case text(Phrase)
  /// A title, side by side in two languages where its column is wide enough and on two lines where not; then the path by which files
  /// know it, and what is to be said of it.
  case named(LocalizedText, path: String? = nil, note: Phrase = "")
  /// An amount in the smallest unit of money.
  case money(Double)
  /// The same with its sign, of a difference.
  case change(Double)
  /// Persons.
  case people(Double)
  /// A share, printed as per cent.
  case percent(Double, decimals: Int = 1)
  case number(Double, decimals: Int)
  /// The same with its sign, of a difference.
  case signed(Double, decimals: Int)
  case year(Int)
  /// There is no such value.
  case none

  package init(stringLiteral value: String) { self = .text(Phrase(value)) }

  package init(stringInterpolation: Phrase.StringInterpolation) {
    self = .text(Phrase(stringInterpolation: stringInterpolation))
  }

  /// A title in two languages side by side.
  package static func title(_ text: LocalizedText) -> DocumentCell { .text(Phrase(text)) }

  /// A number, if there is one.
  package static func optional(_ value: Double?, decimals: Int) -> DocumentCell {
    value.map { .number($0, decimals: decimals) } ?? .none
  }
}

/// English and Chinese side by side as the words of a cell.
package func both(_ en: String, _ zh: String) -> DocumentCell { .text(both(en, zh)) }

/// A column of a table: its head, and on which side its cells stand.
package struct DocumentColumn: Sendable {
  package enum Alignment: Sendable { case left, right }

  package let title: Phrase
  package let alignment: Alignment

  /// A column of words.
  package static func left(_ title: Phrase) -> DocumentColumn { DocumentColumn(title: title, alignment: .left) }
  /// The same, the head in English and Chinese side by side.
  package static func left(_ en: String, _ zh: String) -> DocumentColumn { left(both(en, zh)) }
  /// A column of numbers.
  package static func right(_ title: Phrase) -> DocumentColumn { DocumentColumn(title: title, alignment: .right) }
  /// The same, the Chinese below the English.
  package static func right(_ en: String, _ zh: String) -> DocumentColumn { right(stacked(en, zh)) }
}

/// A table that fits a page.
package struct DocumentTable: Sendable {
  package let columns: [DocumentColumn]
  /// Columns whose cells run over as many lines as they need, with their width.
  package let wrapped: [Int: Int]
  /// Whether the heads of the columns are printed.
  package let hasHeads: Bool
  package private(set) var rows: [[DocumentCell]] = []

  package init(
    _ columns: [DocumentColumn], wrapping: [Int: Int] = [:], hasHeads: Bool = true
  ) {
    self.columns = columns
    self.hasHeads = hasHeads
    wrapped = wrapping
  }

  /// One column to the left, the others to the right.
  ///
  /// - Parameter width: where given, cells of the first column run over lines of this width.
  package init(first: Phrase, _ others: [Phrase], wrappingFirst width: Int? = nil) {
    self.init([.left(first)] + others.map { .right($0) }, wrapping: width.map { [0: $0] } ?? [:])
  }

  package mutating func add(_ cells: [DocumentCell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells in a table of \(columns.count) columns")
    rows.append(cells)
  }

  package var isEmpty: Bool { rows.isEmpty }
}

/// Values by year, a column a year.
package struct DocumentSeries: Sendable {
  /// What the rows are.
  package let head: Phrase
  /// Calendar years, in as many tables as they are shown in.
  package let years: [[Int]]
  /// A year that stands first in each of these tables, and has the first value of every row.
  package let opening: Int?
  /// Where given, names run over lines of this width.
  package let width: Int?
  package private(set) var rows: [(name: DocumentCell, values: [DocumentCell])] = []

  package init(_ head: Phrase, years: [[Int]], opening: Int? = nil, width: Int? = nil) {
    self.head = head
    self.years = years
    self.opening = opening
    self.width = width
  }

  /// A row; the values in the order of the years, that of the opening first.
  package mutating func add(_ name: DocumentCell, _ values: [DocumentCell]) { rows.append((name, values)) }

  package var isEmpty: Bool { rows.isEmpty }

  /// The table of some of its years, by their place among all.
  package func table(_ places: Range<Int>) -> DocumentTable {
    let all = years.flatMap { $0 }, first = opening == nil ? 0 : 1
    let shown = (opening == nil ? [] : [0]) + places.map { $0 + first }
    var table = DocumentTable(
      first: head, (opening.map { ["\($0)"] } ?? []) + places.map { "\(all[$0])" }, wrappingFirst: width)
    for row in rows { table.add([row.name] + shown.map { row.values[$0] }) }
    return table
  }
}
