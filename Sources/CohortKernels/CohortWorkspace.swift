// Goals, in order: the same bytes for a column whatever stands in the others, whichever thread runs it and however many
// slabs there are; one pass over memory a year; few flops outside products.
//
// One year of a slab visits its cells from the open age down (CohortShape.order). For every cell, while its tile of
// states × 64 doubles is in the first cache levels,
//   moved = Qᵀ·x[a],   x'[a + 1] = S ∘ moved,   E[a + 1] = x[a + 1] + x'[a + 1],
// x' overwrites x, and after every few cells F += W·E. The ½ of the exposure is applied to F, which is exact. Births =
// ½·f·Σ E over women, so no extra pass over the state is needed for the mean of women before and after.

import Arrays

/// The tiles one thread needs to step slabs, and the columns' own rates of the year. Use one workspace a thread.
public final class CohortWorkspace {
  /// Eight columns, one cache line.
  typealias Lanes = SIMD8<Double>
  static let lanesPerRow = CohortShape.columns / Lanes.scalarCount

  /// The extents.
  public let shape: CohortShape
  /// Share that survives the year by cell before ageing, `[cell][column]`. Set before a step.
  public let survival: AlignedDoubles
  /// Share of births alive at the end of the year, `[sex][column]`. Set before a step.
  public let newbornSurvival: AlignedDoubles
  /// Factor of fertility, `[column]`; 1 at first.
  public let fertilityFactor = AlignedDoubles(count: CohortShape.columns)
  /// λ of ``CohortYear/alternative``, `[column]`.
  public let mix = AlignedDoubles(count: CohortShape.columns)

  /// People of a cell after moves.
  let moved: AlignedDoubles
  /// The second product of a convex mix; survivors of the open age.
  let spare: AlignedDoubles
  let exposure: AlignedDoubles
  /// Σ f·(women before + women after).
  let mothers = AlignedDoubles(count: CohortShape.columns)

  /// Tiles for slabs of `shape`.
  public init(_ shape: CohortShape) {
    self.shape = shape
    survival = AlignedDoubles(count: shape.cells * CohortShape.columns)
    newbornSurvival = AlignedDoubles(count: shape.sexes * CohortShape.columns)
    moved = AlignedDoubles(count: shape.tile)
    spare = AlignedDoubles(count: shape.tile)
    exposure = AlignedDoubles(count: shape.tile * (shape.blocks.map(\.count).max() ?? 0))
    fertilityFactor.fill(1)
  }

  /// One year of every column of `slab`: moves, survival, ageing, births, flows (model.md sections 1 and 2).
  ///
  /// x'[a + 1, k] = S[a]·Σ_j x[a, j]·Q[a, j, k], the open age also keeps its own survivors; births B = g·Σ_a
  /// f[a]·½(F[a] + F'[a]) with g the fertility factor; x'[0, k] = B·share·S₀·newborn mix; flows = W·½(x + x').
  public func step(_ slab: CohortSlab, _ year: CohortYear, weights: FlowWeights) {
    precondition(slab.shape == shape && weights.shape == shape, "shapes differ")
    year.requireFit(shape)
    slab.deaths.fill(0)
    mothers.fill(0)
    var bornYet = false
    for (number, block) in shape.blocks.enumerated() {
      var tile = exposure.base
      for position in block {
        let cell = shape.order[position]
        let age = cell % shape.ages
        if age == 0 {
          if !bornYet { bear(slab) }
          bornYet = true
          enterNewborn(slab, year, sex: cell / shape.ages, tile)
        } else {
          grow(slab, year, into: cell, tile)
          let rate = year.fertility[age]
          if rate != 0 && cell / shape.ages == year.mothers { addMothers(tile, rate) }
        }
        tile += shape.tile
      }
      let inner = block.count * shape.states
      TileProduct.multiply(
        rows: shape.rows, inner: inner, columns: CohortShape.columns, a: weights.weights(ofBlock: number), lda: inner,
        b: exposure.base, ldb: CohortShape.columns, c: slab.flows.base, ldc: CohortShape.columns,
        accumulate: number > 0)
    }
    let flows = Self.lanes(slab.flows.base)
    for i in 0..<(shape.rows * Self.lanesPerRow) { flows[i] *= 0.5 }
  }
}
