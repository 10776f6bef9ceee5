import Glibc

/// Survival of states with a mortality of their own, such that all of a cell together survive as the life table says
/// (<doc:Membership>).
///
/// With r the mortality of a state to that of the others and y its people after the moves of the year, S_d = S₀^{r_d},
/// S₀ from Σ y_d·S₀^{r_d} = S·Σ y_d. Written S₀ = S^ρ: ρ is the level of those with r = 1, below one where others die
/// more.
struct MixtureSurvival {
  /// A step that raises ρ by no more than this part of it is the last.
  private static let precision = 1e-15
  /// Newton's method needs a handful from where it begins; a mixture near one that has no level needs more.
  private static let steps = 200

  /// ρ of a cell in a column; nil where those who never die are more than the table lets survive.
  ///
  /// - Parameters:
  ///   - survival: S, above zero.
  ///   - states: how many there are.
  ///   - state: y and r of each.
  static func level(
    _ survival: Double, states: Int, _ state: (Int) -> (people: Double, relative: Double)
  ) -> Double? {
    var total = 0.0, immortal = 0.0, only: Double?, isMixed = false
    for place in 0..<states {
      let (people, relative) = state(place)
      guard people > 0 else { continue }
      total += people
      if relative == 0 { immortal += people }
      if let only, only != relative { isMixed = true }
      only = relative
    }
    guard let only, survival < 1 else { return 1 }
    // All alike: exactly the table's, whatever their mortality is said to be.
    guard isMixed else { return only > 0 ? 1 / only : nil }
    guard immortal < survival * total else { return nil }
    let hazard = -log(survival)
    // (1 − S)·Σ y − Σ y·(1 − exp(−ρ·r·h)), who would live too many, falls and is convex in ρ: from zero Newton's method comes
    // nearer from one side, until rounding turns it back. Counted by those who die, it keeps its digits where hardly any do.
    var level = 0.0
    for _ in 0..<steps {
      var excess = (1 - survival) * total, slope = 0.0
      for place in 0..<states {
        let (people, relative) = state(place)
        guard people > 0 else { continue }
        let dying = -expm1(-level * relative * hazard)
        excess -= people * dying
        slope += people * (1 - dying) * relative * hazard
      }
      let move = excess / slope
      level += move
      guard move > precision * level else { break }
    }
    return level
  }
}

/// Those who never die are more than the table lets survive.
public struct CohortImmortality: Error {
  /// The sex and age.
  public let cell: Int
  /// The column.
  public let column: Int
}
