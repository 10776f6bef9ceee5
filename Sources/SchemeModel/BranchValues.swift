import Quantities

/// Values of a branch's terms at one moment.
public typealias BranchValues = BranchTerms<Double>

extension BranchTerms<Double> {
  /// The values in force at one moment, with all that multiplies use and bill.
  ///
  /// - Parameters:
  ///   - scheme: gives the price levels of the components.
  ///   - year: the index of the year, 0 for the base year.
  ///   - month: 0…11.
  public init(_ branch: Branch, scheme: Scheme, parameters: ParameterSet, year: Int, month: Int) {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    self = branch.terms.map { id, _ in value(id) }
    use.rate *= value(branch.factors.oneOff)
    money.unitCost *= value(branch.factors.cost)
    money.unitCost *= zip(branch.factors.basket, scheme.priceLevels).reduce(0) { $0 + value($1.0) * value($1.1) }
  }

  /// Mean bill of a service to the unit cost: 1 where no settings are told apart.
  public var meanCostRatio: Double {
    settings.isEmpty ? 1 : settings.reduce(0) { $0 + $1.share * $1.costRatio }
  }

  /// The same moment with the benefits of `other`, values of the same branch.
  public func withBenefits(of other: BranchValues) -> BranchValues {
    var theirs = other.roles[...]
    return map { value, role in theirs.popFirst().flatMap { role.isBenefit ? $0.term : nil } ?? value }
  }
}

extension SettingTerms<Double> {
  /// A branch that tells no settings apart.
  static let only = SettingTerms(share: 1, costRatio: 1, deductibleRatio: 1, rateAddition: 0)
}
