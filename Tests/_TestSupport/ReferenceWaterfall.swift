import Glibc
import SchemeModel

// Earnings bases and benefits of the plain reference engine, written from <doc:Earnings>, <doc:Care> and
// <doc:Benefits>.

/// A lognormal amount with a mean and a coefficient of variation; variation 0 is the amount itself.
public struct ReferenceLognormal: Sendable {
  /// The mean.
  public let mean: Double
  /// Standard deviation ÷ mean.
  public let variation: Double

  /// A lognormal amount.
  public init(mean: Double, variation: Double) {
    self.mean = mean
    self.variation = variation
  }

  /// Standard deviation of the logarithm: σ² = ln(1 + variation²).
  public var sigma: Double { log1p(variation * variation).squareRoot() }
  /// Mean of the logarithm.
  public var mu: Double { log(mean) - sigma * sigma / 2 }

  /// E[min(Y, u)] = m·Φ((ln u − μ − σ²)/σ) + u·(1 − Φ((ln u − μ)/σ)).
  public func limited(_ u: Double) -> Double {
    if mean <= 0 || u <= 0 { return 0 }
    if !u.isFinite { return mean }
    if sigma == 0 { return min(mean, u) }
    let z = (log(u) - mu) / sigma
    return mean * normal(z - sigma) + u * normal(-z)
  }

  /// E[(Y − u)⁺] = m·Φ(−(ln u − μ − σ²)/σ) − u·Φ(−(ln u − μ)/σ): keeps its digits where u is far above the mean.
  public func excess(_ u: Double) -> Double {
    if mean <= 0 || !u.isFinite { return 0 }
    if u <= 0 { return mean }
    if sigma == 0 { return max(mean - u, 0) }
    let z = (log(u) - mu) / sigma
    return mean * normal(sigma - z) - u * normal(-z)
  }

  /// E[min(Y, upper)] − E[min(Y, lower)] for lower ≤ upper, by the form that cancels least.
  public func layer(from lower: Double, to upper: Double) -> Double {
    upper <= mean ? limited(upper) - limited(lower) : excess(lower) - excess(upper)
  }

  /// Φ, with all its digits in both tails.
  private func normal(_ z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }
}

/// How often people use a branch in a year: negative binomial with mean h and dispersion k.
public struct ReferenceUse: Sendable {
  /// Probability of no use.
  public let none: Double
  /// Probability of some use.
  public let some: Double
  /// Probability of exactly one use.
  public let one: Double
  /// Probability of exactly two.
  public let two: Double
  /// Probability of three or more.
  public let more: Double
  /// Mean number of uses of those with three or more; 3 where there are none.
  public let meanOfMore: Double

  /// P₀ = (1 + h/k)^−k and P[n+1] = P[n]·q·(n + k)/(n + 1) with q = h/(h + k).
  public init(mean h: Double, dispersion k: Double) {
    let q = h / (h + k)
    let logNone = -k * log1p(h / k)
    none = exp(logNone)
    some = -expm1(logNone)
    one = none * q * k
    two = one * q * (1 + k) / 2
    // A sum of positive terms keeps its digits for tiny h, where 1 − P₀ − P₁ − P₂ has none left; with q near one or many
    // uses it would be long, and the differences are good.
    if q > 0.9 || h > 30 {
      more = some - one - two
      meanOfMore = more > 0 ? (h - one - 2 * two) / more : 3
      return
    }
    var n = 3.0
    var probability = two * q * (2 + k) / 3
    var total = 0.0
    var uses = 0.0
    while probability > 1e-18 * total {
      total += probability
      uses += n * probability
      probability *= q * (n + k) / (n + 1)
      n += 1
    }
    more = total
    meanOfMore = total > 0 ? uses / total : 3
  }
}

/// What the basic scheme pays of a branch: the terms in force, and how its deductible counts.
public struct ReferencePlan: Sendable {
  /// How the deductible counts.
  public var basis: DeductibleBasis
  /// Terms in the currency and in shares, 0…1; rate of use and unit cost are given with the cell.
  public var terms: BranchValues

  /// Terms with one setting like the branch itself unless they tell settings apart.
  public init(basis: DeductibleBasis, terms: BranchValues) {
    self.basis = basis
    self.terms = terms
  }

  /// Tiers and places of care; nobody changes between them within a year.
  private var settings: [SettingTerms<Double>] {
    terms.settings.isEmpty
      ? [SettingTerms(share: 1, costRatio: 1, deductibleRatio: 1, rateAddition: 0)] : terms.settings
  }

  /// The mean bill of a service to the unit cost.
  public var meanCostRatio: Double { settings.reduce(0) { $0 + $1.share * $1.costRatio } }

  /// The users by setting and number of uses, for a person and year with mean use h at a bill of c a service.
  public func parts(use h: Double, cost c: Double) -> [ReferencePart] {
    let benefits = terms.benefits, variation = terms.money.variation
    if h == 0 || c == 0 || benefits.eligibleShare == 0 { return [] }
    let use = ReferenceUse(mean: h, dispersion: terms.use.dispersion)
    return settings.flatMap { setting -> [ReferencePart] in
      let expense = c * benefits.eligibleShare * setting.costRatio
      let first = benefits.deductible * setting.deductibleRatio
      func part(_ share: Double, mean: Double, variation: Double, deductible: Double) -> ReferencePart {
        ReferencePart(
          share: share * setting.share, expense: ReferenceLognormal(mean: mean, variation: variation),
          deductible: deductible, rate: benefits.reimbursementRate + setting.rateAddition, ceiling: benefits.ceiling)
      }
      switch basis {
      case .year:
        return [part(use.some, mean: h * expense / use.some, variation: variation, deductible: first)]
      case .admission:
        let later = (benefits.laterDeductibleShare ?? 1) * first
        return [(use.one, 1.0), (use.two, 2.0), (use.more, use.meanOfMore)].map { share, n in
          part(share, mean: n * expense, variation: variation / n.squareRoot(), deductible: first + (n - 1) * later)
        }
      }
    }
  }

  /// Expected payment for a person and year with mean use h at a bill of c a service.
  public func payment(use h: Double, cost c: Double) -> Double {
    parts(use: h, cost: c).reduce(0) { $0 + $1.share * $1.payment }
  }
}

/// Some users of a branch: their eligible expense of a year, and the terms of the basic scheme for it.
public struct ReferencePart: Sendable {
  /// Share of people.
  public var share: Double
  /// Eligible expense of a year.
  public var expense: ReferenceLognormal
  /// All deductibles of the year.
  public var deductible: Double
  /// Share paid above them.
  public var rate: Double
  /// Most that is paid.
  public var ceiling: Double

  /// A share of people, 0…1, who have one distribution of expense and the same terms, amounts in the currency.
  public init(share: Double, expense: ReferenceLognormal, deductible: Double, rate: Double, ceiling: Double) {
    self.share = share
    self.expense = expense
    self.deductible = deductible
    self.rate = rate
    self.ceiling = ceiling
  }

  /// Expected payment of the basic scheme: r·(E[min(Y, u)] − E[min(Y, D)]) with u = D + K/r.
  public var payment: Double {
    rate == 0 ? 0 : rate * expense.layer(from: deductible, to: deductible + ceiling / rate)
  }
}

/// Contribution bases.
public enum ReferenceEarnings {
  /// E[min(max(Y, floor), cap)] of lognormal earnings Y with a mean and a coefficient of variation.
  public static func base(mean: Double, variation: Double, floor: Double, cap: Double) -> Double {
    guard floor < cap else { return cap }
    return floor + ReferenceLognormal(mean: mean, variation: variation).layer(from: floor, to: cap)
  }
}
