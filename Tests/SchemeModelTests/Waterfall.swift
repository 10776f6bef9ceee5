import Glibc
import Quantities
import Testing
import _TestSupport

@testable import SchemeModel

/// One or two branches and the layers above them, for some people alike: what a kernel and the reference make of them.
struct Waterfall: Sendable, CustomTestStringConvertible {
  struct Care: Sendable {
    var basis: DeductibleBasis
    var values: BranchValues
    var counted = 1.0
  }

  var care: [Care]
  var layers: [LayerValues]

  var testDescription: String { "\(care), \(layers)" }

  /// Bills that count of a person and year: what errors are measured by.
  var bill: Double {
    care.reduce(0) { $0 + $1.counted * $1.values.use.rate * $1.values.money.unitCost * $1.values.meanCostRatio }
  }

  /// Eligible expense that counts.
  var eligible: Double {
    care.reduce(0) {
      $0 + $1.counted * $1.values.use.rate * $1.values.money.unitCost * $1.values.meanCostRatio
        * $1.values.benefits.eligibleShare
    }
  }

  private func kernel(_ care: Care) -> BranchKernel {
    BranchKernel(deductibleBasis: care.basis, relativeUse: [1], relativeCost: [1])
  }

  /// What each layer pays, by the kernel.
  func payments() -> [Double] {
    BundleKernel(care.map(kernel)).payments(
      care.map(\.values), references: care.map { _ in nil }, counted: care.map(\.counted), layers: layers
    ).map { $0[0] }
  }

  /// What the basic scheme pays of what counts, by the kernel.
  func basicPayment() -> Double {
    care.reduce(0) { $0 + $1.counted * kernel($1).quantities($1.values, reference: nil).fundPayment[0] }
  }

  /// The same for the reference.
  var reference: [ReferenceLayers.Care] {
    care.map { care in
      ReferenceLayers.Care(
        plan: ReferencePlan(basis: care.basis, terms: care.values), use: care.values.use.rate,
        cost: care.values.money.unitCost, counted: care.counted)
    }
  }

  /// What each layer pays, by numerical integration.
  func integrals(fineness: Double = 1) -> [Double] {
    ReferenceLayers.payments(reference.filter { $0.counted > 0 }, layers: layers, fineness: fineness)
  }

  /// Everything in yuan multiplied.
  func scaled(_ money: Double) -> Waterfall {
    var copy = self
    for place in copy.care.indices {
      copy.care[place].values = care[place].values.map { value, role in role.isAmount ? value * money : value }
    }
    for place in copy.layers.indices {
      copy.layers[place].starts = layers[place].starts.map { $0 * money }
      copy.layers[place].ceiling *= money
    }
    return copy
  }
}

extension Waterfall {
  /// Three branches of few parts, which plain integration can do.
  static func randomOfThree(seed: UInt64) -> Waterfall {
    var item = random(seed: seed, branches: 3, tiers: 2, layers: 2)
    for place in item.care.indices {
      item.care[place].values.settings = []
      if place > 0 { item.care[place].basis = .year }
    }
    return item
  }

  /// A case drawn from a seed, often with parameters at their limits.
  static func random(seed: UInt64, branches: Int, tiers: Int = 3, layers: Int = 3) -> Waterfall {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    func chance(_ odds: Double) -> Bool { number(0...1) < odds }
    func logarithmic(_ from: Double, _ to: Double) -> Double { exp(number(log(from)...log(to))) }
    func one(of values: [Double], else draw: () -> Double) -> Double {
      chance(0.3) ? values.randomElement(using: &generator) ?? 0 : draw()
    }
    func settings() -> [SettingTerms<Double>] {
      let shares = (0..<Int.random(in: 0...3, using: &generator)).map { _ in number(0.1...1) }
      return shares.map {
        SettingTerms(
          share: $0 / shares.reduce(0, +), costRatio: logarithmic(0.2, 3), deductibleRatio: number(0...3),
          rateAddition: number(-0.1...0.05))
      }
    }
    let care = (0..<branches).map { place -> Care in
      let cost = logarithmic(200, 30_000)
      // In an order that keeps the cases of a seed what they were.
      let basis: DeductibleBasis = chance(0.5) ? .admission : .year
      let rate = one(of: [1e-9, 8, 1000]) { logarithmic(0.02, 4) }
      let eligibleShare = one(of: [0, 1]) { number(0.5...0.98) }
      let deductible = one(of: [0, 1e7]) { cost * logarithmic(0.02, 5) }
      let reimbursementRate = one(of: [0.1, 1]) { number(0.3...0.95) }
      let benefits = BenefitTerms(
        eligibleShare: eligibleShare, deductible: deductible,
        laterDeductibleShare: one(of: [0, 1]) { number(0...1) }, reimbursementRate: reimbursementRate,
        ceiling: one(of: [0, .greatestFiniteMagnitude, .infinity]) { cost * logarithmic(0.5, 60) })
      let money = MoneyTerms(unitCost: cost, variation: one(of: [0, 0.1, 3]) { number(0.3...2) })
      let use = UseTerms(rate: rate, dispersion: logarithmic(0.05, 3), elasticity: 0)
      return Care(
        basis: basis, values: BranchValues(use: use, money: money, benefits: benefits),
        counted: place == 0 ? 1 : one(of: [0, 1]) { number(0...1) })
    }.map { care in
      var copy = care
      if copy.values.benefits.reimbursementRate < 0.95, copy.values.benefits.reimbursementRate > 0.1, chance(0.5) {
        copy.values.settings = settings()
      }
      return copy
    }
    let scale = care.reduce(0) { $0 + $1.values.money.unitCost }
    let stack = (0..<layers).map { place -> LayerValues in
      let count = Int.random(in: 1...tiers, using: &generator)
      var start = one(of: [0]) { scale * logarithmic(0.02, 5) }
      var values = LayerValues(base: chance(0.3) ? .uncovered : .eligibleLeft)
      for _ in 0..<count {
        values.starts.append(start)
        values.rates.append(one(of: [0, 1]) { number(0.2...0.95) })
        start += scale * logarithmic(0.05, 3)
      }
      values.ceiling = one(of: [0, .infinity]) { scale * logarithmic(0.1, 20) }
      return values
    }
    let closing = chance(0.3) ? [LayerValues(base: .closing, target: number(0...0.4))] : []
    return Waterfall(care: care, layers: stack + closing)
  }
}
