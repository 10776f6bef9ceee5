import Arrays

/// Moves between states, cell by cell.
struct CohortTransitions {
  private let layout: CohortLayout
  private let width: Int
  private let year: CohortYear
  private let columnsOf: [[Int]]

  init(_ layout: CohortLayout, columns: Int, width: Int, _ year: CohortYear) {
    self.layout = layout
    self.width = width
    self.year = year
    columnsOf = year.transitions.indices.map { place in
      (0..<columns).filter { (year.transitionsOfColumn.isEmpty ? 0 : year.transitionsOfColumn[$0]) == place }
    }
  }

  /// Qᵀ·x of a cell: one product for all columns where their matrices agree, one more for each other matrix.
  func move(_ cell: Int, _ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
    let states = layout.states, matrix = states * states, tile = states * width
    multiply(year.transitions[0], cell * matrix, x, y)
    let slope = year.slope.flatMap { $0.moves[cell] ? $0 : nil }
    guard year.transitions.count > 1 || slope != nil else { return }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: tile) { scratch in
      guard let other = scratch.baseAddress else { return }
      if let slope {
        multiply(slope.matrices, cell * matrix, x, other)
        slope.difference.withUnsafeBufferPointer { difference in
          guard let difference = difference.baseAddress else { return }
          for state in 0..<states {
            RowMath.addProduct(difference, other + state * width, to: y + state * width, width)
          }
        }
      }
      let first = year.transitions[0][(cell * matrix)..<((cell + 1) * matrix)]
      for (place, transitions) in year.transitions.enumerated().dropFirst() {
        guard !columnsOf[place].isEmpty, transitions[(cell * matrix)..<((cell + 1) * matrix)] != first else { continue }
        multiply(transitions, cell * matrix, x, other)
        for state in 0..<states {
          for column in columnsOf[place] { y[state * width + column] = other[state * width + column] }
        }
      }
    }
  }

  private func multiply(
    _ matrices: [Double], _ start: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    let states = layout.states, count = states * width
    matrices.withUnsafeBufferPointer { matrices in
      TileProduct.multiply(
        MatrixBlock(matrices, from: start, rows: states, columns: states),
        MatrixBlock(UnsafeBufferPointer(start: x, count: count), rows: states, columns: width),
        into: MutableMatrixBlock(UnsafeMutableBufferPointer(start: y, count: count), rows: states, columns: width))
    }
  }
}
