import PolicyModel
import Quantities
import Shapes

/// A table in CSV (RFC 4180): comment lines that begin with `#`, a header, rows.
///
/// Blank lines are passed over, spaces and tabs around a cell are dropped. Cells stay bytes until they are asked for.
struct CSVTable {
  /// The most columns a table has.
  static let columnLimit = 2000

  /// The file as the user named it.
  let file: String
  /// The file as it was read.
  let record: InputRecord
  /// The lines before the header, without their `#`: where the numbers come from.
  let sourceHeader: [String]
  /// The names of the columns.
  let columns: [String]
  /// The line of the header, from 1.
  let headerLine: Int
  /// The line of each row.
  let rowLines: [Int]
  /// Whether every row was read; if not, what seems to be missing may stand in a row that is at fault.
  let isWhole: Bool

  /// The text of the file, followed by the cells that held doubled quotes.
  private let bytes: [UInt8]
  /// The place of each cell, row by row.
  private let cells: [Range<Int32>]

  /// The number of rows below the header.
  var rowCount: Int { rowLines.count }

  /// Reads `file`. Faulty rows are reported and left out; it throws only if no table can be made.
  init(_ file: TextFile, collector: DiagnosticCollector) throws {
    self.file = file.name
    record = file.record
    collector.reads(file.bytes)
    var scanner = CSVScanner(bytes: file.bytes)
    var comments: [String] = []
    while let comment = scanner.comment() { comments.append(comment) }
    sourceHeader = comments
    guard let header = scanner.record(limit: Self.columnLimit + 1) else {
      if let fault = scanner.fault {
        collector.report(fault.message, line: fault.line, remedy: fault.remedy)
      } else {
        collector.report("the table has no header", remedy: "begin with a line such as sex,age,2020")
      }
      throw FundcastError(.data, collector.diagnostics)
    }
    headerLine = header.line
    columns = header.cells.map { place in
      String(decoding: scanner.bytes[Int(place.lowerBound)..<Int(place.upperBound)], as: UTF8.self)
    }
    let isHeaderGood = Self.check(columns, line: header.line, collector: collector)
    var lines: [Int] = []
    var places: [Range<Int32>] = []
    var misfits: [(line: Int, cells: Int)] = []
    var leftOut = 0
    while isHeaderGood, !collector.isFull, misfits.count < DiagnosticCollector.limit,
      let record = scanner.record(limit: columns.count)
    {
      if record.isComment {
        collector.report("a comment among the rows", line: record.line, remedy: "move it above the header")
        leftOut += 1
      } else if record.count != columns.count {
        misfits.append((record.line, record.count))
        leftOut += 1
      } else {
        lines.append(record.line)
        places.append(contentsOf: record.cells)
      }
    }
    Self.report(misfits, columns, header: header.line, isEveryRow: lines.isEmpty, collector: collector)
    if let fault = scanner.fault {
      collector.report(fault.message, line: fault.line, value: fault.value, remedy: fault.remedy)
    }
    if isHeaderGood, lines.isEmpty, leftOut == 0, scanner.fault == nil {
      collector.report("the table has no rows", line: header.line, remedy: "add them below the header")
    }
    if !isHeaderGood || lines.isEmpty { throw FundcastError(.data, collector.diagnostics) }
    rowLines = lines
    isWhole = leftOut == 0 && scanner.fault == nil
    cells = places
    bytes = scanner.bytes
  }

  /// Tells of the rows that have more or fewer cells than the header has columns. Where that is every row, and all are of one
  /// length, it is the header that is at fault.
  private static func report(
    _ misfits: [(line: Int, cells: Int)], _ columns: [String], header: Int, isEveryRow: Bool,
    collector: DiagnosticCollector
  ) {
    func text(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
    let wanted = text(columns.count, "column")
    if isEveryRow, misfits.count > 1, let cells = misfits.first?.cells, misfits.allSatisfy({ $0.cells == cells }) {
      collector.report(
        "the header has \(wanted), every row \(text(cells, "cell"))", line: header,
        value: columns.joined(separator: ","),
        remedy: cells > columns.count
          ? "name every column in the header, or delete what the rows have too much"
          : "delete the column that the rows do not have, or add its cells", isLineSuspect: true)
      return
    }
    for misfit in misfits {
      collector.report(
        "the row has \(text(misfit.cells, "cell")), the header \(wanted)", line: misfit.line,
        remedy: misfit.cells < columns.count
          ? "add what is missing after \"\(columns[misfit.cells - 1])\""
          : "delete what is too much, or put text that holds a comma in quotes", isLineSuspect: true)
    }
  }

  private static func check(_ columns: [String], line: Int, collector: DiagnosticCollector) -> Bool {
    if columns.count > columnLimit {
      collector.report("the header has more than \(columnLimit) columns", line: line, remedy: "check the file")
      return false
    }
    if columns.count == 1, let sign = columns[0].first(where: { $0 == ";" || $0 == "\t" || $0 == "，" }) {
      let name = sign == ";" ? "semicolons" : sign == "\t" ? "tabs" : "full-width commas"
      collector.report("the columns are separated by \(name)", line: line, remedy: "separate them by commas")
      return false
    }
    var isGood = true
    var first: [String: Int] = [:]
    for (index, name) in columns.enumerated() {
      if name.isEmpty {
        collector.report("column \(index + 1) has no name", line: line, remedy: "name it, or delete the comma")
        isGood = false
      } else if let earlier = first[name] {
        collector.report(
          "the column stands twice, as columns \(earlier) and \(index + 1)", line: line, key: name,
          remedy: "keep one of the two")
        isGood = false
      } else {
        first[name] = index + 1
      }
    }
    return isGood
  }

  /// The place of the column called `name`, or nil.
  func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The bytes of a cell.
  func bytes(row: Int, column: Int) -> ArraySlice<UInt8> {
    let place = cells[row * columns.count + column]
    return bytes[Int(place.lowerBound)..<Int(place.upperBound)]
  }

  /// The text of a cell.
  func text(row: Int, column: Int) -> String { String(decoding: bytes(row: row, column: column), as: UTF8.self) }

  /// The number in a cell; reports line and column and gives nil on a fault.
  func number(row: Int, column: Int, in range: ClosedRange<Double>? = nil, collector: DiagnosticCollector) -> Double? {
    let bytes = bytes(row: row, column: column)
    if case .success(let value) = DecimalNumber.parse(bytes), range?.contains(value) ?? true { return value }
    return collector.number(bytes, line: rowLines[row], key: columns[column], in: range)
  }

  /// The whole number in a cell; reports line and column and gives nil on a fault.
  func integer(row: Int, column: Int, in range: ClosedRange<Int>? = nil, collector: DiagnosticCollector) -> Int? {
    collector.integer(bytes(row: row, column: column), line: rowLines[row], key: columns[column], in: range)
  }
}
