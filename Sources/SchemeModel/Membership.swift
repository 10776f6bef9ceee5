/// How likely a move is, by sex and age at the end of the year before.
public enum Hazard: Sendable, Hashable {
  /// rate[t] × profile[s,a].
  case rate(ParameterID, profile: Int)
  /// profile[s,a] alone.
  case profile(Int)
  /// Statutory retirement of ``Scheme/retirement``.
  case retirement
}

/// A move out of one state, to one destination or several in shares that sum to one.
public struct Move: Sendable {
  /// The name in messages.
  public let id: String
  /// The state left.
  public let from: Int
  /// How likely.
  public let hazard: Hazard
  /// Where to, and the share of those who move.
  public let destinations: [(status: Int, share: ScalarProduct)]
  /// What the hazard is multiplied by: those who leave because they must pay leave in proportion to what they must.
  public let times: ScalarProduct

  /// A move out of one state, within a year.
  ///
  /// - Parameters:
  ///   - from: an index of ``Scheme/statuses``, as those of `destinations`.
  ///   - destinations: none twice; their shares sum to one in every month.
  ///   - times: 1 unless said.
  public init(
    id: String, from: Int, hazard: Hazard, destinations: [(status: Int, share: ScalarProduct)],
    times: ScalarProduct = ScalarProduct()
  ) {
    self.id = id
    self.from = from
    self.hazard = hazard
    self.destinations = destinations
    self.times = times
  }

  /// Whether shares of destinations are parts of one: everybody who moves goes somewhere, and nobody goes twice.
  public static func arePartsOfOne(_ shares: [Double]) -> Bool {
    abs(shares.reduce(0, +) - 1) < 1e-9 && shares.allSatisfy((-1e-12...1 + 1e-12).contains)
  }
}

/// Moves that compete: within a stage the hazards out of a state add up (to at most one); stages follow one another
/// within the year, so the yearly matrix is the product of the stage matrices, Q = Q₁·Q₂·….
public struct TransitionStage: Sendable {
  /// The name in messages.
  public let id: String
  /// The moves.
  public let moves: [Move]

  /// Moves in any order: they compete, and no more than everybody can leave a state.
  public init(id: String, moves: [Move]) {
    self.id = id
    self.moves = moves
  }
}
