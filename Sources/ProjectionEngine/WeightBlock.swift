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
    switch block {
    case .people: return []
    case .earnings(let rule): return scheme.earnings[rule].parameters.map { parameters[$0] }
    case .branch(let index):
      let branch = scheme.branches[index]
      var read = branch.parameters + scheme.priceLevels
      if branch.useProfile == .fertility { read.append(scheme.common.fertilityFactor) }
      return read.map { parameters[$0] } + branch.benefitParameters.map { (reference ?? parameters)[$0] }
    }
  }

  /// The rows of the block in a year, `[row][sex·age]`: quantity per person-year. A month that differs from the others gives
  /// its own rows; the year is the mean of its months.
  func rows(year: Int) -> [Double] {
    switch block {
    case .people:
      return [Double](repeating: 1, count: Age.panelCount) + region.tables.dependencyPrevalence.values
    case .earnings(let index):
      let rule = scheme.earnings[index]
      let scale = region.fit.earningsScale[index]
      let kernel = EarningsKernel(profile: region.tables.earningsProfiles[index].values.map { $0 * scale })
      return meanOfMonths(year, moving: parameters.movesWithin(year, rule.parameters)) { month in
        kernel.base(rule, parameters, year: year, month: month)
      }
    case .branch(let index):
      return branchRows(index, year: year)
    }
  }

  private func branchRows(_ index: Int, year: Int) -> [Double] {
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
      let before = reference.map { BranchValues(branch, scheme: scheme, parameters: $0, year: year, month: month) }
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
