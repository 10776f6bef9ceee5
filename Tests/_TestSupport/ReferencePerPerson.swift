import Quantities
import SchemeModel

// Earnings bases and benefits by cell of the plain reference engine, written from <doc:Earnings>, <doc:Care> and
// <doc:Layers>.

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
      services: use, bill: bill, eligible: plan.terms.benefits.eligibleShare * bill,
      fundPayment: plan.payment(use: use, cost: cost))
  }

  /// The benefits, the mean use after the response of demand and the bill of a service before the settings.
  func care(
    branch index: Int, year: Int, month: Int, sex: Sex, age: Int
  ) -> (plan: ReferencePlan, use: Double, cost: Double) {
    let branch = scheme.branches[index]
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }

    var use = value(branch.use.rate) * value(branch.factors.oneOff)
    switch branch.basis.use {
    case .table: use *= region.fit.useScale[index] * region.tables.relativeUse[index][sex, age]
    case .fertility: use *= sex == .female ? population.fertility(year: year, age: age) : 0
    }
    var price = 0.0
    for (share, level) in zip(branch.factors.basket, scheme.priceLevels) { price += value(share) * value(level) }
    let cost =
      value(branch.money.unitCost) * value(branch.factors.cost) * region.fit.costScale[index]
      * region.tables.relativeCost[index][sex, age] * price

    let plan = ReferencePlan(basis: branch.basis.deductible, terms: branch.terms.map { id, _ in value(id) })
    if let baseline {
      func before(_ id: ParameterID) -> Double { baseline[id].value(year: year, month: month) }
      if use * cost * plan.meanCostRatio > 0, branch.benefitParameters.contains(where: { value($0) != before($0) }) {
        // The benefits of the baseline for the people of the reform, in its settings and at its prices.
        let planBefore = ReferencePlan(
          basis: plan.basis, terms: branch.terms.map { id, role in role.isBenefit ? before(id) : value(id) })
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
