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

  func run() -> Totals {
    var totals = Totals(e)
    let width = CohortShape.columns
    let prices = Prices(e, inputs)
    let weights = FlowWeights(shape)
    let rowFactors = AlignedDoubles(count: e.rows * Extents.cells)
    let transitions = AlignedDoubles(count: inputs.q0.count)
    let workers = (0..<threads).map { _ in Worker(shape) }
    let slabCount = (e.paths + width - 1) / width
    let people = (0..<min(Self.batch, slabCount)).map { _ in CohortSlab(shape) }
    for variant in 0..<e.variants {
      for first in stride(from: 0, to: slabCount, by: Self.batch) {
        let count = min(Self.batch, slabCount - first)
        let slabs = (0..<count).map { i in
          Slab(
            people: people[i], drivers: SlabDrivers(e, seed: seed, slab: first + i, width: width),
            balances: AlignedDoubles(inputs.openingBalance.flatMap { [Double](repeating: $0, count: width) }),
            sums: AlignedDoubles(count: e.years * Extents.series * 3))
        }
        SlabTasks.run(count, threads: threads) { _, i in slabs[i].people.open(with: inputs.opening) }
        for year in 0..<e.years {
          let priced = Extents.branches * e.nodes
          SlabTasks.run(priced + 1 + Extents.sexes, threads: threads) { _, task in
            if task < priced {
              let (branch, node) = task.quotientAndRemainder(dividingBy: e.nodes)
              compile(rowFactors, prices, branch: branch, node: node, variant: variant, year: year)
            } else if task == priced {
              compile(rowFactors, variant: variant, year: year)
            } else {
              compile(transitions, year: year, sex: task - priced - 1)
            }
          }
          SlabTasks.run(shape.blocks.count, threads: threads) { _, block in expand(rowFactors, weights, block) }
          let rates = cohortYear(transitions, year)
          SlabTasks.run(count, threads: threads) { worker, i in
            step(slabs[i], workers[worker], rates, weights, prices, year)
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
    _ slab: Slab, _ worker: Worker, _ rates: CohortYear, _ weights: FlowWeights, _ prices: Prices, _ year: Int
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
    workspace.step(slab.people, rates, weights: weights)
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

  /// The weight of a plain line in a cell, but for the relativity of the state: `[row][cell]`.
  private func compile(_ target: AlignedDoubles, variant: Int, year: Int) {
    let cells = Extents.cells
    for line in 0..<Extents.plainLines {
      let factor = inputs.rates[variant * Extents.plainLines + line] * inputs.index[year * Extents.lines + line]
      for cell in 0..<cells { target.base[line * cells + cell] = factor * inputs.profile[line * cells + cell] }
    }
  }

  /// The same of a branch's waterfall lines at a node.
  private func compile(
    _ target: AlignedDoubles, _ prices: Prices, branch: Int, node: Int, variant: Int, year: Int
  ) {
    let cells = Extents.cells, lines = inputs.waterfallLines(ofBranch: branch)
    let slopes = AlignedDoubles(lines.flatMap { inputs.slopes(variant: variant, waterfallLine: $0) })
    let payments = AlignedDoubles(unsetCount: lines.count * Prices.columns)
    prices.payments(slopes, year: year, branch: branch, node: node, into: payments.base)
    for (place, waterfall) in lines.enumerated() {
      let line = Extents.plainLines + waterfall, use = inputs.index[year * Extents.lines + line]
      let row = target.base + (Extents.plainLines + waterfall * e.nodes + node) * cells
      for cell in 0..<cells {
        row[cell] = use * inputs.profile[line * cells + cell] * payments.base[place * Prices.columns + cell]
      }
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
