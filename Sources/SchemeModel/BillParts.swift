import Glibc

/// The annual eligible expense of the users of a branch, cell by cell: a mixture of lognormal parts, by number of uses and by
/// setting, each with the basic scheme's terms (model.md section 6).
struct BillParts {
  /// Terms that a part has in every cell.
  struct Terms {
    /// Share paid between deductible and ceiling.
    let rate: Double
    /// Most the fund pays in a year, yuan.
    let ceiling: Double
    /// Whether it pays anything.
    var pays: Bool { rate > 0 && ceiling > 0 }
  }

  /// The number of cells.
  let cells: Int
  /// Of each part.
  let terms: [Terms]
  /// Probability of a part, `[part][cell]`; what is missing to one uses nothing.
  var probability: [Double]
  /// Mean eligible expense of a year, yuan, `[part][cell]`.
  var mean: [Double]
  /// Log-variance of it, `[part][cell]`.
  var logVariance: [Double]
  /// Sum of the year's deductibles, yuan, `[part][cell]`.
  var deductible: [Double]

  /// - Parameters:
  ///   - use: mean number of uses by cell.
  ///   - cost: bill of a service by cell, yuan, before the settings.
  init(_ basis: DeductibleBasis, use: [Double], cost: [Double], _ values: BranchValues) {
    let settings = values.settings.isEmpty ? [.only] : values.settings.filter { $0.share > 0 }
    let parts = basis == .admission ? 3 : 1
    cells = use.count
    terms = settings.flatMap { setting in
      [Terms](
        repeating: Terms(rate: Self.share(values.bandRate + setting.rateAddition), ceiling: values.ceiling),
        count: parts)
    }
    probability = [Double](repeating: 0, count: terms.count * cells)
    (mean, logVariance, deductible) = (probability, probability, probability)
    let squaredVariation = values.billVariation * values.billVariation
    let variances = (log1p(squaredVariation), log1p(squaredVariation / 2))
    for cell in 0..<cells {
      // Groups of people by their number of uses, the same in every setting.
      let uses = UseDistribution(mean: use[cell], dispersion: values.dispersion)
      for (place, setting) in settings.enumerated() {
        let expense = cost[cell] * values.eligibleShare * setting.costRatio
        let first = values.deductible * setting.deductibleRatio, later = first * values.laterDeductibleShare
        let start = place * parts * cells + cell
        func set(_ part: Int, _ chance: Double, mean expected: Double, variance: Double, deductibles: Double) {
          let i = start + part * cells
          probability[i] = chance * setting.share
          mean[i] = expected
          logVariance[i] = variance
          deductible[i] = deductibles
        }
        switch basis {
        case .admission:
          let many = uses.meanOfMany
          set(0, uses.one, mean: expense, variance: variances.0, deductibles: first)
          set(1, uses.two, mean: 2 * expense, variance: variances.1, deductibles: first + later)
          let variance = place == 0 ? log1p(squaredVariation / many) : logVariance[2 * cells + cell]
          set(2, uses.many, mean: many * expense, variance: variance, deductibles: first + (many - 1) * later)
        case .year:
          let annual = uses.any > 0 ? use[cell] * expense / uses.any : 0
          set(0, uses.any, mean: annual, variance: variances.0, deductibles: first)
        }
      }
    }
  }

  /// A sum of shares that is none or all but for rounding is that. What lies outside is refused where values are resolved.
  private static func share(_ rate: Double) -> Double {
    rate.magnitude < 1e-12 ? 0 : (rate - 1).magnitude < 1e-12 ? 1 : rate
  }

  /// Expected payment of the basic scheme per person-year and cell: Σ P·E[min(rate·(Y − D)⁺, ceiling)].
  func payment() -> [Double] {
    var upper = deductible
    for (part, terms) in terms.enumerated() {
      let width = terms.rate > 0 ? terms.ceiling / terms.rate : 0
      for place in (part * cells)..<((part + 1) * cells) { upper[place] += width }
    }
    let layer = LognormalLayer.expected(mean: mean, logVariance: logVariance, lower: deductible, upper: upper)
    return (0..<cells).map { cell in
      terms.indices.reduce(0) { $0 + probability[$1 * cells + cell] * terms[$1].rate * layer[$1 * cells + cell] }
    }
  }
}
