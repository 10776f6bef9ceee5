import SchemeModel

/// The quantities that a run sums over sexes and ages, each for one status, and their place in the results: persons of every
/// status on every basis, every quantity of a branch for the statuses that use it, and what lines name.
struct TrackedQuantities: Sendable {
  /// The number of items.
  private(set) var count = 0
  /// The item of a quantity and a status, `[quantity][status]`, flat; −1 where nothing asks for it.
  private var items: [Int]
  private let statuses: Int
  private let earningsRules: Int
  private let branches: Int
  private let layers: Int
  private let bases = CountBasis.allCases.count

  init(_ scheme: Scheme) {
    statuses = scheme.statuses.count
    earningsRules = scheme.earnings.count
    branches = scheme.branches.count
    layers = scheme.layers.count
    items = [Int](
      repeating: -1,
      count: (earningsRules + 4 * scheme.branches.count + scheme.layers.count + bases * (2 + scheme.covers.count))
        * statuses)
    for basis in CountBasis.allCases { add(.persons(basis), scheme.statuses.indices) }
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

  /// Whether any status has one of the quantities.
  func contains(anyOf quantities: [Quantity]) -> Bool {
    quantities.contains { quantity in (0..<statuses).contains { self[quantity, $0] != nil } }
  }

  /// The place of a quantity of a status, nil where it is not summed.
  subscript(_ quantity: Quantity, _ status: Int) -> Int? {
    let item = items[row(quantity) * statuses + status]
    return item < 0 ? nil : item
  }

  private func row(_ quantity: Quantity) -> Int {
    let care = earningsRules + 4 * branches
    func counted(_ kind: Int, _ basis: CountBasis) -> Int {
      care + layers + bases * kind + (CountBasis.allCases.firstIndex(of: basis) ?? 0)
    }
    switch quantity {
    case .contributionBase(let rule): return rule
    case .services(let branch): return earningsRules + 4 * branch
    case .bill(let branch): return earningsRules + 4 * branch + 1
    case .eligible(let branch): return earningsRules + 4 * branch + 2
    case .fundPayment(let branch): return earningsRules + 4 * branch + 3
    case .layerPayment(let layer): return care + layer
    case .persons(let basis): return counted(0, basis)
    case .dependents(let basis): return counted(1, basis)
    case .covered(let cover, let basis): return counted(2 + cover, basis)
    }
  }
}
