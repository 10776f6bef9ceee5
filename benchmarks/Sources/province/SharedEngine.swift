// What scenarios share is computed once. Transitions do not depend on the path and mortality multiplies all states of a
// cohort alike, so the state of a cohort on a path is one number n times a distribution d common to all paths, and
//   W·½(x + x') = Σ_cohorts ½(W·d)·n + ½(W·d')·n':
// a flow row has 200 + 200 weights instead of 6,464. The open age mixes cohorts in proportions that depend on the path,
// so its 2 × 32 states are kept. Variants share people; rates are linear, so they are applied to flows, and slopes of
// waterfall lines are applied to flows at common thresholds as soon as that needs fewer rows than the variants' own.
// Flops counted: 2·rows·464 for flows and 2·2·32² for the open age, per path and year.

import CohortKernels

/// The factored engine on one region.
struct SharedEngine: Sendable {
  let e: Extents
  let inputs: Inputs
  let seed: UInt64
  let threads: Int
  /// Columns of a slab. Up to 8 paths use 8 columns: 56 empty ones would cost seven times the work.
  let width: Int
  /// Rows of a waterfall line and node: the variants' own, or one for every threshold.
  let families: Int

  /// Numbers of a sex: its closed ages; and flow weights of a row: before, after, open age.
  static let cohorts = Extents.ages - 1
  static let depth = 2 * Extents.sexes * cohorts + Extents.sexes * Extents.states
  /// Slabs in memory at a time.
  static let batch = 32

  init(_ e: Extents, _ inputs: Inputs, seed: UInt64, threads: Int) {
    self.e = e
    self.inputs = inputs
    self.seed = seed
    self.threads = threads
    width = e.paths <= 8 ? 8 : CohortShape.columns
    families = min(e.variants, Extents.thresholds)
  }

  /// Whether waterfall rows are thresholds, to be combined for each variant.
  var byThreshold: Bool { e.variants > Extents.thresholds }
  /// Flow rows: plain lines, then `[waterfall line][family][node]`.
  var rows: Int { Extents.plainLines + Extents.waterfallLines * families * e.nodes }

  /// Floating-point operations of the products of a run.
  static func flops(_ e: Extents) -> Double {
    let rows = Extents.plainLines + Extents.waterfallLines * min(e.variants, Extents.thresholds) * e.nodes
    let column = 2 * rows * depth + 2 * Extents.sexes * Extents.states * Extents.states
    return Double(column) * Double(e.years) * Double(e.paths) * Double(e.regions)
  }

  /// What one year's slabs read.
  private struct Year: Sendable {
    let prices: YearPrices
    /// `[row][before, after, open]`.
    let weights: AlignedDoubles
    /// Qᵀ of the open age, `[sex][to][from]`.
    let transitions = AlignedDoubles(count: Extents.sexes * Extents.states * Extents.states)
  }

  func run() -> Totals {
    var totals = Totals(e)
    let common = CommonStates(e, inputs, threads: threads)
    let workers = (0..<threads).map { _ in SharedWorker(self) }
    let slabCount = (e.paths + width - 1) / width
    // Years are compiled some at a time, side by side: with one slab they are all the parallel work there is.
    let chunk = min(e.years, slabCount == 1 ? 4 : 2)
    let years = (0..<chunk).map { _ in
      Year(prices: YearPrices(e, inputs), weights: AlignedDoubles(count: rows * Self.depth))
    }
    let perSlab = e.variants * e.years * Extents.series * 3
    for first in stride(from: 0, to: slabCount, by: Self.batch) {
      let count = min(Self.batch, slabCount - first)
      let places = (0..<count).map { _ in AlignedDoubles(count: perSlab) }
      let slabs = (0..<count).map { _ in SharedSlab(self) }
      SlabTasks.run(count, threads: threads) { _, i in slabs[i].open(self, common, slab: first + i) }
      for start in stride(from: 0, to: e.years, by: chunk) {
        let now = min(chunk, e.years - start)
        let tasks = years[0].prices.tasks
        SlabTasks.run(now * tasks, threads: threads) { _, task in
          years[task / tasks].prices.compile(year: start + task / tasks, task: task % tasks)
        }
        SlabTasks.run(now * Extents.lines, threads: threads) { _, task in
          let place = task / Extents.lines
          compile(years[place], common, line: task % Extents.lines, year: start + place)
        }
        SlabTasks.run(count, threads: threads) { worker, i in
          for place in 0..<now {
            let year = years[place]
            workers[worker].step(
              self, slabs[i], common, year.weights, year.transitions, year.prices, start + place, into: places[i])
          }
        }
      }
      for place in places {
        for i in 0..<perSlab { totals.sums[i] += place.base[i] }
      }
    }
    return totals
  }

  /// The flow weights of a line's rows, `[row][before, after, open]`.
  private func compile(_ compiled: Year, _ common: CommonStates, line: Int, year: Int) {
    let cells = Extents.cells, prices = compiled.prices, weights = compiled.weights
    if line < Extents.sexes {
      let cell = line * Extents.ages + Extents.ages - 1, matrix = Extents.states * Extents.states
      let target = compiled.transitions.place(line * matrix, length: matrix)
      transpose(inputs, lambda: inputs.lambda[year], cells: cell..<(cell + 1), target - cell * matrix)
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: cells) { buffer in
      guard let byCell = buffer.baseAddress else { return }
      if line < Extents.plainLines {
        // Half of the exposure: ½(before + after).
        let index = 0.5 * inputs.index[year * Extents.lines + line]
        for cell in 0..<cells { byCell[cell] = index * inputs.profile[line * cells + cell] }
        fold(byCell, common, line: line, year: year, into: weights.base + line * Self.depth)
        return
      }
      let waterfall = line - Extents.plainLines
      var unit = [Double](repeating: 0, count: Extents.thresholds)
      for family in 0..<families {
        unit = unit.indices.map { threshold in
          if byThreshold { return threshold == family ? 1 : 0 }
          return inputs.slopes[(family * Extents.waterfallLines + waterfall) * Extents.thresholds + threshold]
        }
        for node in 0..<e.nodes {
          prices.payment(line: waterfall, node: node, slopes: unit[...], year: year, into: byCell)
          for cell in 0..<cells { byCell[cell] *= 0.5 }
          let row = Extents.plainLines + (waterfall * families + family) * e.nodes + node
          fold(byCell, common, line: line, year: year, into: weights.base + row * Self.depth)
        }
      }
    }
  }

  /// A row by cell, half of it, times the relativity of the states, on the common distributions.
  private func fold(
    _ byCell: UnsafeMutablePointer<Double>, _ common: CommonStates, line: Int, year: Int,
    into row: UnsafeMutablePointer<Double>
  ) {
    let cohorts = Self.cohorts, half = Extents.sexes * cohorts, states = Extents.states
    let before = common.factor(year, line), after = common.factor(year + 1, line)
    for sex in 0..<Extents.sexes {
      let cell = byCell + sex * Extents.ages
      let place = sex * cohorts
      for age in 0..<cohorts {
        row[place + age] = cell[age] * before[place + age]
        row[half + place + age] = cell[age] * after[place + age]
      }
      inputs.relativity.withUnsafeBufferPointer { relativity in
        for state in 0..<states {
          row[2 * half + sex * states + state] = cell[cohorts] * relativity[line * states + state]
        }
      }
    }
  }
}
