/// How the deductible of a branch counts.
public enum DeductibleBasis: String, Sendable, CaseIterable {
  /// Once a year, on the bill of the year.
  case year
  /// Once for every admission; the bill of a year with n admissions carries n deductibles.
  case admission
}

/// Where the use of a branch by sex and age comes from.
public enum UseProfile: String, Sendable, CaseIterable {
  /// The table of relative use; normalised in the base year so that services ÷ insured at year end is the use rate.
  case table
  /// Fertility of the year: use is births per woman × use rate, not normalised (maternity).
  case fertility
}

/// What a branch goes by: no lever changes it.
public struct BranchBasis: Sendable {
  /// How the deductible counts.
  public let deductible: DeductibleBasis
  /// Use by age.
  public let use: UseProfile

  /// When the deductible is due, and where use by age comes from.
  public init(deductible: DeductibleBasis, use: UseProfile = .table) {
    self.deductible = deductible
    self.use = use
  }
}

/// What use and bill of a branch are multiplied by before anything is paid of them.
public struct BranchFactors: Sendable, RoledParameters {
  /// One-off factor on use, by year; never enters a trend.
  public let oneOff: ParameterID
  /// Calibration factor on the unit cost.
  public let cost: ParameterID
  /// Shares of the cost components in the bill, in the order of ``SchemeCare/components``; they sum to one. The bill moves by
  /// Σ share · price level.
  public let basket: [ParameterID]

  /// Factors of a branch.
  ///
  /// - Parameters:
  ///   - oneOff: 1 for an ordinary year.
  ///   - cost: 1 where nothing is solved.
  ///   - basket: one share for each component.
  public init(oneOff: ParameterID, cost: ParameterID, basket: [ParameterID]) {
    self.oneOff = oneOff
    self.cost = cost
    self.basket = basket
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    [(oneOff, .use), (cost, .money)] + basket.map { ($0, .share) }
  }
}
