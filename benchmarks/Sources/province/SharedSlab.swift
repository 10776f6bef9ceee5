import CohortKernels

/// What a slab's columns carry from year to year in the factored engine.
final class SharedSlab: @unchecked Sendable {
  /// Persons of every closed cohort, `[sex][age][column]`; of the open age, `[sex][state][column]`.
  let cohorts: AlignedDoubles, open: AlignedDoubles
  /// `[variant][fund][column]`.
  let balances: AlignedDoubles
  private(set) var drivers: SlabDrivers?

  init(_ engine: SharedEngine) {
    cohorts = AlignedDoubles(count: Extents.sexes * SharedEngine.cohorts * engine.width)
    open = AlignedDoubles(count: Extents.sexes * Extents.states * engine.width)
    balances = AlignedDoubles(count: engine.e.variants * Extents.funds * engine.width)
  }

  /// The opening of slab number `slab`.
  func open(_ engine: SharedEngine, _ common: CommonStates, slab: Int) {
    let width = engine.width, states = Extents.states
    drivers = SlabDrivers(engine.e, seed: engine.seed, slab: slab, width: width)
    for sex in 0..<Extents.sexes {
      for age in 0..<Extents.ages {
        let cell = sex * Extents.ages + age
        let state = engine.inputs.opening[(cell * states)..<((cell + 1) * states)]
        if age < SharedEngine.cohorts {
          let row = cohorts.base + (sex * SharedEngine.cohorts + age) * width
          row.update(repeating: state.reduce(0, +), count: width)
        } else {
          for (i, value) in state.enumerated() {
            (open.base + (sex * states + i) * width).update(repeating: value, count: width)
          }
        }
      }
    }
    for row in 0..<(engine.e.variants * Extents.funds) {
      let value = engine.inputs.openingBalance[row % Extents.funds]
      (balances.base + row * width).update(repeating: value, count: width)
    }
  }
}

/// What a thread holds in the factored engine.
final class SharedWorker: @unchecked Sendable {
  private let survival: AlignedDoubles, newborn: AlignedDoubles, moved: AlignedDoubles
  /// `[before, after, open][column]`.
  private let people: AlignedDoubles
  private let flows: AlignedDoubles
  /// Waterfall lines after the nodes, `[line][family][column]`.
  private let basis: AlignedDoubles
  private let accounts: LineAccounts

  init(_ engine: SharedEngine) {
    let width = engine.width
    survival = AlignedDoubles(count: Extents.cells * width)
    newborn = AlignedDoubles(count: Extents.sexes * width)
    moved = AlignedDoubles(count: Extents.states * width)
    people = AlignedDoubles(count: SharedEngine.depth * width)
    flows = AlignedDoubles(count: engine.rows * width)
    basis = AlignedDoubles(count: Extents.waterfallLines * engine.families * width)
    accounts = LineAccounts(width: width)
  }

  func step(
    _ engine: SharedEngine, _ slab: SharedSlab, _ common: CommonStates, _ compiled: SharedEngine.Year,
    _ nodes: ChebyshevNodes, _ year: Int, into place: AlignedDoubles
  ) {
    guard let drivers = slab.drivers else { return }
    let inputs = engine.inputs, width = engine.width, cells = Extents.cells, count = engine.e.nodes
    drivers.survival(
      inputs, mortality: inputs.mortality[(year * cells)..<((year + 1) * cells)], beta: inputs.beta, year: year,
      into: survival.base)
    drivers.survival(
      inputs, mortality: inputs.newbornMortality[(2 * year)..<(2 * year + 2)], beta: inputs.newbornBeta, year: year,
      into: newborn.base)
    age(slab, drivers, inputs, common, compiled.transitions, year)
    TileProduct.multiply(
      rows: engine.rows, inner: SharedEngine.depth, columns: width, a: compiled.weights.base, lda: SharedEngine.depth,
      b: people.base, ldb: width, c: flows.base, ldc: width)
    drivers.compile(nodes, years: engine.e.years, year: year)
    for row in 0..<(Extents.waterfallLines * engine.families) {
      accounts.combine(
        drivers.phi.base + Int(inputs.branchOfLine[row / engine.families]) * count * width,
        flows.base + (Extents.plainLines + row * count) * width, count: count, into: basis.base + row * width)
    }
    for variant in 0..<engine.e.variants {
      accounts.plainLines(flows.base, drivers, inputs, variant: variant, year: year)
      waterfall(engine, variant)
      accounts.settle(slab.balances.base + variant * Extents.funds * width, inputs, year: year)
      let length = Extents.series * 3
      accounts.accumulate(drivers, into: place.place((variant * engine.e.years + year) * length, length: length))
    }
  }

  /// The variant's waterfall lines.
  private func waterfall(_ engine: SharedEngine, _ variant: Int) {
    let lanes = engine.width / 8, families = engine.families
    let basis = LineAccounts.view(self.basis.base)
    let target = LineAccounts.view(accounts.values.base + Extents.plainLines * engine.width)
    for line in 0..<Extents.waterfallLines {
      for lane in 0..<lanes {
        if !engine.byThreshold {
          target[line * lanes + lane] = basis[(line * families + variant) * lanes + lane]
          continue
        }
        var sum = SIMD8<Double>.zero
        for threshold in 0..<families {
          let slope = engine.inputs.slopes[(variant * Extents.waterfallLines + line) * families + threshold]
          if slope != 0 { sum += basis[(line * families + threshold) * lanes + lane] * slope }
        }
        target[line * lanes + lane] = sum
      }
    }
  }

  /// A year of people: before, after and the open age's sum into `people`, the slab brought to the end of the year.
  private func age(
    _ slab: SharedSlab, _ drivers: SlabDrivers, _ inputs: Inputs, _ common: CommonStates, _ transitions: AlignedDoubles,
    _ year: Int
  ) {
    let width = drivers.width, lanes = width / 8, states = Extents.states
    let cohorts = SharedEngine.cohorts, half = Extents.sexes * cohorts
    people.base.update(from: slab.cohorts.base, count: half * width)
    let before = LineAccounts.view(people.base), after = LineAccounts.view(people.base + half * width)
    let open = LineAccounts.view(slab.open.base), both = LineAccounts.view(people.base + 2 * half * width)
    let survival = LineAccounts.view(self.survival.base), moved = LineAccounts.view(self.moved.base)
    let alive = LineAccounts.view(newborn.base), fertility = LineAccounts.view(drivers.fertility.base + year * width)
    for sex in 0..<Extents.sexes {
      let first = sex * cohorts, cell = sex * Extents.ages, last = cell + cohorts
      for age in 1..<cohorts {
        for lane in 0..<lanes {
          let alive = survival[(cell + age - 1) * lanes + lane]
          after[(first + age) * lanes + lane] = before[(first + age - 1) * lanes + lane] * alive
        }
      }
      TileProduct.multiply(
        rows: states, inner: states, columns: width, a: transitions.base + sex * states * states, lda: states,
        b: slab.open.base + sex * states * width, ldb: width, c: self.moved.base, ldc: width)
      for lane in 0..<lanes {
        let stay = survival[last * lanes + lane]
        let enter = before[(first + cohorts - 1) * lanes + lane] * survival[(last - 1) * lanes + lane]
        for state in 0..<states {
          let i = (sex * states + state) * lanes + lane
          let share = common.entering.base[(year * Extents.sexes + sex) * states + state]
          let x = moved[state * lanes + lane] * stay + enter * share
          both[i] = open[i] + x
          open[i] = x
        }
      }
    }
    for lane in 0..<lanes {
      var births = SIMD8<Double>.zero
      for age in 1..<cohorts {
        let rate = inputs.fertility[year * Extents.ages + age]
        if rate == 0 { continue }
        let i = (cohorts + age) * lanes + lane
        births += (before[i] + after[i]) * (0.5 * rate)
      }
      births *= fertility[lane]
      for sex in 0..<Extents.sexes {
        after[sex * cohorts * lanes + lane] = births * inputs.birthShares[sex] * alive[sex * lanes + lane]
      }
    }
    slab.cohorts.base.update(from: people.base + half * width, count: half * width)
  }
}
