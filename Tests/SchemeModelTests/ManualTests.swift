import Quantities
import Testing
import _TestSupport

@testable import SchemeModel

/// The worked examples of the articles on earnings, care, benefits and layers are what the program computes.
@Suite struct ManualTests {
  /// E[(Y − x)⁺] of a lognormal.
  private func excess(mean: Double, variation: Double, over x: Double) -> Double {
    LognormalLayer.expected(
      mean: [mean], logVariance: [LognormalLayer.logVariance(variation: variation)], lower: [x], upper: [.infinity])[0]
  }

  @Test func earnings() throws {
    let article = try Article("Model/Earnings")
    let values = [100_000.0, 95_000, 0.8, 1, 1, 0.6, 3]
    let ids = values.indices.map(ParameterID.init)
    let rule = EarningsRule(
      statuses: [0], wage: WageParameters(average: ids[0], averageLastYear: ids[1], variation: ids[2]),
      base: BaseParameters(ratio: ids[3], drift: ids[4], floor: ids[5], cap: ids[6]))
    let base = EarningsKernel(profile: [1]).base(
      rule, ParameterSet(paths: values.map { ParameterPath(annual: [$0]) }), year: 0, month: 0)[0]
    #expect(article.states(base, digits: 2))
    #expect(article.states(LognormalLayer.logVariance(variation: 0.8).squareRoot(), digits: 5))
    for bound in [57_000.0, 285_000] {
      #expect(article.states(excess(mean: 100_000, variation: 0.8, over: bound), digits: 2))
    }
    for rate in [0.07, 0.02] { #expect(article.states(1000 * base * rate * 0.97, digits: 0)) }
  }

  @Test func responses() throws {
    let care = try Article("Model/Care"), membership = try Article("Model/Membership")
    #expect(care.states(PriceResponse.factor(elasticity: -0.2, price: 0.30, baseline: 0.35), digits: 5))
    #expect(membership.states(PriceResponse.factor(elasticity: -0.5, price: 0.075, baseline: 0.085), digits: 4))
  }

  @Test func benefits() throws {
    let article = try Article("Model/Benefits")
    let use = UseDistribution(mean: 0.15, dispersion: 0.2)
    for share in [1 - use.any, use.one, use.two, use.many] { #expect(article.states(share, digits: 6)) }
    #expect(article.states(use.meanOfMany, digits: 4))

    let values = BranchValues(
      use: UseTerms(rate: 0.15, dispersion: 0.2, elasticity: 0), money: MoneyTerms(unitCost: 12_000, variation: 1.2),
      benefits: BenefitTerms(eligibleShare: 0.85, deductible: 700, reimbursementRate: 0.78, ceiling: 150_000))
    let kernel = BranchKernel(deductibleBasis: .admission, relativeUse: [1], relativeCost: [1])
    let quantities = kernel.quantities(values, reference: nil)
    #expect(article.states(quantities.bill[0], digits: 2) && article.states(quantities.eligible[0], digits: 2))
    #expect(article.states(quantities.fundPayment[0], digits: 2))
    #expect(article.states(100 * quantities.fundPayment[0] / quantities.eligible[0], digits: 1))

    let parts = BillParts(UseGroups(.admission, use: [0.15], cost: [12_000], values), values).parts(cell: 0)
    for (part, chance) in zip(parts, [use.one, use.two, use.many]) {
      let width = 150_000 / 0.78, mean = part.mean, spread = part.logVariance, start = part.deductible
      let paid = LognormalLayer.expected(
        mean: [mean], logVariance: [spread], lower: [start], upper: [start + width])[0]
      #expect(part.probability == chance)
      #expect(article.states(spread.squareRoot(), digits: 5) && article.states(0.78 * paid, digits: 2))
      #expect(article.states(start, digits: 0))
    }
  }

  @Test func layers() throws {
    let article = try Article("Model/Layers")
    let basic = PaymentSchedule(starts: [1000], rates: [0.7], ceiling: 150_000)
    let illness = PaymentSchedule(starts: [14_000, 44_000], rates: [0.6, 0.65], ceiling: .infinity).of(basic.left)
    #expect(article.states(basic(170_000), digits: 0) && article.states(illness(170_000), digits: 0))
    #expect(article.states(200_000 - basic(170_000) - illness(170_000), digits: 0))

    func expected(_ schedule: PaymentSchedule) -> Double {
      schedule.steps.reduce(0) { $0 + $1.change * excess(mean: 34_000, variation: 1.2, over: $1.at) }
    }
    for step in illness.steps {
      #expect(article.states(step.at, digits: 0), "\(step)")
      #expect(article.states(excess(mean: 34_000, variation: 1.2, over: step.at), digits: 2), "\(step)")
    }
    #expect(article.states(expected(basic), digits: 2) && article.states(expected(illness), digits: 2))
    #expect(article.states(40_000 - expected(basic) - expected(illness), digits: 2))
  }
}
