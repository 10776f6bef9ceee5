import Quantities

/// What moves the people of all columns in a year: the input of ``CohortPeople/step(_:)``. A cell is a sex and an age.
public struct CohortYear: Sendable {
  /// Moves between states, linear in one number of the column: Q = Q₀ + δ·∂Q, so that no column needs a matrix of its own.
  public struct Slope: Sendable {
    /// ∂Qᵀ, `[cell][to][from]`.
    public let matrices: [Double]
    /// δ by column.
    public let difference: [Double]
    /// Whether any move of a cell differs.
    let moves: [Bool]

    /// A slope for all columns of a slab.
    ///
    /// - Parameters:
    ///   - matrices: `[cell][to][from]`; the rates out of a state sum to zero over all `to`.
    ///   - states: how many there are.
    ///   - difference: `[column]`, 0 where a column moves as the first does.
    public init(matrices: [Double], states: Int, difference: [Double]) {
      self.matrices = matrices
      self.difference = difference
      let matrix = states * states
      moves = (0..<(matrices.count / matrix)).map { cell in
        matrices[(cell * matrix)..<((cell + 1) * matrix)].contains { $0 != 0 }
      }
    }
  }

  /// Who is born.
  public struct Newborn: Sendable {
    /// The share of births alive at the end of the year, `[sex][column]`.
    public var survival: [Double]
    /// Boys among births, by column.
    public var boysShare: [Double]
    /// The states newborns enter and the share of them, by column; of a factored layout not read.
    public var states: [(state: Int, share: [Double])]

    /// The births of a year by what becomes of them.
    ///
    /// - Parameters:
    ///   - survival: `[sex][column]`, shares of births.
    ///   - boysShare: `[column]`, 0…1.
    ///   - states: each share by column; they sum to one in every column.
    public init(survival: [Double], boysShare: [Double], states: [(state: Int, share: [Double])]) {
      self.survival = survival
      self.boysShare = boysShare
      self.states = states
    }
  }

  /// Qᵀ, `[cell][to][from]`, in every distinct form.
  public var transitions: [[Double]]
  /// Which of ``transitions`` moves a column; empty where the first moves all.
  public var transitionsOfColumn: [Int] = []
  /// What columns add to the first; nil where they do not differ.
  public var slope: Slope?
  /// The share of all that survives to the next age, those of the last two ages to the last, `[cell][column]`.
  public var survival: [Double]
  /// Mortality of a state to that of the others, `[cell][state]`: of every column in use, or of all by the first; empty where
  /// states do not differ. All states together survive as ``survival`` says, see ``MixtureSurvival``.
  public var relativeMortality: [[Double]] = []
  /// Births per woman of each age in the period, `[age][column]`.
  public var fertility: [Double]
  /// Who is born.
  public var newborn: Newborn
  /// Half the net migrants, persons, `[cell][column]`; nil where nobody migrates.
  public var halfMigrants: [Double]?
  /// The states of migrants to a cell where nobody lives, `[state][cell]`.
  public var priorMix: [[Double]]
  /// Shares of states of the common path at the end of the year before, `[cell][state]`: of a factored layout.
  public var sharesBefore: [Double] = []

  /// A year in which columns move alike and states have one mortality; else other properties are set afterwards.
  ///
  /// - Parameters:
  ///   - transitions: `[form][cell][to][from]`, shares of those who were in `from`; at least one form.
  ///   - survival: `[cell][column]`, 0…1.
  ///   - fertility: `[age][column]`.
  ///   - halfMigrants: `[cell][column]`, persons, below zero where more leave.
  ///   - priorMix: `[state][cell]`, shares that sum to one over the states.
  public init(
    transitions: [[Double]], survival: [Double], fertility: [Double], newborn: Newborn, halfMigrants: [Double]?,
    priorMix: [[Double]]
  ) {
    self.transitions = transitions
    self.survival = survival
    self.fertility = fertility
    self.newborn = newborn
    self.halfMigrants = halfMigrants
    self.priorMix = priorMix
  }
}

/// More people leave a cell than live in it.
public struct CohortEmigration: Error {
  /// The sex and age.
  public let cell: Int
  /// The column.
  public let column: Int
  /// Who leave in half a year, persons.
  public let leaving: Double
  /// Who live there.
  public let residents: Double
}
