import Quantities

/// What the people of a path are counted in.
///
/// `factored`: mortality, fertility and migration that differ between paths act alike on all statuses of a cohort. While moves
/// between statuses do not differ, a cohort below the open age has on every path the statuses of the central path in the same
/// shares, and one number carries it. At the open age cohorts with different histories meet in proportions that differ
/// between paths; there each status has a number of its own. Exact, with 200 + 2·statuses numbers a column.
///
/// `dense`: a number for every cell and status, 202·statuses a column, where a driver moves people between statuses.
struct Carriers: Sendable {
  let statuses: Int
  let isDense: Bool

  /// Cohorts below the open age, men first.
  static let cohorts = Sex.count * Age.open

  var count: Int { isDense ? Age.panelCount * statuses : Self.cohorts + Sex.count * statuses }

  /// The first carrier of a cohort, and how many it has.
  func cohort(_ sex: Sex, _ age: Int) -> (first: Int, count: Int) {
    if isDense { return (Age.cell(sex, age) * statuses, statuses) }
    return age == Age.open
      ? (Self.cohorts + sex.rawValue * statuses, statuses) : (sex.rawValue * Age.open + age, 1)
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
