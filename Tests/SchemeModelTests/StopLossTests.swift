import Glibc
import Quantities
import Testing
import _TestSupport

@testable import SchemeModel

/// Closed forms and quadrature of layers against plain numerical integration (<doc:Invariants>): to 1e-9 of the
/// bill where two branches count together, to 1e-12 where one stands alone.
@Suite struct StopLossTests {
  private func expectEqual(_ item: Waterfall, tolerance: Double, _ name: String) {
    let payments = item.payments(), integrals = item.integrals()
    #expect(payments.count == item.layers.count)
    for layer in payments.indices {
      let error = (payments[layer] - integrals[layer]).magnitude
      #expect(
        error <= tolerance * item.bill,
        "\(name), layer \(layer): \(payments[layer]), integral \(integrals[layer]), bill \(item.bill)")
    }
  }

  @Test(arguments: 0..<8) func twoBranches(batch: Int) {
    for seed in stride(from: batch, to: 640, by: 8) {
      expectEqual(.random(seed: UInt64(seed), branches: 2), tolerance: Within.quadrature, "seed \(seed)")
    }
  }

  /// The hardest of thousands: pieces any longer would not do.
  @Test(arguments: [69, 165, 224, 922, 1553, 2910, 3111, 10_302, 11_486, 14_153, 14_575]) func hardCases(seed: UInt64) {
    expectEqual(.random(seed: seed, branches: 2), tolerance: Within.quadrature / 2, "seed \(seed)")
  }

  /// The hardest of thousands.
  @Test(arguments: [20_015, 20_024, 21_054, 21_409, 21_990, 23_182]) func hardCasesOfThree(seed: UInt64) {
    expectEqual(.randomOfThree(seed: seed), tolerance: Within.quadrature, "seed \(seed)")
  }

  /// Integrals inside integrals: few parts, so that the plain ones end.
  @Test(arguments: 0..<8) func threeBranches(batch: Int) {
    for seed in stride(from: batch, to: 64, by: 8) {
      expectEqual(.randomOfThree(seed: UInt64(20_000 + seed)), tolerance: Within.quadrature, "seed \(20_000 + seed)")
    }
  }

  @Test(arguments: 0..<4) func oneBranch(batch: Int) {
    for seed in stride(from: batch, to: 400, by: 4) {
      expectEqual(
        .random(seed: UInt64(seed), branches: 1, tiers: 8, layers: 4), tolerance: Within.roundoff, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<8) func manyTiers(batch: Int) {
    for seed in stride(from: batch, to: 64, by: 8) {
      expectEqual(
        .random(seed: UInt64(5000 + seed), branches: 2, tiers: 8, layers: 4), tolerance: Within.quadrature,
        "seed \(5000 + seed)")
    }
  }

  /// The integrals themselves do not change where their pieces are four times shorter.
  @Test func integralsAreFine() {
    for seed in 0..<24 {
      let item = Waterfall.random(seed: UInt64(seed), branches: 2)
      for (once, fine) in zip(item.integrals(), item.integrals(fineness: 4)) {
        #expect((once - fine).magnitude <= Within.twin * 2 * item.bill, "seed \(seed): \(once), \(fine)")
      }
    }
  }

  // MARK: Limits

  /// Two branches with two ordinary layers, changed by the tests.
  static let ordinary = Waterfall(
    care: [
      Waterfall.Care(
        basis: .admission,
        values: BranchValues(
          use: UseTerms(rate: 0.25, dispersion: 0.2, elasticity: 0),
          money: MoneyTerms(unitCost: 12_000, variation: 1.2),
          benefits: BenefitTerms(
            eligibleShare: 0.85, deductible: 900, laterDeductibleShare: 0.5, reimbursementRate: 0.75, ceiling: 150_000),
          settings: [
            SettingTerms(share: 0.6, costRatio: 0.7, deductibleRatio: 0.5, rateAddition: 0.1),
            SettingTerms(share: 0.4, costRatio: 1.45, deductibleRatio: 1.75, rateAddition: -0.1),
          ])),
      Waterfall.Care(
        basis: .year,
        values: BranchValues(
          use: UseTerms(rate: 3, dispersion: 0.5, elasticity: 0),
          money: MoneyTerms(unitCost: 900, variation: 0.8),
          benefits: BenefitTerms(eligibleShare: 0.9, deductible: 500, reimbursementRate: 0.6, ceiling: 20_000)),
        counted: 0.7),
    ],
    layers: [
      LayerValues(base: .eligibleLeft, starts: [12_000, 60_000], rates: [0.6, 0.7], ceiling: 200_000),
      LayerValues(base: .eligibleLeft, starts: [3000], rates: [0.5], ceiling: 20_000),
      LayerValues(base: .uncovered, starts: [2000], rates: [0.4], ceiling: 500_000),
      LayerValues(base: .closing, target: 0.1),
    ])

  static let limits: [(name: String, change: @Sendable (inout BranchValues) -> Void)] = [
    ("ordinary", { _ in }),
    ("no deductible", { $0.benefits.deductible = 0 }),
    ("tiny deductible", { $0.benefits.deductible = 1e-9 }),
    ("deductible above every bill", { $0.benefits.deductible = 1e15 }),
    ("no ceiling", { $0.benefits.ceiling = .infinity }),
    ("huge ceiling", { $0.benefits.ceiling = .greatestFiniteMagnitude }),
    ("pays nothing", { $0.benefits.ceiling = 0 }),
    ("fixed bills", { $0.money.variation = 0 }),
    ("narrow bills", { $0.money.variation = 0.01 }),
    ("wide bills", { $0.money.variation = 10 }),
    ("rate one", { (values: inout BranchValues) in (values.benefits.reimbursementRate, values.settings) = (1, []) }),
    (
      "all paid",
      {
        $0.benefits.reimbursementRate = 1; $0.settings = []; $0.benefits.deductible = 0
      }
    ),
    (
      "all paid for good",
      {
        $0.benefits.reimbursementRate = 1; $0.settings = []; $0.benefits.deductible = 0; $0.benefits.ceiling = .infinity
      }
    ),
    (
      "rate one, no ceiling",
      {
        $0.benefits.reimbursementRate = 1; $0.settings = []; $0.benefits.ceiling = .infinity
      }
    ),
    (
      "rate one, fixed bills",
      {
        $0.benefits.reimbursementRate = 1; $0.settings = []; $0.money.variation = 0
      }
    ),
    (
      "rates that add up to one but for rounding",
      { values in
        values.benefits.reimbursementRate = 0.7
        values.settings = [
          SettingTerms(share: 1, costRatio: 1, deductibleRatio: 1, rateAddition: 0.3.nextDown.nextDown)
        ]
      }
    ),
    (
      "rate almost one",
      {
        $0.benefits.reimbursementRate = 1 - 1e-3; $0.settings = []
      }
    ),
    (
      "rate nearer to one",
      {
        $0.benefits.reimbursementRate = 1 - 1e-6; $0.settings = []
      }
    ),
    (
      "rate next to one",
      {
        $0.benefits.reimbursementRate = 1 - 1e-9; $0.settings = []
      }
    ),
    (
      "rate hardly below one",
      {
        $0.benefits.reimbursementRate = 1 - 1e-11; $0.settings = []
      }
    ),
    (
      "rate none",
      {
        $0.benefits.reimbursementRate = 0; $0.settings = []
      }
    ),
    ("nobody ill", { $0.use.rate = 0 }),
    ("hardly anybody ill", { $0.use.rate = 1e-12 }),
    ("everybody ill", { $0.use.rate = 500 }),
    ("nothing eligible", { $0.benefits.eligibleShare = 0 }),
    ("all eligible", { $0.benefits.eligibleShare = 1 }),
    ("free care", { $0.money.unitCost = 0 }),
    ("cheap care", { $0.money.unitCost = 1e-6 }),
    ("dear care", { $0.money.unitCost = 1e8 }),
  ]

  @Test(arguments: limits.indices) func limitsOfTwo(first: Int) {
    for second in Self.limits.indices {
      var item = Self.ordinary
      Self.limits[first].change(&item.care[0].values)
      Self.limits[second].change(&item.care[1].values)
      expectEqual(item, tolerance: Within.quadrature, "\(Self.limits[first].name) and \(Self.limits[second].name)")
    }
  }

  @Test(arguments: limits.indices) func limitsOfOne(index: Int) {
    for place in 0...1 {
      var item = Self.ordinary
      item.care = [item.care[place]]
      item.care[0].counted = 1
      Self.limits[index].change(&item.care[0].values)
      expectEqual(item, tolerance: Within.roundoff, Self.limits[index].name)
    }
  }

  @Test(arguments: [0, 1e-9, 0.3, 0.999, 1]) func countedPart(part: Double) {
    var item = Self.ordinary
    item.care[1].counted = part
    expectEqual(item, tolerance: Within.quadrature, "counted \(part)")
    if part == 0 {
      var alone = item
      alone.care = [item.care[0]]
      #expect(item.payments() == alone.payments())
    }
  }

  /// Breaks from next to nothing to more than anybody has.
  @Test(arguments: [1e-6, 1, 1e2, 1e4, 1e6, 1e8, 1e11]) func anyBreak(start: Double) {
    var item = Self.ordinary
    item.layers = [LayerValues(base: .eligibleLeft, starts: [start], rates: [0.5])]
    expectEqual(item, tolerance: Within.quadrature, "break \(start)")
  }

  /// Layers that hardly anybody reaches keep their digits: fifty means and more above, they pay next to nothing, and that right.
  @Test(arguments: [50, 200, 1000], [0.5, 1, 2]) func highLayers(multiple: Double, variation: Double) {
    var item = Self.ordinary
    for place in 0...1 { item.care[place].values.money.variation = variation }
    item.care[0].values.benefits.ceiling = .infinity
    item.layers = [LayerValues(base: .eligibleLeft, starts: [multiple * item.eligible], rates: [0.8])]
    let paid = item.payments()[0], integral = item.integrals()[0]
    let error = (paid - integral).magnitude
    #expect(
      error <= Within.interpolated * integral + Within.rounding * item.bill,
      "\(paid), integral \(integral), bill \(item.bill)")
    var alone = item
    alone.care = [item.care[0]]
    let one = alone.payments()[0], oneIntegral = alone.integrals()[0]
    // Far up the tail nothing of the bill is left to compare.
    #expect(
      (one - oneIntegral).magnitude <= Within.twin * oneIntegral + Within.rounding * Within.rounding * item.bill,
      "alone \(one), integral \(oneIntegral)")
  }
}
