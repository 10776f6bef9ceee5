import Arrays
import Testing
import _TestSupport

/// Columns from which all others follow.
@Suite struct InterpolativeTests {
  /// A table of rank three is given by three of its columns, which have weight one of themselves.
  @Test func tableOfRankThree() throws {
    let rows = 9, columns = 14
    var generator = SeededGenerator(seed: 3)
    func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in Double.random(in: -1...1, using: &generator) } }
    let left = numbers(rows * 3), right = numbers(3 * columns)
    let table = (0..<(rows * columns)).map { place in
      (0..<3).reduce(0) { $0 + left[place / columns * 3 + $1] * right[$1 * columns + place % columns] }
    }
    let (pivots, weights) = try LinearAlgebra.interpolative(
      table, rows: rows, columns: columns, tolerance: 1e-12, most: 10)
    #expect(pivots.count == 3 && Set(pivots).count == 3)
    for (place, pivot) in pivots.enumerated() { #expect(weights[place * columns + pivot] == 1) }
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = pivots.indices.reduce(0) { $0 + table[row * columns + pivots[$1]] * weights[$1 * columns + column] }
        #expect(abs(sum - table[row * columns + column]) < Within.solved)
      }
    }
    // Fewer on demand; nothing of a table of zeros; refused where something is no number.
    #expect(
      try LinearAlgebra.interpolative(table, rows: rows, columns: columns, tolerance: 1e-12, most: 2).pivots.count == 2)
    #expect(
      try LinearAlgebra.interpolative([0, 0, 0, 0], rows: 2, columns: 2, tolerance: 1e-12, most: 2).pivots.isEmpty)
    #expect(throws: LinearAlgebraError.notFinite) {
      try LinearAlgebra.interpolative([1, .nan], rows: 1, columns: 2, tolerance: 0, most: 1)
    }
  }
}
