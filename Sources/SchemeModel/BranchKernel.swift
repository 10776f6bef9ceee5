import Quantities

/// Values of a branch's parameters at one moment.
public struct BranchValues: Sendable, Hashable {
  /// Services per person-year before the profile, one-off factor included.
  public var useRate: Double
  /// Bill of a service before the profile, calibration factor and price level included, yuan.
  public var unitCost: Double
  /// Share of the bill inside the benefit lists.
  public var eligibleShare: Double
  /// Deductible on eligible expense, yuan.
  public var deductible: Double
  /// Share paid between deductible and ceiling.
  public var bandRate: Double
  /// Deductible of every further admission to the first.
  public var laterDeductibleShare: Double
  /// Most the fund pays for a person in a year, yuan.
  public var ceiling: Double
  /// The settings of the users; empty where none are told apart.
  public var settings: [SettingValues]
  /// Coefficient of variation of the bill.
  public var billVariation: Double
  /// Dispersion of the number of uses.
  public var dispersion: Double
  /// Elasticity of use in the own share.
  public var demandElasticity: Double

  /// See the properties.
  public init(
    useRate: Double, unitCost: Double, eligibleShare: Double, deductible: Double, bandRate: Double,
    laterDeductibleShare: Double = 1, ceiling: Double, settings: [SettingValues] = [], billVariation: Double,
    dispersion: Double, demandElasticity: Double = 0
  ) {
    self.useRate = useRate
    self.unitCost = unitCost
    self.eligibleShare = eligibleShare
    self.deductible = deductible
    self.laterDeductibleShare = laterDeductibleShare
    self.bandRate = bandRate
    self.ceiling = ceiling
    self.settings = settings
    self.billVariation = billVariation
    self.dispersion = dispersion
    self.demandElasticity = demandElasticity
  }

  /// The values of `branch` in `month` of the year at `year`.
  public init(_ branch: Branch, scheme: Scheme, parameters: ParameterSet, year: Int, month: Int) {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let priceLevel = zip(branch.money.basket, scheme.priceLevels).reduce(0) { $0 + value($1.0) * value($1.1) }
    useRate = value(branch.use.rate) * value(branch.use.oneOff)
    unitCost = value(branch.money.unitCost) * value(branch.money.costFactor) * priceLevel
    eligibleShare = value(branch.shares.eligible)
    deductible = value(branch.thresholds.deductible)
    bandRate = value(branch.shares.paid)
    laterDeductibleShare = branch.thresholds.laterShare.map(value) ?? 1
    ceiling = value(branch.thresholds.ceiling)
    settings = branch.settings.map {
      SettingValues(
        share: value($0.share), costRatio: value($0.costRatio), deductibleRatio: value($0.deductibleRatio),
        rateAddition: value($0.rateAddition))
    }
    billVariation = value(branch.money.variation)
    dispersion = value(branch.use.dispersion)
    demandElasticity = value(branch.use.elasticity)
  }

  /// The same moment on a column: use, bill and thresholds multiplied.
  public func scaled(_ scale: BlockScale) -> BranchValues {
    var copy = self
    copy.useRate *= scale.use
    copy.unitCost *= scale.cost
    copy.deductible *= scale.lower
    copy.ceiling *= scale.upper
    return copy
  }

  /// Mean bill of a service to the unit cost: 1 where no settings are told apart.
  public var meanCostRatio: Double {
    settings.isEmpty ? 1 : settings.reduce(0) { $0 + $1.share * $1.costRatio }
  }

  /// The same moment with the benefits of `other`.
  func withBenefits(of other: BranchValues) -> BranchValues {
    var copy = self
    copy.eligibleShare = other.eligibleShare
    copy.deductible = other.deductible
    copy.laterDeductibleShare = other.laterDeductibleShare
    copy.bandRate = other.bandRate
    copy.ceiling = other.ceiling
    for place in settings.indices {
      copy.settings[place].deductibleRatio = other.settings[place].deductibleRatio
      copy.settings[place].rateAddition = other.settings[place].rateAddition
    }
    return copy
  }
}

/// Quantities of a branch per person-year, one value a cell (``Age/panelCount``).
public struct BranchQuantities: Sendable {
  /// Services.
  public var services: [Double]
  /// Bills, yuan.
  public var bill: [Double]
  /// Eligible expense, yuan.
  public var eligible: [Double]
  /// What the fund pays, yuan.
  public var fundPayment: [Double]
}

/// Use, bill and basic-scheme payment of a branch in every cell (model.md sections 5 and 6, basic layer), in closed form.
public struct BranchKernel: Sendable {
  let deductibleBasis: DeductibleBasis
  /// Relative use and relative cost by cell, normalised.
  let relativeUse: [Double]
  let relativeCost: [Double]
  /// Whether the second half of the cells repeats the first, which alone is held.
  let isMirrored: Bool

  /// - Parameters:
  ///   - relativeUse: use of a cell ÷ use rate.
  ///   - relativeCost: bill of a service in a cell ÷ unit cost.
  public init(deductibleBasis: DeductibleBasis, relativeUse: [Double], relativeCost: [Double]) {
    self.deductibleBasis = deductibleBasis
    // Where both sexes have one profile, as most tables do, half the cells are enough.
    let half = relativeUse.count / 2
    isMirrored =
      relativeUse.count == 2 * half && relativeUse[..<half].elementsEqual(relativeUse[half...])
      && relativeCost[..<half].elementsEqual(relativeCost[half...])
    self.relativeUse = isMirrored ? Array(relativeUse[..<half]) : relativeUse
    self.relativeCost = isMirrored ? Array(relativeCost[..<half]) : relativeCost
  }

  /// The values of all cells.
  func whole(_ values: [Double]) -> [Double] { isMirrored ? values + values : values }

  /// Use and bill of a service by cell, before the settings; half of the cells where the profiles are mirrored.
  ///
  /// Where the benefits differ from those of `reference`, use responds with an arc elasticity in the own share of cost s against the
  /// share s₀ under the reference benefits at the same prices: h is multiplied by (1 + ερ)/(1 − ερ), ρ = (s − s₀)/(s + s₀). One
  /// pass, no fixed point.
  func demand(_ values: BranchValues, reference: BranchValues?) -> (use: [Double], cost: [Double]) {
    var use = relativeUse.map { $0 * values.useRate }
    let cost = relativeCost.map { $0 * values.unitCost }
    guard let reference, values.demandElasticity != 0 else { return (use, cost) }
    let before = values.withBenefits(of: reference)
    guard before != values else { return (use, cost) }
    let users = UseGroups(deductibleBasis, use: use, cost: cost, values)
    let paid = BillParts(users, values).payment(), paidBefore = BillParts(users, before).payment()
    let ratio = values.meanCostRatio
    for cell in use.indices {
      let bill = use[cell] * cost[cell] * ratio
      guard bill > 0 else { continue }
      let share = 1 - paid[cell] / bill
      let shareBefore = 1 - paidBefore[cell] / bill
      guard share + shareBefore > 0 else { continue }
      let arc = values.demandElasticity * (share - shareBefore) / (share + shareBefore)
      use[cell] *= (1 + arc) / (1 - arc)
    }
    return (use, cost)
  }

  /// Quantities per person-year under `values`; use responds to benefits that differ from those of `reference`.
  public func quantities(_ values: BranchValues, reference: BranchValues?) -> BranchQuantities {
    let (use, cost) = demand(values, reference: reference)
    let ratio = values.meanCostRatio
    let bill = zip(use, cost).map { $0 * $1 * ratio }
    return BranchQuantities(
      services: whole(use), bill: whole(bill), eligible: whole(bill.map { $0 * values.eligibleShare }),
      fundPayment: whole(BillParts(UseGroups(deductibleBasis, use: use, cost: cost, values), values).payment()))
  }
}
