import Arrays
import Quantities
import SchemeModel

/// A set of quantities that are weighted sums over sexes and ages with common weights: rows of a matrix that multiplies the
/// people of a status, its exposure or, where persons are counted, those on the books or at the end of the year. Scenarios whose
/// parameters give equal weights share them.
enum WeightBlock: Hashable, Sendable {
  /// One row of ones (persons) and one of prevalences.
  case people
  /// One row: contribution base.
  case earnings(Int)
  /// Four rows: services, bill, eligible, fund payment.
  case branch(Int)
  /// One row for each layer: its payment.
  case bundle(Int)
  /// One row: persons who join.
  case cover(Int)

  /// Whether the rows are use of care and who pays for it.
  var isCare: Bool {
    switch self {
    case .branch, .bundle: true
    case .people, .earnings, .cover: false
    }
  }

  /// The quantities of the rows, in order, where people are counted on a basis; none where they are not counted on it.
  func quantities(_ scheme: Scheme, on basis: CountBasis = .personYears) -> [Quantity] {
    let isExposure = basis == .personYears
    return switch self {
    case .people: [.persons(basis), .dependents(basis)]
    case .cover(let cover): [.covered(cover, basis)]
    case .earnings(let rule): isExposure ? [.contributionBase(rule)] : []
    case .branch(let branch):
      isExposure ? [.services(branch), .bill(branch), .eligible(branch), .fundPayment(branch)] : []
    case .bundle(let bundle): isExposure ? scheme.bundles[bundle].layers.map { .layerPayment($0) } : []
    }
  }

  /// The parameters the rows follow from.
  func parameters(_ scheme: Scheme) -> [ParameterID] {
    switch self {
    case .people: return []
    case .earnings(let rule): return scheme.earnings[rule].parameters
    case .branch(let index): return Self.parameters(of: scheme.branches[index], scheme)
    case .bundle(let index):
      // Each once: branches share price levels, and a column moves a parameter once.
      let bundle = scheme.bundles[index]
      var seen: Set<ParameterID> = []
      return
        (bundle.branches.flatMap { Self.parameters(of: scheme.branches[$0], scheme) }
        + bundle.layerParameters(scheme)).filter { seen.insert($0).inserted }
    case .cover(let index): return scheme.covers[index].takeUp.map(\.share)
    }
  }

  private static func parameters(of branch: Branch, _ scheme: Scheme) -> [ParameterID] {
    let read = branch.parameters + scheme.priceLevels
    return branch.use.profile == .fertility ? read + [scheme.common.fertilityFactor] : read
  }

  /// The branches whose bills the rows follow from: demand for these may answer benefits.
  func branches(_ scheme: Scheme) -> [Int] {
    switch self {
    case .people, .earnings, .cover: []
    case .branch(let branch): [branch]
    case .bundle(let bundle): scheme.bundles[bundle].branches
    }
  }

  /// The block a quantity belongs to.
  init(_ quantity: Quantity, _ scheme: Scheme) {
    switch quantity {
    case .persons, .dependents: self = .people
    case .contributionBase(let rule): self = .earnings(rule)
    case .services(let branch), .bill(let branch), .eligible(let branch), .fundPayment(let branch):
      self = .branch(branch)
    case .layerPayment(let layer):
      guard let bundle = scheme.bundles.firstIndex(where: { $0.layers.contains(layer) }) else {
        preconditionFailure("a layer belongs to a bundle")
      }
      self = .bundle(bundle)
    case .covered(let cover, _): self = .cover(cover)
    }
  }

  /// All blocks of a scheme.
  static func all(_ scheme: Scheme) -> [WeightBlock] {
    [.people] + scheme.earnings.indices.map { .earnings($0) } + scheme.branches.indices.map { .branch($0) }
      + scheme.bundles.indices.map { .bundle($0) } + scheme.covers.indices.map { .cover($0) }
  }
}

/// One distinct set of parameters of a block.
struct WeightVariant: Sendable {
  let block: WeightBlock
  let scheme: Scheme
  let region: Region
  private(set) var parameters: ParameterSet
  /// Whose benefits demand responds against; nil where there is nothing to respond to.
  private(set) var reference: ParameterSet?
  /// What the rows follow from, in either set.
  private let read: [ParameterID]
  private let readOfReference: [ParameterID]

  init(block: WeightBlock, scheme: Scheme, region: Region, parameters: ParameterSet, reference: ParameterSet?) {
    self.block = block
    self.scheme = scheme
    self.region = region
    self.parameters = parameters
    self.reference = reference
    read = block.parameters(scheme)
    readOfReference = block.branches(scheme).flatMap { scheme.branches[$0].benefitParameters }
  }

  /// The same with other values.
  func with(_ parameters: ParameterSet, reference: ParameterSet?) -> WeightVariant {
    var copy = self
    copy.parameters = parameters
    copy.reference = reference
    return copy
  }

  /// The quantities of the rows, in order.
  var quantities: [Quantity] { block.quantities(scheme) }

  /// What makes two scenarios share weights: the paths of everything the block reads.
  static func key(
    _ block: WeightBlock, _ scheme: Scheme, _ parameters: ParameterSet, reference: ParameterSet?
  ) -> [ParameterPath] {
    let own = block.parameters(scheme).map { parameters[$0] }
    return own
      + block.branches(scheme).flatMap { scheme.branches[$0].benefitParameters }.map { (reference ?? parameters)[$0] }
  }

  /// The years in which the rows are those of another variant of the block.
  func sharedYears(with other: WeightVariant, years: Int) -> SharedYears {
    SharedYears(parameters, other.parameters, read, years: years).and(
      SharedYears(reference ?? parameters, other.reference ?? other.parameters, readOfReference, years: years))
  }

  /// Whether the rows of a year are those of another variant of the block.
  func isSame(as other: WeightVariant, in year: Int) -> Bool {
    read.allSatisfy { parameters[$0].agrees(with: other.parameters[$0], in: year) }
      && readOfReference.allSatisfy {
        (reference ?? parameters)[$0].agrees(with: (other.reference ?? other.parameters)[$0], in: year)
      }
  }

  /// The rows of the block in a year, `[row][sex·age]`: quantity per person-year, or per person counted, the mean of
  /// the months. `scale` is that of a column.
  func rows(year: Int, scale: BlockScale = .central) -> [Double] { compiled(year: year, scale: scale).year }

  /// The rows of the block in a year, for every group of months their own: payments follow the rules of their month
  /// (<doc:Time>).
  func compiled(year: Int, scale: BlockScale = .central) -> CompiledRows {
    let months = months(of: year)
    return CompiledRows(
      months: months, byGroup: months.first.map { rows(year: year, month: $0, scale: scale) })
  }

  /// The months of a year by what the rows follow from.
  func months(of year: Int) -> MonthGroups {
    MonthGroups(
      [(parameters, read)] + (reference.map { [($0, readOfReference)] } ?? []), year: year)
  }

  /// The rows of the block in a month.
  func rows(year: Int, month: Int, scale: BlockScale = .central) -> [Double] {
    switch block {
    case .people:
      return [Double](repeating: 1, count: Age.panelCount) + region.tables.dependencyPrevalence.values
    case .earnings(let index):
      let rule = scheme.earnings[index]
      let level = region.fit.earningsScale[index]
      let kernel = EarningsKernel(profile: region.tables.earningsProfiles[index].values.map { $0 * level })
      return kernel.base(rule, parameters, year: year, month: month, scale: scale)
    case .branch(let index):
      let branch = scheme.branches[index], kernel = self.kernel(index, year: year)
      let values = self.values(branch, parameters, year: year, month: month).scaled(scale)
      let before = reference.map { self.values(branch, $0, year: year, month: month).scaled(scale) }
      let result = kernel.quantities(values, reference: before)
      return result.services + result.bill + result.eligible + result.fundPayment
    case .bundle:
      return moment(year: year, month: month, scale: scale).payments.flatMap { $0 }
    case .cover(let index):
      return scheme.covers[index].joined { parameters[$0].value(year: year, month: month) }
    }
  }

  /// The bill of a cell on the central path that payments of the block are a part of; nil where it holds its own.
  func bills(year: Int) -> [Double]? {
    guard case .bundle(let bundle) = block else { return nil }
    return scheme.bundles[bundle].branches.reduce([Double](repeating: 0, count: Age.panelCount)) { sum, branch in
      let own = WeightVariant(
        block: .branch(branch), scheme: scheme, region: region, parameters: parameters, reference: reference
      ).rows(year: year)
      return zip(sum, own[Age.panelCount..<(2 * Age.panelCount)]).map { $0 + $1 }
    }
  }

  /// The moments of a year that differ, each for an equal part of it; of a bundle or a branch.
  func moments(year: Int) -> [BundleMoment] {
    (0..<(months(of: year).count > 1 ? 12 : 1)).map { moment(year: year, month: $0) }
  }

  /// The values of a bundle, or of a branch as if it were one without layers.
  private func moment(year: Int, month: Int, scale: BlockScale = .central) -> BundleMoment {
    let indices = block.branches(scheme)
    var counted = [Double](repeating: 1, count: indices.count)
    var layers: [Int] = []
    if case .bundle(let index) = block {
      let bundle = scheme.bundles[index]
      layers = bundle.layers
      counted = bundle.counted.map { $0.map { parameters[$0].value(year: year, month: month) } ?? 1 }
    }
    let branches = indices.map { scheme.branches[$0] }
    return BundleMoment(
      kernel: BundleKernel(indices.map { kernel($0, year: year) }),
      values: branches.map { values($0, parameters, year: year, month: month).scaled(scale) },
      references: branches.map { branch in reference.map { values(branch, $0, year: year, month: month).scaled(scale) }
      },
      counted: counted,
      layers: layers.map {
        LayerValues(scheme.layers[$0], scheme: scheme, parameters: parameters, year: year, month: month)
          .scaled(scale.upper)
      })
  }

  private func values(_ branch: Branch, _ parameters: ParameterSet, year: Int, month: Int) -> BranchValues {
    BranchValues(branch, scheme: scheme, parameters: parameters, year: year, month: month)
  }

  private func kernel(_ index: Int, year: Int) -> BranchKernel {
    let branch = scheme.branches[index]
    let useScale = region.fit.useScale[index], costScale = region.fit.costScale[index]
    let relativeUse =
      switch branch.use.profile {
      case .table: region.tables.relativeUse[index].values.map { $0 * useScale }
      case .fertility: [Double](repeating: 0, count: Age.count) + region.fertility(scheme, parameters, year: year)
      }
    return BranchKernel(
      deductibleBasis: branch.thresholds.basis, relativeUse: relativeUse,
      relativeCost: region.tables.relativeCost[index].values.map { $0 * costScale })
  }
}
