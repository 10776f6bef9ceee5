/// The annual eligible expense of the users of a branch, cell by cell: a mixture of lognormal parts, by number of uses and by
/// setting, each with the basic scheme's terms (<doc:Benefits>).
struct BillParts {
  /// Terms that a part has in every cell.
  struct Terms {
    /// Share paid between deductible and ceiling.
    let rate: Double
    /// Most the fund pays in a year.
    let ceiling: Double
    /// Whether it pays anything.
    var pays: Bool { rate > 0 && ceiling > 0 }
  }

  /// The number of cells.
  let cells: Int
  /// Of each part.
  let terms: [Terms]
  /// Probability of a part, `[part][cell]`; what is missing to one uses nothing.
  let probability: [Double]
  /// Eligible expense of a year, `[part][cell]`.
  let amounts: LognormalAmounts
  /// Sum of the year's deductibles, `[part][cell]`.
  let deductible: [Double]

  /// Mean eligible expense of a year, `[part][cell]`.
  var mean: [Double] { amounts.mean }
  /// Log-variance of it, `[part][cell]`.
  var logVariance: [Double] { amounts.logVariance }

  /// - Parameters:
  ///   - users: of the branch, with the bill of a service.
  ///   - values: what differs between settings, and the terms.
  init(_ users: UseGroups, _ values: BranchValues) {
    let settings = values.settings.isEmpty ? [.only] : values.settings.filter { $0.share > 0 }
    cells = users.cells
    terms = settings.flatMap { setting in
      [Terms](
        repeating: Terms(
          rate: Self.share(values.benefits.reimbursementRate + setting.rateAddition), ceiling: values.benefits.ceiling),
        count: users.groups.count)
    }
    let first = settings.map { values.benefits.deductible * $0.deductibleRatio }
    probability = stacked(users.groups.map(\.chance), settings.map { ($0.share, 0) })
    deductible = stacked(
      users.groups.map(\.furtherDeductibles), first.map { ($0 * (values.benefits.laterDeductibleShare ?? 1), $0) })
    amounts = LognormalAmounts(
      users.groups.map(\.bill), times: settings.map { values.benefits.eligibleShare * $0.costRatio })
  }

  /// A sum of shares that is none or all but for rounding is that. What lies outside is refused where values are resolved.
  private static func share(_ rate: Double) -> Double {
    rate.magnitude < 1e-12 ? 0 : (rate - 1).magnitude < 1e-12 ? 1 : rate
  }

  /// Expected payment of the basic scheme per person-year and cell: Σ P·E[min(rate·(Y − D)⁺, ceiling)].
  func payment() -> [Double] {
    var above = deductible
    for (part, terms) in terms.enumerated() {
      let width = terms.rate > 0 ? terms.ceiling / terms.rate : 0
      for place in (part * cells)..<((part + 1) * cells) { above[place] += width }
    }
    amounts.replace(&above)
    let excess = amounts.excess(over: deductible)
    var sums = [Double](repeating: 0, count: cells)
    for (part, terms) in terms.enumerated() {
      for cell in 0..<cells {
        let place = part * cells + cell
        sums[cell] += probability[place] * terms.rate * (excess[place] - above[place])
      }
    }
    return sums
  }
}
