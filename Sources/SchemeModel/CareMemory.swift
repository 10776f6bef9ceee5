/// What the kernels of several moments have in common, found once: scenarios of a place differ in a benefit or two and share users,
/// bills, thresholds and layers, and a branch is asked for by itself and in its bundle. A value found is the value computed, so
/// that results do not depend on what was asked before. Of one task; it holds what was used last.
public final class CareMemory {
  private let bills = BillMemory()
  private var users = Recent<UsersKey, UseGroups>(most: 6)
  private var parts = Recent<PlanKey, BillParts>(most: 8)
  private var payments = Recent<PlanKey, [Double]>(most: 8)
  private var demands = Recent<DemandKey, BranchDemand>(most: 6)
  private var stacks = Recent<[LayerValues], LayerStack>(most: 4)

  private struct UsersKey: Equatable {
    let basis: DeductibleBasis
    let use: [Double]
    let cost: [Double]
    let dispersion: Double
    let variation: Double
  }

  private struct PlanKey: Equatable {
    let users: UseGroups
    let values: BranchValues

    static func == (one: PlanKey, other: PlanKey) -> Bool { one.users === other.users && one.values == other.values }
  }

  private struct DemandKey: Equatable {
    /// What the reference pays, and so what use answers, follows from it.
    let basis: DeductibleBasis
    let values: BranchValues
    let reference: BranchValues?
    let relative: BranchDemand
  }

  /// Nothing is known yet.
  public init() {}

  /// The users of a branch.
  func users(_ basis: DeductibleBasis, _ demand: BranchDemand, _ values: BranchValues) -> UseGroups {
    let key = UsersKey(
      basis: basis, use: demand.use, cost: demand.cost, dispersion: values.use.dispersion,
      variation: values.money.variation)
    return users.find(key)
      ?? users.keep(key, UseGroups(basis, use: demand.use, cost: demand.cost, values, bills))
  }

  /// What users spend under a plan.
  func parts(_ users: UseGroups, _ values: BranchValues) -> BillParts {
    let key = PlanKey(users: users, values: values)
    return parts.find(key) ?? parts.keep(key, BillParts(users, values))
  }

  /// What the basic scheme pays them, see ``BillParts/payment()``.
  func payment(_ users: UseGroups, _ values: BranchValues) -> [Double] {
    let key = PlanKey(users: users, values: values)
    return payments.find(key) ?? payments.keep(key, parts(users, values).payment())
  }

  /// Use and bills of a branch whose profiles are `relative`; `compute` finds them where they are not known.
  func demand(
    _ basis: DeductibleBasis, _ relative: BranchDemand, _ values: BranchValues, reference: BranchValues?,
    _ compute: () -> BranchDemand
  ) -> BranchDemand {
    let key = DemandKey(basis: basis, values: values, reference: reference, relative: relative)
    return demands.find(key) ?? demands.keep(key, compute())
  }

  /// Layers in order.
  func stack(_ layers: [LayerValues]) -> LayerStack {
    stacks.find(layers) ?? stacks.keep(layers, LayerStack(layers))
  }
}

/// Use and bill of a service of a branch by cell, before the settings; or their profiles.
struct BranchDemand: Equatable {
  var use: [Double]
  var cost: [Double]
}
