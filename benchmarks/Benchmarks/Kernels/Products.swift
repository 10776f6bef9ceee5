import Arrays
import Benchmark
import Demography

/// A million multiply-adds in the shapes of the engines, by the kernel that packs nothing and by dgemm.
func products() {
  // Flow rows of a block of cells; moves within a cell, many small products; flow rows of one deterministic column,
  // padded to eight.
  for (rows, inner, columns) in [(125, 125, 64), (25, 25, 64), (125, 1000, 8)] {
    let a = AlignedDoubles(count: rows * inner), b = AlignedDoubles(count: inner * columns)
    let c = AlignedDoubles(count: rows * columns)
    a.fill(0.5)
    b.fill(2)
    let left = MatrixBlock(UnsafeBufferPointer(a.buffer), rows: rows, columns: inner)
    let right = MatrixBlock(UnsafeBufferPointer(b.buffer), rows: inner, columns: columns)
    let target = MutableMatrixBlock(c.buffer, rows: rows, columns: columns)
    let name = "product \(rows) x \(inner) x \(columns)", calls = 1_000_000 / (rows * inner * columns)
    million("\(name), tile", of: "multiply-add", calls: calls) {
      TileProduct.multiply(left, right, into: target)
      blackHole(c.base)
    }
    million("\(name), dgemm", of: "multiply-add", calls: calls) {
      BLAS.multiply(left, right, into: target)
      blackHole(c.base)
    }
  }
}

/// A slab of 64 columns through a year: moves, survival, ageing and births.
func cohorts() {
  let layout = CohortLayout(ages: 125, states: 25), width = 64
  var people = CohortPeople(
    opening: [Double](repeating: 1, count: layout.carriers), layout, columns: width, slabWidth: width)
  func everywhere(_ value: Double, _ count: Int) -> [Double] { [Double](repeating: value, count: count * width) }
  let year = CohortYear(
    transitions: [[Double](repeating: 1 / 25, count: layout.carriers * 25)], survival: everywhere(0.99, layout.cells),
    fertility: (0..<125).flatMap { everywhere((20..<40).contains($0) ? 0.05 : 0, 1) },
    newborn: CohortYear.Newborn(
      survival: everywhere(0.99, 2), boysShare: everywhere(0.5, 1), states: [(0, everywhere(1, 1))]),
    halfMigrants: nil,
    priorMix: [[Double]](repeating: [Double](repeating: 1 / 25, count: layout.cells), count: 25))
  million("cohort year", of: "cell, state and column", calls: 1) {
    for _ in 0..<(1_000_000 / (layout.carriers * width) + 1) { try? people.step(year) }
    blackHole(people.now)
  }
}
