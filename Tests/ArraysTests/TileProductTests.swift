import Arrays
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
    var random = SeededGenerator(seed: 9)
    let a = (0..<(rows * inner)).map { _ in Double.random(in: 0...1, using: &random) }
    let b = (0..<(inner * columns)).map { _ in Double.random(in: 0...1, using: &random) }
    var c = [Double](repeating: 1, count: rows * columns)
    var product = BlockProduct(rows: rows, inner: inner, columns: columns)
    (product.accumulates, product.usesKernel) = way
    product(a, b, into: &c)
    for row in stride(from: 0, to: rows, by: max(1, rows / 37)) {
      for column in 0..<columns {
        var sum = accumulate ? 1.0 : 0
        for k in 0..<inner { sum += a[row * inner + k] * b[k * columns + column] }
        #expect(abs(c[row * columns + column] - sum) <= Within.shortSum * sum)
      }
    }
  }

  /// An element's bits depend on neither its place nor the other rows and columns, where a kernel computes it.
  @Test func anElementIsTheSameAnywhere() {
    guard TileProduct.vectorWidth > 0 else { return }
    var random = SeededGenerator(seed: 4)
    func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in Double.random(in: 0...1, using: &random) } }
    let rows = 29, inner = 203, columns = 72
    let a = numbers(rows * inner), b = numbers(inner * columns)
    var whole = [Double](repeating: 0, count: rows * columns), one = [Double](repeating: 0, count: 8)
    var product = BlockProduct(rows: rows, inner: inner, columns: columns)
    var narrowOne = BlockProduct(rows: 1, inner: inner, columns: 8)
    (product.usesKernel, narrowOne.usesKernel) = (true, true)
    product(a, b, into: &whole)
    for row in [0, 5, 6, 27, 28] {
      for start in [0, 24, 32, 64] {
        let narrow = (0..<inner).flatMap { b[($0 * columns + start)..<($0 * columns + start + 8)] }
        let own = Array(a[(row * inner)..<((row + 1) * inner)])
        narrowOne(own, narrow, into: &one)
        #expect(one == Array(whole[(row * columns + start)..<(row * columns + start + 8)]))
      }
    }
  }
}
