import SchemeModel

/// Where rendered bytes go, a piece at a time.
public typealias ByteSink = (_ bytes: UnsafeRawBufferPointer) throws -> Void

/// A table of any length: its shape, and its rows in parts that are made when they are asked for.
///
/// Rows are typed cells, see ``Cell``; whoever renders a table takes them in blocks, so that millions of rows need little memory.
package struct Table {
  package let shape: TableShape
  /// How the country of its scheme writes: money and languages in headers.
  package let form: SchemeForm
  package let parts: [TablePart]

  package init(_ shape: TableShape, form: SchemeForm, parts: [TablePart]) {
    self.shape = shape
    self.form = form
    self.parts = parts
  }

  package var headers: [String] { shape.headers(form) }
}

/// Rows of a table that begin with the same cells.
package struct TablePart {
  /// The texts that every row begins with, in the order of the first columns.
  package let leading: [String]
  /// Parts of a table with the same number have the same rows behind the leading cells; nil where nothing is known of that.
  package let content: Int?
  /// Writes what stands behind the leading cells.
  package let fill: (_ rows: inout TableRows) throws -> Void

  package init(
    leading: [String] = [], content: Int? = nil, _ fill: @escaping (_ rows: inout TableRows) throws -> Void
  ) {
    self.leading = leading
    self.content = content
    self.fill = fill
  }
}

/// A cell, or several that stand side by side and are named together.
package enum Cell {
  /// There is no such value.
  case empty
  case integer(Int)
  /// A number and the digits after its point that are printed, 0…9.
  case number(Double, decimals: Int)
  /// Texts, by their place in the labels of the block; they take a cell each.
  case label(Int)
}

/// Rows one after another, as ``TableRows`` hands them on.
package struct RowBlock {
  /// The cells of all rows, without the leading ones; a row ends where its columns are full.
  package let cells: ContiguousArray<Cell>
  /// The texts by the numbers that cells have; later blocks have the same ones, and more.
  package let labels: [[String]]
}

/// Takes the rows of a table cell by cell, in the order of its columns, and hands them on in blocks.
///
/// The methods say how many digits are printed: money has two, persons one, rates six.
package struct TableRows {
  /// Cells of a block: they fit the cache of a processor.
  @usableFromInline static let blockSize = 4096

  /// Texts made ready before.
  package struct Label {
    @usableFromInline let number: Int
    @usableFromInline let width: Int

    @usableFromInline init(number: Int, width: Int) {
      self.number = number
      self.width = width
    }
  }

  @usableFromInline let columns: Int
  private let take: (RowBlock) throws -> Void
  @usableFromInline var cells = ContiguousArray<Cell>()
  @usableFromInline var column = 0
  private var labels: [[String]] = []
  private var numbers: [[String]: Int] = [:]

  /// - Parameters:
  ///   - columns: those behind the leading ones.
  ///   - take: what becomes of a block.
  package init(columns: Int, _ take: @escaping (RowBlock) throws -> Void) {
    self.columns = columns
    self.take = take
    cells.reserveCapacity(Self.blockSize + 64)
  }

  /// Texts for cells side by side, which may stand in many rows; the same texts have the same label.
  package mutating func label(_ texts: String...) -> Label {
    if let number = numbers[texts] { return Label(number: number, width: texts.count) }
    numbers[texts] = labels.count
    labels.append(texts)
    return Label(number: labels.count - 1, width: texts.count)
  }

  /// Texts made ready before.
  @inlinable package mutating func text(_ label: Label) {
    cells.append(.label(label.number))
    column += label.width
  }

  /// A text.
  package mutating func text(_ value: String) { text(label(value)) }

  /// An empty cell: there is no such value.
  @inlinable package mutating func empty() { add(.empty) }

  /// A whole number.
  @inlinable package mutating func integer(_ value: Int) { add(.integer(value)) }

  /// An amount of money, to 0.01.
  @inlinable package mutating func money(_ value: Double) { add(.number(value, decimals: 2)) }

  /// Persons, person-years or services, to 0.1.
  @inlinable package mutating func persons(_ value: Double) { add(.number(value, decimals: 1)) }

  /// A rate, share or ratio, to 0.000001.
  @inlinable package mutating func rate(_ value: Double) { add(.number(value, decimals: 6)) }

  /// A number with so many decimals, 0…9; an empty cell where there is none.
  @inlinable package mutating func number(_ value: Double?, decimals: Int) {
    if let value { add(.number(value, decimals: decimals)) } else { add(.empty) }
  }

  @inlinable mutating func add(_ cell: Cell) {
    cells.append(cell)
    column += 1
  }

  /// Ends the row.
  ///
  /// - Throws: what the taker of blocks throws.
  /// - Precondition: the row has as many cells as there are columns.
  @inlinable package mutating func endRow() throws {
    precondition(column == columns, "a row of another table")
    column = 0
    if cells.count >= Self.blockSize { try handOn() }
  }

  /// Hands on what is left.
  package mutating func finish() throws { if !cells.isEmpty { try handOn() } }

  @usableFromInline mutating func handOn() throws {
    try take(RowBlock(cells: cells, labels: labels))
    cells.removeAll(keepingCapacity: true)
  }
}
