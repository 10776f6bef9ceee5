import CohortKernels

/// The distribution over states of every cohort, common to all paths.
///
/// Those of one age are followed through all years at once: row t of D[a + 1] is ((1 − λ)·D[a]·q0 + λ·D[a]·q1) of row t
/// − 1, so years are the rows of a product and every matrix is read once for the whole horizon.
final class CommonStates: Sendable {
  /// Σ_state relativity · distribution, `[end of year][line][sex · closed ages]`.
  let factors: AlignedDoubles
  /// The distribution of those who enter the open age, `[year][sex][state]`.
  let entering: AlignedDoubles

  /// The cohorts' factors of a line at the end of a year, 0 the opening.
  func factor(_ end: Int, _ line: Int) -> UnsafeMutablePointer<Double> {
    let cohorts = Extents.sexes * SharedEngine.cohorts
    return factors.place((end * Extents.lines + line) * cohorts, length: cohorts)
  }

  init(_ e: Extents, _ inputs: Inputs, threads: Int) {
    factors = AlignedDoubles(count: (e.years + 1) * Extents.lines * Extents.sexes * SharedEngine.cohorts)
    entering = AlignedDoubles(count: e.years * Extents.sexes * Extents.states)
    let byState = AlignedDoubles(count: Extents.states * Extents.lines)
    for line in 0..<Extents.lines {
      for state in 0..<Extents.states {
        byState[state * Extents.lines + line] = inputs.relativity[line * Extents.states + state]
      }
    }
    SlabTasks.run(Extents.sexes, threads: threads) { _, sex in follow(e, inputs, byState, sex: sex) }
  }

  private func follow(_ e: Extents, _ inputs: Inputs, _ byState: AlignedDoubles, sex: Int) {
    let states = Extents.states, lines = Extents.lines, ends = e.years + 1, cohorts = SharedEngine.cohorts
    let here = AlignedDoubles(count: ends * states)
    let first = AlignedDoubles(count: ends * states), second = AlignedDoubles(count: ends * states)
    // Eight ages at a time, so that the transposed factors are written by cache lines.
    let weighted = AlignedDoubles(count: 8 * ends * lines)
    for t in 1..<ends {
      for state in 0..<states { here[t * states + state] = inputs.newbornMix[sex * states + state] }
    }
    for age in 0..<cohorts {
      let cell = sex * Extents.ages + age
      let opening = inputs.opening[(cell * states)..<((cell + 1) * states)]
      let persons = opening.reduce(0, +)
      for (state, value) in opening.enumerated() { here.base[state] = persons > 0 ? value / persons : 0 }
      TileProduct.multiply(
        rows: ends, inner: states, columns: lines, a: here.base, lda: states, b: byState.base, ldb: lines,
        c: weighted.base + age % 8 * ends * lines, ldc: lines)
      if age % 8 == 7 || age == cohorts - 1 {
        let target = factors.base + sex * cohorts + age / 8 * 8
        let source = weighted.base, width = age % 8 + 1
        for i in 0..<(ends * lines) {
          for place in 0..<width { target[i * Extents.sexes * cohorts + place] = source[place * ends * lines + i] }
        }
      }
      for (matrices, target) in [(inputs.q0, first), (inputs.q1, second)] {
        matrices.withUnsafeBufferPointer { q in
          guard let base = q.baseAddress else { return }
          TileProduct.multiply(
            rows: e.years, inner: states, columns: states, a: here.base, lda: states, b: base + cell * states * states,
            ldb: states, c: target.base, ldc: states)
        }
      }
      let here = here.base, first = first.base, second = second.base
      for t in 0..<e.years {
        let share = inputs.lambda[t], rest = 1 - share
        for i in (t * states)..<((t + 1) * states) { here[i + states] = rest * first[i] + share * second[i] }
        if age == cohorts - 1 {
          let target = entering.base + (t * Extents.sexes + sex) * states
          target.update(from: here + (t + 1) * states, count: states)
        }
      }
    }
  }
}
