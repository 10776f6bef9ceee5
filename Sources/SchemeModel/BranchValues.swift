import Quantities

/// How often a branch is used at one moment.
public struct UseValues: Sendable, Hashable {
  /// Services per person-year before the profile, one-off factor included.
  public var rate: Double
  /// Dispersion of the number of uses.
  public var dispersion: Double
  /// Elasticity of use in the own share.
  public var elasticity: Double

  /// - Parameter elasticity: none unless said.
  public init(rate: Double, dispersion: Double, elasticity: Double = 0) {
    self.rate = rate
    self.dispersion = dispersion
    self.elasticity = elasticity
  }
}

/// What a service of a branch costs at one moment.
public struct MoneyValues: Sendable, Hashable {
  /// Bill of a service before the profile, calibration factor and price level included.
  public var unitCost: Double
  /// Coefficient of variation of the bill.
  public var variation: Double

  /// An amount in the currency for a service, and standard deviation ÷ mean.
  public init(unitCost: Double, variation: Double) {
    self.unitCost = unitCost
    self.variation = variation
  }
}

/// What the basic scheme pays of a branch at one moment: the part of the values that its own share answers to.
public struct BenefitValues: Sendable, Hashable {
  /// Share of the bill inside the benefit lists.
  public var eligibleShare: Double
  /// Deductible on eligible expense.
  public var deductible: Double
  /// Deductible of every further admission to the first.
  public var laterDeductibleShare: Double
  /// Share paid between deductible and ceiling.
  public var reimbursementRate: Double
  /// Most the fund pays for a person in a year.
  public var ceiling: Double

  /// - Parameter laterDeductibleShare: 1 unless said: every admission has the whole deductible.
  public init(
    eligibleShare: Double, deductible: Double, laterDeductibleShare: Double = 1, reimbursementRate: Double,
    ceiling: Double
  ) {
    self.eligibleShare = eligibleShare
    self.deductible = deductible
    self.laterDeductibleShare = laterDeductibleShare
    self.reimbursementRate = reimbursementRate
    self.ceiling = ceiling
  }
}

/// Values of a branch's parameters at one moment, by role.
public struct BranchValues: Sendable, Hashable {
  /// How often it is used.
  public var use: UseValues
  /// What a service costs.
  public var money: MoneyValues
  /// What the basic scheme pays of it.
  public var benefits: BenefitValues
  /// The settings of the users; empty where none are told apart.
  public var settings: [SettingValues]

  /// - Parameter settings: none unless told apart.
  public init(use: UseValues, money: MoneyValues, benefits: BenefitValues, settings: [SettingValues] = []) {
    self.use = use
    self.money = money
    self.benefits = benefits
    self.settings = settings
  }

  /// The values in force at one moment.
  ///
  /// - Parameters:
  ///   - scheme: gives the price levels of the components.
  ///   - year: the index of the year, 0 for the base year.
  ///   - month: 0…11.
  public init(_ branch: Branch, scheme: Scheme, parameters: ParameterSet, year: Int, month: Int) {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let priceLevel = zip(branch.money.basket, scheme.priceLevels).reduce(0) { $0 + value($1.0) * value($1.1) }
    use = UseValues(
      rate: value(branch.use.rate) * value(branch.use.oneOff), dispersion: value(branch.use.dispersion),
      elasticity: value(branch.use.elasticity))
    money = MoneyValues(
      unitCost: value(branch.money.unitCost) * value(branch.money.costFactor) * priceLevel,
      variation: value(branch.money.variation))
    benefits = BenefitValues(
      eligibleShare: value(branch.shares.eligible), deductible: value(branch.thresholds.deductible),
      laterDeductibleShare: branch.thresholds.laterShare.map(value) ?? 1, reimbursementRate: value(branch.shares.paid),
      ceiling: value(branch.thresholds.ceiling))
    settings = branch.settings.map {
      SettingValues(
        share: value($0.share), costRatio: value($0.costRatio), deductibleRatio: value($0.deductibleRatio),
        rateAddition: value($0.rateAddition))
    }
  }

  /// Mean bill of a service to the unit cost: 1 where no settings are told apart.
  public var meanCostRatio: Double {
    settings.isEmpty ? 1 : settings.reduce(0) { $0 + $1.share * $1.costRatio }
  }

  /// The same moment with the benefits of `other`.
  func withBenefits(of other: BranchValues) -> BranchValues {
    var copy = self
    copy.benefits = other.benefits
    for place in settings.indices {
      copy.settings[place].deductibleRatio = other.settings[place].deductibleRatio
      copy.settings[place].rateAddition = other.settings[place].rateAddition
    }
    return copy
  }
}
