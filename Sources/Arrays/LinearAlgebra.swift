import CLAPACKE

/// Why a factorisation gave no result.
public enum LinearAlgebraError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The matrix of a square system is singular to working precision; 1 ÷ condition number (1-norm) as estimated.
  case singular(reciprocalCondition: Double)
  /// The columns of a least-squares problem depend on each other to working precision.
  case rankDeficient(reciprocalCondition: Double)
  /// The leading minor of this order, counted from 1, is not positive.
  case notPositiveDefinite(minor: Int)
  /// The singular values did not converge.
  case notConverged
  /// An input holds a NaN or an infinity.
  case notFinite

  /// A sentence without a full stop.
  public var description: String {
    switch self {
    case .singular(let rcond): "the matrix is singular to working precision (1/condition \(rcond))"
    case .rankDeficient(let rcond): "the columns depend on each other (1/condition \(rcond))"
    case .notPositiveDefinite(let minor): "the matrix is not positive definite: leading minor \(minor) is not positive"
    case .notConverged: "the singular values did not converge"
    case .notFinite: "an input is not finite"
    }
  }
}

/// A thin singular value decomposition A = U·diag(s)·Vᵀ of an m × n matrix, r = min(m, n).
public struct SingularValueDecomposition: Sendable, Hashable {
  /// U, m × r row-major: left singular vectors in columns.
  public let left: [Double]
  /// The r singular values, largest first.
  public let values: [Double]
  /// Vᵀ, r × n row-major: right singular vectors in rows.
  public let rightTransposed: [Double]
}

/// Dense factorisations through LAPACK. Matrices are flat row-major arrays whose extents are given beside them;
/// a wrong number of elements is a programming error and stops the process.
public enum LinearAlgebra {
  /// Solves A·X = B by LU with partial pivoting (dgesv).
  ///
  /// - Parameters:
  ///   - a: A, `order × order`.
  ///   - order: the number of equations, at least 1.
  ///   - b: B, `order × columns`.
  ///   - columns: the number of right-hand sides.
  /// - Returns: X, `order × columns`.
  /// - Throws: `singular` when the estimated 1 ÷ condition number is below the machine epsilon; `notFinite`.
  public static func solve(
    _ a: [Double], order: Int, _ b: [Double], columns: Int = 1
  ) throws(LinearAlgebraError) -> [Double] {
    precondition(order >= 1 && columns >= 1 && a.count == order * order && b.count == order * columns)
    try requireFinite(a)
    try requireFinite(b)
    BLAS.prepare()
    var lu = a
    var x = b
    var pivots = [Int32](repeating: 0, count: order)
    let n = Int32(order)
    let norm = LAPACKE_dlange(LAPACK_ROW_MAJOR, letter("1"), n, n, lu, n)
    let info = LAPACKE_dgesv(LAPACK_ROW_MAJOR, n, Int32(columns), &lu, n, &pivots, &x, Int32(columns))
    if info > 0 { throw .singular(reciprocalCondition: 0) }
    // A pivot that is only rounding noise is not zero, so dgesv lets it pass.
    var rcond = 0.0
    _ = LAPACKE_dgecon(LAPACK_ROW_MAJOR, letter("1"), n, lu, n, norm, &rcond)
    guard rcond >= Double.ulpOfOne else { throw .singular(reciprocalCondition: rcond) }
    return x
  }

  /// The x that minimises ‖A·x − b‖₂, by QR (dgels) on columns scaled to length 1.
  ///
  /// - Parameters:
  ///   - a: A, `rows × columns`, `rows >= columns >= 1`.
  ///   - rows: the number of observations.
  ///   - columns: the number of unknowns.
  ///   - b: `rows` observations.
  /// - Returns: `columns` coefficients.
  /// - Throws: `rankDeficient` when the estimated 1 ÷ condition number of the scaled R is below `rows` machine
  ///   epsilons; `notFinite`.
  public static func leastSquares(
    _ a: [Double], rows: Int, columns: Int, _ b: [Double]
  ) throws(LinearAlgebraError) -> [Double] {
    precondition(columns >= 1 && rows >= columns && a.count == rows * columns && b.count == rows)
    try requireFinite(a)
    try requireFinite(b)
    BLAS.prepare()
    // Money beside shares would look like dependence; scaled columns make the test independent of units.
    var qr = a
    var lengths = [Double](repeating: 0, count: columns)
    for j in 0..<columns {
      var largest = 0.0
      for i in 0..<rows { largest = max(largest, a[i * columns + j].magnitude) }
      guard largest > 0 else { throw .rankDeficient(reciprocalCondition: 0) }
      var sum = 0.0
      for i in 0..<rows {
        let x = a[i * columns + j] / largest
        sum += x * x
      }
      lengths[j] = largest * sum.squareRoot()
      for i in 0..<rows { qr[i * columns + j] /= lengths[j] }
    }
    var x = b
    let m = Int32(rows)
    let n = Int32(columns)
    let info = LAPACKE_dgels(LAPACK_ROW_MAJOR, letter("N"), m, n, 1, &qr, n, &x, 1)
    if info > 0 { throw .rankDeficient(reciprocalCondition: 0) }
    var rcond = 0.0
    _ = LAPACKE_dtrcon(LAPACK_ROW_MAJOR, letter("1"), letter("U"), letter("N"), n, qr, n, &rcond)
    guard rcond >= Double(rows) * Double.ulpOfOne else { throw .rankDeficient(reciprocalCondition: rcond) }
    return (0..<columns).map { x[$0] / lengths[$0] }
  }

  /// The lower triangle L with A = L·Lᵀ (dpotrf).
  ///
  /// - Parameters:
  ///   - a: A, `order × order`, symmetric; only its lower triangle is read.
  ///   - order: at least 1.
  /// - Returns: L, `order × order`, zero above the diagonal.
  /// - Throws: `notPositiveDefinite` with the order of the failing leading minor; `notFinite`.
  public static func cholesky(_ a: [Double], order: Int) throws(LinearAlgebraError) -> [Double] {
    precondition(order >= 1 && a.count == order * order)
    try requireFinite(a)
    BLAS.prepare()
    var factor = a
    // A row-major lower triangle is a column-major upper one: said so, LAPACKE need not transpose.
    let info = LAPACKE_dpotrf(LAPACK_COL_MAJOR, letter("U"), Int32(order), &factor, Int32(order))
    if info > 0 { throw .notPositiveDefinite(minor: Int(info)) }
    for i in 0..<order {
      for j in (i + 1)..<order { factor[i * order + j] = 0 }
    }
    return factor
  }

  /// The min(rows, columns) singular values of A, largest first (dgesdd).
  ///
  /// - Parameters:
  ///   - a: A, `rows × columns`, both at least 1.
  ///   - rows: the rows of A.
  ///   - columns: the columns of A.
  /// - Throws: `notConverged`, `notFinite`.
  public static func singularValues(_ a: [Double], rows: Int, columns: Int) throws(LinearAlgebraError) -> [Double] {
    try decompose(a, rows: rows, columns: columns, vectors: false).values
  }

  /// The thin singular value decomposition of A, `rows × columns` (dgesdd). The sign of each pair of vectors is
  /// LAPACK's.
  ///
  /// - Throws: `notConverged`, `notFinite`.
  public static func svd(
    _ a: [Double], rows: Int, columns: Int
  ) throws(LinearAlgebraError) -> SingularValueDecomposition {
    try decompose(a, rows: rows, columns: columns, vectors: true)
  }

  /// Columns of A from which all others follow: A ≈ A[:, pivots] · weights, by QR with column pivoting (dgeqp3).
  ///
  /// - Parameters:
  ///   - a: A, `rows × columns`, both at least 1.
  ///   - tolerance: a column is left out once what the chosen ones do not give of it is no longer than this.
  ///   - most: no more pivots than these.
  /// - Returns: the pivots, the most telling first, and `weights`, pivots × columns row-major: one at a pivot's own column.
  /// - Throws: `notFinite`; `notConverged` where LAPACK fails.
  public static func interpolative(
    _ a: [Double], rows: Int, columns: Int, tolerance: Double, most: Int
  ) throws(LinearAlgebraError) -> (pivots: [Int], weights: [Double]) {
    precondition(rows >= 1 && columns >= 1 && a.count == rows * columns)
    try requireFinite(a)
    BLAS.prepare()
    var r = a
    var order = [Int32](repeating: 0, count: columns)
    var tau = [Double](repeating: 0, count: min(rows, columns))
    let n = Int32(columns)
    guard LAPACKE_dgeqp3(LAPACK_ROW_MAJOR, Int32(rows), n, &r, n, &order, &tau) == 0 else { throw .notConverged }
    let rank = tau.indices.prefix(most).prefix { r[$0 * columns + $0].magnitude > tolerance }.count
    let pivots = order.prefix(rank).map { Int($0) - 1 }
    var weights = [Double](repeating: 0, count: rank * columns)
    for (place, pivot) in pivots.enumerated() { weights[place * columns + pivot] = 1 }
    guard rank > 0, rank < columns else { return (pivots, weights) }
    // R₁₁·X = R₁₂.
    var rest = (0..<rank).flatMap { row in (rank..<columns).map { r[row * columns + $0] } }
    let width = Int32(columns - rank)
    let info = LAPACKE_dtrtrs(
      LAPACK_ROW_MAJOR, letter("U"), letter("N"), letter("N"), Int32(rank), width, r, n, &rest, width)
    guard info == 0 else { throw .notConverged }
    for row in 0..<rank {
      for column in rank..<columns {
        weights[row * columns + Int(order[column]) - 1] = rest[row * (columns - rank) + column - rank]
      }
    }
    return (pivots, weights)
  }

  private static func decompose(
    _ a: [Double], rows: Int, columns: Int, vectors: Bool
  ) throws(LinearAlgebraError) -> SingularValueDecomposition {
    precondition(rows >= 1 && columns >= 1 && a.count == rows * columns)
    try requireFinite(a)
    BLAS.prepare()
    let rank = min(rows, columns)
    var work = a
    var values = [Double](repeating: 0, count: rank)
    var left = [Double](repeating: 0, count: vectors ? rows * rank : 1)
    var right = [Double](repeating: 0, count: vectors ? rank * columns : 1)
    // Row-major A is column-major Aᵀ = V·diag(s)·Uᵀ. Asked for that, dgesdd leaves column-major V (= row-major Vᵀ)
    // and column-major Uᵀ (= row-major U): the two results change places and nothing is transposed.
    let info = LAPACKE_dgesdd(
      LAPACK_COL_MAJOR, letter(vectors ? "S" : "N"), Int32(columns), Int32(rows), &work, Int32(columns), &values,
      &right, Int32(columns), &left, Int32(rank))
    guard info == 0 else { throw .notConverged }
    return SingularValueDecomposition(
      left: vectors ? left : [], values: values, rightTransposed: vectors ? right : [])
  }

  private static func requireFinite(_ values: [Double]) throws(LinearAlgebraError) {
    guard values.allSatisfy(\.isFinite) else { throw .notFinite }
  }

  private static func letter(_ scalar: Unicode.Scalar) -> CChar { CChar(truncatingIfNeeded: scalar.value) }
}
