import Arrays
import Quantities
import SchemeModel

/// A set of quantities that are weighted sums over sexes and ages with common weights: rows of a matrix that multiplies the
/// exposure of a status. Scenarios whose parameters give equal weights share them.
enum WeightBlock: Hashable, Sendable {
  /// One row of ones (person-years) and one of prevalences.
  case people
  /// One row: contribution base.
  case earnings(Int)
  /// Four rows: services, bill, eligible, fund payment.
  case branch(Int)

  /// The quantities of the rows, in order.
  var quantities: [Quantity] {
    switch self {
    case .people: [.personYears, .dependentPersonYears]
    case .earnings(let rule): [.contributionBase(rule)]
    case .branch(let branch): [.services(branch), .bill(branch), .eligible(branch), .fundPayment(branch)]
    }
  }

  /// The parameters the rows follow from.
  func parameters(_ scheme: Scheme) -> [ParameterID] {
    switch self {
    case .people: return []
    case .earnings(let rule): return scheme.earnings[rule].parameters
    case .branch(let index):
      let branch = scheme.branches[index]
      let read = branch.parameters + scheme.priceLevels
      return branch.useProfile == .fertility ? read + [scheme.common.fertilityFactor] : read
    }
  }

  /// The block a quantity belongs to; nil for persons at the end of the year, which have none.
  init?(_ quantity: Quantity) {
    switch quantity {
    case .yearEnd: return nil
    case .personYears, .dependentPersonYears: self = .people
    case .contributionBase(let rule): self = .earnings(rule)
    case .services(let branch), .bill(let branch), .eligible(let branch), .fundPayment(let branch):
      self = .branch(branch)
    }
  }

  /// All blocks of a scheme.
  static func all(_ scheme: Scheme) -> [WeightBlock] {
    [.people] + scheme.earnings.indices.map { .earnings($0) } + scheme.branches.indices.map { .branch($0) }
  }
}

/// One distinct set of parameters of a block.
struct WeightVariant: Sendable {
  let block: WeightBlock
  let scheme: Scheme
  let region: Region
  let parameters: ParameterSet
  /// Whose benefits demand responds against; nil where there is nothing to respond to.
  let reference: ParameterSet?

  /// What makes two scenarios share weights: the paths of everything the block reads.
  static func key(
    _ block: WeightBlock, _ scheme: Scheme, _ parameters: ParameterSet, reference: ParameterSet?
  ) -> [ParameterPath] {
    let own = block.parameters(scheme).map { parameters[$0] }
    guard case .branch(let index) = block else { return own }
    return own + scheme.branches[index].benefitParameters.map { (reference ?? parameters)[$0] }
  }

  /// The rows of the block in a year, `[row][sex·age]`: quantity per person-year. A month that differs from the others gives
  /// its own rows; the year is the mean of its months. `scale` is that of a column.
  func rows(year: Int, scale: BlockScale = .central) -> [Double] {
    switch block {
    case .people:
      return [Double](repeating: 1, count: Age.panelCount) + region.tables.dependencyPrevalence.values
    case .earnings(let index):
      let rule = scheme.earnings[index]
      let level = region.fit.earningsScale[index]
      let kernel = EarningsKernel(profile: region.tables.earningsProfiles[index].values.map { $0 * level })
      return meanOfMonths(year, moving: parameters.movesWithin(year, rule.parameters)) { month in
        kernel.base(rule, parameters, year: year, month: month, scale: scale)
      }
    case .branch(let index):
      return branchRows(index, year: year, scale: scale)
    }
  }

  private func branchRows(_ index: Int, year: Int, scale: BlockScale) -> [Double] {
    let branch = scheme.branches[index]
    let useScale = region.fit.useScale[index], costScale = region.fit.costScale[index]
    let relativeUse =
      switch branch.useProfile {
      case .table: region.tables.relativeUse[index].values.map { $0 * useScale }
      case .fertility: [Double](repeating: 0, count: Age.count) + region.fertility(scheme, parameters, year: year)
      }
    let kernel = BranchKernel(
      deductibleBasis: branch.deductibleBasis, relativeUse: relativeUse,
      relativeCost: region.tables.relativeCost[index].values.map { $0 * costScale })
    let read = branch.parameters + scheme.priceLevels
    let moving =
      parameters.movesWithin(year, read) || (reference?.movesWithin(year, branch.benefitParameters) ?? false)
    return meanOfMonths(year, moving: moving) { month in
      let values = BranchValues(branch, scheme: scheme, parameters: parameters, year: year, month: month)
        .scaled(scale)
      let before = reference.map {
        BranchValues(branch, scheme: scheme, parameters: $0, year: year, month: month).scaled(scale)
      }
      let result = kernel.quantities(values, reference: before)
      return result.services + result.bill + result.eligible + result.fundPayment
    }
  }

  private func meanOfMonths(_ year: Int, moving: Bool, _ rows: (Int) -> [Double]) -> [Double] {
    guard moving else { return rows(0) }
    var sum = rows(0)
    for month in 1..<12 {
      let next = rows(month)
      for i in sum.indices { sum[i] += next[i] }
    }
    return sum.map { $0 / 12 }
  }
}
