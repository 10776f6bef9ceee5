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
  /// Cells that have the same use and cost, of which one is computed.
  let runs: CellRuns
  /// Relative use and relative cost by run, normalised.
  let relativeUse: [Double]
  let relativeCost: [Double]

  /// - Parameters:
  ///   - relativeUse: use of a cell ÷ use rate.
  ///   - relativeCost: bill of a service in a cell ÷ unit cost.
  public init(deductibleBasis: DeductibleBasis, relativeUse: [Double], relativeCost: [Double]) {
    self.deductibleBasis = deductibleBasis
    runs = CellRuns([relativeUse, relativeCost])
    self.relativeUse = runs.values(relativeUse)
    self.relativeCost = runs.values(relativeCost)
  }

  /// The number of cells.
  var cellCount: Int { runs.ofCell.count }

  /// The same branch in some of its cells.
  ///
  /// - Parameter cells: their places in `Age.cell`, in any order.
  public func taking(_ cells: [Int]) -> BranchKernel {
    BranchKernel(
      deductibleBasis: deductibleBasis, relativeUse: cells.map { relativeUse[runs.ofCell[$0]] },
      relativeCost: cells.map { relativeCost[runs.ofCell[$0]] })
  }

  /// Use and bill of a service by run, before the settings.
  ///
  /// Where the benefits differ from those of `reference`, use responds with an arc elasticity in the own share of cost s against the
  /// share s₀ under the reference benefits at the same prices: h is multiplied by (1 + ερ)/(1 − ερ), ρ = (s − s₀)/(s + s₀). One
  /// pass, no fixed point.
  func demand(_ values: BranchValues, reference: BranchValues?, _ memory: CareMemory) -> BranchDemand {
    memory.demand(deductibleBasis, BranchDemand(use: relativeUse, cost: relativeCost), values, reference: reference) {
      answered(values, reference, memory)
    }
  }

  private func answered(_ values: BranchValues, _ reference: BranchValues?, _ memory: CareMemory) -> BranchDemand {
    var use = relativeUse.map { $0 * values.use.rate }
    let cost = relativeCost.map { $0 * values.money.unitCost }
    guard let reference, values.use.elasticity != 0 else { return BranchDemand(use: use, cost: cost) }
    let before = values.withBenefits(of: reference)
    guard before != values else { return BranchDemand(use: use, cost: cost) }
    let users = memory.users(deductibleBasis, BranchDemand(use: use, cost: cost), values)
    let paid = memory.payment(users, values), paidBefore = memory.payment(users, before)
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
    return BranchDemand(use: use, cost: cost)
  }

  /// Quantities per person-year.
  ///
  /// - Parameters:
  ///   - reference: values whose benefits use responds against, at the prices of `values`; nil for no response.
  ///   - memory: what other moments have found; nothing unless given.
  /// - Returns: one value for each cell, amounts in the currency.
  public func quantities(
    _ values: BranchValues, reference: BranchValues?, memory: CareMemory = CareMemory()
  ) -> BranchQuantities {
    let demand = demand(values, reference: reference, memory), ratio = values.meanCostRatio
    let bill = zip(demand.use, demand.cost).map { $0 * $1 * ratio }
    let users = memory.users(deductibleBasis, demand, values)
    return BranchQuantities(
      services: runs.whole(demand.use), bill: runs.whole(bill),
      eligible: runs.whole(bill.map { $0 * values.benefits.eligibleShare }),
      fundPayment: runs.whole(memory.payment(users, values)))
  }
}
