// The standard work "province": synthetic, seeded, the same on every machine.

import Glibc

/// Extents of a run.
struct Extents: Sendable {
  static let sexes = 2, ages = 101, states = 32, cells = 202
  /// 40 output lines, the last 12 of them waterfall lines.
  static let plainLines = 28, waterfallLines = 12, lines = 40
  static let branches = 3, thresholds = 8, funds = 4
  /// Lines and closing balances.
  static let series = lines + funds

  var paths: Int, variants: Int, years: Int, regions: Int
  /// Nodes of the price of care. A deterministic column is evaluated directly: one node, at the central price.
  var nodes: Int { paths == 1 ? 1 : 8 }
  /// Rows of flow weights of one variant.
  var rows: Int { Self.plainLines + Self.waterfallLines * nodes }

  /// The standard sizes by name.
  static func standard(_ name: String) -> Extents? {
    switch name {
    case "interactive": Extents(paths: 1, variants: 1, years: 50, regions: 1)
    case "sweep": Extents(paths: 1, variants: 1000, years: 50, regions: 1)
    case "stochastic": Extents(paths: 10_000, variants: 1, years: 50, regions: 1)
    case "full": Extents(paths: 1000, variants: 10, years: 50, regions: 1)
    case "nation": Extents(paths: 1000, variants: 10, years: 50, regions: 31)
    default: nil
    }
  }
}

/// A number in 0..<1 for every tuple of keys (splitmix64): no state, so any slab can be drawn anywhere.
struct Draws: Sendable {
  var seed: UInt64

  func unit(_ stream: Int, _ a: Int, _ b: Int = 0, _ c: Int = 0) -> Double {
    var z = seed
    for key in [stream, a, b, c] {
      z = (z ^ UInt64(truncatingIfNeeded: key)) &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      z ^= z >> 31
    }
    return Double(z >> 11) * 0x1p-53
  }

  /// Mean 0, variance 1: four uniforms added, near enough to a normal for a workload.
  func shock(_ stream: Int, _ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for i in 0..<4 { sum += unit(stream, a, b, i) }
    return (sum - 2) * 1.7320508075688772
  }
}

/// The inputs of a region; extents stand beside each array.
struct Inputs: Sendable {
  /// `[cell][state]` persons.
  var opening: [Double] = []
  /// `[cell][from][to]`; people of year t move by (1 − λ[t])·q0 + λ[t]·q1.
  var q0: [Double] = [], q1: [Double] = []
  /// `[year]`.
  var lambda: [Double] = []
  /// Deaths per person-year, `[year][cell]`, then of newborns `[year][sex]`; survival is exp(−m·exp(β·κ)).
  var mortality: [Double] = [], newbornMortality: [Double] = []
  /// `[cell]`, `[sex]`.
  var beta: [Double] = [], newbornBeta: [Double] = []
  /// `[year][age]`.
  var fertility: [Double] = []
  /// `[sex]`, `[sex][state]`.
  var birthShares: [Double] = [], newbornMix: [Double] = []
  /// `[line][cell]` yuan or uses per person-year; `[line][state]`; `[year][line]`.
  var profile: [Double] = [], relativity: [Double] = [], index: [Double] = []
  /// `[variant][plain line]`.
  var rates: [Double] = []
  /// What a plain line follows on a path: 0 wage, 1 nothing, 2 use and the first branch's price. `[plain line]`.
  var kinds: [Double] = []
  /// Branch of each waterfall line.
  var branchOfLine: [Double] = []
  /// Mean bill, `[branch][cell]`; its index, `[year][branch]`; log standard deviation, `[branch]`.
  var meanBill: [Double] = [], billIndex: [Double] = [], sigma: [Double] = []
  /// `[year][branch][threshold]`, rising.
  var thresholds: [Double] = []
  /// Change of slope of what the fund pays at each threshold, `[variant][waterfall line][threshold]`.
  var slopes: [Double] = []
  /// `[fund][line]`, −1, 0 or 1; `[year]`; `[fund]`.
  var ledger: [Double] = [], interest: [Double] = [], openingBalance: [Double] = []

  /// The waterfall lines of a branch.
  func waterfallLines(ofBranch branch: Int) -> [Int] { branchOfLine.indices.filter { Int(branchOfLine[$0]) == branch } }

  /// Changes of slope of a variant's waterfall line, `[threshold]`.
  func slopes(variant: Int, waterfallLine line: Int) -> ArraySlice<Double> {
    let place = (variant * Extents.waterfallLines + line) * Extents.thresholds
    return slopes[place..<(place + Extents.thresholds)]
  }

  /// Every array by its file name and extents.
  func arrays(_ e: Extents) -> [(name: String, shape: [Int], values: [Double])] {
    let (t, v, c, s) = (e.years, e.variants, Extents.cells, Extents.states)
    let (l, w, p) = (Extents.lines, Extents.waterfallLines, Extents.plainLines)
    let (b, u, f) = (Extents.branches, Extents.thresholds, Extents.funds)
    return [
      ("opening", [c, s], opening), ("q0", [c, s, s], q0), ("q1", [c, s, s], q1), ("lambda", [t], lambda),
      ("mortality", [t, c], mortality), ("newborn_mortality", [t, 2], newbornMortality), ("beta", [c], beta),
      ("newborn_beta", [2], newbornBeta), ("fertility", [t, Extents.ages], fertility),
      ("birth_shares", [2], birthShares), ("newborn_mix", [2, s], newbornMix), ("profile", [l, c], profile),
      ("relativity", [l, s], relativity), ("index", [t, l], index), ("rates", [v, p], rates), ("kinds", [p], kinds),
      ("branch_of_line", [w], branchOfLine), ("mean_bill", [b, c], meanBill), ("bill_index", [t, b], billIndex),
      ("sigma", [b], sigma), ("thresholds", [t, b, u], thresholds), ("slopes", [v, w, u], slopes),
      ("ledger", [f, l], ledger), ("interest", [t], interest), ("opening_balance", [f], openingBalance),
    ]
  }
}
