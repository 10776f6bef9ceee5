/// A block of a larger row-major matrix, to be read: rows of `columns` doubles, each `stride` doubles after the one before.
///
/// Valid only as long as the buffer it was made from.
public struct MatrixBlock {
  let start: UnsafePointer<Double>?
  /// Rows.
  public let rows: Int
  /// Columns.
  public let columns: Int
  /// Doubles from one row to the next.
  public let stride: Int

  /// - Parameters:
  ///   - buffer: holds the block.
  ///   - offset: where in it the first row begins.
  ///   - stride: `columns` unless said.
  /// - Precondition: no extent is negative, rows do not overlap, and the last row ends within the buffer.
  public init(
    _ buffer: UnsafeBufferPointer<Double>, from offset: Int = 0, rows: Int, columns: Int, stride: Int? = nil
  ) {
    self.init(buffer.baseAddress.map { $0 + offset }, rows, columns, stride ?? columns)
    precondition(rows >= 0 && columns >= 0 && offset >= 0, "negative extent")
    precondition(self.stride >= columns, "rows of a block overlap")
    let end = rows > 0 && columns > 0 ? offset + (rows - 1) * self.stride + columns : 0
    precondition(end <= buffer.count, "block beyond its buffer")
  }

  private init(_ start: UnsafePointer<Double>?, _ rows: Int, _ columns: Int, _ stride: Int) {
    self.start = start
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// Some of its rows and columns.
  func part(rows: Range<Int>, columns: Range<Int>) -> MatrixBlock {
    MatrixBlock(
      start.map { $0 + rows.lowerBound * stride + columns.lowerBound }, rows.count, columns.count, stride)
  }
}

/// A block of a larger row-major matrix, to be written; see ``MatrixBlock``.
public struct MutableMatrixBlock {
  /// The same block, to be read.
  let block: MatrixBlock
  let start: UnsafeMutablePointer<Double>?

  /// A block of `buffer`; defaults and preconditions are those of ``MatrixBlock``.
  public init(
    _ buffer: UnsafeMutableBufferPointer<Double>, from offset: Int = 0, rows: Int, columns: Int, stride: Int? = nil
  ) {
    block = MatrixBlock(UnsafeBufferPointer(buffer), from: offset, rows: rows, columns: columns, stride: stride)
    start = buffer.baseAddress.map { $0 + offset }
  }

  private init(_ block: MatrixBlock, _ start: UnsafeMutablePointer<Double>?) {
    self.block = block
    self.start = start
  }

  /// Some of its rows.
  func part(rows: Range<Int>) -> MutableMatrixBlock {
    MutableMatrixBlock(
      block.part(rows: rows, columns: 0..<block.columns), start.map { $0 + rows.lowerBound * block.stride })
  }
}

/// A·B has the rows of A and the columns of B.
func checkProduct(_ a: MatrixBlock, _ b: MatrixBlock, _ c: MutableMatrixBlock) {
  precondition(a.columns == b.rows && c.block.rows == a.rows && c.block.columns == b.columns, "extents of a product")
}
