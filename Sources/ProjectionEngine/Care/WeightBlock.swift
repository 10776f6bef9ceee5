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
    return branch.basis.use == .fertility ? read + [scheme.common.fertilityFactor] : read
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
