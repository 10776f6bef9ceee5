import Quantities

/// How the people of a place stand in memory: a carrier is one number a column, and each cohort has one or several.
///
/// `dense`: a carrier for every sex, age and state.
///
/// `factored`: what differs between columns (mortality, fertility, migration) acts alike on all states of a cohort. While moves
/// between states do not differ, a cohort below the open age has in every column the states of a common path in the same shares,
/// and one number carries it. At the open age cohorts with different histories meet in proportions that differ between columns;
/// there each state has a number of its own. Exact, with sexes · (ages − 1 + states) numbers a column.
public struct CohortLayout: Sendable, Hashable {
  /// Ages 0…`ages` − 1, the last one open.
  public let ages: Int
  /// States a person may be in.
  public let states: Int
  /// Whether one number carries a cohort below the open age.
  public let isFactored: Bool

  /// A layout of `ages` ages, 0…100 unless said, and of `states` states, dense unless said.
  ///
  /// - Precondition: at least two ages and one state.
  public init(ages: Int = Age.count, states: Int, isFactored: Bool = false) {
    precondition(ages >= 2 && states >= 1, "an extent is too small")
    self.ages = ages
    self.states = states
    self.isFactored = isFactored
  }

  /// The open age.
  public var open: Int { ages - 1 }
  /// Sexes × ages; a cell is `sex · ages + age`.
  public var cells: Int { Sex.count * ages }
  /// Numbers a column.
  public var carriers: Int { isFactored ? Sex.count * (open + states) : cells * states }

  /// The first carrier of the cohort of a sex and an age, and how many it has, by state.
  public func cohort(_ sex: Int, _ age: Int) -> (first: Int, count: Int) {
    guard isFactored else { return ((sex * ages + age) * states, states) }
    return age == open ? (Sex.count * open + sex * states, states) : (sex * open + age, 1)
  }

  /// The shares of states in each cell.
  ///
  /// - Parameters:
  ///   - state: persons, `[cell][state]`.
  ///   - prior: `[state][cell]`, taken where nobody lives.
  /// - Returns: `[cell][state]`, flat; they sum to one in every cell.
  public func shares(of state: [Double], prior: [[Double]]) -> [Double] {
    var shares = state
    for cell in 0..<cells {
      let range = (cell * states)..<((cell + 1) * states)
      let sum = state[range].reduce(0, +)
      for (one, place) in range.enumerated() { shares[place] = sum > 0 ? state[place] / sum : prior[one][cell] }
    }
    return shares
  }
}
