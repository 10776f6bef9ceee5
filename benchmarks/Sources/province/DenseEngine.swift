// Every (variant, path) column steps all 6,464 cells and takes its own 124 flow rows: nothing is shared between
// variants, as if each had its own population. Flops counted: 2·202·32² for moves and 2·124·6464 for flows, per column
// in use and year.

import CohortKernels

/// The dense engine on one region.
struct DenseEngine: Sendable {
  let e: Extents
  let inputs: Inputs
  let seed: UInt64
  let threads: Int
  let shape: CohortShape

  /// Slabs in memory at a time: 32 states are 106 MB.
  static let batch = 32

  init(_ e: Extents, _ inputs: Inputs, seed: UInt64, threads: Int) {
    self.e = e
    self.inputs = inputs
    self.seed = seed
    self.threads = threads
    shape = CohortShape(sexes: Extents.sexes, ages: Extents.ages, states: Extents.states, rows: e.rows)
  }

  /// Floating-point operations of the products of a run.
  static func flops(_ e: Extents) -> Double {
    let column = 2 * Extents.cells * Extents.states * (Extents.states + e.rows)
    return Double(column) * Double(e.years) * Double(e.paths) * Double(e.variants) * Double(e.regions)
  }

  /// What a thread holds.
  private final class Worker: Sendable {
    nonisolated(unsafe) let workspace: CohortWorkspace
    nonisolated(unsafe) let accounts = LineAccounts(width: CohortShape.columns)
    init(_ shape: CohortShape) { workspace = CohortWorkspace(shape) }
  }

  /// What the columns of a slab carry through the years.
  private struct Slab: Sendable {
    let people: CohortSlab
    let drivers: SlabDrivers
    let balances: AlignedDoubles
    /// `[year][series][3]`.
    let sums: AlignedDoubles
  }

  /// What a year's slabs read, and the row factors its weights are made of.
  private struct Year: Sendable {
    /// `[row][cell]`.
    let rowFactors: AlignedDoubles
    let weights: FlowWeights
    let transitions: AlignedDoubles
  }

  func run() -> Totals {
    var totals = Totals(e)
    let width = CohortShape.columns
    let prices = Prices(e, inputs)
    let workers = (0..<threads).map { _ in Worker(shape) }
    let years = (0..<2).map { _ in
      Year(
        rowFactors: AlignedDoubles(unsetCount: e.rows * Extents.cells), weights: FlowWeights(shape),
        transitions: AlignedDoubles(unsetCount: inputs.q0.count))
    }
    let slabCount = (e.paths + width - 1) / width
    let people = (0..<min(Self.batch, slabCount)).map { _ in CohortSlab(shape) }
    for first in stride(from: 0, to: slabCount, by: Self.batch) {
      let count = min(Self.batch, slabCount - first)
      let drivers = (0..<count).map { SlabDrivers(e, seed: seed, slab: first + $0, width: width) }
      for variant in 0..<e.variants {
        let slabs = (0..<count).map { i in
          Slab(
            people: people[i], drivers: drivers[i],
            balances: AlignedDoubles(inputs.openingBalance.flatMap { [Double](repeating: $0, count: width) }),
            sums: AlignedDoubles(count: e.years * Extents.series * 3))
        }
        SlabTasks.run(count, threads: threads) { _, i in slabs[i].people.open(with: inputs.opening) }
        // While slabs step through a year, the weights of the next one and the row factors of the one after it are made:
        // small tasks at the end, so that no thread waits long for the other's last slab.
        for year in -2..<e.years {
          let steps = year >= 0 ? count : 0
          let cohorts = year + 1 >= 0 && year + 1 < e.years ? shape.blocks.count + Extents.sexes : 0
          let priced = year + 2 < e.years ? Extents.branches * e.nodes + 1 : 0
          let now = years[year & 1], next = years[1 - year & 1]
          SlabTasks.run(steps + cohorts + priced, threads: threads) { worker, task in
            if task < steps {
              step(slabs[task], workers[worker], now, prices, year)
            } else if task < steps + cohorts {
              let block = task - steps - Extents.sexes
              if block < 0 {
                compile(next.transitions, year: year + 1, sex: block + Extents.sexes)
              } else {
                expand(next.rowFactors, next.weights, block)
              }
            } else {
              compile(now.rowFactors, prices, task: task - steps - cohorts, variant: variant, year: year + 2)
            }
          }
        }
        for slab in slabs {
          let offset = variant * e.years * Extents.series * 3
          for i in 0..<slab.sums.count { totals.sums[offset + i] += slab.sums.base[i] }
        }
      }
    }
    return totals
  }

  private func step(
    _ slab: Slab, _ worker: Worker, _ compiled: Year, _ prices: Prices, _ year: Int
  ) {
    let drivers = slab.drivers, workspace = worker.workspace, accounts = worker.accounts
    let width = CohortShape.columns, cells = Extents.cells
    drivers.survival(
      inputs, mortality: inputs.mortality[(year * cells)..<((year + 1) * cells)], beta: inputs.beta, year: year,
      into: workspace.survival.base)
    drivers.survival(
      inputs, mortality: inputs.newbornMortality[(2 * year)..<(2 * year + 2)], beta: inputs.newbornBeta, year: year,
      into: workspace.newbornSurvival.base)
    workspace.fertilityFactor.base.update(from: drivers.fertility.base + year * width, count: width)
    workspace.step(slab.people, cohortYear(compiled.transitions, year), weights: compiled.weights)
    drivers.compile(prices.nodes, years: e.years, year: year)
    let flows = slab.people.flows.base
    accounts.plainLines(flows, drivers, inputs, variant: nil, year: year)
    for line in 0..<Extents.waterfallLines {
      accounts.combine(
        drivers.phi.base + Int(inputs.branchOfLine[line]) * e.nodes * width,
        flows + (Extents.plainLines + line * e.nodes) * width, count: e.nodes,
        into: accounts.values.base + (Extents.plainLines + line) * width)
    }
    accounts.settle(slab.balances.base, inputs, year: year)
    accounts.accumulate(drivers, into: slab.sums.place(year * Extents.series * 3, length: Extents.series * 3))
  }

  private func cohortYear(_ transitions: AlignedDoubles, _ year: Int) -> CohortYear {
    CohortYear(
      transitions: transitions,
      fertility: Array(inputs.fertility[(year * Extents.ages)..<((year + 1) * Extents.ages)]), mothers: 1,
      birthShares: inputs.birthShares, newbornMix: inputs.newbornMix)
  }

  /// Qᵀ of a sex in the year.
  private func compile(_ target: AlignedDoubles, year: Int, sex: Int) {
    let first = sex * Extents.ages
    transpose(inputs, lambda: inputs.lambda[year], cells: first..<(first + Extents.ages), target.base)
  }

  /// The weights of some rows in a cell, but for the relativity of the state: the waterfall lines of a branch at a node,
  /// or at last the plain lines.
  private func compile(_ target: AlignedDoubles, _ prices: Prices, task: Int, variant: Int, year: Int) {
    let cells = Extents.cells, (branch, node) = task.quotientAndRemainder(dividingBy: e.nodes)
    func fill(_ row: Int, line: Int, _ value: (_ cell: Int) -> Double) {
      let index = inputs.index[year * Extents.lines + line], row = target.base + row * cells
      for cell in 0..<cells { row[cell] = index * inputs.profile[line * cells + cell] * value(cell) }
    }
    if branch == Extents.branches {
      for line in 0..<Extents.plainLines {
        let rate = inputs.rates[variant * Extents.plainLines + line]
        fill(line, line: line) { _ in rate }
      }
      return
    }
    let lines = inputs.waterfallLines(ofBranch: branch)
    let slopes = AlignedDoubles(lines.flatMap { inputs.slopes(variant: variant, waterfallLine: $0) })
    let payments = AlignedDoubles(unsetCount: lines.count * Prices.columns)
    prices.payments(slopes, year: year, branch: branch, node: node, into: payments.base)
    for (place, line) in lines.enumerated() {
      let own = payments.base + place * Prices.columns
      fill(Extents.plainLines + line * e.nodes + node, line: Extents.plainLines + line) { own[$0] }
    }
  }

  /// The packed weights of a block: row factor × relativity of the state.
  private func expand(_ rowFactors: AlignedDoubles, _ weights: FlowWeights, _ block: Int) {
    let states = Extents.states
    let cells = weights.cells(ofBlock: block)
    inputs.relativity.withUnsafeBufferPointer { relativity in
      var target = weights.weights(ofBlock: block)
      for row in 0..<e.rows {
        let line = row < Extents.plainLines ? row : Extents.plainLines + (row - Extents.plainLines) / e.nodes
        for cell in cells {
          let factor = rowFactors.base[row * Extents.cells + cell]
          for state in 0..<states { target[state] = factor * relativity[line * states + state] }
          target += states
        }
      }
    }
  }
}

/// ((1 − λ)·q0 + λ·q1)ᵀ of some cells, `[cell][to][from]`.
func transpose(_ inputs: Inputs, lambda: Double, cells: Range<Int>, _ target: UnsafeMutablePointer<Double>) {
  let n = Extents.states
  inputs.q0.withUnsafeBufferPointer { q0 in
    inputs.q1.withUnsafeBufferPointer { q1 in
      for cell in cells {
        let offset = cell * n * n
        for to in 0..<n {
          for from in 0..<n {
            let i = offset + from * n + to
            target[offset + to * n + from] = (1 - lambda) * q0[i] + lambda * q1[i]
          }
        }
      }
    }
  }
}
