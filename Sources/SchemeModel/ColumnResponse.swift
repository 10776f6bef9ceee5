/// One step in finding how far a parameter lies from its central path on a column. Steps act on the difference δ[t] between
/// column and central path, which begins as zero; c is the central value.
public enum ColumnStep: Sendable, Hashable {
  /// A driver adds to the value: δ + x[t].
  case added(driver: Int, isCumulated: Bool)
  /// A driver multiplies the value: (c + δ)·exp(x[t]) − c.
  case scaled(driver: Int, isCumulated: Bool)
  /// The value grows by the yearly values q of another, from its own value at the end of the dated years.
  case grown(by: ParameterID, central: [Double])
  /// The value moves in proportion to another, from its own value at the end of the dated years.
  case indexed(to: ParameterID, central: [Double])
  /// The value is the sum of others.
  case sum([ParameterID])
  /// The value is another times a number.
  case multiple(Double, of: ParameterID)
  /// The value runs on by itself, and so does the difference: in proportion to the central value, or as it is.
  case carried(inProportionTo: [Double]?)
  /// The value of another in the year before.
  case lagged(ParameterID)
  /// Values that a scenario gives keep a share of the difference that was there: none where they set the value, all where
  /// they add to it, f where they multiply it by f. One weight a year.
  case kept([Double])
  /// The value under a reform that acts in some years: what would have been, or what the steps marked
  /// ``ColumnResponse/isActing`` before it give, by the column's own history.
  case reacting(ReactingStep)
  /// In some months the value counts on what it was before a change: a share of the difference, and a share of the one after
  /// the first `stage` steps of the parameter itself. Weights of both by year.
  case blended(kept: [Double], earlier: [Double], stage: Int)
}

/// A step and where it begins.
public struct PlacedStep: Sendable {
  /// The step.
  public let step: ColumnStep
  /// Year index of the last year the step leaves alone; before the base year it is negative.
  public let after: Int
  /// December of that year, where a rule begins to run: the central value (nil for the year's), and the share of the year's
  /// difference that stands then, other than one where a value is dated within the year.
  public let december: (central: Double, share: Double)?
  /// Of a step that belongs to what the parameter would be with a reform that acts in some years only: its central values as
  /// far as the step goes, which are not the scenario's. A later ``ColumnStep/reacting(_:)`` takes the step up.
  public private(set) var ownCentral: [Double]?

  /// A step and where it begins.
  ///
  /// - Parameters:
  ///   - after: every year is moved unless said.
  ///   - december: of a step that runs on; nil where it runs from a whole year.
  public init(_ step: ColumnStep, after: Int = -1, december: (central: Double, share: Double)? = nil) {
    self.step = step
    self.after = after
    self.december = december
  }

  /// The same step, as one of a reform that acts in some years only.
  public func acting(_ central: [Double]) -> PlacedStep {
    var copy = self
    copy.ownCentral = central
    return copy
  }
}

/// A step for one parameter.
///
/// Index rules act on every column's own values, so that a column is the scenario one would get by writing its values by
/// hand (<doc:Uncertainty>).
public struct ColumnResponse: Sendable {
  /// The parameter that differs.
  public let parameter: ParameterID
  /// Its name in messages.
  public let name: String
  /// Values outside are refused.
  public let range: ClosedRange<Double>
  private let placed: PlacedStep

  /// - Parameter range: every value is allowed unless said.
  public init(
    _ parameter: ParameterID, name: String, _ placed: PlacedStep,
    range: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) {
    self.parameter = parameter
    self.name = name
    self.range = range
    self.placed = placed
  }

  /// The step.
  public var step: ColumnStep { placed.step }
  /// Year index of the last year the step leaves alone; before the base year it is negative.
  public var after: Int { placed.after }
  /// Where a rule begins to run, see ``PlacedStep/december``.
  public var december: (central: Double, share: Double)? { placed.december }
  /// Whether the step belongs to a reform that acts in some years only, see ``PlacedStep/ownCentral``.
  public var isActing: Bool { placed.ownCentral != nil }
  /// Central values of the parameter as far as the step goes, where they are not the scenario's.
  public var ownCentral: [Double]? { placed.ownCentral }
}

/// How the columns of one scenario differ from its central path: steps in an order in which each reads only parameters whose
/// steps stand before it.
public struct ColumnRules: Sendable {
  /// In order of evaluation.
  public let responses: [ColumnResponse]

  /// Rules whose steps are in order of evaluation; none for columns that all follow the central path.
  public init(_ responses: [ColumnResponse] = []) {
    self.responses = responses
  }
}
