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

  /// See the properties.
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

  /// See the properties.
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

  /// See the properties.
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
