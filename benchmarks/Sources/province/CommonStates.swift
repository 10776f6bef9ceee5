import CohortKernels

/// The distribution over states of every cohort, common to all paths.
///
/// Those of one age are followed through all years at once: row t of D[a + 1] is ((1 − λ)·D[a]·q0 + λ·D[a]·q1) of row t
/// − 1, so years are the rows of a product and every matrix is read once for the whole horizon.
final class CommonStates: Sendable {
  /// Closed ages of a sex, padded to whole cache lines: half lines would be written twice.
  private static let ages = (SharedEngine.cohorts + 7) / 8 * 8
  /// Closed ages of both sexes.
  private static let cohorts = Extents.sexes * ages

  /// `[end of year][state][cohort]`, 0 the opening.
  private let distributions: AlignedDoubles
  /// Σ_state relativity · distribution, `[end of year modulo window][line][cohort]`.
  private let factors: AlignedDoubles
  /// Ends of years whose factors are held at a time.
  private let window: Int
  /// The distribution of those who enter the open age, `[year][sex][state]`.
  let entering: AlignedDoubles

  init(_ e: Extents, _ inputs: Inputs, threads: Int, window: Int) {
    let states = Extents.states, sexes = Extents.sexes
    self.window = window
    distributions = AlignedDoubles(unsetCount: (e.years + 1) * states * Self.cohorts)
    factors = AlignedDoubles(unsetCount: window * Extents.lines * Self.cohorts)
    entering = AlignedDoubles(count: e.years * sexes * states)
    SlabTasks.run(sexes, threads: threads) { _, sex in follow(e, inputs, sex: sex) }
  }

  /// The factors of a line and sex by age at the end of a year, among the last `window` compiled.
  func factor(_ end: Int, _ line: Int, sex: Int) -> UnsafeMutablePointer<Double> {
    factors.place((end % window * Extents.lines + line) * Self.cohorts + sex * Self.ages, length: Self.ages)
  }

  /// Compiles the factors at the end of a year.
  func compile(_ inputs: Inputs, end: Int) {
    let states = Extents.states, cohorts = Self.cohorts
    inputs.relativity.withUnsafeBufferPointer { relativity in
      guard let base = relativity.baseAddress else { return }
      TileProduct.multiply(
        rows: Extents.lines, inner: states, columns: cohorts, a: base, lda: states,
        b: distributions.place(end * states * cohorts, length: states * cohorts), ldb: cohorts,
        c: factor(end, 0, sex: 0), ldc: cohorts)
    }
  }

  private func follow(_ e: Extents, _ inputs: Inputs, sex: Int) {
    let states = Extents.states, ends = e.years + 1, cohorts = SharedEngine.cohorts
    let first = AlignedDoubles(count: ends * states), second = AlignedDoubles(count: ends * states)
    // Eight ages at a time and the one after them, so that the transposed distributions are written by cache lines.
    let length = ends * states, ages = AlignedDoubles(count: 9 * length)
    for t in 1..<ends {
      for state in 0..<states { ages.base[t * states + state] = inputs.newbornMix[sex * states + state] }
    }
    for age in 0..<cohorts {
      let cell = sex * Extents.ages + age
      let here = ages.base + age % 8 * length, next = here + length
      let opening = inputs.opening[(cell * states)..<((cell + 1) * states)]
      let persons = opening.reduce(0, +)
      for (state, value) in opening.enumerated() { here[state] = persons > 0 ? value / persons : 0 }
      for (matrices, target) in [(inputs.q0, first), (inputs.q1, second)] {
        matrices.withUnsafeBufferPointer { q in
          guard let base = q.baseAddress else { return }
          TileProduct.multiply(
            rows: e.years, inner: states, columns: states, a: here, lda: states, b: base + cell * states * states,
            ldb: states, c: target.base, ldc: states)
        }
      }
      let first = first.base, second = second.base
      for t in 0..<e.years {
        let share = inputs.lambda[t], rest = 1 - share
        for i in (t * states)..<((t + 1) * states) { next[i + states] = rest * first[i] + share * second[i] }
      }
      if age % 8 == 7 || age == cohorts - 1 {
        transpose(ages, length: length, into: distributions.base + sex * Self.ages + age - age % 8, width: age % 8 + 1)
        ages.base.update(from: next, count: length)
      }
    }
    // What the last closed age became enters the open age.
    for t in 0..<e.years {
      (entering.base + (t * Extents.sexes + sex) * states).update(from: ages.base + (t + 1) * states, count: states)
    }
  }
  /// The first `width` ages side by side, zeros after them.
  private func transpose(_ ages: AlignedDoubles, length: Int, into target: UnsafeMutablePointer<Double>, width: Int) {
    var source = ages.base, target = target
    for _ in 0..<length {
      if width == 8 {
        let row = SIMD8(
          source[0], source[length], source[2 * length], source[3 * length], source[4 * length], source[5 * length],
          source[6 * length], source[7 * length])
        UnsafeMutableRawPointer(target).storeBytes(of: row, as: SIMD8<Double>.self)
      } else {
        for place in 0..<8 { target[place] = place < width ? source[place * length] : 0 }
      }
      source += 1
      target += Self.cohorts
    }
  }
}
