// Goals, in order: the same bits for a column whatever stands in the others; one pass over memory a year.
//
// One step serves the central projection, every path, calibration and the checks of people: half the net migrants join, people
// move between states, survive and age, births come from the women present on average, and the other half of the migrants joins
// (<doc:Population> and <doc:Membership>). Source: Preston, Heuveline and Guillot, *Demography* (2001), section 6.3 and
// box 6.2, which it reproduces with one state.

import Quantities

extension CohortPeople {
  /// One year on. With x the people and G the net migrants of a cell,
  ///
  ///     m = Qᵀ·(x[a] + ½G[a]),   x′[a + 1] = S[a]·m,   B = Σ f[a]·½(F[a] + ½G[a] + F′[a]),   x′[0] = B·S(birth)
  ///
  /// and ½G joins at the age reached; F′ counts it. The last two ages survive to the last. Migrants have the states of those who
  /// live in the cell.
  ///
  /// Conserved: Σ people at the end = Σ people at the start + births − deaths + net migrants.
  ///
  /// - Throws: ``CohortEmigration`` where more leave a cell than live in it, ``CohortImmortality`` where more never die than survive.
  public mutating func step(_ year: CohortYear) throws {
    requireFit(year)
    swap(&before, &now)
    let layout = layout, width = width, columns = columns
    let tile = layout.states * width
    let migrants = year.halfMigrants.map {
      CohortMigrants(layout, columns: columns, width: width, half: $0, year.priorMix)
    }
    let transitions = CohortTransitions(layout, columns: columns, width: width, year)
    try before.withUnsafeBufferPointer { before in
      try now.withUnsafeMutableBufferPointer { now in
        try died.withUnsafeMutableBufferPointer { died in
          try withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * tile) { scratch in
            guard let x = before.baseAddress, let y = now.baseAddress, let d = died.baseAddress,
              let tiles = scratch.baseAddress
            else { return }
            let pass = CohortPass(
              layout: layout, columns: columns, width: width, year: year, before: x, now: y, died: d, tiles: tiles)
            try pass.grow(transitions, migrants)
            births = pass.bear()
            try migrants?.join(y)
          }
        }
      }
    }
  }

  /// The same people and half the net migrants of a year: who may move in it.
  ///
  /// - Throws: as ``step(_:)``.
  public func joined(by year: CohortYear) throws -> CohortPeople {
    var joined = self
    guard let half = year.halfMigrants else { return joined }
    let migrants = CohortMigrants(layout, columns: columns, width: width, half: half, year.priorMix)
    try joined.now.withUnsafeMutableBufferPointer { now in
      if let people = now.baseAddress { try migrants.join(people) }
    }
    return joined
  }

  /// Stops the process where a year does not fit: a short array would be read past its end.
  private func requireFit(_ year: CohortYear) {
    let cells = layout.cells, matrices = cells * layout.states * layout.states
    precondition(!year.transitions.isEmpty && year.transitions.allSatisfy { $0.count == matrices }, "moves do not fit")
    precondition(
      year.transitionsOfColumn.isEmpty
        || (year.transitionsOfColumn.count == columns
          && year.transitionsOfColumn.allSatisfy(year.transitions.indices.contains)),
      "columns without moves")
    precondition(year.slope.map { $0.matrices.count == matrices && $0.difference.count == width } ?? true, "a slope")
    precondition(year.survival.count == cells * width, "survival")
    precondition(year.relativeMortality.allSatisfy { $0.count == cells * layout.states }, "relative mortality")
    precondition(year.relativeMortality.isEmpty || !layout.isFactored, "states that survive differently are dense")
    precondition(year.newborn.survival.count == Sex.count * width && year.newborn.boysShare.count == width, "newborns")
    precondition(year.fertility.count == layout.ages * width, "fertility")
    precondition(
      year.newborn.states.allSatisfy { $0.state < layout.states && $0.share.count == width }, "newborn states")
    precondition(year.halfMigrants.map { $0.count == cells * width } ?? true, "migrants")
    precondition(!layout.isFactored || year.sharesBefore.count == cells * layout.states, "shares")
  }
}
