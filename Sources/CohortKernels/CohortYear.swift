/// What moves people in one year and is the same in every column.
public struct CohortYear: Sendable {
  /// Qᵀ of every cell, `[cell][to][from]`: probabilities within 0…1 that sum to 1 over `to`.
  public var transitions: AlignedDoubles
  /// The second matrix of a convex mix, laid out alike: people move by Q = (1 − λ)·Q₀ + λ·Q₁ with λ of the slab's
  /// column (``CohortWorkspace/mix``), as two products. Nil: everybody moves by `transitions`.
  public var alternative: AlignedDoubles?
  /// Births per woman and year by age, `[age]`.
  public var fertility: [Double]
  /// The sex whose exposure bears births.
  public var mothers: Int
  /// Share of births by sex; sums to 1.
  public var birthShares: [Double]
  /// States of newborns, `[sex][state]`; sums to 1 over states.
  public var newbornMix: [Double]

  /// See the properties.
  public init(
    transitions: AlignedDoubles, alternative: AlignedDoubles? = nil, fertility: [Double], mothers: Int,
    birthShares: [Double], newbornMix: [Double]
  ) {
    self.transitions = transitions
    self.alternative = alternative
    self.fertility = fertility
    self.mothers = mothers
    self.birthShares = birthShares
    self.newbornMix = newbornMix
  }

  /// Stops the process when the year does not fit `shape`: a short array would be read past its end.
  func requireFit(_ shape: CohortShape) {
    let matrices = shape.cells * shape.states * shape.states
    precondition(transitions.count == matrices, "transitions do not fit")
    precondition((alternative?.count ?? matrices) == matrices, "the second transitions do not fit")
    precondition(fertility.count == shape.ages && fertility[0] == 0, "fertility of every age, none at age 0")
    precondition(mothers >= 0 && mothers < shape.sexes && birthShares.count == shape.sexes, "sexes do not fit")
    precondition(newbornMix.count == shape.sexes * shape.states, "newborn states do not fit")
  }
}
