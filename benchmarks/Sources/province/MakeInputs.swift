import Glibc

extension Inputs {
  /// The inputs of a region; `seed` and `region` fix every number.
  init(_ e: Extents, seed: UInt64, region: Int) {
    let draws = Draws(seed: seed &+ UInt64(region) &* 1_000_003)
    makePeople(e, draws)
    makeLines(e, draws)
    makeWaterfall(e, draws)
    lambda = (0..<e.years).map { 0.6 * Double($0) / Double(max(1, e.years)) }
    interest = (0..<e.years).map { 0.02 + 0.005 * draws.unit(40, $0) }
    openingBalance = [3e11, 1e11, 2e10, 1e10]
    // A line belongs to the fund of its number modulo 4; the first 14 are income.
    ledger = [Double](repeating: 0, count: Extents.funds * Extents.lines)
    for line in 0..<Extents.lines {
      let fund = line % Extents.funds
      ledger[fund * Extents.lines + line] = line < 14 ? 1 : -1
    }
  }

  private mutating func makePeople(_ e: Extents, _ draws: Draws) {
    let states = Extents.states, cells = Extents.cells
    func distribution(_ stream: Int, _ a: Int, _ b: Int, own: Double, at place: Int) -> [Double] {
      var row = (0..<states).map { 0.05 + draws.unit(stream, a, b, $0) }
      let sum = row.reduce(0, +)
      for i in row.indices { row[i] *= (1 - own) / sum }
      row[place] += own
      return row
    }
    for cell in 0..<cells {
      let age = cell % Extents.ages
      let persons = 6e5 * (1 + 0.3 * sin(Double(age) / 9)) / (1 + exp((Double(age) - 78) / 6))
      opening += distribution(1, cell, 0, own: 0.3, at: age % states).map { $0 * persons }
      for from in 0..<states {
        q0 += distribution(2, cell, from, own: 0.88, at: from)
        q1 += distribution(3, cell, from, own: 0.84, at: from)
      }
      beta.append(0.02 * exp(-Double(age) / 60))
    }
    for year in 0..<e.years {
      let improvement = exp(-0.015 * Double(year))
      for cell in 0..<cells {
        let age = Double(cell % Extents.ages), sex = cell / Extents.ages
        mortality.append((sex == 0 ? 1 : 0.7) * improvement * min(0.5, 2e-4 + 3e-5 * exp(0.095 * age)))
      }
      newbornMortality += [0.005 * improvement, 0.004 * improvement]
      for age in 0..<Extents.ages {
        let offset = (Double(age) - 29) / 5.5
        fertility.append(age < 15 || age > 49 ? 0 : 0.085 * exp(-offset * offset / 2))
      }
    }
    newbornBeta = [0.03, 0.03]
    birthShares = [0.52, 0.48]
    newbornMix = (0..<2).flatMap { distribution(4, $0, 0, own: 0.7, at: 0) }
  }

  private mutating func makeLines(_ e: Extents, _ draws: Draws) {
    for line in 0..<Extents.lines {
      let isWaterfall = line >= Extents.plainLines
      for cell in 0..<Extents.cells {
        let age = Double(cell % Extents.ages)
        let shape = 0.3 + draws.unit(10, line, cell) * 0.1 + exp(-pow((age - 45) / 25, 2))
        profile.append(isWaterfall ? 0.05 + 0.004 * age : (line < 14 ? 3000 : 400) * shape)
      }
      for state in 0..<Extents.states {
        // A line is about some of the statuses, and costs more at higher dependency levels.
        let status = state / 4, level = state % 4
        let concerned = (status + line) % 3 != 0
        relativity.append(concerned ? (1 + 0.4 * Double(level)) * (0.8 + 0.4 * draws.unit(11, line, state)) : 0)
      }
    }
    for year in 0..<e.years {
      for line in 0..<Extents.lines {
        let growth = line < Extents.plainLines ? 0.03 : 0.01
        index.append(exp((growth + 0.01 * draws.unit(12, line)) * Double(year)))
      }
    }
    for variant in 0..<e.variants {
      for line in 0..<Extents.plainLines { rates.append(0.9 + 0.2 * draws.unit(13, variant, line)) }
    }
    kinds = (0..<Extents.plainLines).map { $0 < 9 ? 0 : $0 < 14 ? 1 : 2 }
  }

  private mutating func makeWaterfall(_ e: Extents, _ draws: Draws) {
    branchOfLine = (0..<Extents.waterfallLines).map { Double($0 % Extents.branches) }
    let central = [9000.0, 900, 14000]
    sigma = [0.9, 1.1, 0.75]
    for branch in 0..<Extents.branches {
      for cell in 0..<Extents.cells {
        let age = Double(cell % Extents.ages)
        meanBill.append(central[branch] * (0.6 + 0.008 * age) * (0.9 + 0.2 * draws.unit(20, branch, cell)))
      }
    }
    // Three deductibles, band edges, two ceilings, in units of the central bill.
    let levels = [0.05, 0.08, 0.12, 0.6, 1.5, 2.0, 8, 12]
    for year in 0..<e.years {
      for branch in 0..<Extents.branches {
        billIndex.append(exp((0.035 + 0.005 * Double(branch)) * Double(year)))
        thresholds += levels.map { $0 * central[branch] * exp(0.03 * Double(year)) }
      }
    }
    for variant in 0..<e.variants {
      for line in 0..<Extents.waterfallLines {
        func pick(_ stream: Int, _ count: Int) -> Int { Int(draws.unit(stream, variant, line) * Double(count)) }
        let edges = [pick(21, 3), 3, 4 + pick(22, 2), 6 + pick(23, 2)]
        let first = 0.55 + 0.1 * draws.unit(24, variant, line)
        let paid = [0, first, first + 0.1, first + 0.2, 0]
        var slope = [Double](repeating: 0, count: Extents.thresholds)
        for (i, edge) in edges.enumerated() { slope[edge] = paid[i + 1] - paid[i] }
        slopes += slope
      }
    }
  }
}

/// The shocks of `width` paths from `first` on, `[year][column]` each. Columns past the last path repeat it.
struct Shocks {
  var kappa: [Double], fertility: [Double], wage: [Double], use: [Double]
  /// `[branch][year][column]`, inside −0.7…0.7.
  var price: [Double]
  static let domain = -0.7...0.7

  init(_ e: Extents, seed: UInt64, first: Int, width: Int) {
    let draws = Draws(seed: seed ^ 0xA5A5_5A5A)
    let zeros = [Double](repeating: 0, count: e.years * width)
    kappa = zeros
    fertility = zeros
    wage = zeros
    use = zeros
    price = [Double](repeating: 0, count: Extents.branches * e.years * width)
    let used = min(width, e.paths - first)
    for column in 0..<used {
      let path = first + column
      // A single path is the central one.
      let on = e.paths > 1 ? 1.0 : 0
      var level = [Double](repeating: 0, count: 4 + Extents.branches)
      for year in 0..<e.years {
        for driver in level.indices { level[driver] += on * draws.shock(driver, path, year) }
        let i = year * width + column
        kappa[i] = level[0] * 0.8
        fertility[i] = exp(0.02 * level[1])
        wage[i] = exp(0.04 * Double(year) + 0.015 * level[2])
        use[i] = exp(0.01 * level[3])
        for branch in 0..<Extents.branches {
          price[(branch * e.years + year) * width + column] = 0.65 * tanh(0.05 * level[4 + branch])
        }
      }
    }
    func fill(_ values: inout [Double]) {
      for i in values.indices where i % width >= used { values[i] = values[i - 1] }
    }
    if used == width { return }
    fill(&kappa)
    fill(&fertility)
    fill(&wage)
    fill(&use)
    fill(&price)
  }
}

/// The weight of a path in the check sums: results in a wrong order would show.
func pathWeight(_ path: Int) -> Double { 0.5 + Draws(seed: 77).unit(0, path) }
