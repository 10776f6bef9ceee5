import Arrays
import Glibc
import Quantities

/// Tables of the population, by year (index 0 is the base year), sex and age.
public struct PopulationTables: Sendable {
  /// Persons at 31 December of the base year.
  public var population: AgePanel
  /// Central death rates by year.
  public var mortality: [AgePanel]
  /// β: change of the logarithm of the death rate per unit of the mortality index; zeros where a place gives none.
  public var mortalitySensitivity: AgePanel
  /// Births per woman and year, by year and age 0…100.
  public var fertility: [[Double]]
  /// Boys per girl at birth, by year.
  public var sexRatioAtBirth: [Double]
  /// Share of net migrants, summing to one.
  public var migrationProfile: AgePanel

  /// Tables of all computed years, the hidden one included.
  ///
  /// - Parameters:
  ///   - population: persons.
  ///   - mortality: `[year]`, deaths for each person-year lived.
  ///   - mortalitySensitivity: on the scale of logarithms; zeros unless said.
  ///   - fertility: `[year][age]`.
  ///   - sexRatioAtBirth: `[year]`.
  ///   - migrationProfile: sums to one over both sexes and all ages.
  public init(
    population: AgePanel, mortality: [AgePanel], mortalitySensitivity: AgePanel = AgePanel(repeating: 0),
    fertility: [[Double]], sexRatioAtBirth: [Double], migrationProfile: AgePanel
  ) {
    self.population = population
    self.mortality = mortality
    self.mortalitySensitivity = mortalitySensitivity
    self.fertility = fertility
    self.sexRatioAtBirth = sexRatioAtBirth
    self.migrationProfile = migrationProfile
  }
}

/// Tables of the states of people, by sex and age.
public struct MembershipTables: Sendable {
  /// Prior shares of the population by state at the opening, summing to one over states in every cell.
  public var membershipShares: [AgePanel]
  /// Profiles of hazards and of relative mortality, referred to by index.
  public var hazardProfiles: [AgePanel]

  /// Tables of states.
  ///
  /// - Parameters:
  ///   - membershipShares: `[status]`, shares that sum to one in every sex and age.
  ///   - hazardProfiles: `[profile]`, probabilities of a year or ratios, as those who refer to them read them.
  public init(membershipShares: [AgePanel], hazardProfiles: [AgePanel]) {
    self.membershipShares = membershipShares
    self.hazardProfiles = hazardProfiles
  }
}

/// Tables of what a person earns, uses and costs, by sex and age.
public struct PersonTables: Sendable {
  /// ρ before normalisation, one for each earnings rule.
  public var earningsProfiles: [AgePanel]
  /// Relative use, one panel for each branch (unused where use follows fertility).
  public var relativeUse: [AgePanel]
  /// Relative bill of a service by age, one panel for each branch.
  public var relativeCost: [AgePanel]
  /// Prevalence of dependency.
  public var dependencyPrevalence: AgePanel

  /// Tables relative to a mean that levers give; the fit of the base year takes their own level out.
  ///
  /// - Parameters:
  ///   - earningsProfiles: `[rule]`, in the order of ``SchemeMoney/earnings``.
  ///   - relativeUse: `[branch]`, in the order of ``SchemeCare/branches``.
  ///   - relativeCost: `[branch]` likewise.
  ///   - dependencyPrevalence: shares of people, 0…1.
  public init(
    earningsProfiles: [AgePanel], relativeUse: [AgePanel], relativeCost: [AgePanel], dependencyPrevalence: AgePanel
  ) {
    self.earningsProfiles = earningsProfiles
    self.relativeUse = relativeUse
    self.relativeCost = relativeCost
    self.dependencyPrevalence = dependencyPrevalence
  }
}

/// The tables of a place; each is read by its own name.
@dynamicMemberLookup
public struct PlaceTables: Sendable {
  /// The population.
  public var people: PopulationTables
  /// The states of people.
  public var membership: MembershipTables
  /// A person's earnings and care.
  public var person: PersonTables

  /// The tables of one region, by the same sexes, ages and years.
  public init(people: PopulationTables, membership: MembershipTables, person: PersonTables) {
    self.people = people
    self.membership = membership
    self.person = person
  }

  /// A table of the population.
  public subscript<Table>(dynamicMember path: WritableKeyPath<PopulationTables, Table>) -> Table {
    get { people[keyPath: path] }
    set { people[keyPath: path] = newValue }
  }

  /// A table of the states of people.
  public subscript<Table>(dynamicMember path: WritableKeyPath<MembershipTables, Table>) -> Table {
    get { membership[keyPath: path] }
    set { membership[keyPath: path] = newValue }
  }

  /// A table of a person's earnings and care.
  public subscript<Table>(dynamicMember path: WritableKeyPath<PersonTables, Table>) -> Table {
    get { person[keyPath: path] }
    set { person[keyPath: path] = newValue }
  }

  /// Central death rates of a sex: the table times the factor and the effect of the index.
  ///
  /// - Parameter year: the index of the year, 0 for the base year.
  /// - Returns: deaths for each person-year, by age 0…100.
  public func deathRates(_ sex: Sex, _ common: CommonParameters, _ parameters: ParameterSet, year: Int) -> [Double] {
    let factor = parameters.value(common.mortalityFactor, year)
    let index = parameters.value(common.mortalityIndex, year)
    let mortality = people.mortality[year][sex]
    guard index != 0 else { return mortality.map { $0 * factor } }
    return zip(mortality, people.mortalitySensitivity[sex]).map { $0 * factor * exp($1 * index) }
  }
}
