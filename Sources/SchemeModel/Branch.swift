import Quantities

/// How the deductible of a branch counts.
public enum DeductibleBasis: String, Sendable {
  /// Once for every admission; the bill of a year with n admissions carries n deductibles.
  case admission
  /// Once a year, on the bill of the year.
  case year
}

/// Where the use of a branch by sex and age comes from.
public enum UseProfile: Sendable, Hashable {
  /// The table of relative use; normalised in the base year so that services ÷ insured at year end is the use rate.
  case table
  /// Fertility of the year: use is births per woman × use rate, not normalised (maternity).
  case fertility
}

/// The rows of the table of use and cost by age that a branch takes.
public struct BranchProfile: Sendable, Hashable {
  /// The insured group.
  public let group: String
  /// The service class.
  public let service: String

  /// See the properties.
  public init(group: String, service: String) {
    self.group = group
    self.service = service
  }
}

/// One class of services as used by one insured group, and what the basic scheme pays for it (model.md sections 5 and 6,
/// basic layer). Shared by reference.
public final class Branch: Sendable {
  /// The entity in lever paths, `employee.inpatient`.
  public let id: String
  /// The insured group, `employee`.
  public let group: String
  /// The service class, `inpatient`.
  public let service: String
  /// Its rows in the table of use and cost by age: its own, or those of another branch.
  public let profile: BranchProfile
  /// The name in reports.
  public let title: LocalizedText
  /// The statuses that use it.
  public let statuses: [Int]
  /// How the deductible counts.
  public let deductibleBasis: DeductibleBasis
  /// Use by age.
  public let useProfile: UseProfile
  /// Services per insured person and year, before the one-off factor.
  public let useRate: ParameterID
  /// One-off factor on use, by year; never enters a trend.
  public let oneOff: ParameterID
  /// Mean bill of a service, yuan.
  public let unitCost: ParameterID
  /// Calibration factor on the unit cost.
  public let costFactor: ParameterID
  /// Shares of the cost components in the bill, in the order of `Scheme.components`; they sum to one.
  public let basket: [ParameterID]
  /// Share of the bill inside the benefit lists (政策范围内).
  public let eligibleShare: ParameterID
  /// Deductible, yuan per admission or year, on eligible expense.
  public let deductible: ParameterID
  /// Share paid between deductible and ceiling.
  public let bandRate: ParameterID
  /// Deductible of every further admission of a year to that of the first; nil for the same.
  public let laterDeductibleShare: ParameterID?
  /// Most the fund pays for a person in a year, yuan.
  public let ceiling: ParameterID
  /// Tiers and places of care, and other ways of giving it; empty where none are told apart.
  public let settings: [Setting]
  /// Coefficient of variation: of the bill of one admission, or of the annual bill of a user.
  public let billVariation: ParameterID
  /// Dispersion k of the negative binomial number of uses.
  public let dispersion: ParameterID
  /// Arc elasticity of use in the own share of cost; 0 switches the response off.
  public let demandElasticity: ParameterID

  /// A branch; see the properties.
  public init(
    id: String, group: String, service: String, title: LocalizedText, statuses: [Int], deductibleBasis: DeductibleBasis,
    useProfile: UseProfile, useRate: ParameterID, oneOff: ParameterID, unitCost: ParameterID, costFactor: ParameterID,
    basket: [ParameterID], eligibleShare: ParameterID, deductible: ParameterID, bandRate: ParameterID,
    ceiling: ParameterID, billVariation: ParameterID, dispersion: ParameterID, demandElasticity: ParameterID,
    laterDeductibleShare: ParameterID? = nil, settings: [Setting] = [], profile: BranchProfile? = nil
  ) {
    self.profile = profile ?? BranchProfile(group: group, service: service)
    self.id = id
    self.group = group
    self.service = service
    self.title = title
    self.statuses = statuses
    self.deductibleBasis = deductibleBasis
    self.useProfile = useProfile
    self.useRate = useRate
    self.oneOff = oneOff
    self.unitCost = unitCost
    self.costFactor = costFactor
    self.basket = basket
    self.eligibleShare = eligibleShare
    self.deductible = deductible
    self.bandRate = bandRate
    self.ceiling = ceiling
    self.billVariation = billVariation
    self.dispersion = dispersion
    self.demandElasticity = demandElasticity
    self.laterDeductibleShare = laterDeductibleShare
    self.settings = settings
  }

  /// What the plan of benefits sets: changes of these move the own share, and so demand.
  public var benefitParameters: [ParameterID] {
    [eligibleShare, deductible, bandRate, ceiling] + [laterDeductibleShare].compactMap { $0 }
      + settings.flatMap { [$0.deductibleRatio, $0.rateAddition] }
  }

  /// Every parameter the branch reads, the price levels of the components excepted.
  public var parameters: [ParameterID] {
    [useRate, oneOff, unitCost, costFactor] + basket + benefitParameters
      + [billVariation, dispersion, demandElasticity] + settings.flatMap { [$0.share, $0.costRatio] }
  }
}
