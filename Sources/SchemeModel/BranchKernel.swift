import Quantities

/// Quantities of a branch per person-year, one value a cell (``Age/panelCount``).
public struct BranchQuantities: Sendable {
  /// Services.
  public var services: [Double]
  /// Bills.
  public var bill: [Double]
  /// Eligible expense.
  public var eligible: [Double]
  /// What the fund pays.
  public var fundPayment: [Double]
}

/// Use, bill and basic-scheme payment of a branch in every cell (<doc:Care> and <doc:Benefits>, basic layer), in closed
/// form.
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

  /// The number of cells.
  var cellCount: Int { isMirrored ? 2 * relativeUse.count : relativeUse.count }

  /// The same branch in some of its cells.
  ///
  /// - Parameter cells: their places in `Age.cell`, in any order.
  public func taking(_ cells: [Int]) -> BranchKernel {
    let count = relativeUse.count
    return BranchKernel(
      deductibleBasis: deductibleBasis, relativeUse: cells.map { relativeUse[$0 % count] },
      relativeCost: cells.map { relativeCost[$0 % count] })
  }

  /// The values of all cells.
  func whole(_ values: [Double]) -> [Double] { isMirrored ? values + values : values }

  /// Use and bill of a service by cell, before the settings; half of the cells where the profiles are mirrored.
  ///
  /// Where the benefits differ from those of `reference`, use responds with an arc elasticity in the own share of cost s against the
  /// share s₀ under the reference benefits at the same prices: h is multiplied by (1 + ερ)/(1 − ερ), ρ = (s − s₀)/(s + s₀). One
  /// pass, no fixed point.
  func demand(_ values: BranchValues, reference: BranchValues?) -> (use: [Double], cost: [Double]) {
    var use = relativeUse.map { $0 * values.use.rate }
    let cost = relativeCost.map { $0 * values.money.unitCost }
    guard let reference, values.use.elasticity != 0 else { return (use, cost) }
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
      let arc = values.use.elasticity * (share - shareBefore) / (share + shareBefore)
      use[cell] *= (1 + arc) / (1 - arc)
    }
    return (use, cost)
  }

  /// Quantities per person-year.
  ///
  /// - Parameter reference: values whose benefits use responds against, at the prices of `values`; nil for no response.
  /// - Returns: one value for each cell, amounts in the currency.
  public func quantities(_ values: BranchValues, reference: BranchValues?) -> BranchQuantities {
    let (use, cost) = demand(values, reference: reference)
    let ratio = values.meanCostRatio
    let bill = zip(use, cost).map { $0 * $1 * ratio }
    return BranchQuantities(
      services: whole(use), bill: whole(bill), eligible: whole(bill.map { $0 * values.benefits.eligibleShare }),
      fundPayment: whole(BillParts(UseGroups(deductibleBasis, use: use, cost: cost, values), values).payment()))
  }
}
