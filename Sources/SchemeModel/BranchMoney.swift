/// What a service of a branch costs.
public struct BranchMoney: Sendable, RoledParameters {
  /// Mean bill of a service.
  public let unitCost: ParameterID
  /// Calibration factor on the unit cost.
  public let costFactor: ParameterID
  /// Shares of the cost components in the bill, in the order of `Scheme.components`; they sum to one.
  public let basket: [ParameterID]
  /// Coefficient of variation: of the bill of one admission, or of the annual bill of a user.
  public let variation: ParameterID

  /// Levers of a bill, which is unit cost × factor × Σ basket · price level.
  ///
  /// - Parameters:
  ///   - unitCost: amount in the currency for one service, at price levels of 1.
  ///   - costFactor: 1 where nothing is solved.
  ///   - basket: one share for each of ``SchemeCare/components``, in that order; they sum to one.
  ///   - variation: standard deviation ÷ mean, of the bill that the deductible is taken off.
  public init(unitCost: ParameterID, costFactor: ParameterID, basket: [ParameterID], variation: ParameterID) {
    self.unitCost = unitCost
    self.costFactor = costFactor
    self.basket = basket
    self.variation = variation
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    [(unitCost, .money), (costFactor, .money)] + basket.map { ($0, .share) } + [(variation, .spread)]
  }
}
