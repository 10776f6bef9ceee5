import Quantities

/// Who retires when, and who keeps insurance then.
public struct RetirementRules: Sendable {
  /// Worker types with their retirement ages; empty where nobody leaves a state by ``Hazard/retirement``.
  public let types: [WorkerType]
  /// Who keeps insurance; nil where the scheme does not ask for contribution years.
  public let qualification: Qualification?

  /// Rules of retirement; none unless said.
  public init(types: [WorkerType] = [], qualification: Qualification? = nil) {
    self.types = types
    self.qualification = qualification
  }
}

/// Who keeps insurance after retirement without paying: those with enough contribution years.
///
/// The level is the assumption `qualifiedShare`; the panel of contribution years says how a change of the rule moves it
/// (<doc:Membership>).
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

  /// Levers of the rule.
  ///
  /// - Parameters:
  ///   - qualifiedShare: 0…1, of those who retire in a year under the rules of the baseline.
  ///   - requiredYears: one for each sex.
  ///   - recognisedYears: years, the same for everybody.
  ///   - buyInShare: 0…1.
  ///   - boughtYears: written from the panel, in years of all persons together.
  ///   - creditedYears: written by the fit of the base year, in years a person.
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

/// A retirement age and its gradual rise by month of birth (decision of 13 September 2024; <doc:Membership>).
///
/// With m the months from the month before `fromYear` to the month of the original retirement age (January of `fromYear`
/// is m = 1), retirement is later by ⌈m / monthsPerMonth⌉ months, up to `latest`. An original month before January of
/// `fromYear` is not moved.
public struct RetirementAgeParameters: Sendable {
  /// Original retirement age in years.
  public let statutory: ParameterID
  /// Age at which the delay ends, in years.
  public let latest: ParameterID
  /// Months of birth per month of delay: 4 for men and cadres, 2 for women workers.
  public let monthsPerMonth: ParameterID
  /// First year with a delay.
  public let fromYear: ParameterID

  /// Levers of a retirement age.
  ///
  /// - Parameters:
  ///   - statutory: years and fractions, as `latest`.
  ///   - monthsPerMonth: above zero.
  ///   - fromYear: a calendar year; the delay begins in its January.
  public init(statutory: ParameterID, latest: ParameterID, monthsPerMonth: ParameterID, fromYear: ParameterID) {
    self.statutory = statutory
    self.latest = latest
    self.monthsPerMonth = monthsPerMonth
    self.fromYear = fromYear
  }
}

/// A kind of worker with a retirement age of their own.
public struct WorkerType: Sendable {
  /// The name in messages.
  public let id: String
  /// Whom it holds.
  public let sex: Sex
  /// Share of this type among those of the sex who have not reached the first retirement age; all types of a sex sum to one.
  public let share: ParameterID
  /// When they retire.
  public let age: RetirementAgeParameters

  /// A type of worker; `share` is the lever of a share 0…1 of the people of `sex`.
  public init(id: String, sex: Sex, share: ParameterID, age: RetirementAgeParameters) {
    self.id = id
    self.sex = sex
    self.share = share
    self.age = age
  }

  /// The parameters the type reads.
  public var parameters: [ParameterID] { [share, age.statutory, age.latest, age.monthsPerMonth, age.fromYear] }
}
