import PolicyModel
import Quantities
import SchemeModel

/// A published figure of the base year, the value solved to meet it and what came out.
public struct SolvedTarget: Sendable {
  /// The figure.
  public let target: BaseYearTarget
  /// The solved value of its lever.
  public let solved: Double
  /// What the base year gives with it, in the figure's unit.
  public let achieved: Double
}

/// The alignment of persons who are counted together: a shift of the log of the odds of their states, the same at all ages. The odds
/// of a state are shifted by every figure it is part of.
public struct AlignedStatus: Sendable {
  /// Who.
  public let counted: CountedPersons
  /// The shift; −∞ for states that are empty at the opening.
  public let logitShift: Double
  /// Persons as the target counts them, at the end of the base year or on its books.
  public let achieved: Double

  /// Persons wanted in the base year; nil for a state that takes of the rest.
  public var target: MembershipTarget? { counted.target }
}

/// Everything the base year fixed: printed with every run, then frozen.
public struct CalibrationResult: Sendable {
  /// A calibration factor outside means that an assumption is wrong, whatever the total says.
  public static let plausibleFactors = 0.8...1.25

  /// What the engine takes.
  public let fit: BaseYearFit
  /// Solved figures, in declared order.
  public let targets: [SolvedTarget]
  /// Aligned statuses.
  public let statuses: [AlignedStatus]
  /// Newton steps made by the solver, and rounds of the alignment.
  public let iterations: (solver: Int, alignment: Int)
  /// Sentences for the user: a factor outside 0.8…1.25, say.
  public let warnings: [LocalizedText]

  /// Solved values by lever.
  public var solved: [ParameterID: Double] {
    Dictionary(targets.map { ($0.target.unknown, $0.solved) }, uniquingKeysWith: { $1 })
  }
}
