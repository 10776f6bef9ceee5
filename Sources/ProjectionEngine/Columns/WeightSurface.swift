import Arrays
import Glibc
import Quantities
import SchemeModel

/// The rows of a set of weights over all that columns multiply at some moments: of every quantity a sum of few products, each a
/// polynomial in the coordinates of ``SurfaceSpace`` times a value by cell (<doc:Uncertainty>).
///
/// Cells of a branch differ by the means of use and bill (and by who joins a voluntary cover), and what columns multiply are these means
/// too: the table of payments by place and cell has a small rank, and a few cells of it say what all others are.
struct WeightSurface: Sendable {
  /// What rows are by sex and age, shared by all that are parts of the same bill.
  struct Basis: Sendable {
    /// The number of products.
    let rank: Int
    /// `[product][sex·age]`: quantity per person-year, with use and bill as they are at the first moment.
    let cells: [Double]
  }

  /// A quantity of the set.
  struct Row: Sendable {
    /// Its place among the bases.
    let basis: Int
    /// `[product][term]`.
    let coefficients: [Double]
    /// The groups of use and bill that it was divided by and is multiplied with again.
    let factors: [Int]
    /// Whether nothing is paid where the sum is below zero.
    let isFloored: Bool
  }

  let space: SurfaceSpace
  /// Degrees along each axis, `[axis]`.
  let degrees: [Int]
  /// The products of polynomials that count, each a degree by axis.
  let terms: [[Int]]
  let bases: [Basis]
  let rows: [Row]

  /// The terms at places in the box, `[axis][column]`: `[term][column]`.
  func terms(at places: [[Double]]) -> [Double] {
    let width = ColumnSlab.width
    let polynomials = zip(degrees, places).map { Chebyshev.polynomials($0, at: $1) }
    return [Double](unsafeUninitializedCapacity: terms.count * width) { target, filled in
      for (number, term) in terms.enumerated() {
        guard let own = target.baseAddress.map({ $0 + number * width }) else { continue }
        own.initialize(repeating: 1, count: width)
        for (axis, degree) in term.enumerated() where degree > 0 {
          polynomials[axis].withUnsafeBufferPointer { values in
            guard let values = values.baseAddress else { return }
            RowMath.multiply(values + degree * width, into: own, width)
          }
        }
      }
      filled = terms.count * width
    }
  }

  /// What a row is by sex and age.
  func basis(_ row: Int) -> Basis { bases[rows[row].basis] }

  /// The products of a row, `[product][column]`, from the terms.
  func products(_ row: Int, _ terms: [Double]) -> [Double] {
    Self.product(rows[row].coefficients, basis(row).rank, terms, self.terms.count)
  }

  /// A row by cell and column, `[sex·age][column]`, of a floored row.
  func cells(_ row: Int, _ products: [Double]) -> [Double] {
    let own = basis(row), width = ColumnSlab.width, panel = Age.panelCount
    guard own.rank > 0 else { return [Double](repeating: 0, count: panel * width) }
    var turned = [Double](repeating: 0, count: own.cells.count)
    for product in 0..<own.rank {
      for cell in 0..<panel { turned[cell * own.rank + product] = own.cells[product * panel + cell] }
    }
    var cells = Self.product(turned, panel, products, own.rank)
    for place in 0..<(panel * width) { cells[place] = max(0, cells[place]) }
    return cells
  }

  private static func product(_ a: [Double], _ rows: Int, _ b: [Double], _ inner: Int) -> [Double] {
    let width = ColumnSlab.width
    return [Double](unsafeUninitializedCapacity: rows * width) { target, filled in
      if rows > 0 {
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            TileProduct.multiply(
              MatrixBlock(a, rows: rows, columns: inner), MatrixBlock(b, rows: inner, columns: width),
              into: MutableMatrixBlock(target, rows: rows, columns: width))
          }
        }
      }
      filled = rows * width
    }
  }
}
