import Quantities

/// What the people of a path are counted in.
///
/// Mortality, fertility and migration that differ between paths act alike on all statuses of a cohort, and moves between
/// statuses do not differ: so on every path a cohort below the open age has the statuses of the central path in the same
/// shares, and one number carries it. At the open age cohorts with different histories meet in proportions that differ
/// between paths; there each status has a number of its own. Exact, with 200 + 2·statuses numbers a column instead of
/// 202·statuses (checked against the dense reference path by path).
struct Carriers: Sendable {
  let statuses: Int

  /// Cohorts below the open age, men first.
  static let cohorts = Sex.count * Age.open

  var count: Int { Self.cohorts + Sex.count * statuses }

  static func cohort(_ sex: Sex, _ age: Int) -> Int { sex.rawValue * Age.open + age }

  func open(_ sex: Sex, _ status: Int) -> Int { Self.cohorts + sex.rawValue * statuses + status }

  /// What `weights` (by cell) give per unit of each carrier, counting `chosen` statuses, with the shares of statuses in each
  /// cell `[sex·age][status]`.
  func row(_ weights: ArraySlice<Double>, _ chosen: [Int], shares: [Double], times factor: Double) -> [Double] {
    var row = [Double](repeating: 0, count: count)
    let first = weights.startIndex
    for sex in Sex.allCases {
      for age in 0..<Age.open {
        let cell = Age.cell(sex, age)
        let share = chosen.reduce(0) { $0 + shares[cell * statuses + $1] }
        row[Self.cohort(sex, age)] = factor * weights[first + cell] * share
      }
      for status in chosen { row[open(sex, status)] = factor * weights[first + Age.cell(sex, Age.open)] }
    }
    return row
  }

  /// The shares of statuses in each cell of a state `[sex·age][status]`; of a cell where nobody lives, the prior shares.
  func shares(of state: [Double], prior: (_ status: Int, _ cell: Int) -> Double) -> [Double] {
    var shares = state
    for cell in 0..<Age.panelCount {
      let range = (cell * statuses)..<((cell + 1) * statuses)
      let sum = state[range].reduce(0, +)
      for (status, place) in range.enumerated() { shares[place] = sum > 0 ? state[place] / sum : prior(status, cell) }
    }
    return shares
  }
}
