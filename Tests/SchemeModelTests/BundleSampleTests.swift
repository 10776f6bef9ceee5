import Glibc
import Quantities
import Testing
import _TestSupport

@testable import SchemeModel

/// Layers against persons drawn one by one: bills are drawn, and every payment is worked out as the rules say.
@Suite struct BundleSampleTests {
  static let cases: [Waterfall] = {
    // Bills that spread less than usual, and layers that many reach: the sample must see them well.
    var usual = StopLossTests.ordinary
    usual.care[0].values.money.variation = 0.7
    usual.care[0].values.use.dispersion = 0.6
    usual.layers[0].starts = [3000, 12_000]
    usual.layers[1].starts = [1000]
    usual.layers[2].starts = [1000]
    var yearly = usual
    yearly.care[0].basis = .year
    yearly.care[0].values.use.rate = 1.5
    yearly.care[1].counted = 1
    yearly.layers = [
      LayerValues(base: .eligibleLeft, starts: [1500, 8000], rates: [0.5, 0.9], ceiling: 15_000),
      LayerValues(base: .uncovered, starts: [500], rates: [0.7], ceiling: 30_000),
      LayerValues(base: .eligibleLeft, starts: [600], rates: [0.8]),
      LayerValues(base: .closing, target: 0.05),
    ]
    var free = usual
    free.care[1].values.benefits.reimbursementRate = 1
    free.care[1].values.benefits.ceiling = 3000
    var alone = free
    alone.care = [free.care[0]]
    alone.layers[0].starts = [2000, 9000]
    var threefold = usual
    threefold.care.append(
      Waterfall.Care(
        basis: .year,
        values: BranchValues(
          use: UseTerms(rate: 0.3, dispersion: 1, elasticity: 0),
          money: MoneyTerms(unitCost: 2500, variation: 0.7),
          benefits: BenefitTerms(eligibleShare: 0.95, deductible: 0, reimbursementRate: 0.5, ceiling: 10_000))))
    return [usual, yearly, free, alone, threefold]
  }()

  @Test(arguments: cases.indices) func paymentsEqualSample(index: Int) {
    let item = Self.cases[index]
    let persons = 1_000_000
    var generator = SeededGenerator(seed: 20_260_202 + UInt64(index))
    // By branch: cumulated shares of users and the two bills of a user of whom a unit normal is drawn.
    let parts = item.reference.map { $0.plan.parts(use: $0.use, cost: $0.cost) }
    let counted = item.care.map(\.counted)
    let outside = item.care.map { (1 - $0.values.benefits.eligibleShare) / $0.values.benefits.eligibleShare }
    var sums = [Double](repeating: 0, count: item.layers.count), squares = sums
    func normal() -> Double {
      let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
      return (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot() * cos(angle)
    }
    for _ in 0..<persons {
      var left = 0.0, uncovered = 0.0
      for branch in parts.indices {
        var draw = Double.random(in: 0..<1, using: &generator)
        for part in parts[branch] {
          draw -= part.share
          guard draw < 0 else { continue }
          let expense = exp(part.expense.mu + part.expense.sigma * normal())
          left += counted[branch] * (expense - min(part.rate * max(expense - part.deductible, 0), part.ceiling))
          uncovered += counted[branch] * expense * outside[branch]
          break
        }
      }
      if left == 0 { continue }
      for (place, layer) in item.layers.enumerated() {
        var paid = left
        if layer.base != .closing {
          let amount = layer.base == .uncovered ? uncovered : left
          paid = 0
          for (tier, start) in layer.starts.enumerated() where amount > start {
            let end = tier + 1 < layer.starts.count ? layer.starts[tier + 1] : .infinity
            paid += layer.rates[tier] * (min(amount, end) - start)
          }
          paid = min(paid, layer.ceiling)
          if layer.base == .uncovered { uncovered -= paid } else { left -= paid }
        }
        sums[place] += paid
        squares[place] += paid * paid
      }
    }
    let payments = item.payments(), count = Double(persons)
    for place in item.layers.indices {
      let mean = sums[place] / count
      let error = ((squares[place] / count - mean * mean) / count).squareRoot()
      var expected = payments[place]
      // A closing layer pays what is left beyond a share of what is eligible.
      if item.layers[place].base == .closing {
        #expect(expected > 0)
        expected += item.layers[place].target * item.eligible
      }
      // Four standard errors: one right program in 16,000 would fail.
      #expect(
        Tolerance.sampling(standardErrors: 4, standardError: error).admits(mean, expected),
        "layer \(place): \(mean) ± \(error), kernel \(expected)")
      // The sample can tell a payment two per cent off.
      #expect(4 * error < 0.02 * expected, "layer \(place): \(error) of \(expected)")
    }
  }
}
