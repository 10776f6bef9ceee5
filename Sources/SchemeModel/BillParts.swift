/// The annual eligible expense of the users of a branch, cell by cell: a mixture of lognormal parts, by setting and by number of
/// uses, each with the basic scheme's terms (<doc:Benefits>).
struct BillParts {
  /// Terms of a setting, the same in every cell.
  struct Terms {
    /// Share paid between deductible and ceiling.
    let rate: Double
    /// Most the fund pays in a year.
    let ceiling: Double
    /// Whether it pays anything.
    var pays: Bool { rate > 0 && ceiling > 0 }
  }

  /// Users by number of uses, `[setting][cell]` each.
  struct Group {
    /// Probability of belonging to it; what is missing to one uses nothing.
    let probability: [Double]
    /// Eligible expense of a year.
    let bills: GroupBills
    /// Sum of the year's deductibles.
    let deductible: [Double]
  }

  /// A part of one cell.
  struct Part {
    /// Probability of belonging to it.
    let probability: Double
    /// Mean eligible expense of a year, and log-variance of it.
    let mean: Double
    let logVariance: Double
    /// Sum of the year's deductibles.
    let deductible: Double
    let terms: Terms
  }

  /// The number of cells.
  let cells: Int
  /// By setting.
  let terms: [Terms]
  let groups: [Group]

  /// - Parameters:
  ///   - users: of the branch, with the bill of a service.
  ///   - values: what differs between settings, and the terms.
  init(_ users: UseGroups, _ values: BranchValues) {
    let settings = values.settings.isEmpty ? [.only] : values.settings.filter { $0.share > 0 }
    let benefits = values.benefits
    cells = users.cells
    terms = settings.map {
      Terms(rate: Self.share(benefits.reimbursementRate + $0.rateAddition), ceiling: benefits.ceiling)
    }
    let first = settings.map { benefits.deductible * $0.deductibleRatio }
    groups = users.groups.map { group in
      Group(
        probability: stacked(group.chance, settings.map { ($0.share, 0) }),
        bills: group.bill.times(settings.map { benefits.eligibleShare * $0.costRatio }),
        deductible: stacked(
          group.furtherDeductibles, first.map { ($0 * (benefits.laterDeductibleShare ?? 1), $0) }))
    }
  }

  /// A sum of shares that is none or all but for rounding is that. What lies outside is refused where values are resolved.
  private static func share(_ rate: Double) -> Double {
    rate.magnitude < 1e-12 ? 0 : (rate - 1).magnitude < 1e-12 ? 1 : rate
  }

  /// The parts of a cell that somebody belongs to.
  func parts(cell: Int) -> [Part] {
    terms.enumerated().flatMap { setting, terms in
      groups.compactMap { group in
        let place = setting * cells + cell, mean = group.bills.amounts.mean[place]
        guard group.probability[place] > 0, mean > 0 else { return nil }
        return Part(
          probability: group.probability[place], mean: mean, logVariance: group.bills.amounts.logVariance[place],
          deductible: group.deductible[place], terms: terms)
      }
    }
  }

  /// What becomes of values, `[setting][cell]`, by something that each setting has.
  func bySetting<Own>(_ values: [Double], _ own: [Own], _ value: (Own, Double) -> Double) -> [Double] {
    [Double](unsafeUninitializedCapacity: values.count) { buffer, filled in
      for own in own {
        for place in filled..<(filled + cells) { buffer.initializeElement(at: place, to: value(own, values[place])) }
        filled += cells
      }
    }
  }

  /// Expected payment of the basic scheme per person-year and cell: Σ P·E[min(rate·(Y − D)⁺, ceiling)].
  func payment() -> [Double] {
    let widths = terms.map { $0.rate > 0 ? $0.ceiling / $0.rate : 0 }
    let excesses = groups.map { group in
      (
        start: group.bills.excess(over: group.deductible),
        top: group.bills.excess(over: bySetting(group.deductible, widths) { $1 + $0 })
      )
    }
    var sums = [Double](repeating: 0, count: cells)
    for (setting, terms) in terms.enumerated() {
      let first = setting * cells
      for (group, excess) in zip(groups, excesses) {
        for cell in 0..<cells {
          let place = first + cell
          sums[cell] += group.probability[place] * terms.rate * (excess.start[place] - excess.top[place])
        }
      }
    }
    return sums
  }
}
