import Arrays
import Glibc
import Quantities

/// The tables of a place, by year (index 0 is the base year), sex and age.
public struct PlaceTables: Sendable {
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
  /// Prior shares of the population by status at the opening, summing to one over statuses in every cell.
  public var membershipShares: [AgePanel]
  /// Profiles of hazards, referred to by index.
  public var hazardProfiles: [AgePanel]
  /// ρ before normalisation, one for each earnings rule.
  public var earningsProfiles: [AgePanel]
  /// Relative use, one panel for each branch (unused where use follows fertility).
  public var relativeUse: [AgePanel]
  /// Relative bill of a service by age, one panel for each branch.
  public var relativeCost: [AgePanel]
  /// Prevalence of dependency.
  public var dependencyPrevalence: AgePanel

  /// The tables; see the properties.
  public init(
    population: AgePanel, mortality: [AgePanel], fertility: [[Double]], sexRatioAtBirth: [Double],
    migrationProfile: AgePanel, membershipShares: [AgePanel], hazardProfiles: [AgePanel], earningsProfiles: [AgePanel],
    relativeUse: [AgePanel], relativeCost: [AgePanel], dependencyPrevalence: AgePanel,
    mortalitySensitivity: AgePanel = AgePanel(repeating: 0)
  ) {
    self.population = population
    self.mortality = mortality
    self.fertility = fertility
    self.sexRatioAtBirth = sexRatioAtBirth
    self.migrationProfile = migrationProfile
    self.membershipShares = membershipShares
    self.hazardProfiles = hazardProfiles
    self.earningsProfiles = earningsProfiles
    self.relativeUse = relativeUse
    self.relativeCost = relativeCost
    self.dependencyPrevalence = dependencyPrevalence
    self.mortalitySensitivity = mortalitySensitivity
  }

  /// Central death rates of a sex in the year at `year`: the table times the factor and the effect of the index.
  public func deathRates(_ sex: Sex, _ common: CommonParameters, _ parameters: ParameterSet, year: Int) -> [Double] {
    let factor = parameters.value(common.mortalityFactor, year)
    let index = parameters.value(common.mortalityIndex, year)
    guard index != 0 else { return mortality[year][sex].map { $0 * factor } }
    return zip(mortality[year][sex], mortalitySensitivity[sex]).map { $0 * factor * exp($1 * index) }
  }
}

/// What the base year fixes once, on the baseline, for every scenario.
public struct BaseYearFit: Sendable {
  /// Persons at 31 December before the base year, `[sex·age][status]`, status innermost.
  public var openingState: [Double]
  /// Multiplies fertility in the base year, so that the newborn of the base table are met; 1 in all other years.
  public var baseYearBirthsFactor: Double
  /// Boys among the births of the base year, so that the newborn of the base table are met by sex; nil for the table's ratio.
  public var baseYearBoysShare: Double?
  /// Normalises ρ, one for each earnings rule: Σ E·ρ = Σ E over contributors of the base year.
  public var earningsScale: [Double]
  /// Normalises relative use, one for each branch.
  public var useScale: [Double]
  /// Normalises relative cost, one for each branch: the mean bill of the base year is the unit cost.
  public var costScale: [Double]

  /// See the properties.
  public init(
    openingState: [Double], baseYearBirthsFactor: Double, baseYearBoysShare: Double? = nil, earningsScale: [Double],
    useScale: [Double], costScale: [Double]
  ) {
    self.openingState = openingState
    self.baseYearBirthsFactor = baseYearBirthsFactor
    self.baseYearBoysShare = baseYearBoysShare
    self.earningsScale = earningsScale
    self.useScale = useScale
    self.costScale = costScale
  }
}

/// One region of a projection.
public struct Region: Sendable {
  /// The name in files.
  public let id: String
  /// Its tables.
  public let tables: PlaceTables
  /// What its base year fixed.
  public var fit: BaseYearFit

  /// See the properties.
  public init(id: String, tables: PlaceTables, fit: BaseYearFit) {
    self.id = id
    self.tables = tables
    self.fit = fit
  }

  /// Boys among the births of a year: by the sex ratio at birth, in the base year as fitted.
  public func boysShare(year: Int) -> Double {
    let perGirl = tables.sexRatioAtBirth[year]
    return (year == 0 ? fit.baseYearBoysShare : nil) ?? perGirl / (1 + perGirl)
  }
}

/// The rules of one scenario as the engine sees them.
public struct ScenarioRules: Sendable {
  /// The name in files.
  public let id: String
  /// All parameters, one set for each region.
  public let parameters: [ParameterSet]
  /// The same scenario with the benefits of the baseline, one set for each region: demand responds to the difference in the
  /// own share, at the same prices. Nil for a baseline.
  public let demandReference: [ParameterSet]?
  /// When another scenario's values hold instead; nil for never.
  public let reaction: Reaction?
  /// How the scenario's values follow from the years in which its reaction acted; nil where the values of the reaction's
  /// scenario hold in such a year as they are.
  public let reacting: ReactingRules?

  /// See the properties.
  public init(
    id: String, parameters: [ParameterSet], demandReference: [ParameterSet]?, reaction: Reaction? = nil,
    reacting: ReactingRules? = nil
  ) {
    self.reacting = reacting
    self.id = id
    self.parameters = parameters
    self.demandReference = demandReference
    self.reaction = reaction
  }
}

/// Everything the engine needs: no date, no YAML node and no citation.
public struct ProjectionInput: Sendable {
  /// The years.
  public let timeline: Timeline
  /// The structure.
  public let scheme: Scheme
  /// The regions.
  public var regions: [Region]
  /// The scenarios.
  public var scenarios: [ScenarioRules]

  /// See the properties.
  public init(timeline: Timeline, scheme: Scheme, regions: [Region], scenarios: [ScenarioRules]) {
    self.timeline = timeline
    self.scheme = scheme
    self.regions = regions
    self.scenarios = scenarios
  }
}
