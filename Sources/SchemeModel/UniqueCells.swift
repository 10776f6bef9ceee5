/// The distinct cells of some columns of values.
public struct UniqueCells {
  /// The first cell of each distinct one.
  public private(set) var first: [Int] = []
  /// The distinct one of each cell.
  public private(set) var cells: [Int] = []
  var count: Int { first.count }

  /// The cells of some columns, `[column][cell]`; cells are alike where all columns have equal values.
  ///
  /// - Precondition: at least one column, all of one length.
  public init(_ columns: [[Double]]) {
    var known: [UInt64: Int] = [:]
    for cell in columns[0].indices {
      let key = columns.reduce(0 as UInt64) { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ $1[cell].bitPattern }
      // Different cells with one key, should there be any, stay apart.
      if let place = known[key], columns.allSatisfy({ $0[first[place]] == $0[cell] }) {
        cells.append(place)
      } else {
        known[key] = first.count
        cells.append(first.count)
        first.append(cell)
      }
    }
  }

  func values(_ column: [Double]) -> [Double] { first.map { column[$0] } }
}
