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
    /// `[row][before, after, open]`.
    let weights: AlignedDoubles
    /// Qᵀ of the open age, `[sex][to][from]`.
    let transitions = AlignedDoubles(count: Extents.sexes * Extents.states * Extents.states)
  }

  /// Lines compiled by one task: the plain lines, or the waterfall lines of a branch.
  private struct Group: Sendable {
    let branch: Int?
    let lines: [Int]
    /// Slopes of the rows at a node, `[line][family][threshold]`.
    let slopes: AlignedDoubles
  }

  private func groups() -> [Group] {
    let units = (0..<Extents.thresholds).map { k in (0..<Extents.thresholds).map { $0 == k ? 1.0 : 0 } }
    let branches = (0..<Extents.branches).map { branch in
      let lines = inputs.waterfallLines(ofBranch: branch)
      let slopes = lines.flatMap { line in
        (0..<families).flatMap { byThreshold ? units[$0] : Array(inputs.slopes(variant: $0, waterfallLine: line)) }
      }
      return Group(branch: branch, lines: lines.map { Extents.plainLines + $0 }, slopes: AlignedDoubles(slopes))
    }
    return branches + [Group(branch: nil, lines: Array(0..<Extents.plainLines), slopes: AlignedDoubles(count: 0))]
  }

  func run() -> Totals {
    var totals = Totals(e)
    let slabCount = (e.paths + width - 1) / width
    // While slabs step through some years, the next ones are compiled. A lone slab takes several at a time, or threads
    // would wait for each other more often than they work.
    let chunk = min(e.years, slabCount == 1 ? 3 : 1)
    let common = CommonStates(e, inputs, threads: threads, window: chunk + 1)
    let prices = Prices(e, inputs), groups = groups()
    let workers = (0..<threads).map { _ in SharedWorker(self) }
    let years = (0..<(2 * chunk)).map { _ in
      Year(weights: AlignedDoubles(unsetCount: rows * Self.depth))
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
            compile(years[year % years.count], prices, common, groups[group], year: year)
          }
        }
      }
      for place in places {
        for i in 0..<perSlab { totals.sums[i] += place.base[i] }
      }
    }
    return totals
  }

  /// The flow weights of a group's rows, `[row][before, after, open]`.
  private func compile(_ compiled: Year, _ prices: Prices, _ common: CommonStates, _ group: Group, year: Int) {
    let columns = Prices.columns, perNode = group.slopes.count / Extents.thresholds
    withUnsafeTemporaryAllocation(of: Double.self, capacity: perNode * columns) { buffer in
      guard let branch = group.branch, let payments = buffer.baseAddress else {
        openTransitions(compiled.transitions, year: year)
        for line in group.lines { fold(nil, common, line: line, year: year, into: compiled.weights, row: line) }
        return
      }
      for node in 0..<e.nodes {
        prices.payments(group.slopes, year: year, branch: branch, node: node, into: payments)
        for i in 0..<perNode {
          let line = group.lines[i / families]
          let row = Extents.plainLines + ((line - Extents.plainLines) * families + i % families) * e.nodes + node
          fold(payments + i * columns, common, line: line, year: year, into: compiled.weights, row: row)
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

  /// A row: half of index · profile (· payment) by cell, times the relativity of the states, on the common distributions.
  private func fold(
    _ payment: UnsafePointer<Double>?, _ common: CommonStates, line: Int, year: Int, into weights: AlignedDoubles,
    row: Int
  ) {
    let cells = Extents.cells, cohorts = Self.cohorts, half = Extents.sexes * cohorts, states = Extents.states
    // Half of the exposure: ½(before + after).
    let index = 0.5 * inputs.index[year * Extents.lines + line]
    let row = weights.place(row * Self.depth, length: Self.depth)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: cells) { buffer in
      guard let byCell = buffer.baseAddress else { return }
      inputs.profile.withUnsafeBufferPointer { profile in
        guard let profile = profile.baseAddress.map({ $0 + line * cells }) else { return }
        if let payment {
          for cell in 0..<cells { byCell[cell] = index * profile[cell] * payment[cell] }
        } else {
          for cell in 0..<cells { byCell[cell] = index * profile[cell] }
        }
      }
      for sex in 0..<Extents.sexes {
        let cell = byCell + sex * Extents.ages, place = sex * cohorts
        let before = common.factor(year, line, sex: sex), after = common.factor(year + 1, line, sex: sex)
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
}
