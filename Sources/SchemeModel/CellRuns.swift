/// Cells in a row that are alike, held once: tables repeat a value over ages, and over both sexes where they do not tell them apart.
struct CellRuns: Sendable {
  /// The first cell of each run.
  let first: [Int]
  /// The run of each cell.
  let ofCell: [Int]

  /// The runs of cells that are alike in all columns, `[column][cell]`.
  ///
  /// - Precondition: at least one column, all of one length.
  init(_ columns: [[Double]]) {
    let count = columns[0].count, half = count / 2
    let isMirrored = count == 2 * half && columns.allSatisfy { $0[..<half].elementsEqual($0[half...]) }
    var first: [Int] = [], ofCell: [Int] = []
    ofCell.reserveCapacity(count)
    for cell in 0..<(isMirrored ? half : count) {
      if cell == 0 || columns.contains(where: { $0[cell] != $0[cell - 1] }) { first.append(cell) }
      ofCell.append(first.count - 1)
    }
    self.first = first
    self.ofCell = isMirrored ? ofCell + ofCell : ofCell
  }

  /// One value for each run.
  func values(_ cells: [Double]) -> [Double] { first.map { cells[$0] } }

  /// One value for each cell.
  func whole(_ values: [Double]) -> [Double] { ofCell.map { values[$0] } }
}
