/// E[(Σ left − b)⁺; group] per person of a cell, `[group][break]`.
struct GroupedExcesses {
  private let breaks: [Double]
  private var table: ExcessTable?
  private(set) var sums: [[Double]]

  init(breaks: [Double]) {
    self.breaks = breaks
    sums = [[Double]](repeating: [Double](repeating: 0, count: breaks.count), count: RankedBills.groups)
  }

  /// Adds other branches to the sum.
  mutating func join(_ branches: [[LeftPart]]) {
    let used = branches.filter { !$0.isEmpty }
    guard !used.isEmpty, !breaks.isEmpty else { return }
    table = ExcessTable(branches: used, upTo: max((breaks.last ?? 0) * (1 + 1e-9), 1))
  }

  /// Users of the first branch.
  mutating func add(_ amount: GroupedAmount, _ plan: LeftPart, _ chance: Double) {
    for (place, limit) in breaks.enumerated() {
      var own = [Double](repeating: 0, count: RankedBills.groups - 1)
      if let table {
        GroupedSum(amount: amount, plan: plan, second: table).addExcess(over: limit, chance, to: &own)
      } else {
        amount.addExcess(of: plan, over: limit, chance, to: &own)
      }
      for group in own.indices { sums[group + 1][place] += own[group] }
    }
  }

  /// Users of the first branch whom it leaves nothing of this kind.
  mutating func add(_ bill: GroupedAmount, _ chance: Double) {
    guard let table else { return }
    for (place, limit) in breaks.enumerated() {
      for group in bill.bounds.indices {
        sums[group + 1][place] += chance * bill.group(group).chance * table(limit)
      }
    }
  }

  /// Those who do not use the first branch.
  mutating func addOthers(_ chance: Double) {
    guard let table else { return }
    for (place, limit) in breaks.enumerated() { sums[0][place] += chance * table(limit) }
  }
}
