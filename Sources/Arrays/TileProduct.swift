import CTileProduct

/// Products with a narrow right-hand side whose operands are in cache.
///
/// OpenBLAS copies both operands into packed panels before it multiplies. Over 64 columns the copy takes about as long
/// as the arithmetic: 124×384·384×64 runs at half the rate of a large product. The kernel in CTileProduct reads the
/// operands where they are; without AVX2, or when columns do not come by eights, BLAS is called in pieces small enough
/// for its own kernels that do not pack.
public enum TileProduct {
  /// Doubles one instruction of the kernel handles on this processor: 8 (AVX-512), 4 (AVX2) or 0, when BLAS is called.
  public static let vectorWidth = Int(fundcast_tile_product_width())

  /// Inner extents are cut here, so that the rows of B that are in use stay in the second-level cache.
  private static let depth = 512
  /// The largest rows·inner·columns OpenBLAS multiplies without packing.
  private static let unpacked = 1_000_000

  /// C = A·B, or C += A·B, row-major, with the meaning of `BLAS.multiply`.
  ///
  /// Through the kernel, an element is one chain of fused multiply-adds over the inner extent: its bits do not depend
  /// on the other rows and columns. In pieces, they depend on the extents only.
  /// - Parameter usesKernel: false for the way of processors without a kernel, so that it can be tested on all.
  public static func multiply(
    _ a: MatrixBlock, _ b: MatrixBlock, into c: MutableMatrixBlock, accumulate: Bool = false, usesKernel: Bool = true
  ) {
    checkProduct(a, b, c)
    let rows = a.rows, columns = b.columns, inner = a.columns
    let suits = usesKernel && vectorWidth > 0 && columns % 8 == 0 && inner > 0
    // Small ones are many: nothing is cut.
    if suits, inner <= Self.depth,
      fundcast_tile_product(
        rows, inner, columns, a.start, a.stride, b.start, b.stride, c.start, c.block.stride, accumulate ? 1 : 0) != 0
    {
      return
    }
    let depth = suits ? Self.depth : max(8, unpacked / max(1, columns * min(rows, 40)))
    let height = suits ? max(1, rows) : max(1, unpacked / max(1, columns * min(inner, depth)))
    for k in stride(from: 0, to: max(1, inner), by: depth) {
      let ks = k..<min(k + depth, inner)
      for row in stride(from: 0, to: rows, by: height) {
        let some = row..<min(row + height, rows), adds = accumulate || k > 0
        let left = a.part(rows: some, columns: ks), right = b.part(rows: ks, columns: 0..<columns)
        let target = c.part(rows: some)
        if suits,
          fundcast_tile_product(
            some.count, ks.count, columns, left.start, left.stride, right.start, right.stride, target.start,
            target.block.stride, adds ? 1 : 0) != 0
        {
          continue
        }
        BLAS.multiply(left, right, into: target, accumulate: adds)
      }
    }
  }
}
