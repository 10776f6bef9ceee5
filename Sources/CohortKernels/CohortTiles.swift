import Arrays
import CTileProduct

/// What happens to one cell's tile of states × 64 columns.
extension CohortWorkspace {
  static func lanes(_ doubles: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Lanes> {
    UnsafeMutableRawPointer(doubles).assumingMemoryBound(to: Lanes.self)
  }

  /// moved = Qᵀ·x of `cell`, or (1 − λ)·Q₀ᵀ·x + λ·Q₁ᵀ·x.
  private func move(_ year: CohortYear, _ cell: Int, of slab: CohortSlab) {
    let states = shape.states
    let x = slab.people.base + cell * shape.tile
    func multiply(_ q: AlignedDoubles, _ target: AlignedDoubles) {
      TileProduct.multiply(
        rows: states, inner: states, columns: CohortShape.columns, a: q.base + cell * states * states, lda: states,
        b: x,
        ldb: CohortShape.columns, c: target.base, ldc: CohortShape.columns)
    }
    multiply(year.transitions, moved)
    guard let alternative = year.alternative else { return }
    multiply(alternative, spare)
    let first = Self.lanes(moved.base), second = Self.lanes(spare.base), share = Self.lanes(mix.base)
    for row in 0..<states {
      for lane in 0..<Self.lanesPerRow {
        let i = row * Self.lanesPerRow + lane
        // Not first + λ·(second − first): that would not give Q₁'s bits at λ = 1.
        first[i] = (1 - share[lane]) * first[i] + share[lane] * second[i]
      }
    }
  }

  /// The survivors of the age below, in the open age also its own, into `cell`; before + after into `tile`.
  func grow(_ slab: CohortSlab, _ year: CohortYear, into cell: Int, _ tile: UnsafeMutablePointer<Double>) {
    let isOpen = cell % shape.ages == shape.ages - 1
    let width = Self.lanesPerRow
    let deaths = Self.lanes(slab.deaths.base), moved = Self.lanes(self.moved.base), exposure = Self.lanes(tile)
    // The mix needs the spare tile: what the open age keeps stands in its exposure tile meanwhile.
    if isOpen {
      move(year, cell, of: slab)
      let rates = Self.lanes(survival.base + cell * CohortShape.columns)
      for lane in 0..<width {
        let rate = rates[lane]
        var sum = Lanes.zero
        for i in stride(from: lane, to: shape.states * width, by: width) {
          sum += moved[i]
          exposure[i] = moved[i] * rate
        }
        deaths[lane] += sum * (1 - rate)
      }
    }
    move(year, cell - 1, of: slab)
    if isOpen { self.spare.base.update(from: tile, count: shape.tile) }
    fundcast_tile_survive(
      shape.states, self.moved.base, isOpen ? self.spare.base : nil, survival.base + (cell - 1) * CohortShape.columns,
      slab.people.base + cell * shape.tile, tile, slab.deaths.base, slab.people.base + max(0, cell - 2) * shape.tile)
  }

  /// Adds f·(women before + women after) of one age.
  func addMothers(_ tile: UnsafeMutablePointer<Double>, _ rate: Double) {
    let exposure = Self.lanes(tile), mothers = Self.lanes(self.mothers.base)
    for lane in 0..<Self.lanesPerRow {
      var sum = Lanes.zero
      for i in stride(from: lane, to: shape.states * Self.lanesPerRow, by: Self.lanesPerRow) { sum += exposure[i] }
      mothers[lane] += sum * rate
    }
  }

  /// Births = fertility factor · ½Σ f·(before + after).
  func bear(_ slab: CohortSlab) {
    let births = Self.lanes(slab.births.base), factor = Self.lanes(fertilityFactor.base)
    let mothers = Self.lanes(self.mothers.base)
    for lane in 0..<Self.lanesPerRow { births[lane] = factor[lane] * mothers[lane] * 0.5 }
  }

  /// Newborns of a sex into age 0; before + after into `tile`.
  func enterNewborn(_ slab: CohortSlab, _ year: CohortYear, sex: Int, _ tile: UnsafeMutablePointer<Double>) {
    let births = Self.lanes(slab.births.base), deaths = Self.lanes(slab.deaths.base)
    let rates = Self.lanes(newbornSurvival.base + sex * CohortShape.columns)
    let people = Self.lanes(slab.people.base + sex * shape.ages * shape.tile), exposure = Self.lanes(tile)
    for lane in 0..<Self.lanesPerRow {
      let born = births[lane] * year.birthShares[sex]
      let alive = born * rates[lane]
      deaths[lane] += born * (1 - rates[lane])
      for state in 0..<shape.states {
        let i = state * Self.lanesPerRow + lane
        let after = alive * year.newbornMix[sex * shape.states + state]
        exposure[i] = people[i] + after
        people[i] = after
      }
    }
  }
}
