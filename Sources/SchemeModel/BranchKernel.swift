import Arrays
import Glibc
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
  /// Most the fund pays for a person in a year, yuan.
  public var ceiling: Double
  /// Coefficient of variation of the bill.
  public var billVariation: Double
  /// Dispersion of the number of uses.
  public var dispersion: Double
  /// Elasticity of use in the own share.
  public var demandElasticity: Double

  /// The values of `branch` in `month` of the year at `year`.
  public init(_ branch: Branch, scheme: Scheme, parameters: ParameterSet, year: Int, month: Int) {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let priceLevel = zip(branch.basket, scheme.priceLevels).reduce(0) { $0 + value($1.0) * value($1.1) }
    useRate = value(branch.useRate) * value(branch.oneOff)
    unitCost = value(branch.unitCost) * value(branch.costFactor) * priceLevel
    eligibleShare = value(branch.eligibleShare)
    deductible = value(branch.deductible)
    bandRate = value(branch.bandRate)
    ceiling = value(branch.ceiling)
    billVariation = value(branch.billVariation)
    dispersion = value(branch.dispersion)
    demandElasticity = value(branch.demandElasticity)
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

  /// The same moment with the benefits of `other`.
  func withBenefits(of other: BranchValues) -> BranchValues {
    var copy = self
    copy.eligibleShare = other.eligibleShare
    copy.deductible = other.deductible
    copy.bandRate = other.bandRate
    copy.ceiling = other.ceiling
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
  private func whole(_ values: [Double]) -> [Double] { isMirrored ? values + values : values }

  /// Quantities per person-year under `values`; where the benefits differ from those of `reference`, use responds with an
  /// arc elasticity in the own share of cost s against the share s₀ under the reference benefits at the same prices: h is multiplied by
  /// (1 + ερ)/(1 − ερ), ρ = (s − s₀)/(s + s₀). One pass, no fixed point.
  public func quantities(_ values: BranchValues, reference: BranchValues?) -> BranchQuantities {
    var use = relativeUse.map { $0 * values.useRate }
    let cost = relativeCost.map { $0 * values.unitCost }
    if let reference, values.demandElasticity != 0 {
      let before = values.withBenefits(of: reference)
      if before != values {
        let paid = payment(use: use, cost: cost, values)
        let paidBefore = payment(use: use, cost: cost, before)
        for cell in use.indices {
          let bill = use[cell] * cost[cell]
          guard bill > 0 else { continue }
          let share = 1 - paid[cell] / bill
          let shareBefore = 1 - paidBefore[cell] / bill
          guard share + shareBefore > 0 else { continue }
          let arc = values.demandElasticity * (share - shareBefore) / (share + shareBefore)
          use[cell] *= (1 + arc) / (1 - arc)
        }
      }
    }
    let bill = zip(use, cost).map { $0 * $1 }
    return BranchQuantities(
      services: whole(use), bill: whole(bill), eligible: whole(bill.map { $0 * values.eligibleShare }),
      fundPayment: whole(payment(use: use, cost: cost, values)))
  }

  /// Expected payment of the basic scheme per person-year: Σₙ P(n)·E[min(rate·(Yₙ − Dₙ)⁺, ceiling)].
  private func payment(use: [Double], cost: [Double], _ values: BranchValues) -> [Double] {
    let cells = use.count
    guard values.bandRate > 0, values.ceiling > 0 else { return [Double](repeating: 0, count: cells) }
    let parts = deductibleBasis == .admission ? 3 : 1
    var probability = [Double](repeating: 0, count: parts * cells)
    var mean = probability, logVariance = probability, lower = probability, upper = probability
    let squaredVariation = values.billVariation * values.billVariation
    let variances = (log1p(squaredVariation), log1p(squaredVariation / 2))
    let width = values.ceiling / values.bandRate
    for cell in 0..<cells {
      let uses = UseDistribution(mean: use[cell], dispersion: values.dispersion)
      let expense = cost[cell] * values.eligibleShare
      func set(_ part: Int, probability chance: Double, mean expected: Double, variance: Double, deductibles: Double) {
        let i = part * cells + cell
        probability[i] = chance
        mean[i] = expected
        logVariance[i] = variance
        lower[i] = deductibles * values.deductible
        upper[i] = lower[i] + width
      }
      switch deductibleBasis {
      case .admission:
        let many = uses.meanOfMany
        set(0, probability: uses.one, mean: expense, variance: variances.0, deductibles: 1)
        set(1, probability: uses.two, mean: 2 * expense, variance: variances.1, deductibles: 2)
        set(
          2, probability: uses.many, mean: many * expense, variance: log1p(squaredVariation / many), deductibles: many)
      case .year:
        let annual = uses.any > 0 ? use[cell] * expense / uses.any : 0
        set(0, probability: uses.any, mean: annual, variance: variances.0, deductibles: 1)
      }
    }
    let layer = LognormalLayer.expected(mean: mean, logVariance: logVariance, lower: lower, upper: upper)
    return (0..<cells).map { cell in
      (0..<parts).reduce(0) { $0 + probability[$1 * cells + cell] * values.bandRate * layer[$1 * cells + cell] }
    }
  }
}
