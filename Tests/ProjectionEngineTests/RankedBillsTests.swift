import Glibc
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// Bills by decile against the sums of the kernels and against plain integration over both branches.
@Suite struct RankedBillsTests {
  private static func branch(_ basis: DeductibleBasis, _ use: (Int) -> Double) -> BranchKernel {
    let byAge = (0..<Age.count).map(use)
    return BranchKernel(
      deductibleBasis: basis, relativeUse: byAge + byAge, relativeCost: [Double](repeating: 1, count: Age.panelCount))
  }

  private static let settings = [
    SettingTerms(share: 0.6, costRatio: 0.7, deductibleRatio: 0.5, rateAddition: 0.1),
    SettingTerms(share: 0.4, costRatio: 1.5, deductibleRatio: 1.2, rateAddition: -0.1),
  ]

  private static let inpatient = BranchValues(
    use: UseTerms(rate: 0.2, dispersion: 0.3, elasticity: 0),
    money: MoneyTerms(unitCost: 12_000, variation: 1.2),
    benefits: BenefitTerms(
      eligibleShare: 0.8, deductible: 900, laterDeductibleShare: 0.5, reimbursementRate: 0.65, ceiling: 60_000),
    settings: settings)

  private static let chronic = BranchValues(
    use: UseTerms(rate: 0.8, dispersion: 0.4, elasticity: 0),
    money: MoneyTerms(unitCost: 3000, variation: 0.9),
    benefits: BenefitTerms(eligibleShare: 0.9, deductible: 500, reimbursementRate: 0.6, ceiling: 8000))

  private static let drugs = BranchValues(
    use: UseTerms(rate: 0.05, dispersion: 1, elasticity: 0),
    money: MoneyTerms(unitCost: 9000, variation: 0.7),
    benefits: BenefitTerms(eligibleShare: 0.95, deductible: 0, reimbursementRate: 0.5, ceiling: 20_000))

  private static let joined = [Double](repeating: 0.3, count: Age.panelCount)

  private static let layers = [
    LayerValues(base: .eligibleLeft, starts: [6000, 30_000], rates: [0.6, 0.75], ceiling: 100_000),
    LayerValues(base: .uncovered, starts: [2000], rates: [0.5], ceiling: 40_000),
    LayerValues(base: .eligibleLeft, starts: [4000], rates: [0.4], covered: joined),
  ]

  private static let closing = [
    LayerValues(base: .eligibleLeft, starts: [6000], rates: [0.6], ceiling: 100_000),
    LayerValues(base: .closing, target: 0.25),
  ]

  private static func moment(
    _ counted: [Double], _ layers: [LayerValues], ages: (Int) -> Double = { _ in 1 }
  ) -> BundleMoment {
    let kernels = [branch(.admission, ages), branch(.year, ages), branch(.year, ages)]
    let values = [inpatient, chronic, drugs]
    return BundleMoment(
      kernel: BundleKernel(Array(kernels.prefix(counted.count))), values: Array(values.prefix(counted.count)),
      references: counted.map { _ in nil }, counted: counted, layers: layers)
  }

  @Test(arguments: [[1.0], [1, 0], [1, 0.6], [1, 1], [1, 0.6, 1]], [true, false])
  func groupsAddUp(counted: [Double], closes: Bool) {
    let exposure = (0..<Age.panelCount).map { Double(50 + $0 % Age.count) }
    // The last one stands behind a voluntary layer: those with it and those without are both in every group.
    let layers = closes ? Self.closing : Self.layers + [LayerValues(base: .eligibleLeft, starts: [2500], rates: [0.3])]
    let moments = [
      Self.moment(counted, layers) { 0.5 + Double($0 / 25) }, Self.moment(counted, layers) { 0.7 + Double($0 / 25) },
    ]
    let ranked = RankedBills(moments, exposure: exposure)
    let bill = ranked.bill.reduce(0, +)
    for layer in layers.indices {
      let whole = moments.reduce(0) { sum, moment in
        sum + zip(moment.payments()[layer], exposure).reduce(0) { $0 + $1.0 * $1.1 } / 2
      }
      #expect((ranked.layers[layer].reduce(0, +) - whole).magnitude <= Within.quadrature * bill)
      #expect(whole > 0)
    }
    let users = ranked.persons.dropFirst().reduce(0, +)
    let people = exposure.reduce(0, +), found = ranked.persons.reduce(0, +)
    #expect((found - people).magnitude <= Within.roundoff * people)
    #expect(ranked.persons.dropFirst().allSatisfy { ($0 - users / 10).magnitude <= Within.chained * users })
    #expect(ranked.bill[0] == 0 || counted.count > 1)
  }

  /// A part of a branch: everything but the bill itself.
  private struct Part {
    let chance: Double
    let mu: Double
    let sigma: Double
    let deductible: Double
    let rate: Double
  }

  private func parts(_ basis: DeductibleBasis, _ values: BranchValues) -> [Part] {
    let uses = UseDistribution(mean: values.use.rate, dispersion: values.use.dispersion)
    let numbers =
      basis == .year
      ? [(uses.any, values.use.rate / uses.any, 1.0)]
      : [(uses.one, 1, 1), (uses.two, 2, 2), (uses.many, uses.meanOfMany, uses.meanOfMany)]
    return
      (values.settings.isEmpty
      ? [SettingTerms(share: 1, costRatio: 1, deductibleRatio: 1, rateAddition: 0)] : values.settings)
      .flatMap { setting in
        numbers.map { chance, count, independent in
          let variance = log1p(values.money.variation * values.money.variation / independent)
          let later = basis == .year ? 0 : (count - 1) * (values.benefits.laterDeductibleShare ?? 1)
          return Part(
            chance: chance * setting.share, mu: log(count * values.money.unitCost * setting.costRatio) - variance / 2,
            sigma: variance.squareRoot(),
            deductible: values.benefits.deductible * setting.deductibleRatio * (1 + later),
            rate: values.benefits.reimbursementRate + setting.rateAddition)
        }
      }
  }

  /// What the layers pay for one person, by hand.
  private func pay(_ eligibleLeft: Double, _ uncovered: Double) -> [Double] {
    let illness = min(
      0.6 * max(min(eligibleLeft, 30_000) - 6000, 0) + 0.75 * max(eligibleLeft - 30_000, 0), 100_000)
    return [
      illness, min(0.5 * max(uncovered - 2000, 0), 40_000), 0.3 * 0.4 * max(eligibleLeft - illness - 4000, 0),
    ]
  }

  @Test func decilesEqualPlainIntegration() {
    let counted = 0.6
    let ranked = RankedBills(
      [Self.moment([1, counted], Self.layers)],
      exposure: [Double](repeating: 1 / Double(Age.panelCount), count: Age.panelCount))
    let first = parts(.admission, Self.inpatient), second = parts(.year, Self.chronic)
    let users = first.reduce(0) { $0 + $1.chance }
    func below(_ x: Double) -> Double {
      first.reduce(0) { $0 + $1.chance * erfc(($1.mu - x) / $1.sigma * 0.5.squareRoot()) / 2 }
    }
    var bounds = [-30.0]
    for decile in 1...9 {
      var low = -10.0, high = 30.0
      for _ in 0..<80 {
        let x = (low + high) / 2
        if below(x) < users * Double(decile) / 10 { low = x } else { high = x }
      }
      bounds.append(low)
    }
    bounds.append(40)
    // What the second branch leaves: nothing, or midpoints.
    var others = [(weight: 1 - second.reduce(0) { $0 + $1.chance }, eligible: 0.0, uncovered: 0.0)]
    for part in second {
      for point in 0..<160 {
        let z = -6 + 12 * (Double(point) + 0.5) / 160
        let bill = exp(part.mu + part.sigma * z), weight = 12.0 / 160 * exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        let own = 0.9 * bill, paid = min(part.rate * max(own - part.deductible, 0), 8000)
        others.append((part.chance * weight, counted * (own - paid), counted * 0.1 * bill))
      }
    }
    for decile in 0...10 {
      var basic = 0.0, bill = 0.0, layers = [0.0, 0, 0]
      func add(_ weight: Double, _ left: Double, _ uncovered: Double) {
        for other in others {
          for (layer, paid) in pay(left + other.eligible, uncovered + other.uncovered).enumerated() {
            layers[layer] += weight * other.weight * paid
          }
        }
      }
      if decile == 0 {
        add(1 - users, 0, 0)
      } else {
        for part in first {
          let from = max((bounds[decile - 1] - part.mu) / part.sigma, -7),
            to = min((bounds[decile] - part.mu) / part.sigma, 7)
          guard from < to else { continue }
          for point in 0..<60 {
            let z = from + (to - from) * (Double(point) + 0.5) / 60
            let weight = part.chance * (to - from) / 60 * exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let expense = exp(part.mu + part.sigma * z)
            let paid = min(part.rate * max(0.8 * expense - part.deductible, 0), 60_000)
            basic += weight * paid
            bill += weight * expense
            add(weight, 0.8 * expense - paid, 0.2 * expense)
          }
        }
        let chronic = users / 10 * 0.8 * 3000
        #expect((ranked.bill[decile] - bill - chronic).magnitude <= Within.firstOrder * ranked.bill[decile])
      }
      for layer in layers.indices {
        #expect(
          (ranked.layers[layer][decile] - layers[layer]).magnitude
            <= Within.firstOrder * layers[layer] + 10 * Within.interpolated * ranked.bill[decile],
          "layer \(layer), decile \(decile): \(ranked.layers[layer][decile]) against \(layers[layer])")
      }
      #expect(decile == 0 || ranked.basic[decile] > basic)
    }
  }
}
