/// Where the use of a branch by sex and age comes from.
public enum UseProfile: Sendable, Hashable {
  /// The table of relative use; normalised in the base year so that services ÷ insured at year end is the use rate.
  case table
  /// Fertility of the year: use is births per woman × use rate, not normalised (maternity).
  case fertility
}

/// How often a branch is used.
public struct BranchUse: Sendable, RoledParameters {
  /// Services per insured person and year, before the one-off factor.
  public let rate: ParameterID
  /// One-off factor on use, by year; never enters a trend.
  public let oneOff: ParameterID
  /// Arc elasticity of use in the own share of cost; 0 switches the response off.
  public let elasticity: ParameterID
  /// Dispersion k of the negative binomial number of uses.
  public let dispersion: ParameterID
  /// Use by age.
  public let profile: UseProfile

  /// Levers of the number of uses.
  ///
  /// - Parameters:
  ///   - rate: services for each insured and year; for each birth where the profile is fertility.
  ///   - oneOff: a factor on the rate of its year, 1 for an ordinary one.
  ///   - elasticity: below zero where people use less of what they pay more of; 0 for no response.
  ///   - dispersion: above zero; the smaller, the more uses gather on few people.
  public init(
    rate: ParameterID, oneOff: ParameterID, elasticity: ParameterID, dispersion: ParameterID, profile: UseProfile
  ) {
    self.rate = rate
    self.oneOff = oneOff
    self.elasticity = elasticity
    self.dispersion = dispersion
    self.profile = profile
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    [(rate, .use), (oneOff, .use), (dispersion, .spread), (elasticity, .response)]
  }
}
