import Arrays

/// A product of blocks in arrays, for tests.
struct BlockProduct {
  let rows: Int
  let inner: Int
  let columns: Int
  /// Doubles from one row to the next of A, B and C; none between rows unless said.
  var strides: (a: Int, b: Int, c: Int)
  /// Whether the product is added.
  var accumulates = false
  /// The way of `TileProduct`, with its kernel or without; nil for BLAS.
  var usesKernel: Bool?

  init(rows: Int, inner: Int, columns: Int) {
    self.rows = rows
    self.inner = inner
    self.columns = columns
    strides = (inner, columns, columns)
  }

  func callAsFunction(_ a: [Double], _ b: [Double], into c: inout [Double]) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          let left = MatrixBlock(a, rows: rows, columns: inner, stride: strides.a)
          let right = MatrixBlock(b, rows: inner, columns: columns, stride: strides.b)
          let target = MutableMatrixBlock(c, rows: rows, columns: columns, stride: strides.c)
          if let usesKernel {
            TileProduct.multiply(left, right, into: target, accumulate: accumulates, usesKernel: usesKernel)
          } else {
            BLAS.multiply(left, right, into: target, accumulate: accumulates)
          }
        }
      }
    }
  }
}
