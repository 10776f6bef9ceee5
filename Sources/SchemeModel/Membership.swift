import Quantities

/// How likely a move is, by sex and age at the end of the year before.
public enum Hazard: Sendable, Hashable {
  /// rate[t] × profile[s,a].
  case rate(ParameterID, profile: Int)
  /// profile[s,a] alone.
  case profile(Int)
  /// Statutory retirement of ``Scheme/retirement``.
  case retirement
}

/// A move out of one status, to one destination or several in shares that sum to one.
public struct Move: Sendable {
  /// The name in messages.
  public let id: String
  /// The status left.
  public let from: Int
  /// How likely.
  public let hazard: Hazard
  /// Where to, and the share of those who move.
  public let destinations: [(status: Int, share: ScalarProduct)]
  /// What the hazard is multiplied by: those who leave because they must pay leave in proportion to what they must.
  public let times: ScalarProduct

  /// A move; see the properties.
  public init(
    id: String, from: Int, hazard: Hazard, destinations: [(status: Int, share: ScalarProduct)],
    times: ScalarProduct = ScalarProduct()
  ) {
    self.id = id
    self.from = from
    self.hazard = hazard
    self.destinations = destinations
    self.times = times
  }
}

/// Moves that compete: within a stage the hazards out of a status add up (to at most one); stages follow one another
/// within the year, so the yearly matrix is the product of the stage matrices, Q = Q₁·Q₂·….
public struct TransitionStage: Sendable {
  /// The name in messages.
  public let id: String
  /// The moves.
  public let moves: [Move]

  /// A stage; see the properties.
  public init(id: String, moves: [Move]) {
    self.id = id
    self.moves = moves
  }
}

/// So many persons a year who move, whatever the hazard: an enrolment drive, a cohort of students, transfers between schemes.
///
/// They are solved once on the central path of the baseline into a hazard, hazard[t] = persons[t] ÷ Σ profile · people in the
/// statuses left at the beginning of the year, which then acts unchanged on every scenario and path (model.md section 2).
public struct Inflow: Sendable {
  /// The path of `persons`, for messages.
  public let id: String
  /// Persons a year who are to move.
  public let persons: ParameterID
  /// The hazard solved from them; moves of the scheme read it.
  public let hazard: ParameterID

  /// See the properties.
  public init(id: String, persons: ParameterID, hazard: ParameterID) {
    self.id = id
    self.persons = persons
    self.hazard = hazard
  }
}

/// How a hazard answers a price: as an arc elasticity of the price against that of the baseline in the same year,
/// (1 + ε·ρ) ÷ (1 − ε·ρ) with ρ = (p − p₀) ÷ (p + p₀), the form of the demand response of model.md section 5.
public struct PriceResponse: Sendable {
  /// What answers.
  public let hazard: ParameterID
  /// What it answers to.
  public let price: ParameterID
  /// ε, zero for no response.
  public let elasticity: ParameterID

  /// See the properties.
  public init(hazard: ParameterID, price: ParameterID, elasticity: ParameterID) {
    self.hazard = hazard
    self.price = price
    self.elasticity = elasticity
  }

  /// What the hazard is multiplied by where the price is `price` instead of `baseline`; 1 where they are equal.
  public static func factor(elasticity: Double, price: Double, baseline: Double) -> Double {
    guard price != baseline else { return 1 }
    let relative = (price - baseline) / (price + baseline)
    return (1 + elasticity * relative) / (1 - elasticity * relative)
  }
}

/// Who keeps insurance after retirement without paying: those with enough contribution years.
///
/// The level is the assumption `qualifiedShare`; the panel of contribution years says how a change of the rule moves it
/// (model.md section 2).
public struct Qualification: Sendable {
  /// Share of those who retire that has the years.
  public let qualifiedShare: ParameterID
  /// Years needed, by `Sex.rawValue`.
  public let requiredYears: [ParameterID]
  /// Years paid elsewhere that count, a person.
  public let recognisedYears: ParameterID
  /// Share of those without the years who buy the missing ones.
  public let buyInShare: ParameterID
  /// Person-years bought in a year: follows from the panel.
  public let boughtYears: ParameterID
  /// Years credited to everybody, so that the panel meets `qualifiedShare` in the base year: solved.
  public let creditedYears: ParameterID

  /// See the properties.
  public init(
    qualifiedShare: ParameterID, requiredYears: [ParameterID], recognisedYears: ParameterID, buyInShare: ParameterID,
    boughtYears: ParameterID, creditedYears: ParameterID
  ) {
    self.qualifiedShare = qualifiedShare
    self.requiredYears = requiredYears
    self.recognisedYears = recognisedYears
    self.buyInShare = buyInShare
    self.boughtYears = boughtYears
    self.creditedYears = creditedYears
  }

  /// The rule: what a scenario must change for the panel to be asked.
  public var rule: [ParameterID] { requiredYears + [recognisedYears, buyInShare] }
}

/// A kind of worker with a retirement age of their own (State Council decision of 13 September 2024; facts.md D10).
///
/// With m the months from the month before `fromYear` to the month of the original retirement age (January of `fromYear`
/// is m = 1), retirement is later by ⌈m / monthsPerMonth⌉ months, up to `latestAge`. An original month before January of
/// `fromYear` is not moved.
public struct WorkerType: Sendable {
  /// The name in messages.
  public let id: String
  /// Whom it holds.
  public let sex: Sex
  /// Share of this type among those of the sex who have not reached the first retirement age; all types of a sex sum to one.
  public let share: ParameterID
  /// Original retirement age in years.
  public let statutoryAge: ParameterID
  /// Age at which the delay ends, in years.
  public let latestAge: ParameterID
  /// Months of birth per month of delay: 4 for men and cadres, 2 for women workers.
  public let monthsPerMonth: ParameterID
  /// First year with a delay.
  public let fromYear: ParameterID

  /// A worker type; see the properties.
  public init(
    id: String, sex: Sex, share: ParameterID, statutoryAge: ParameterID, latestAge: ParameterID,
    monthsPerMonth: ParameterID, fromYear: ParameterID
  ) {
    self.id = id
    self.sex = sex
    self.share = share
    self.statutoryAge = statutoryAge
    self.latestAge = latestAge
    self.monthsPerMonth = monthsPerMonth
    self.fromYear = fromYear
  }

  /// The parameters the type reads.
  public var parameters: [ParameterID] { [share, statutoryAge, latestAge, monthsPerMonth, fromYear] }
}

/// A membership status of the scheme.
public struct Status: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The insured group it belongs to (`employee`, `resident`), nil for the uninsured.
  public let group: String?

  /// A status; see the properties.
  public init(id: String, title: LocalizedText, group: String?) {
    self.id = id
    self.title = title
    self.group = group
  }
}
