import Glibc

/// The users of a branch by their number of uses in a year, cell by cell: those with one, two and more admissions, or all
/// together where a deductible stands once a year (<doc:Benefits>). The same in every setting and for every plan.
///
/// The bill of n uses has the mean n·m and the log-variance ln(1 + CV² ÷ n).
final class UseGroups {
  /// What a group has, `[cell]` each.
  struct Group {
    /// Probability of belonging to it.
    let chance: [Double]
    /// Deductibles of a member's year after the first.
    let furtherDeductibles: [Double]
    /// Bill of a member's year, before the settings.
    let bill: GroupBills
  }

  let groups: [Group]
  /// The number of cells.
  let cells: Int

  /// - Parameters:
  ///   - use: mean number of uses by cell.
  ///   - cost: bill of a service by cell, before the settings.
  ///   - values: dispersion of uses and variation of bills.
  ///   - memory: bills that other users have too.
  init(
    _ basis: DeductibleBasis, use: [Double], cost: [Double], _ values: BranchValues, _ memory: BillMemory = BillMemory()
  ) {
    let cells = use.count
    self.cells = cells
    let distributions = use.map { UseDistribution(mean: $0, dispersion: values.use.dispersion) }
    let squared = values.money.variation * values.money.variation
    func group(_ chance: [Double], uses: [Double], deductibles: [Double], logVariance: [Double]) -> Group {
      Group(
        chance: chance, furtherDeductibles: deductibles.map { $0 - 1 },
        bill: memory.bills(mean: zip(uses, cost).map { $0 * $1 }, logVariance: logVariance))
    }
    func everywhere(_ value: Double) -> [Double] { [Double](repeating: value, count: cells) }
    switch basis {
    case .year:
      // The bills of a member's year are one amount, however many they are, and bear one deductible.
      groups = [
        group(
          distributions.map(\.any), uses: zip(use, distributions).map { $1.any > 0 ? $0 / $1.any : 0 },
          deductibles: everywhere(1), logVariance: everywhere(log1p(squared)))
      ]
    case .admission:
      let many = distributions.map(\.meanOfMany)
      func some(_ count: Double, _ chance: [Double]) -> Group {
        let uses = everywhere(count)
        return group(chance, uses: uses, deductibles: uses, logVariance: everywhere(log1p(squared / count)))
      }
      groups = [
        some(1, distributions.map(\.one)), some(2, distributions.map(\.two)),
        group(
          distributions.map(\.many), uses: many, deductibles: many, logVariance: many.map { log1p(squared / $0) }),
      ]
    }
  }
}
