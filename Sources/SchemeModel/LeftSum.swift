// Three branches and more (<doc:Layers>: further branches by convolution). W, what all branches but the first leave, is
// tabulated as h(d) = E[(W − d)⁺], branch by branch from the last; what the first leaves is joined to it by the integral of
// GroupedSum, here with everybody in one group.

/// The sum of what a branch leaves and of what others, independent of it given sex and age, leave.
struct LeftSum {
  let parts: [LeftPart]
  /// What the others leave.
  let rest: ExcessTable
  private let sums: [GroupedSum]
  private let others: Double

  init(_ parts: [LeftPart], rest: ExcessTable) {
    self.parts = parts
    self.rest = rest
    sums = parts.map { part in
      GroupedSum(
        amount: GroupedAmount(mean: part.mean, logVariance: part.sigma * part.sigma, bounds: [0]), plan: part,
        second: rest)
    }
    others = 1 - parts.reduce(0) { $0 + $1.probability }
  }

  /// All branches of a cell; each has users.
  ///
  /// - Parameter limit: the largest break, above zero.
  static func all(_ branches: [[LeftPart]], upTo limit: Double) -> LeftSum {
    LeftSum(branches[0], rest: ExcessTable(branches: Array(branches.dropFirst()), upTo: limit))
  }

  /// The mean.
  var total: Double { rest.total + parts.reduce(0) { $0 + $1.probability * $1.left } }

  /// E[(sum − b)⁺] for b ≥ 0.
  func excess(over b: Double) -> Double {
    guard b > 0 else { return total - b }
    var excess = [others * rest(b)]
    for (part, sum) in zip(parts, sums) {
      if part.sigma > 0 {
        sum.addExcess(over: b, part.probability, to: &excess)
      } else {
        // Everybody has the same left.
        let left = part.left(of: part.mean)
        excess[0] += part.probability * (left >= b ? left - b + rest.total : rest(b - left))
      }
    }
    return excess[0]
  }
}
