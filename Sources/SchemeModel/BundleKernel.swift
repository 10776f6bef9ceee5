import Quantities

/// Expected payments of layers on what several branches leave, by cell (<doc:Layers>).
///
/// All layers on eligible expense are functions of one amount, the sum of what the basic scheme leaves of the bundle's
/// branches, and all layers on uncovered bills of another. So each payment is a sum of expected excesses of that amount, which
/// layers share where their breaks agree and in which rates are linear.
public struct BundleKernel: Sendable {
  let branches: [BranchKernel]

  /// The kernels of the bundle's branches, in order.
  public init(_ branches: [BranchKernel]) { self.branches = branches }

  /// Payments per person-year, `[layer][cell]`, under the values of the branches and layers; use responds to basic
  /// benefits that differ from those of `references`.
  ///
  /// - Parameters:
  ///   - counted: for each branch, the part of what it leaves that counts.
  ///   - isFloored: false to have of a closing layer what brings the own share to its target, below zero where it is there already.
  ///   - memory: what other moments have found; nothing unless given.
  public func payments(
    _ values: [BranchValues], references: [BranchValues?], counted: [Double]? = nil, layers: [LayerValues],
    isFloored: Bool = true, memory: CareMemory = CareMemory()
  ) -> [[Double]] {
    // A branch that does not count is as if it were not there.
    let counted = counted ?? branches.map { _ in 1 }
    let counting = branches.indices.filter { counted[$0] > 0 }
    guard counting.count == branches.count else {
      guard !counting.isEmpty else {
        return layers.map { _ in [Double](repeating: 0, count: branches.first?.cellCount ?? Age.panelCount) }
      }
      return BundleKernel(counting.map { branches[$0] }).payments(
        counting.map { values[$0] }, references: counting.map { references[$0] }, counted: counting.map { counted[$0] },
        layers: layers, isFloored: isFloored, memory: memory)
    }
    let (runs, demand) = demand(values, references, memory)
    let stack = memory.stack(layers)
    let users = branches.indices.map { place in
      memory.users(branches[place].deductibleBasis, demand[place], values[place])
    }
    func excesses(over breaks: [Double], _ plan: (BranchValues) -> BranchValues) -> [[Double]] {
      guard !breaks.isEmpty else { return [] }
      return Self.excesses(zip(users, values).map { memory.parts($0, plan($1)) }, counted, over: breaks)
    }
    let eligibleLeft = excesses(over: stack.eligibleBreaks) { $0 }
    let uncovered = excesses(over: stack.uncoveredBreaks) { $0.uncovered }
    let eligible = runs.first.indices.map { run in
      branches.indices.reduce(0) {
        $0 + counted[$1] * demand[$1].use[run] * demand[$1].cost[run] * values[$1].meanCostRatio
          * values[$1].benefits.eligibleShare
      }
    }
    return stack.payments(eligibleLeft, uncovered, eligible: eligible, cells: runs.ofCell, isFloored: isFloored)
  }

  /// Use and bills of every branch by runs of cells that are alike in all of them.
  private func demand(
    _ values: [BranchValues], _ references: [BranchValues?], _ memory: CareMemory
  ) -> (runs: CellRuns, demand: [BranchDemand]) {
    let demand = branches.indices.map { place in
      branches[place].demand(values[place], reference: references[place], memory)
    }
    guard branches.count > 1 else { return (branches[0].runs, demand) }
    let whole = branches.indices.map { place in
      BranchDemand(
        use: branches[place].runs.whole(demand[place].use), cost: branches[place].runs.whole(demand[place].cost))
    }
    let runs = CellRuns(whole.flatMap { [$0.use, $0.cost] })
    return (runs, whole.map { BranchDemand(use: runs.values($0.use), cost: runs.values($0.cost)) })
  }

  /// E[(Σ left − b)⁺] per person-year, `[break][cell]`.
  private static func excesses(_ branches: [BillParts], _ counted: [Double], over breaks: [Double]) -> [[Double]] {
    if branches.count == 1 { return branches[0].excesses(counted: counted[0], over: breaks) }
    var stopLoss = StopLoss()
    let cells = (0..<branches[0].cells).map { cell -> [Double] in
      let left = zip(branches, counted).map { $0.left(cell: cell, counted: $1) }
      let used = left.filter { !$0.isEmpty }
      guard used.count > 2 else { return stopLoss.excesses(of: used.isEmpty ? [[]] : used, over: breaks) }
      let sum = LeftSum.all(used, upTo: max(breaks.last ?? 0, 1) * (1 + 1e-9))
      return breaks.map { sum.excess(over: $0) }
    }
    return breaks.indices.map { place in cells.map { $0[place] } }
  }
}

extension BillParts {
  /// What the parts of a cell leave to pay, times the part of it that counts; parts nobody belongs to left out.
  func left(cell: Int, counted: Double) -> [LeftPart] {
    parts(cell: cell).map { part in
      LeftPart(
        probability: part.probability, mean: counted * part.mean, logVariance: part.logVariance,
        deductible: counted * part.deductible, rate: part.terms.rate, ceiling: counted * part.terms.ceiling)
    }
  }
}

extension BranchValues {
  /// The part of the bills outside the benefit lists, of which the basic scheme pays nothing.
  var uncovered: BranchValues {
    var copy = self
    copy.benefits.eligibleShare = 1 - benefits.eligibleShare
    copy.benefits.reimbursementRate = 0
    for place in copy.settings.indices { copy.settings[place].rateAddition = 0 }
    return copy
  }
}
