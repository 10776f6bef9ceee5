import Quantities
import SchemeModel

/// The rows of a block at one moment as a function of parameters: profiles by cell stay, values move.
struct WeightFunction: Sendable {
  private let block: WeightBlock
  private let scheme: Scheme
  private let region: Region
  private let year: Int
  private let month: Int
  /// The cells that are asked for; nil for all.
  private let cells: [Int]?
  /// Of the branches of a bundle, or the one branch.
  private let kernels: [BranchKernel]

  /// - Parameters:
  ///   - parameters: what births of the year follow from.
  ///   - moment: the index of the year, 0 for the base year, and the month, 0…11.
  ///   - cells: places in `Age.cell`, in any order; nil for all of them.
  init(
    _ block: WeightBlock, _ scheme: Scheme, _ region: Region, _ parameters: ParameterSet,
    at moment: (year: Int, month: Int), cells: [Int]?
  ) {
    self.block = block
    self.scheme = scheme
    self.region = region
    (year, month) = moment
    self.cells = cells
    kernels = block.branches(scheme).map { index in
      let kernel = Self.kernel(index, scheme, region, parameters, year: moment.year)
      return cells.map { kernel.taking($0) } ?? kernel
    }
  }

  /// The rows, `[row][cell]`: quantity per person-year, or per person counted.
  ///
  /// - Parameters:
  ///   - parameters: the values of the moment.
  ///   - reference: whose benefits demand responds against; nil where there is nothing to respond to.
  ///   - isFloored: false to have of a closing layer what it would pay, below zero where it pays nothing.
  func rows(_ parameters: ParameterSet, reference: ParameterSet?, isFloored: Bool = true) -> [[Double]] {
    switch block {
    case .people:
      return [
        [Double](repeating: 1, count: cells?.count ?? Age.panelCount),
        chosen(region.tables.dependencyPrevalence.values),
      ]
    case .earnings(let index):
      let level = region.fit.earningsScale[index]
      let kernel = EarningsKernel(profile: chosen(region.tables.earningsProfiles[index].values).map { $0 * level })
      return [kernel.base(scheme.earnings[index], parameters, year: year, month: month)]
    case .branch(let index):
      let branch = scheme.branches[index]
      let result = kernels[0].quantities(
        values(branch, parameters), reference: reference.map { values(branch, $0) })
      return [result.services, result.bill, result.eligible, result.fundPayment]
    case .bundle:
      return moment(parameters, reference: reference).payments(isFloored: isFloored)
    case .cover(let index):
      return [chosen(scheme.covers[index].joined { parameters[$0].value(year: year, month: month) })]
    }
  }

  /// Mean bills by cell of the branches of the block that count.
  func bills(_ parameters: ParameterSet, reference: ParameterSet?) -> [Double] {
    let moment = moment(parameters, reference: reference)
    var sums = [Double](repeating: 0, count: cells?.count ?? Age.panelCount)
    for place in kernels.indices where moment.counted[place] > 0 {
      let bill = kernels[place].quantities(moment.values[place], reference: moment.references[place]).bill
      for cell in sums.indices { sums[cell] += bill[cell] }
    }
    return sums
  }

  /// The values of a bundle, or of a branch as if it were one without layers.
  func moment(_ parameters: ParameterSet, reference: ParameterSet?) -> BundleMoment {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let branches = block.branches(scheme).map { scheme.branches[$0] }
    var counted = [Double](repeating: 1, count: branches.count)
    var layers: [Int] = []
    if case .bundle(let index) = block {
      layers = scheme.bundles[index].layers
      counted = scheme.bundles[index].counted.map { $0.map(value) ?? 1 }
    }
    return BundleMoment(
      kernel: BundleKernel(kernels), values: branches.map { values($0, parameters) },
      references: branches.map { branch in reference.map { values(branch, $0) } }, counted: counted,
      layers: layers.map { place in
        let layer = LayerValues(scheme.layers[place], scheme: scheme, parameters: parameters, year: year, month: month)
        return cells.map { layer.taking($0) } ?? layer
      })
  }

  private func chosen(_ values: [Double]) -> [Double] { cells.map { $0.map { values[$0] } } ?? values }

  private func values(_ branch: Branch, _ parameters: ParameterSet) -> BranchValues {
    BranchValues(branch, scheme: scheme, parameters: parameters, year: year, month: month)
  }

  private static func kernel(
    _ index: Int, _ scheme: Scheme, _ region: Region, _ parameters: ParameterSet, year: Int
  ) -> BranchKernel {
    let branch = scheme.branches[index]
    let useScale = region.fit.useScale[index], costScale = region.fit.costScale[index]
    let relativeUse =
      switch branch.basis.use {
      case .table: region.tables.relativeUse[index].values.map { $0 * useScale }
      case .fertility:
        [Double](repeating: 0, count: Age.count) + region.fertility(scheme, parameters, year: year)
      }
    return BranchKernel(
      deductibleBasis: branch.basis.deductible, relativeUse: relativeUse,
      relativeCost: region.tables.relativeCost[index].values.map { $0 * costScale })
  }
}
