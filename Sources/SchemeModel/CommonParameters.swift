/// Parameters of the population step.
public struct PopulationParameters: Sendable {
  /// Multiplies the mortality table.
  public let mortalityFactor: ParameterID
  /// Deviation of the mortality index: death rates are multiplied by exp(β[s,a]·index), β the table of sensitivities.
  public let mortalityIndex: ParameterID
  /// Multiplies the fertility table.
  public let fertilityFactor: ParameterID
  /// Net migrants a year, persons, spread by the migration profile.
  public let netMigration: ParameterID
  /// Share of newborns insured from birth.
  public let newbornCoverage: ParameterID

  /// Levers of the population step.
  ///
  /// - Parameters:
  ///   - mortalityFactor: 1 for the table.
  ///   - mortalityIndex: on the scale of logarithms, 0 for the table.
  ///   - fertilityFactor: 1 for the table.
  ///   - netMigration: persons a year, below zero where more leave than come.
  ///   - newbornCoverage: a share of births, 0…1.
  public init(
    mortalityFactor: ParameterID, mortalityIndex: ParameterID, fertilityFactor: ParameterID, netMigration: ParameterID,
    newbornCoverage: ParameterID
  ) {
    self.mortalityFactor = mortalityFactor
    self.mortalityIndex = mortalityIndex
    self.fertilityFactor = fertilityFactor
    self.netMigration = netMigration
    self.newbornCoverage = newbornCoverage
  }
}

/// Parameters of interest on balances, and of present values.
public struct InterestParameters: Sendable {
  /// Interest rate a year on fund balances.
  public let interestRate: ParameterID
  /// τ: the part of a year that a current balance earns interest.
  public let interestTiming: ParameterID
  /// 1 where negative balances bear interest too, else 0.
  public let interestOnNegative: ParameterID
  /// Discount rate a year for present values.
  public let discountRate: ParameterID

  /// Levers of interest; rates are shares a year, 0.025 for 2.5 %.
  ///
  /// - Parameters:
  ///   - interestTiming: 0…1; ½ for flows spread evenly over the year.
  ///   - interestOnNegative: 1 or 0.
  ///   - discountRate: of present values alone; no balance depends on it.
  public init(
    interestRate: ParameterID, interestTiming: ParameterID, interestOnNegative: ParameterID, discountRate: ParameterID
  ) {
    self.interestRate = interestRate
    self.interestTiming = interestTiming
    self.interestOnNegative = interestOnNegative
    self.discountRate = discountRate
  }
}

/// Parameters of the population step and of interest, which every scheme has; each is read by its own name.
@dynamicMemberLookup
public struct CommonParameters: Sendable {
  /// Those of people.
  public let people: PopulationParameters
  /// Those of interest.
  public let interest: InterestParameters

  /// Levers that no scheme is without: of the population step, and of interest and present values.
  public init(people: PopulationParameters, interest: InterestParameters) {
    self.people = people
    self.interest = interest
  }

  /// A parameter of people.
  public subscript(dynamicMember path: KeyPath<PopulationParameters, ParameterID>) -> ParameterID {
    people[keyPath: path]
  }
  /// A parameter of interest.
  public subscript(dynamicMember path: KeyPath<InterestParameters, ParameterID>) -> ParameterID {
    interest[keyPath: path]
  }

  /// What moves the population.
  public var population: [ParameterID] {
    [people.mortalityFactor, people.mortalityIndex, people.fertilityFactor, people.netMigration]
  }
}
