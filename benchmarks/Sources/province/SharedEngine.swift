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
  struct Year: Sendable {
    fileprivate let tails: AlignedDoubles
    /// `[row][before, after, open]`.
    let weights: AlignedDoubles
    /// Qᵀ of the open age, `[sex][to][from]`.
    let transitions = AlignedDoubles(count: Extents.sexes * Extents.states * Extents.states)
  }

  /// Lines compiled by one task: the waterfall lines of a branch, which share its prices, and at last the plain lines.
  private var groups: [[Int]] {
    (0..<Extents.branches).map { branch in
      (Extents.plainLines..<Extents.lines).filter { self.branch(of: $0) == branch }
    } + [Array(0..<Extents.plainLines)]
  }

  /// The branch of a waterfall line.
  private func branch(of line: Int) -> Int { Int(inputs.branchOfLine[line - Extents.plainLines]) }

  func run() -> Totals {
    var totals = Totals(e)
    let slabCount = (e.paths + width - 1) / width
    // While slabs step through some years, the next ones are compiled. A lone slab takes several at a time, or threads
    // would wait for each other more often than they work.
    let chunk = min(e.years, slabCount == 1 ? 5 : 1)
    let common = CommonStates(e, inputs, threads: threads, window: chunk + 1)
    let prices = Prices(e, inputs), groups = self.groups
    let workers = (0..<threads).map { _ in SharedWorker(self) }
    let years = (0..<(2 * chunk)).map { _ in
      Year(tails: prices.makeTails(), weights: AlignedDoubles(unsetCount: rows * Self.depth))
    }
    let perSlab = e.variants * e.years * Extents.series * 3
    for first in stride(from: 0, to: slabCount, by: Self.batch) {
      let count = min(Self.batch, slabCount - first)
      let places = (0..<count).map { _ in AlignedDoubles(count: perSlab) }
      let slabs = (0..<count).map { _ in SharedSlab(self) }
      SlabTasks.run(count, threads: threads) { _, i in slabs[i].open(self, common, slab: first + i) }
      common.compile(inputs, end: 0)
      for start in stride(from: -chunk, to: e.years, by: chunk) {
        let now = max(0, start)..<min(start + chunk, e.years)
        let next = now.upperBound..<min(now.upperBound + chunk, e.years)
        let stepping = now.isEmpty ? 0 : count
        SlabTasks.run(next.count, threads: threads) { _, i in common.compile(inputs, end: next.lowerBound + i + 1) }
        SlabTasks.run(stepping + next.count * groups.count, threads: threads) { worker, task in
          if task < stepping {
            for year in now {
              workers[worker].step(
                self, slabs[task], common, years[year % years.count], prices.nodes, year, into: places[task])
            }
          } else {
            let (i, group) = (task - stepping).quotientAndRemainder(dividingBy: groups.count)
            let year = next.lowerBound + i
            compile(years[year % years.count], prices, common, lines: groups[group], year: year)
          }
        }
      }
      for place in places {
        for i in 0..<perSlab { totals.sums[i] += place.base[i] }
      }
    }
    return totals
  }

  /// The flow weights of a group of lines, `[row][before, after, open]`.
  private func compile(_ compiled: Year, _ prices: Prices, _ common: CommonStates, lines: [Int], year: Int) {
    let cells = Extents.cells, weights = compiled.weights
    withUnsafeTemporaryAllocation(of: Double.self, capacity: cells) { buffer in
      guard let byCell = buffer.baseAddress else { return }
      guard lines[0] >= Extents.plainLines else {
        openTransitions(compiled.transitions, year: year)
        inputs.profile.withUnsafeBufferPointer { profile in
          guard let base = profile.baseAddress else { return }
          for line in lines {
            // Half of the exposure: ½(before + after).
            let index = 0.5 * inputs.index[year * Extents.lines + line], row = base + line * cells
            for cell in 0..<cells { byCell[cell] = index * row[cell] }
            fold(byCell, common, line: line, year: year, into: weights.base + line * Self.depth)
          }
        }
        return
      }
      var unit = [Double](repeating: 0, count: Extents.thresholds)
      for node in 0..<e.nodes {
        prices.compile(compiled.tails, year: year, branch: branch(of: lines[0]), node: node)
        for line in lines {
          let waterfall = line - Extents.plainLines
          for family in 0..<families {
            for threshold in unit.indices {
              let slope = (family * Extents.waterfallLines + waterfall) * Extents.thresholds + threshold
              unit[threshold] = byThreshold ? (threshold == family ? 1 : 0) : inputs.slopes[slope]
            }
            prices.payment(compiled.tails, line: waterfall, node: node, slopes: unit[...], year: year, into: byCell)
            for cell in 0..<cells { byCell[cell] *= 0.5 }
            let row = Extents.plainLines + (waterfall * families + family) * e.nodes + node
            fold(byCell, common, line: line, year: year, into: weights.base + row * Self.depth)
          }
        }
      }
    }
  }

  /// Qᵀ of the open age.
  private func openTransitions(_ target: AlignedDoubles, year: Int) {
    let matrix = Extents.states * Extents.states
    for sex in 0..<Extents.sexes {
      let cell = (sex + 1) * Extents.ages - 1
      let place = target.place(sex * matrix, length: matrix)
      transpose(inputs, lambda: inputs.lambda[year], cells: cell..<(cell + 1), place - cell * matrix)
    }
  }

  /// A row by cell, half of it, times the relativity of the states, on the common distributions.
  private func fold(
    _ byCell: UnsafePointer<Double>, _ common: CommonStates, line: Int, year: Int,
    into row: UnsafeMutablePointer<Double>
  ) {
    let cohorts = Self.cohorts, half = Extents.sexes * cohorts, states = Extents.states
    for sex in 0..<Extents.sexes {
      let cell = byCell + sex * Extents.ages, place = sex * cohorts
      let before = common.factor(year, line) + place, after = common.factor(year + 1, line) + place
      for age in 0..<cohorts {
        row[place + age] = cell[age] * before[age]
        row[half + place + age] = cell[age] * after[age]
      }
      inputs.relativity.withUnsafeBufferPointer { relativity in
        for state in 0..<states {
          row[2 * half + sex * states + state] = cell[cohorts] * relativity[line * states + state]
        }
      }
    }
  }
}
