import CohortKernels
import _TestSupport

extension SeededGenerator {
  /// A number of 0 ..< 1.
  mutating func number() -> Double { Double.random(in: 0..<1, using: &self) }

  mutating func array(_ count: Int, _ range: ClosedRange<Double> = 0...1) -> [Double] {
    (0..<count).map { _ in range.lowerBound + (range.upperBound - range.lowerBound) * number() }
  }

  /// Rows of `width` that sum to 1.
  mutating func distributions(_ count: Int, _ width: Int) -> [Double] {
    (0..<count).flatMap { _ -> [Double] in
      let row = array(width, 0.01...1)
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
  }
}

/// Inputs of a small projection. Columns' rates depend on the column's own number only.
struct Sample {
  let shape: CohortShape
  /// `[cell][from][to]`.
  let first: [Double]
  let second: [Double]
  let fertility: [Double]
  let shares: [Double]
  let newbornMix: [Double]
  let opening: [Double]
  /// `[row][cell · states + state]`.
  let weights: [Double]
  let mothers: Int
  let seed: UInt64

  init(sexes: Int, ages: Int, states: Int, rows: Int, seed: UInt64) {
    shape = CohortShape(sexes: sexes, ages: ages, states: states, rows: rows)
    var numbers = SeededGenerator(seed: seed)
    first = numbers.distributions(shape.cells * states, states)
    second = numbers.distributions(shape.cells * states, states)
    fertility = [0] + numbers.array(ages - 1, 0...0.2)
    shares = numbers.distributions(1, sexes)
    newbornMix = numbers.distributions(sexes, states)
    opening = numbers.array(shape.cells * states, 0...1000)
    weights = numbers.array(rows * shape.cells * states, -2...3)
    mothers = sexes - 1
    self.seed = seed
  }

  /// A column's rates of a year.
  struct Rates {
    let survival: [Double], newborn: [Double], fertility: Double, mix: Double
  }

  func rates(year: Int, column: Int) -> Rates {
    var numbers = SeededGenerator(seed: seed &+ UInt64(1000 * year + column) &* 7919)
    return Rates(
      survival: numbers.array(shape.cells, 0.5...1), newborn: numbers.array(shape.sexes, 0.9...1),
      fertility: 0.5 + numbers.number(), mix: numbers.number())
  }

  /// Qᵀ of every cell.
  func transposed(_ matrices: [Double]) -> AlignedDoubles {
    let n = shape.states
    let result = AlignedDoubles(count: matrices.count)
    for cell in 0..<shape.cells {
      for from in 0..<n {
        for to in 0..<n { result[(cell * n + to) * n + from] = matrices[(cell * n + from) * n + to] }
      }
    }
    return result
  }

  func year(mixed: Bool) -> CohortYear {
    CohortYear(
      transitions: transposed(first), alternative: mixed ? transposed(second) : nil, fertility: fertility,
      mothers: mothers, birthShares: shares, newbornMix: newbornMix)
  }
}

/// What a year gives in one column.
struct PlainYear {
  var people: [Double]
  var flows: [Double]
  var births: Double
  var deaths: Double
}

extension Sample {
  /// One year of one column, loop by loop as model.md writes it. `mix` is λ.
  func plainStep(_ people: [Double], _ rates: Rates, mix: Double) -> PlainYear {
    let ages = shape.ages, states = shape.states
    var after = [Double](repeating: 0, count: people.count)
    var deaths = 0.0
    for cell in 0..<shape.cells {
      let age = cell % ages
      let target = age == ages - 1 ? cell : cell + 1
      for to in 0..<states {
        var moved = 0.0
        for from in 0..<states {
          let i = (cell * states + from) * states + to
          moved += people[cell * states + from] * ((1 - mix) * first[i] + mix * second[i])
        }
        after[target * states + to] += moved * rates.survival[cell]
        deaths += moved * (1 - rates.survival[cell])
      }
    }
    var births = 0.0
    for age in 1..<ages {
      for state in 0..<states {
        let i = (mothers * ages + age) * states + state
        births += rates.fertility * fertility[age] * (people[i] + after[i]) / 2
      }
    }
    for sex in 0..<shape.sexes {
      let born = births * shares[sex]
      deaths += born * (1 - rates.newborn[sex])
      for state in 0..<states {
        after[sex * ages * states + state] = born * rates.newborn[sex] * newbornMix[sex * states + state]
      }
    }
    let flows = (0..<shape.rows).map { row in
      people.indices.reduce(0) { $0 + weights[row * people.count + $1] * (people[$1] + after[$1]) / 2 }
    }
    return PlainYear(people: after, flows: flows, births: births, deaths: deaths)
  }
}
