/// Wages that earnings of contributors follow.
public struct WageParameters: Sendable {
  /// w[t], money a year.
  public let average: ParameterID
  /// w[t − 1], money a year.
  public let averageLastYear: ParameterID
  /// Coefficient of variation of earnings within a cell.
  public let variation: ParameterID

  /// Levers of wages.
  ///
  /// - Parameters:
  ///   - average: amount in the currency for a person and year.
  ///   - averageLastYear: the same of the year before, by which floor and cap go.
  ///   - variation: standard deviation ÷ mean of the earnings of one sex and age.
  public init(average: ParameterID, averageLastYear: ParameterID, variation: ParameterID) {
    self.average = average
    self.averageLastYear = averageLastYear
    self.variation = variation
  }
}

/// How a contribution base follows from earnings.
public struct BaseParameters: Sendable {
  /// Base ÷ earnings, before floor and cap: its level.
  public let ratio: ParameterID
  /// What the level is multiplied by as the years pass.
  public let drift: ParameterID
  /// Floor as a share of w[t − 1].
  public let floor: ParameterID
  /// Cap as a multiple of w[t − 1].
  public let cap: ParameterID

  /// Levers of a contribution base.
  ///
  /// - Parameters:
  ///   - ratio: of earnings, 1 for all that is earned.
  ///   - drift: acts on the bounded base, 1 for none.
  ///   - floor: multiples of last year's average wage, as `cap`; where it is not below the cap, the cap is the base.
  public init(ratio: ParameterID, drift: ParameterID, floor: ParameterID, cap: ParameterID) {
    self.ratio = ratio
    self.drift = drift
    self.floor = floor
    self.cap = cap
  }
}

/// Earnings of contributors (<doc:Earnings>): lognormal with mean w[t]·ρ[s,a] and a coefficient of variation, times a
/// base ratio and its drift, bounded by floor and cap as shares of w[t − 1].
public struct EarningsRule: Sendable, RoledParameters {
  /// The states whose exposure normalises ρ in the base year.
  public let statuses: [Int]
  /// Wages.
  public let wage: WageParameters
  /// The base.
  public let base: BaseParameters

  /// A rule for the contributors of some statuses.
  ///
  /// - Parameter statuses: indices of ``Scheme/statuses``; their mean earnings in the base year are the average wage.
  public init(statuses: [Int], wage: WageParameters, base: BaseParameters) {
    self.statuses = statuses
    self.wage = wage
    self.base = base
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    [
      (wage.average, .money), (wage.averageLastYear, .threshold), (wage.variation, .spread), (base.ratio, .money),
      (base.drift, .money), (base.floor, .share), (base.cap, .share),
    ]
  }
}
