import Quantities
import Testing
import _TestSupport

@testable import SchemeModel

/// Schedules of payment and their compositions against what they say, amount by amount.
@Suite struct PaymentScheduleTests {
  /// Tier by tier, as a clerk would.
  private func clerk(_ layer: LayerValues, _ amount: Double) -> Double {
    var paid = 0.0
    for (tier, start) in layer.starts.enumerated() where amount > start {
      let end = tier + 1 < layer.starts.count ? layer.starts[tier + 1] : .infinity
      paid += layer.rates[tier] * (min(amount, end) - start)
    }
    return min(paid, layer.ceiling)
  }

  private func amounts(_ layers: [LayerValues], _ generator: inout SeededGenerator) -> [Double] {
    let starts = layers.flatMap(\.starts).filter { $0 > 0 }
    return [0, 1e-3, 1e12] + starts + starts.flatMap { [$0.nextUp, $0.nextDown] }
      + (0..<60).map { _ in Double.random(in: 0...4, using: &generator) * ((starts.max() ?? 0) + 1000) }
  }

  @Test(arguments: 0..<200) func stacks(seed: Int) {
    let layers = Waterfall.random(seed: UInt64(seed), branches: 1, tiers: 8, layers: 4).layers
      .filter { $0.base != .closing }
    var generator = SeededGenerator(seed: UInt64(seed) + 77)
    for amount in amounts(layers, &generator) {
      var before = PaymentSchedule.identity
      var left = amount
      for layer in layers {
        let schedule = layer.schedule, paid = clerk(layer, left)
        let near = Tolerance.roundoff(gross: amount)
        #expect(near.admits(schedule(left), paid), "\(layer) of \(left)")
        #expect(near.admits(schedule.of(before)(amount), paid), "\(layer) after others of \(amount)")
        before = schedule.left.of(before)
        left -= paid
        #expect(near.admits(before(amount), left), "left of \(amount)")
      }
    }
  }

  /// Slopes are shares, breaks rise, and steps give the schedule back.
  @Test(arguments: 0..<100) func shape(seed: Int) {
    let layers = Waterfall.random(seed: UInt64(seed), branches: 1, tiers: 8, layers: 4).layers
    var before = PaymentSchedule.identity
    for layer in layers where layer.base != .closing {
      for schedule in [layer.schedule, layer.schedule.of(before), layer.schedule.left.of(before)] {
        #expect(schedule.breaks.first == 0)
        #expect(zip(schedule.breaks, schedule.breaks.dropFirst()).allSatisfy { $0 < $1 })
        #expect(schedule.slopes.allSatisfy { $0 >= 0 && $0 <= 1 })
        let amount = 1.5 * (schedule.breaks.last ?? 0) + 1
        let steps = schedule.steps.reduce(0) { $0 + $1.change * max(amount - $1.at, 0) }
        #expect(Tolerance.roundoff(gross: amount).admits(steps, schedule(amount)))
      }
      before = layer.schedule.left.of(before)
    }
  }

  @Test func emptyLayers() {
    let empty = [
      LayerValues(base: .eligibleLeft, starts: [0, 100], rates: [0, 0]),
      LayerValues(base: .eligibleLeft, starts: [50], rates: [0.8], ceiling: 0),
      LayerValues(base: .eligibleLeft),
    ]
    for layer in empty {
      for amount in [0, 10, 1e5, 1e12] { #expect(layer.schedule(amount) == 0 && layer.schedule.left(amount) == amount) }
    }
    var item = StopLossTests.ordinary
    let payments = item.payments()
    item.layers = empty + item.layers
    #expect(item.payments().prefix(3).allSatisfy { $0 == 0 })
    for (alone, behind) in zip(payments, item.payments().dropFirst(3)) {
      #expect(Tolerance.roundoff(gross: item.bill).admits(behind, alone))
    }
  }
}
