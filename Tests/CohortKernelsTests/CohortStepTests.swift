import CohortKernels
import Testing
import _TestSupport

@Suite struct CohortStepTests {
  static let width = CohortShape.columns

  /// Slabs of `columns` columns after `years` years. Columns of the run are `start`, `start + 1`, …
  static func run(_ sample: Sample, columns: Int, start: Int = 0, years: Int, mixed: Bool, threads: Int = 1)
    -> [CohortSlab]
  {
    let weights = FlowWeights(sample.shape)
    weights.pack(sample.weights)
    let count = (columns + width - 1) / width
    let slabs = (0..<count).map { _ in CohortSlab(sample.shape) }
    struct Workers: @unchecked Sendable { let workspaces: [CohortWorkspace] }
    let workers = Workers(workspaces: (0..<threads).map { _ in CohortWorkspace(sample.shape) })
    let year = sample.year(mixed: mixed)
    SlabTasks.run(count, threads: threads) { worker, task in
      let slab = slabs[task], workspace = workers.workspaces[worker]
      slab.open(with: sample.opening)
      for t in 0..<years {
        for lane in 0..<width {
          // Columns past the end repeat the last one's rates.
          let rates = sample.rates(year: t, column: start + min(task * width + lane, columns - 1))
          for cell in 0..<sample.shape.cells { workspace.survival[cell * width + lane] = rates.survival[cell] }
          for sex in 0..<sample.shape.sexes { workspace.newbornSurvival[sex * width + lane] = rates.newborn[sex] }
          workspace.fertilityFactor[lane] = rates.fertility
          workspace.mix[lane] = rates.mix
        }
        workspace.step(slab, year, weights: weights)
      }
    }
    return slabs
  }

  static func column(_ block: AlignedDoubles, _ lane: Int) -> [Double] {
    stride(from: lane, to: block.count, by: width).map { block[$0] }
  }

  static func agrees(_ a: [Double], _ b: [Double], gross: Double) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= Within.roundoff * gross }
  }

  static let extents = [(1, 5, 3, 7), (2, 2, 1, 1), (2, 5, 3, 0), (2, 9, 5, 130), (3, 4, 8, 2), (1, 6, 32, 600)]

  @Test(arguments: extents, [false, true])
  func agreesWithAPlainLoop(_ extents: (Int, Int, Int, Int), mixed: Bool) {
    let sample = Sample(sexes: extents.0, ages: extents.1, states: extents.2, rows: extents.3, seed: 11)
    let columns = 67
    for years in 1...3 {
      let slabs = Self.run(sample, columns: columns, years: years, mixed: mixed)
      for column in [0, 1, 31, 63, 64, 66] {
        var plain = PlainYear(people: sample.opening, flows: [], births: 0, deaths: 0)
        var before = 0.0
        for t in 0..<years {
          let rates = sample.rates(year: t, column: column)
          before = plain.people.reduce(0, +)
          plain = sample.plainStep(plain.people, rates, mix: mixed ? rates.mix : 0)
        }
        let slab = slabs[column / Self.width], lane = column % Self.width
        let gross = 10 * before
        #expect(Self.agrees(Self.column(slab.people, lane), plain.people, gross: gross))
        #expect(Self.agrees(Self.column(slab.flows, lane), plain.flows, gross: gross))
        #expect(Self.agrees([slab.births[lane], slab.deaths[lane]], [plain.births, plain.deaths], gross: gross))
        let after = Self.column(slab.people, lane).reduce(0, +)
        #expect(abs(before + slab.births[lane] - slab.deaths[lane] - after) <= Within.roundoff * gross)
      }
    }
  }

  @Test func sameBytesInAnyCompany() {
    let sample = Sample(sexes: 2, ages: 7, states: 4, rows: 9, seed: 5)
    let one = Self.run(sample, columns: 200, years: 3, mixed: true)
    let two = Self.run(sample, columns: 200, years: 3, mixed: true, threads: 3)
    for (a, b) in zip(one, two) {
      #expect(a.people.array == b.people.array)
      #expect(a.flows.array == b.flows.array)
      #expect(a.births.array == b.births.array)
      #expect(a.deaths.array == b.deaths.array)
    }
    // Columns 130 and 140 in a run of their own, at other places of a slab.
    let alone = Self.run(sample, columns: 11, start: 130, years: 3, mixed: true)
    for offset in [0, 10] {
      let place = 130 + offset
      #expect(Self.column(alone[0].flows, offset) == Self.column(one[place / Self.width].flows, place % Self.width))
      #expect(Self.column(alone[0].people, offset) == Self.column(one[place / Self.width].people, place % Self.width))
    }
  }

  @Test(arguments: [0.0, 1.0]) func theEndsOfAMixAreItsMatrices(_ lambda: Double) {
    let sample = Sample(sexes: 2, ages: 6, states: 5, rows: 4, seed: 3)
    let plain = CohortYear(
      transitions: sample.transposed(lambda == 0 ? sample.first : sample.second), fertility: sample.fertility,
      mothers: 1, birthShares: sample.shares, newbornMix: sample.newbornMix)
    let weights = FlowWeights(sample.shape)
    weights.pack(sample.weights)
    let results = [plain, sample.year(mixed: true)].map { year in
      let slab = CohortSlab(sample.shape), workspace = CohortWorkspace(sample.shape)
      slab.open(with: sample.opening)
      workspace.survival.fill(0.97)
      workspace.newbornSurvival.fill(0.99)
      workspace.mix.fill(lambda)
      workspace.step(slab, year, weights: weights)
      return slab
    }
    #expect(results[0].people.array == results[1].people.array)
    #expect(results[0].flows.array == results[1].flows.array)
  }

  @Test func everyCellIsVisitedOnce() {
    for (sexes, ages, states, rows) in Self.extents {
      let shape = CohortShape(sexes: sexes, ages: ages, states: states, rows: rows)
      #expect(shape.order.sorted() == Array(0..<shape.cells))
      #expect(shape.blocks.flatMap { Array($0) } == Array(0..<shape.cells))
    }
  }
}
