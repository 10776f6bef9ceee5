import Arrays
import Benchmark
import CohortKernels

/// A million multiply-adds in the shapes of the engines, by the kernel that packs nothing and by dgemm.
func products() {
  // Flow rows of a block of cells; moves within a cell, many small products; flow rows of one deterministic column,
  // padded to eight.
  for (rows, inner, columns) in [(125, 125, 64), (25, 25, 64), (125, 1000, 8)] {
    let a = AlignedDoubles(count: rows * inner), b = AlignedDoubles(count: inner * columns)
    let c = AlignedDoubles(count: rows * columns)
    a.fill(0.5)
    b.fill(2)
    let name = "product \(rows) x \(inner) x \(columns)", calls = 1_000_000 / (rows * inner * columns)
    million("\(name), tile", of: "multiply-add", calls: calls) {
      TileProduct.multiply(
        rows: rows, inner: inner, columns: columns, a: a.base, lda: inner, b: b.base, ldb: columns, c: c.base,
        ldc: columns)
      blackHole(c.base)
    }
    million("\(name), dgemm", of: "multiply-add", calls: calls) {
      BLAS.multiply(
        rows: rows, inner: inner, columns: columns, a: a.base, lda: inner, b: b.base, ldb: columns, c: c.base,
        ldc: columns)
      blackHole(c.base)
    }
  }
}

/// A slab of 64 columns through a year: moves, survival, ageing, births and flows.
func cohorts() {
  let shape = CohortShape(sexes: 1, ages: 125, states: 25, rows: 125)
  let slab = CohortSlab(shape), workspace = CohortWorkspace(shape), weights = FlowWeights(shape)
  slab.people.fill(1)
  workspace.survival.fill(0.99)
  workspace.newbornSurvival.fill(0.99)
  weights.packed.fill(0.5)
  let transitions = AlignedDoubles(count: shape.cells * shape.states * shape.states)
  transitions.fill(1 / Double(shape.states))
  let year = CohortYear(
    transitions: transitions, fertility: (0..<shape.ages).map { (20..<40).contains($0) ? 0.05 : 0 }, mothers: 0,
    birthShares: [1], newbornMix: [Double](repeating: 1 / Double(shape.states), count: shape.states))
  let perYear = shape.cells * shape.tile
  million("cohort year with 125 flow rows", of: "cell and column", calls: 1_000_000 / perYear) {
    workspace.step(slab, year, weights: weights)
    blackHole(slab.flows.base)
  }
}
