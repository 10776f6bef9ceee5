import Glibc
import Quantities
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

/// What the basic scheme pays of a branch, and on which terms.
public struct ReferencePlan: Sendable {
  /// How the deductible counts.
  public var basis: DeductibleBasis
  /// Part of the bill inside the benefit lists.
  public var eligibleShare: Double
  /// Deductible on eligible expense, per admission or year.
  public var deductible: Double
  /// Deductible of every further admission of a year to that of the first.
  public var laterDeductibleShare: Double
  /// Share paid above it.
  public var bandRate: Double
  /// Most that is paid in a year.
  public var ceiling: Double
  /// Coefficient of variation of the bill of an admission, or of a year.
  public var variation: Double
  /// Dispersion of the number of uses.
  public var dispersion: Double
  /// Tiers and places of care; nobody changes between them within a year.
  public var settings: [SettingValues]

  /// Terms in the currency and in shares, 0…1; one setting like the branch itself unless said.
  public init(
    basis: DeductibleBasis, eligibleShare: Double, deductible: Double, laterDeductibleShare: Double = 1,
    bandRate: Double, ceiling: Double, variation: Double, dispersion: Double,
    settings: [SettingValues] = [SettingValues(share: 1, costRatio: 1, deductibleRatio: 1, rateAddition: 0)]
  ) {
    self.basis = basis
    self.eligibleShare = eligibleShare
    self.deductible = deductible
    self.laterDeductibleShare = laterDeductibleShare
    self.settings = settings
    self.bandRate = bandRate
    self.ceiling = ceiling
    self.variation = variation
    self.dispersion = dispersion
  }

  /// The mean bill of a service to the unit cost.
  public var meanCostRatio: Double { settings.reduce(0) { $0 + $1.share * $1.costRatio } }

  /// The users by setting and number of uses, for a person and year with mean use h at a bill of c a service.
  public func parts(use h: Double, cost c: Double) -> [ReferencePart] {
    if h == 0 || c == 0 || eligibleShare == 0 { return [] }
    let use = ReferenceUse(mean: h, dispersion: dispersion)
    return settings.flatMap { setting -> [ReferencePart] in
      let expense = c * eligibleShare * setting.costRatio
      let first = deductible * setting.deductibleRatio
      func part(_ share: Double, mean: Double, variation: Double, deductible: Double) -> ReferencePart {
        ReferencePart(
          share: share * setting.share, expense: ReferenceLognormal(mean: mean, variation: variation),
          deductible: deductible, rate: bandRate + setting.rateAddition, ceiling: ceiling)
      }
      switch basis {
      case .year:
        return [part(use.some, mean: h * expense / use.some, variation: variation, deductible: first)]
      case .admission:
        return [(use.one, 1.0), (use.two, 2.0), (use.more, use.meanOfMore)].map { share, n in
          part(
            share, mean: n * expense, variation: variation / n.squareRoot(),
            deductible: first + (n - 1) * laterDeductibleShare * first)
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

/// What a person-year in a cell means in a branch: services, and yuan of bills, eligible expense and fund payment.
struct ReferenceBenefit {
  var services = 0.0
  var bill = 0.0
  var eligible = 0.0
  var fundPayment = 0.0
}

/// Earnings bases and benefits by cell, of one region under one scenario.
final class ReferencePerPerson {
  let population: ReferencePopulation
  let scheme: Scheme
  let region: Region
  let parameters: ParameterSet
  /// The baseline's parameters, for the response of demand; nil for a baseline.
  let baseline: ParameterSet?
  private var known: [LayerKey: LayerPayments] = [:]

  init(_ population: ReferencePopulation, baseline: ParameterSet?) {
    self.population = population
    scheme = population.scheme
    region = population.region
    parameters = population.parameters
    self.baseline = baseline
  }

  /// Drift · E[min(max(Y, floor), cap)]: twelve values where a parameter moves within the year, else one.
  func contributionBase(rule index: Int, year: Int, sex: Sex, age: Int) -> [Double] {
    let rule = scheme.earnings[index]
    return (0..<(parameters.movesWithin(year, rule.parameters) ? 12 : 1)).map { month in
      func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
      let relative = region.tables.earningsProfiles[index][sex, age] * region.fit.earningsScale[index]
      let lastWage = value(rule.wage.averageLastYear)
      let bounded = ReferenceEarnings.base(
        mean: value(rule.wage.average) * relative * value(rule.base.ratio), variation: value(rule.wage.variation),
        floor: value(rule.base.floor) * lastWage, cap: value(rule.base.cap) * lastWage)
      return bounded * value(rule.base.drift)
    }
  }

  /// Use and money of a branch: twelve values where a parameter moves within the year, else one.
  func benefit(branch index: Int, year: Int, sex: Sex, age: Int) -> [ReferenceBenefit] {
    let branch = scheme.branches[index]
    let moves =
      parameters.movesWithin(year, branch.parameters + scheme.priceLevels)
      || (baseline?.movesWithin(year, branch.benefitParameters) ?? false)
    return (0..<(moves ? 12 : 1)).map { benefit(branch: index, year: year, month: $0, sex: sex, age: age) }
  }

  private func benefit(branch index: Int, year: Int, month: Int, sex: Sex, age: Int) -> ReferenceBenefit {
    let (plan, use, cost) = care(branch: index, year: year, month: month, sex: sex, age: age)
    let bill = use * cost * plan.meanCostRatio
    return ReferenceBenefit(
      services: use, bill: bill, eligible: plan.eligibleShare * bill, fundPayment: plan.payment(use: use, cost: cost))
  }

  private func plan(of branch: Branch, _ value: (ParameterID) -> Double) -> ReferencePlan {
    var plan = ReferencePlan(
      basis: branch.thresholds.basis, eligibleShare: value(branch.shares.eligible),
      deductible: value(branch.thresholds.deductible),
      laterDeductibleShare: branch.thresholds.laterShare.map(value) ?? 1, bandRate: value(branch.shares.paid),
      ceiling: value(branch.thresholds.ceiling), variation: value(branch.money.variation),
      dispersion: value(branch.use.dispersion))
    if !branch.settings.isEmpty {
      plan.settings = branch.settings.map {
        SettingValues(
          share: value($0.share), costRatio: value($0.costRatio), deductibleRatio: value($0.deductibleRatio),
          rateAddition: value($0.rateAddition))
      }
    }
    return plan
  }

  /// The benefits, the mean use after the response of demand and the bill of a service before the settings.
  func care(
    branch index: Int, year: Int, month: Int, sex: Sex, age: Int
  ) -> (plan: ReferencePlan, use: Double, cost: Double) {
    let branch = scheme.branches[index]
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }

    var use = value(branch.use.rate) * value(branch.use.oneOff)
    switch branch.use.profile {
    case .table: use *= region.fit.useScale[index] * region.tables.relativeUse[index][sex, age]
    case .fertility: use *= sex == .female ? population.fertility(year: year, age: age) : 0
    }
    var price = 0.0
    for (share, level) in zip(branch.money.basket, scheme.priceLevels) { price += value(share) * value(level) }
    let cost =
      value(branch.money.unitCost) * value(branch.money.costFactor) * region.fit.costScale[index]
      * region.tables.relativeCost[index][sex, age] * price

    let plan = plan(of: branch, value)
    if let baseline {
      func before(_ id: ParameterID) -> Double { baseline[id].value(year: year, month: month) }
      if use * cost * plan.meanCostRatio > 0, branch.benefitParameters.contains(where: { value($0) != before($0) }) {
        // The benefits of the baseline for the people of the reform, in its settings and at its prices.
        var planBefore = self.plan(of: branch, before)
        planBefore.variation = plan.variation
        planBefore.dispersion = plan.dispersion
        for place in plan.settings.indices {
          planBefore.settings[place].share = plan.settings[place].share
          planBefore.settings[place].costRatio = plan.settings[place].costRatio
        }
        let own = ownShare(plan, use: use, cost: cost)
        let ownBefore = ownShare(planBefore, use: use, cost: cost)
        let change = own + ownBefore == 0 ? 0 : (own - ownBefore) / (own + ownBefore)
        let elasticity = value(branch.use.elasticity)
        use *= (1 + elasticity * change) / (1 - elasticity * change)
      }
    }
    return (plan, use, cost)
  }

  /// 1 − fund ÷ bill. Care that is free up to rounding is free: the arc elasticity divides by the sum of two such shares.
  private func ownShare(_ plan: ReferencePlan, use: Double, cost: Double) -> Double {
    let share = 1 - plan.payment(use: use, cost: cost) / (use * cost * plan.meanCostRatio)
    return share < 1e-12 ? 0 : share
  }

  /// What the layers of a bundle pay a person of the cell, in their order: twelve times where a parameter moves within the
  /// year, else once.
  func layerPayments(bundle index: Int, year: Int, sex: Sex, age: Int) -> [[Double]] {
    let bundle = scheme.bundles[index], branches = bundle.branches.map { scheme.branches[$0] }
    let moves =
      parameters.movesWithin(
        year, branches.flatMap(\.parameters) + scheme.priceLevels + bundle.layerParameters(scheme))
      || (baseline?.movesWithin(year, branches.flatMap(\.benefitParameters)) ?? false)
    return (0..<(moves ? 12 : 1)).map { layerPayments(bundle: index, year: year, month: $0, sex: sex, age: age) }
  }

  private func layerPayments(bundle index: Int, year: Int, month: Int, sex: Sex, age: Int) -> [Double] {
    let bundle = scheme.bundles[index], layers = bundle.layers.map { scheme.layers[$0] }
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let care = bundle.branches.map { self.care(branch: $0, year: year, month: month, sex: sex, age: age) }
    // Cells alike in use and cost have the same payments.
    let key = LayerKey(bundle: index, year: year, month: month, care: care.flatMap { [$0.use, $0.cost] })
    let payments = known[key] ?? payments(care, bundle, layers, value)
    known[key] = payments
    // Claims of those who have the voluntary layers before, on the same bills.
    var share: [Bool: Double] = [:]
    return layers.indices.map { place in
      let layer = layers[place], isUncovered = layer.base == .uncovered
      if let cover = layer.cover {
        let claims = value(scheme.covers[cover].relativeRisk) * joined(cover: cover, age: age, value)
        share[isUncovered] = claims
        return claims * payments.held[place]
      }
      guard layer.base != .closing, let held = share[isUncovered] else { return payments.held[place] }
      return held * payments.held[place] + (1 - held) * payments.without[place]
    }
  }

  /// What layers pay of people who have every voluntary cover, and of people who have none.
  private func payments(
    _ care: [(plan: ReferencePlan, use: Double, cost: Double)], _ bundle: Bundle, _ layers: [Layer],
    _ value: (ParameterID) -> Double
  ) -> LayerPayments {
    func payments(_ isHeld: Bool) -> [Double] {
      ReferenceLayers.payments(
        care.enumerated().map { place, care in
          ReferenceLayers.Care(
            plan: care.plan, use: care.use, cost: care.cost, counted: bundle.counted[place].map(value) ?? 1)
        },
        layers: layers.map { layer in
          let pays = isHeld || layer.cover == nil
          return LayerValues(
            base: layer.base, starts: layer.terms?.starts.map(value) ?? [],
            rates: layer.terms?.rates.map { pays ? value($0) : 0 } ?? [],
            ceiling: layer.terms.map { value($0.ceiling) } ?? 0, target: layer.target.map(value) ?? 1)
        })
    }
    let isBehind = layers.indices.contains { place in
      layers[place].cover == nil && layers[place].base != .closing
        && layers[..<place].contains {
          $0.cover != nil && ($0.base == .uncovered) == (layers[place].base == .uncovered)
        }
    }
    let held = payments(true)
    return LayerPayments(held: held, without: isBehind ? payments(false) : held)
  }

  /// The share of people who join a cover: twelve values where it moves within the year, else one.
  func joined(cover: Int, year: Int, age: Int) -> [Double] {
    (0..<(parameters.movesWithin(year, scheme.covers[cover].parameters) ? 12 : 1)).map { month in
      joined(cover: cover, age: age) { parameters[$0].value(year: year, month: month) }
    }
  }

  private func joined(cover: Int, age: Int, _ value: (ParameterID) -> Double) -> Double {
    var share = 0.0
    for band in scheme.covers[cover].takeUp where band.fromAge <= age { share = value(band.share) }
    return share
  }
}

/// What layers pay of people who have every voluntary cover and of people who have none; the latter only where there is one.
private struct LayerPayments {
  let held: [Double]
  let without: [Double]
}

/// What the payments of a bundle's layers follow from in a month of a scenario.
private struct LayerKey: Hashable {
  var bundle: Int
  var year: Int
  var month: Int
  var care: [Double]
}
