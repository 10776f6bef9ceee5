import SchemeModel

/// The quantities that a run sums over sexes and ages, each for one status, and their place in the results: person-years and
/// year-end stocks of every status, every quantity of a branch for the statuses that use it, and what lines name.
struct TrackedQuantities: Sendable {
  /// The number of items.
  private(set) var count = 0
  /// The item of a quantity and a status, `[quantity][status]`, flat; −1 where nothing asks for it.
  private var items: [Int]
  private let statuses: Int
  private let earningsRules: Int
  private let branches: Int
  private let layers: Int

  init(_ scheme: Scheme) {
    statuses = scheme.statuses.count
    earningsRules = scheme.earnings.count
    branches = scheme.branches.count
    layers = scheme.layers.count
    items = [Int](
      repeating: -1,
      count: (3 + earningsRules + 4 * scheme.branches.count + scheme.layers.count + scheme.covers.count) * statuses)
    add(.personYears, scheme.statuses.indices)
    add(.yearEnd, scheme.statuses.indices)
    for (index, branch) in scheme.branches.enumerated() {
      for quantity in WeightBlock.branch(index).quantities(scheme) { add(quantity, branch.statuses) }
    }
    for bundle in scheme.bundles {
      for layer in bundle.layers { add(.layerPayment(layer), bundle.statuses) }
    }
    for line in scheme.lines {
      if case .people(let quantity, let statuses) = line.source { add(quantity, statuses) }
    }
  }

  private mutating func add(_ quantity: Quantity, _ statuses: some Sequence<Int>) {
    for status in statuses where self[quantity, status] == nil {
      items[row(quantity) * self.statuses + status] = count
      count += 1
    }
  }

  /// The place of a quantity of a status, nil where it is not summed.
  subscript(_ quantity: Quantity, _ status: Int) -> Int? {
    let item = items[row(quantity) * statuses + status]
    return item < 0 ? nil : item
  }

  private func row(_ quantity: Quantity) -> Int {
    switch quantity {
    case .personYears: 0
    case .yearEnd: 1
    case .dependentPersonYears: 2
    case .contributionBase(let rule): 3 + rule
    case .services(let branch): 3 + earningsRules + 4 * branch
    case .bill(let branch): 4 + earningsRules + 4 * branch
    case .eligible(let branch): 5 + earningsRules + 4 * branch
    case .fundPayment(let branch): 6 + earningsRules + 4 * branch
    case .layerPayment(let layer): 3 + earningsRules + 4 * branches + layer
    case .covered(let cover): 3 + earningsRules + 4 * branches + layers + cover
    }
  }
}
