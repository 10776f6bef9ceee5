/// The weights of a year's flow rows, `[block][row][cell of the block · state]`, blocks in the order of
/// ``CohortShape/blocks``.
///
/// Packed once a year and read by every slab: the product of a block then reads one contiguous stretch.
public final class FlowWeights: Sendable {
  /// The extents.
  public let shape: CohortShape
  /// The packed weights.
  public let packed: AlignedDoubles

  /// Zero weights.
  public init(_ shape: CohortShape) {
    self.shape = shape
    packed = AlignedDoubles(count: shape.rows * shape.cells * shape.states)
  }

  /// The cells of a block, in packed order.
  public func cells(ofBlock block: Int) -> ArraySlice<Int> { shape.order[shape.blocks[block]] }

  /// The weights of a block, `[row][width]` with width = cells of the block × states.
  public func weights(ofBlock block: Int) -> UnsafeMutablePointer<Double> {
    let range = shape.blocks[block]
    let perCell = shape.rows * shape.states
    return packed.place(range.lowerBound * perCell, length: range.count * perCell)
  }

  /// Packs weights given as `[row][cell · states + state]`.
  public func pack(_ rowMajor: [Double]) {
    let states = shape.states
    let stride = shape.cells * states
    precondition(rowMajor.count == shape.rows * stride, "weights of another shape")
    for block in shape.blocks.indices {
      let target = weights(ofBlock: block)
      let cells = cells(ofBlock: block)
      for row in 0..<shape.rows {
        for (place, cell) in cells.enumerated() {
          for state in 0..<states {
            target[row * cells.count * states + place * states + state] = rowMajor[row * stride + cell * states + state]
          }
        }
      }
    }
  }
}
