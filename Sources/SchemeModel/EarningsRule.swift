/// Wages that earnings of contributors follow.
public struct WageParameters: Sendable {
  /// w[t], money a year.
  public let average: ParameterID
  /// w[t − 1], money a year.
  public let averageLastYear: ParameterID
  /// Coefficient of variation of earnings within a cell.
  public let variation: ParameterID

  /// See the properties.
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

  /// See the properties.
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

  /// A rule; see the properties.
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
