import Arrays
import Testing
import _TestSupport

/// Whether two vectors agree within roundoff of `gross`.
private func agree(_ actual: [Double], _ expected: [Double], gross: Double) -> Bool {
  actual.count == expected.count
    && zip(actual, expected).allSatisfy { Tolerance.roundoff(gross: gross).admits($0, $1) }
}

private func multiply(_ a: [Double], _ b: [Double], _ rows: Int, _ inner: Int, _ columns: Int) -> [Double] {
  var c = [Double](repeating: 0, count: rows * columns)
  BlockProduct(rows: rows, inner: inner, columns: columns)(a, b, into: &c)
  return c
}

private func transposed(_ a: [Double], rows: Int, columns: Int) -> [Double] {
  (0..<columns).flatMap { j in (0..<rows).map { a[$0 * columns + j] } }
}

private func randomMatrix(_ count: Int, seed: Int) -> [Double] {
  var random = SeededGenerator(seed: UInt64(seed))
  return (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
}

@Suite struct SolveTests {
  @Test func byHand() throws {
    // x + 2y = 5, 3x + 4y = 11: x = 1, y = 2; and twice that on the right.
    let x = try LinearAlgebra.solve([1, 2, 3, 4], order: 2, [5, 10, 11, 22], columns: 2)
    #expect(agree(x, [1, 2, 2, 4], gross: 10))
  }

  @Test(arguments: 1...12)
  func residualVanishes(order: Int) throws {
    let a = randomMatrix(order * order, seed: order)
    let b = randomMatrix(order * 3, seed: 100 + order)
    let x = try LinearAlgebra.solve(a, order: order, b, columns: 3)
    #expect(agree(multiply(a, x, order, order, 3), b, gross: 1 + (x.map(\.magnitude).max() ?? 0)))
  }

  @Test func singularMatricesAreRefused() {
    // A zero pivot, and one that is only rounding noise.
    #expect(throws: LinearAlgebraError.singular(reciprocalCondition: 0)) {
      try LinearAlgebra.solve([1, 2, 2, 4], order: 2, [1, 1])
    }
    let thirds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    #expect(throws: LinearAlgebraError.self) { try LinearAlgebra.solve(thirds, order: 3, [1, 1, 1]) }
  }

  @Test(arguments: [Double.nan, .infinity])
  func notFinite(bad: Double) {
    #expect(throws: LinearAlgebraError.notFinite) { try LinearAlgebra.solve([1, bad, 0, 1], order: 2, [1, 1]) }
    #expect(throws: LinearAlgebraError.notFinite) { try LinearAlgebra.solve([1, 0, 0, 1], order: 2, [1, bad]) }
  }
}

@Suite struct LeastSquaresTests {
  @Test func lineThroughFourPointsByHand() throws {
    // y = 6, 5, 7, 10 at x = 1…4: slope 1.4, intercept 3.5 from the normal equations.
    let fit = try LinearAlgebra.leastSquares([1, 1, 1, 2, 1, 3, 1, 4], rows: 4, columns: 2, [6, 5, 7, 10])
    #expect(agree(fit, [3.5, 1.4], gross: 10))
  }

  @Test func unitsDoNotMatter() throws {
    // Money in the second column: badly scaled, not dependent.
    let fit = try LinearAlgebra.leastSquares([1, 1e17, 1, 2e17, 1, 3e17, 1, 4e17], rows: 4, columns: 2, [6, 5, 7, 10])
    #expect(agree([fit[0], fit[1] * 1e17], [3.5, 1.4], gross: 10))
  }

  @Test func dependentColumnsAreRefused() {
    let twice = [0.1, 0.3, 0.2, 0.6, 0.7, 2.1]
    #expect(throws: LinearAlgebraError.self) { try LinearAlgebra.leastSquares(twice, rows: 3, columns: 2, [1, 2, 3]) }
    #expect(throws: LinearAlgebraError.rankDeficient(reciprocalCondition: 0)) {
      try LinearAlgebra.leastSquares([1, 0, 1, 0], rows: 2, columns: 2, [1, 2])
    }
    #expect(throws: LinearAlgebraError.notFinite) {
      try LinearAlgebra.leastSquares([1, .nan], rows: 2, columns: 1, [1, 2])
    }
  }
}

@Suite struct CholeskyTests {
  @Test func byHand() throws {
    // The upper triangle is not read.
    let a: [Double] = [4, 99, 99, 12, 37, 99, -16, -43, 98]
    #expect(agree(try LinearAlgebra.cholesky(a, order: 3), [2, 0, 0, 6, 1, 0, -8, 5, 3], gross: 98))
  }

  @Test(arguments: 1...12)
  func factorTimesItsTransposeIsTheMatrix(order: Int) throws {
    let root = randomMatrix(order * order, seed: order)
    var a = multiply(root, transposed(root, rows: order, columns: order), order, order, order)
    for i in 0..<order { a[i * order + i] += 1 }
    let l = try LinearAlgebra.cholesky(a, order: order)
    #expect(agree(multiply(l, transposed(l, rows: order, columns: order), order, order, order), a, gross: 10))
  }

  @Test(arguments: 1...4)
  func failingMinorIsNamed(minor: Int) {
    var a = [Double](repeating: 0, count: 16)
    for i in 0..<4 { a[i * 5] = i + 1 == minor ? -1 : 1 }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: minor)) { try LinearAlgebra.cholesky(a, order: 4) }
    a[5] = .infinity
    #expect(throws: LinearAlgebraError.notFinite) { try LinearAlgebra.cholesky(a, order: 4) }
  }
}

@Suite struct SingularValueTests {
  @Test func byHand() throws {
    // AᵀA of [[3, 0], [4, 5]] has eigenvalues 45 and 5.
    let values = try LinearAlgebra.singularValues([3, 0, 4, 5], rows: 2, columns: 2)
    #expect(agree(values, [Double(45).squareRoot(), Double(5).squareRoot()], gross: 10))
  }

  @Test(arguments: [(1, 1), (1, 5), (5, 1), (3, 7), (7, 3), (6, 6), (40, 25), (25, 40)])
  func factorsRebuildTheMatrix(rows: Int, columns: Int) throws {
    let a = randomMatrix(rows * columns, seed: rows * 100 + columns)
    let rank = min(rows, columns)
    let svd = try LinearAlgebra.svd(a, rows: rows, columns: columns)
    #expect(svd.left.count == rows * rank && svd.values.count == rank && svd.rightTransposed.count == rank * columns)
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 && $1 >= 0 })
    let scaled = svd.left.indices.map { svd.left[$0] * svd.values[$0 % rank] }
    #expect(agree(multiply(scaled, svd.rightTransposed, rows, rank, columns), a, gross: 10))
    let identity = (0..<(rank * rank)).map { $0 % (rank + 1) == 0 ? 1.0 : 0 }
    let left = multiply(transposed(svd.left, rows: rows, columns: rank), svd.left, rank, rows, rank)
    #expect(agree(left, identity, gross: 10))
    let right = multiply(
      svd.rightTransposed, transposed(svd.rightTransposed, rows: rank, columns: columns), rank, columns, rank)
    #expect(agree(right, identity, gross: 10))
    let alone = try LinearAlgebra.singularValues(a, rows: rows, columns: columns)
    #expect(agree(alone, svd.values, gross: 10))
  }

  @Test func notFinite() {
    #expect(throws: LinearAlgebraError.notFinite) { try LinearAlgebra.svd([1, .nan], rows: 1, columns: 2) }
  }
}
