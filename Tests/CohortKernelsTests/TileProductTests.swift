import CTileProduct
import CohortKernels
import Testing
import _TestSupport

@Suite struct TileProductTests {
  static let extents = [
    (3, 5, 7), (124, 96, 64), (700, 464, 64), (40, 5000, 64), (2000, 3, 8), (29, 1100, 72), (3, 0, 8),
  ]

  /// With the kernel and without: not every processor has one.
  @Test(arguments: extents, [(false, true), (true, true), (false, false), (true, false)])
  func agreesWithATripleLoop(_ extents: (Int, Int, Int), way: (accumulate: Bool, usesKernel: Bool)) {
    let (rows, inner, columns) = extents, accumulate = way.accumulate
    var numbers = SeededGenerator(seed: 9)
    let a = numbers.array(rows * inner), b = numbers.array(inner * columns)
    var c = [Double](repeating: 1, count: rows * columns)
    TileProduct.multiply(
      rows: rows, inner: inner, columns: columns, a: a, lda: inner, b: b, ldb: columns, c: &c, ldc: columns,
      accumulate: accumulate, usesKernel: way.usesKernel)
    for row in stride(from: 0, to: rows, by: max(1, rows / 37)) {
      for column in 0..<columns {
        var sum = accumulate ? 1.0 : 0
        for k in 0..<inner { sum += a[row * inner + k] * b[k * columns + column] }
        #expect(abs(c[row * columns + column] - sum) <= Within.shortSum * sum)
      }
    }
  }

  /// Every width is the same arithmetic, but that the wider may fuse a product with a sum.
  @Test(arguments: [2, 4, 8], [false, true])
  func tilesSurviveAtEveryWidth(width: Int, areHeld: Bool) {
    let states = 5, columns = 64
    var numbers = SeededGenerator(seed: 4)
    let moved = numbers.array(states * columns), held = numbers.array(states * columns)
    let rate = numbers.array(columns).map { $0 / 2 }, before = numbers.array(states * columns)
    var people = before, exposure = before, deaths = [Double](repeating: 1, count: columns)
    let isDone = held.withUnsafeBufferPointer {
      fundcast_tile_survive_at_width(
        Int32(width), states, moved, areHeld ? $0.baseAddress : nil, rate, &people, &exposure, &deaths, moved)
    }
    guard isDone == 1 else {
      #expect(width > max(2, Int(fundcast_tile_product_width())))
      #expect(people == before)
      return
    }
    for column in 0..<columns {
      var dead = 1.0
      for cell in stride(from: column, to: states * columns, by: columns) {
        let after = moved[cell] * rate[column] + (areHeld ? held[cell] : 0)
        #expect(abs(people[cell] - after) <= Within.rounding * after)
        #expect(abs(exposure[cell] - before[cell] - after) <= Within.rounding * (before[cell] + after) * 2)
        dead += moved[cell] * (1 - rate[column])
      }
      #expect(abs(deaths[column] - dead) <= Within.closedForm * dead)
    }
    #expect(
      fundcast_tile_survive_at_width(3, states, moved, nil, rate, &people, &exposure, &deaths, moved) == 0)
  }

  @Test func everyTaskRunsOnce() {
    let counts = AlignedDoubles(count: 100)
    SlabTasks.run(100, threads: 4) { _, task in counts[task] += 1 }
    #expect(counts.array == [Double](repeating: 1, count: 100))
    SlabTasks.run(0, threads: 2) { _, _ in counts[0] += 1 }
    #expect(counts[0] == 1)
  }
}
