/// The distinct cells of a bundle at one moment, and what the groups of each have per person-year.
struct RankedCells {
  /// Values of one cell by group: chances to belong to it, money per person-year of the cell.
  struct Groups {
    var chance = [Double](repeating: 0, count: RankedBills.groups)
    var bill = [Double](repeating: 0, count: RankedBills.groups)
    var eligible = [Double](repeating: 0, count: RankedBills.groups)
    var basic = [Double](repeating: 0, count: RankedBills.groups)
    var layers: [[Double]] = []
  }

  /// Person-years of each distinct cell.
  let weights: [Double]
  private let moment: BundleMoment
  private let stack: LayerStack
  /// Annual bills of the first branch; thresholds are on eligible expense.
  private let bills: BillParts
  /// The branches after the first.
  private let others: [Other]
  /// A cell of each distinct one.
  private let first: [Int]

  /// Means of a branch by cell, and what it leaves that counts.
  private struct Other {
    let bill: [Double]
    let eligible: [Double]
    let basic: [Double]
    let counted: Double
    let left: BillParts
    let uncovered: BillParts
  }

  init(_ moment: BundleMoment, exposure: [Double]) {
    self.moment = moment
    stack = LayerStack(moment.layers)
    let (use, cost) = moment.demand
    let unique = UniqueCells(use + cost + moment.layers.compactMap(\.covered))
    var weights = [Double](repeating: 0, count: unique.count)
    for (cell, place) in unique.cells.enumerated() { weights[place] += exposure[cell] }
    self.weights = weights
    first = unique.first
    func parts(_ branch: Int, _ values: BranchValues) -> BillParts {
      BillParts(
        UseGroups(
          moment.kernel.branches[branch].deductibleBasis, use: unique.values(use[branch]),
          cost: unique.values(cost[branch]), values), values)
    }
    var whole = moment.values[0]
    whole.benefits.eligibleShare = 1
    bills = parts(0, whole)
    others = moment.values.indices.dropFirst().map { branch in
      let values = moment.values[branch], left = parts(branch, values), ratio = values.meanCostRatio
      let bill = zip(unique.values(use[branch]), unique.values(cost[branch])).map { $0 * $1 * ratio }
      return Other(
        bill: bill, eligible: bill.map { $0 * values.benefits.eligibleShare }, basic: left.payment(),
        counted: moment.counted[branch], left: left, uncovered: parts(branch, values.uncovered))
    }
  }

  /// Adds the users of the first branch.
  func rank(into ranking: inout BillRanking) {
    for cell in weights.indices where weights[cell] > 0 {
      for part in bills.parts(cell: cell) {
        ranking.add(weight: weights[cell] * part.probability, mean: part.mean, logVariance: part.logVariance)
      }
    }
  }

  /// The groups of a cell.
  func groups(_ cell: Int, _ bounds: [Double]) -> Groups {
    var result = Groups()
    let share = moment.values[0].benefits.eligibleShare
    var eligibleLeft = GroupedExcesses(breaks: stack.eligibleBreaks)
    var uncovered = GroupedExcesses(breaks: stack.uncoveredBreaks)
    let counting = others.filter { $0.counted > 0 }
    eligibleLeft.join(counting.map { $0.left.left(cell: cell, counted: $0.counted) })
    uncovered.join(counting.map { $0.uncovered.left(cell: cell, counted: $0.counted) })
    let users = bills.parts(cell: cell)
    result.chance[0] = 1 - users.reduce(0) { $0 + $1.probability }
    for part in users {
      let chance = part.probability, terms = part.terms
      let bill = GroupedAmount(mean: part.mean, logVariance: part.logVariance, bounds: bounds)
      for group in bounds.indices {
        let own = bill.group(group)
        result.chance[group + 1] += chance * own.chance
        result.bill[group + 1] += chance * own.mean
        result.eligible[group + 1] += chance * own.mean * share
      }
      if share > 0 {
        let amount = bill.scaled(share)
        let plan = LeftPart(
          probability: chance, mean: amount.mean, logVariance: part.logVariance, deductible: part.deductible,
          rate: terms.rate, ceiling: terms.ceiling)
        var paid = [Double](repeating: 0, count: bounds.count)
        amount.addExcess(over: plan.deductible, plan.rate, to: &paid)
        amount.addExcess(over: plan.top, -plan.rate, to: &paid)
        for group in bounds.indices { result.basic[group + 1] += chance * paid[group] }
        eligibleLeft.add(amount, plan, chance)
      } else {
        eligibleLeft.add(bill, chance)
      }
      if share < 1 {
        let amount = bill.scaled(1 - share)
        let plan = LeftPart(
          probability: chance, mean: amount.mean, logVariance: part.logVariance, deductible: 0, rate: 0, ceiling: 0)
        uncovered.add(amount, plan, chance)
      } else {
        uncovered.add(bill, chance)
      }
    }
    eligibleLeft.addOthers(result.chance[0])
    uncovered.addOthers(result.chance[0])
    addOthers(cell, &result)
    pay(cell, eligibleLeft.sums, uncovered.sums, &result)
    return result
  }

  /// Other branches are used whatever the bill in the first.
  private func addOthers(_ cell: Int, _ result: inout Groups) {
    for (group, chance) in result.chance.enumerated() {
      for other in others {
        result.bill[group] += chance * other.bill[cell]
        result.eligible[group] += chance * other.eligible[cell]
        result.basic[group] += chance * other.basic[cell]
      }
    }
  }

  private func pay(_ cell: Int, _ eligibleLeft: [[Double]], _ uncovered: [[Double]], _ result: inout Groups) {
    // What closes a gap counts of other branches what counts.
    let counted = result.eligible.indices.map { group in
      result.eligible[group]
        - result.chance[group] * others.reduce(0) { $0 + $1.eligible[cell] * (1 - $1.counted) }
    }
    result.layers = stack.payments(byGroup: eligibleLeft, uncovered, eligible: counted, cell: first[cell])
  }
}
