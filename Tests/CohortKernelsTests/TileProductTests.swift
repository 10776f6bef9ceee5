import CohortKernels
import Testing

@Suite struct TileProductTests {
  static let extents = [
    (3, 5, 7), (124, 96, 64), (700, 464, 64), (40, 5000, 64), (2000, 3, 8), (29, 1100, 72), (3, 0, 8),
  ]

  @Test(arguments: extents, [false, true])
  func agreesWithATripleLoop(_ extents: (Int, Int, Int), accumulate: Bool) {
    let (rows, inner, columns) = extents
    var numbers = SampleNumbers(state: 9)
    let a = numbers.array(rows * inner), b = numbers.array(inner * columns)
    var c = [Double](repeating: 1, count: rows * columns)
    TileProduct.multiply(
      rows: rows, inner: inner, columns: columns, a: a, lda: inner, b: b, ldb: columns, c: &c, ldc: columns,
      accumulate: accumulate)
    for row in stride(from: 0, to: rows, by: max(1, rows / 37)) {
      for column in 0..<columns {
        var sum = accumulate ? 1.0 : 0
        for k in 0..<inner { sum += a[row * inner + k] * b[k * columns + column] }
        #expect(abs(c[row * columns + column] - sum) <= 1e-13 * sum)
      }
    }
  }

  @Test func everyTaskRunsOnce() {
    let counts = AlignedDoubles(count: 100)
    SlabTasks.run(100, threads: 4) { _, task in counts[task] += 1 }
    #expect(counts.array == [Double](repeating: 1, count: 100))
    SlabTasks.run(0, threads: 2) { _, _ in counts[0] += 1 }
    #expect(counts[0] == 1)
  }
}
