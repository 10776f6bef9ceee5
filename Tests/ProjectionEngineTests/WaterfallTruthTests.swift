import Glibc
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// The closed forms of the reference engine against numerical integration and direct sampling (<doc:Invariants>). With
/// the twin tests this holds for the fast engine too.
@Suite struct WaterfallTruthTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var plan: ReferencePlan
    var use: Double
    var cost: Double
    var testDescription: String { "\(plan), use \(use), cost \(cost)" }

    init(
      _ basis: DeductibleBasis, use: Double, cost: Double, eligible: Double = 0.85, deductible: Double, rate: Double,
      ceiling: Double, variation: Double, dispersion: Double
    ) {
      plan = ReferencePlan(
        basis: basis,
        terms: BranchValues(
          use: UseTerms(rate: use, dispersion: dispersion, elasticity: 0),
          money: MoneyTerms(unitCost: cost, variation: variation),
          benefits: BenefitTerms(
            eligibleShare: eligible, deductible: deductible, reimbursementRate: rate, ceiling: ceiling)))
      self.use = use
      self.cost = cost
    }
  }

  static let ordinary = [
    Case(.admission, use: 0.2, cost: 12_000, deductible: 600, rate: 0.8, ceiling: 2e5, variation: 1.2, dispersion: 0.2),
    Case(.year, use: 5, cost: 300, deductible: 400, rate: 0.6, ceiling: 3000, variation: 1.5, dispersion: 0.6),
    Case(.admission, use: 0.9, cost: 8000, deductible: 9000, rate: 1, ceiling: 2e4, variation: 0.5, dispersion: 3),
  ]

  static let all: [Case] = [DeductibleBasis.admission, .year].flatMap { basis in
    [1e-9, 0.15, 4].flatMap { use in
      [0.1, 0.8, 2.5].flatMap { variation in
        [0.0, 500, 8000, 60_000, 400_000].flatMap { deductible in
          [2000, 1e5, .greatestFiniteMagnitude].map { ceiling in
            Case(
              basis, use: use, cost: 9000, deductible: deductible, rate: 0.7, ceiling: ceiling, variation: variation,
              dispersion: 0.3)
          }
        }
      }
    }
  }

  /// Probability of n uses by the textbook formula of the negative binomial distribution.
  private func probability(_ n: Int, mean h: Double, dispersion k: Double) -> Double {
    let n = Double(n)
    return exp(lgamma(n + k) - lgamma(n + 1) - lgamma(k) + n * log(h / (h + k)) - k * log1p(h / k))
  }

  @Test(arguments: [1e-12, 1e-6, 0.01, 0.5, 3, 20], [0.02, 0.3, 1, 40]) func numbersOfUses(h: Double, k: Double) {
    let use = ReferenceUse(mean: h, dispersion: k)
    func isNear(_ actual: Double, _ expected: Double) -> Bool {
      // Relative 1e-9: the logarithms of the gamma function lose some digits.
      Tolerance.roundoff(gross: 1000 * expected).admits(actual, expected)
    }
    let tail = (3..<60_000).map { probability($0, mean: h, dispersion: k) }
    #expect(isNear(use.one, probability(1, mean: h, dispersion: k)))
    #expect(isNear(use.two, probability(2, mean: h, dispersion: k)))
    #expect(isNear(use.more, tail.reversed().reduce(0, +)))
    let uses = zip(3..., tail).reversed().reduce(0) { $0 + Double($1.0) * $1.1 }
    #expect(isNear(use.more * use.meanOfMore, uses))
    #expect(isNear(use.one + 2 * use.two + use.more * use.meanOfMore, h))
    #expect(isNear(use.some, use.one + use.two + use.more))
    #expect(isNear(use.none + use.some, 1))
  }

  @Test(arguments: all) func paymentEqualsIntegral(item: Case) {
    let integral = components(item).reduce(0) { sum, part in
      sum + part.probability * part.expectation { pay(item.plan, $0, deductible: part.deductible) }
    }
    let payment = item.plan.payment(use: item.use, cost: item.cost)
    // Relative 1e-9, and of payments that are less than 1e-12 of the eligible bill, 1e-9 of that.
    let gross = payment + Within.roundoff * item.use * item.cost
    #expect(Tolerance.roundoff(gross: 1000 * gross).admits(payment, integral), "\(payment) against \(integral)")
    // The whole bill integrates to its mean: no part of the population is missing.
    let bill = components(item).reduce(0) { $0 + $1.probability * $1.expectation { $0 } }
    let eligible = item.use * item.cost * item.plan.terms.benefits.eligibleShare
    #expect(Tolerance.roundoff(gross: 1000 * eligible).admits(bill, eligible), "\(bill) against \(eligible)")
  }

  @Test(arguments: ordinary) func paymentEqualsSample(item: Case) {
    var generator = SeededGenerator(seed: 20_260_101)
    let persons = 1_000_000
    let parts = components(item)
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<persons {
      var draw = Double.random(in: 0..<1, using: &generator)
      for part in parts {
        draw -= part.probability
        guard draw < 0 else { continue }
        let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
        let paid = pay(item.plan, exp(part.mu + part.sigma * radius * cos(angle)), deductible: part.deductible)
        sum += paid
        squares += paid * paid
        break
      }
    }
    let count = Double(persons)
    let mean = sum / count
    let error = ((squares / count - mean * mean) / count).squareRoot()
    let payment = item.plan.payment(use: item.use, cost: item.cost)
    // Four standard errors: one right program in 16,000 would fail.
    #expect(
      Tolerance.sampling(standardErrors: 4, standardError: error).admits(mean, payment),
      "\(mean) ± \(error), closed form \(payment)")
    // The sample can tell a payment two per cent off.
    #expect(4 * error < 0.02 * payment)
  }

  /// Zero variation is the limit of small variation, and the limits of the plan are what they say.
  @Test func limits() {
    var item = Self.ordinary[1]
    item.plan.terms.money.variation = 0
    // p = 1 − (1 + 5/0.6)^−0.6 users with a bill of 5·300·0.85/p each.
    let users = 1 - exp(-0.6 * log(1 + 5 / 0.6))
    let expected = users * min(0.6 * (1275 / users - 400), 3000)
    #expect(Tolerance.roundoff(gross: expected).admits(item.plan.payment(use: 5, cost: 300), expected))
    item.plan.terms.money.variation = 1e-7
    let near = item.plan.payment(use: 5, cost: 300)
    #expect((near - expected).magnitude < Within.interpolated * expected)
    for basis in [DeductibleBasis.admission, .year] {
      var plan = Self.ordinary[0].plan
      plan.basis = basis
      plan.terms.benefits.deductible = 0
      plan.terms.benefits.ceiling = .greatestFiniteMagnitude
      // No deductible and no ceiling: the rate on all eligible expense.
      let whole = 0.2 * 12_000 * 0.85 * 0.8
      #expect(Tolerance.roundoff(gross: 10 * whole).admits(plan.payment(use: 0.2, cost: 12_000), whole))
      plan.terms.benefits.ceiling = 0
      #expect(plan.payment(use: 0.2, cost: 12_000) == 0)
      plan.terms.benefits.ceiling = 1e5
      plan.terms.benefits.reimbursementRate = 0
      #expect(plan.payment(use: 0.2, cost: 12_000) == 0)
      plan.terms.benefits.reimbursementRate = 0.8
      #expect(plan.payment(use: 0, cost: 12_000) == 0)
      #expect(plan.payment(use: 0.2, cost: 0) == 0)
      plan.terms.benefits.deductible = 1e15
      #expect(plan.payment(use: 0.2, cost: 12_000) < Within.roundoff)
      plan.terms.benefits.eligibleShare = 0
      #expect(plan.payment(use: 0.2, cost: 12_000) == 0)
    }
  }

  /// E[min(max(Y, floor), cap)].
  @Test(arguments: [0.05, 0.5, 1.5], [10_000, 80_000, 900_000])
  func earningsBaseEqualsIntegral(variation: Double, mean: Double) {
    for (floor, cap) in [(0.0, 300_000.0), (50_000, 250_000), (50_000, 1e15), (50_000, 50_000), (0, 1e15)] {
      let earnings = Component(probability: 1, mean: mean, variation: variation, deductible: 0, breaks: [floor, cap])
      let integral = earnings.expectation { min(max($0, floor), cap) }
      let base = ReferenceEarnings.base(mean: mean, variation: variation, floor: floor, cap: cap)
      #expect(Tolerance.roundoff(gross: 1000 * base).admits(base, integral), "\(base) against \(integral)")
    }
    #expect(ReferenceEarnings.base(mean: mean, variation: 0, floor: 50_000, cap: 250_000) == min(max(mean, 5e4), 25e4))
    #expect(ReferenceEarnings.base(mean: 0, variation: variation, floor: 50_000, cap: 250_000) == 50_000)
  }

  /// Demand answers to the own share of cost, worked out for one cell.
  @Test(arguments: Engine.allCases) func demandResponse(engine: Engine) throws {
    let small = SmallScheme(years: 2)
    let baseline = small.baseline([:])
    let reform = small.baseline(["inpatient-rate": 0.9])
    let inert = small.baseline(["inpatient-rate": 0.9, "inpatient-elasticity": 0])
    let results = try engine.run(small.input([baseline, reform, inert])).map { $0[0] }
    func services(_ scenario: Int) -> Double {
      results[scenario].quantities[ReferenceKey(.services(0), status: SmallScheme.retired)]?[0] ?? .nan
    }
    #expect(services(2) == services(0))
    // Every cell answers by itself; the sum lies between the answers of the smallest and the largest cell.
    var answers: [Double] = []
    let region = small.made.regions[0]
    for sex in Sex.allCases {
      for age in 45...100 {
        let use = 0.2 * region.fit.useScale[0] * region.tables.relativeUse[0][sex, age]
        let cost = 12_000 * 1.1 * region.fit.costScale[0] * region.tables.relativeCost[0][sex, age] * (0.4 + 0.6 * 1.02)
        let own = [0.8, 0.9].map { rate -> Double in
          var plan = Case(
            .admission, use: use, cost: cost, deductible: 600, rate: rate, ceiling: 200_000, variation: 1.2,
            dispersion: 0.2
          ).plan
          plan.terms.benefits.laterDeductibleShare = 0.5
          return 1 - plan.payment(use: use, cost: cost) / (use * cost)
        }
        let change = (own[1] - own[0]) / (own[1] + own[0])
        answers.append((1 - 0.2 * change) / (1 + 0.2 * change))
      }
    }
    let ratio = services(1) / services(0)
    #expect(ratio > 1.01 && ratio > (answers.min() ?? 0) && ratio < (answers.max() ?? 0), "\(ratio)")
  }

  // MARK: Integration

  /// A lognormal part of the population.
  struct Component {
    var probability: Double
    var mu: Double
    var sigma: Double
    var deductible: Double
    /// Where the integrand has a corner.
    var breaks: [Double]

    init(probability: Double, mean: Double, variation: Double, deductible: Double, breaks: [Double]) {
      self.probability = probability
      sigma = log(1 + variation * variation).squareRoot()
      mu = log(mean) - sigma * sigma / 2
      self.deductible = deductible
      self.breaks = breaks
    }

    /// E[f(Y)], by Gauss–Legendre on pieces of at most half a standard deviation that end at the corners of f.
    func expectation(_ f: (Double) -> Double) -> Double {
      let limit = 12 + sigma
      let corners = breaks.filter { $0 > 0 && $0.isFinite }.map { (log($0) - mu) / sigma }
      let ends = ([-limit, limit + 28] + corners.filter { $0 > -limit && $0 < limit + 28 }).sorted()
      var total = 0.0
      for (from, to) in zip(ends, ends.dropFirst()) where to > from {
        let pieces = ((to - from) * 2).rounded(.up)
        let width = (to - from) / pieces
        for piece in 0..<Int(pieces) {
          let middle = from + (Double(piece) + 0.5) * width
          for (node, weight) in WaterfallTruthTests.gauss {
            let z = middle + node * width / 2
            total += weight * width / 2 * f(exp(mu + sigma * z)) * exp(-z * z / 2) / (2 * Double.pi).squareRoot()
          }
        }
      }
      return total
    }
  }

  /// Nodes and weights on −1…1, eight of them: roots of the Legendre polynomial by Newton's method.
  static let gauss: [(node: Double, weight: Double)] = {
    let count = 8
    return (0..<count).map { index in
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 0.0
      for _ in 0..<20 {
        var (before, value) = (1.0, x)
        for n in 2...count {
          (before, value) = (value, (Double(2 * n - 1) * x * value - Double(n - 1) * before) / Double(n))
        }
        slope = Double(count) * (x * value - before) / (x * x - 1)
        x -= value / slope
      }
      return (x, 2 / ((1 - x * x) * slope * slope))
    }
  }()

  /// What the plan pays on an eligible bill of a year.
  private func pay(_ plan: ReferencePlan, _ bill: Double, deductible: Double) -> Double {
    min(plan.terms.benefits.reimbursementRate * max(bill - deductible, 0), plan.terms.benefits.ceiling)
  }

  /// The users of a plan by number of uses, with their annual eligible bills.
  private func components(_ item: Case) -> [Component] {
    let plan = item.plan
    let (h, k) = (item.use, plan.terms.use.dispersion)
    func part(_ probability: Double, uses n: Double, mean: Double, variation: Double, deductible: Double) -> Component {
      let upper = deductible + plan.terms.benefits.ceiling / plan.terms.benefits.reimbursementRate
      return Component(
        probability: probability, mean: mean, variation: variation, deductible: deductible, breaks: [deductible, upper])
    }
    let eligible = item.cost * plan.terms.benefits.eligibleShare
    if plan.basis == .year {
      let users = -expm1(-k * log1p(h / k))
      return [
        part(
          users, uses: 1, mean: h * eligible / users, variation: plan.terms.money.variation,
          deductible: plan.terms.benefits.deductible)
      ]
    }
    let tail = (3..<3000).map { (uses: Double($0), probability: probability($0, mean: h, dispersion: k)) }
    let more = tail.reversed().reduce(0) { $0 + $1.probability }
    let mean = tail.reversed().reduce(0) { $0 + $1.uses * $1.probability } / more
    return [
      (probability(1, mean: h, dispersion: k), 1), (probability(2, mean: h, dispersion: k), 2), (more, mean),
    ].map { probability, n in
      part(
        probability, uses: n, mean: n * eligible, variation: plan.terms.money.variation / n.squareRoot(),
        deductible: n * plan.terms.benefits.deductible)
    }
  }
}
