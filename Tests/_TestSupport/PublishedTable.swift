/// One published number: what goes in, what must come out, how nearly, and who printed it.
public struct PublishedRow: Sendable, CustomStringConvertible {
  /// What goes in, in words.
  public let input: String
  /// The published number.
  public let expected: Double
  /// How nearly it must be met.
  public let tolerance: Tolerance
  /// Book, table, page.
  public let source: String

  /// A row of a ``PublishedTable``.
  public init(_ input: String, _ expected: Double, _ tolerance: Tolerance, source: String) {
    self.input = input
    self.expected = expected
    self.tolerance = tolerance
    self.source = source
  }

  /// The row as a failure prints it.
  public var description: String { "\(input): expected \(expected) (\(tolerance)), \(source)" }

  /// Nil when `actual` meets the row, else the row and what was found.
  public func mismatch(_ actual: Double) -> String? {
    tolerance.admits(actual, expected) ? nil : "\(description); found \(actual)"
  }
}

/// Published numbers of one source. Use as `#expect(table.mismatches(results) == [])`: a failure prints the rows.
public struct PublishedTable: Sendable {
  /// The rows, in the order of the source.
  public let rows: [PublishedRow]

  /// A table of rows.
  public init(_ rows: [PublishedRow]) { self.rows = rows }

  /// Rows that share tolerance and source.
  public init(_ rows: [(input: String, expected: Double)], _ tolerance: Tolerance, source: String) {
    self.rows = rows.map { PublishedRow($0.input, $0.expected, tolerance, source: source) }
  }

  /// What does not agree, one line per row; a wrong number of results is a mismatch too.
  public func mismatches(_ actual: [Double]) -> [String] {
    guard actual.count == rows.count else { return ["\(rows.count) rows but \(actual.count) results"] }
    return zip(rows, actual).compactMap { $0.mismatch($1) }
  }
}
