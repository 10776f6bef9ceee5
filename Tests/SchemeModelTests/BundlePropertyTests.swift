import Quantities
import Testing
import _TestSupport

@testable import SchemeModel

/// What must hold of layers whatever their terms (<doc:Invariants>).
@Suite struct BundlePropertyTests {
  /// A last layer that pays all that is left gets all that is left: basic scheme, layers and own payment are the bill.
  @Test(arguments: 0..<120) func layersAndOwnPaymentAreTheBill(seed: Int) {
    var item = Waterfall.random(seed: UInt64(seed), branches: 1 + seed % 2)
    item.layers.removeAll { $0.base == .closing }
    item.layers += [LayerBase.eligibleLeft, .uncovered].map { LayerValues(base: $0, starts: [0], rates: [1]) }
    let payments = item.payments()
    // Far up the tail a difference of two numbers may lie below nothing by its rounding.
    for payment in payments { #expect(payment >= -Within.quadrature * item.bill) }
    let near = Tolerance.roundoff(gross: 10 * item.bill)
    #expect(near.admits(item.basicPayment() + payments.reduce(0, +), item.bill))
    let eligible = zip(item.layers, payments).filter { $0.0.base == .eligibleLeft }.reduce(0) { $0 + $1.1 }
    #expect(near.admits(item.basicPayment() + eligible, item.eligible))
  }

  @Test(arguments: 0..<120) func doubledMoney(seed: Int) {
    let item = Waterfall.random(seed: UInt64(seed), branches: 1 + seed % 2)
    for (once, twice) in zip(item.payments(), item.scaled(2).payments()) {
      #expect((twice - 2 * once).magnitude <= Within.twin * item.bill, "\(once), \(twice)")
    }
  }

  /// What people pay themselves, less what a closing layer adds.
  private func ownPayment(_ item: Waterfall) -> Double {
    item.bill - item.basicPayment() - item.payments().reduce(0, +)
  }

  /// Own payment never rises when a benefit improves. Rates rise with the tiers, so that a lower start is an improvement.
  @Test(arguments: 0..<60) func improvementsLowerOwnPayment(seed: Int) {
    var item = Waterfall.random(seed: UInt64(seed), branches: 1 + seed % 2)
    for place in item.layers.indices { item.layers[place].rates.sort() }
    let before = ownPayment(item)
    func expectLower(_ name: String, _ change: (inout Waterfall) -> Void) {
      var better = item
      change(&better)
      let after = ownPayment(better)
      // Two integrals, each within 1e-9.
      #expect(after <= before + Within.twoQuadratures * item.bill, "\(name): \(before) → \(after)")
    }
    for place in item.care.indices {
      expectLower("deductible") { $0.care[place].values.benefits.deductible *= 0.7 }
      let later = item.care[place].values.benefits.laterDeductibleShare ?? 1
      expectLower("later deductibles") { $0.care[place].values.benefits.laterDeductibleShare = later * 0.5 }
      expectLower("rate") {
        $0.care[place].values.benefits.reimbursementRate = min(
          1, $0.care[place].values.benefits.reimbursementRate + 0.04)
      }
      expectLower("ceiling") { $0.care[place].values.benefits.ceiling *= 1.4 }
      for setting in item.care[place].values.settings.indices {
        expectLower("deductible of a setting") { $0.care[place].values.settings[setting].deductibleRatio *= 0.6 }
        expectLower("rate of a setting") { $0.care[place].values.settings[setting].rateAddition += 0.03 }
      }
    }
    for layer in item.layers.indices {
      expectLower("ceiling of layer \(layer)") { $0.layers[layer].ceiling *= 1.5 }
      expectLower("target of layer \(layer)") { $0.layers[layer].target *= 0.8 }
      expectLower("rates of layer \(layer)") {
        $0.layers[layer].rates = $0.layers[layer].rates.map { min(1, $0 + 0.1) }
      }
      for tier in item.layers[layer].starts.indices {
        expectLower("start of tier \(tier) of layer \(layer)") {
          let floor = tier > 0 ? $0.layers[layer].starts[tier - 1] : 0
          $0.layers[layer].starts[tier] = floor + 0.6 * ($0.layers[layer].starts[tier] - floor)
        }
      }
    }
  }

  /// Layers + own payment = bill, where own payment is what is found behind all layers and no difference: a layer that takes
  /// everything left, on eligible expense and on uncovered bills.
  @Test(arguments: 1...3) func whatLayersLeaveIsFoundBehindThem(branches: Int) {
    for seed in 0..<60 {
      var item =
        branches == 3
        ? .randomOfThree(seed: UInt64(3000 + seed)) : Waterfall.random(seed: UInt64(3000 + seed), branches: branches)
      item.layers.removeAll { $0.base == .closing }
      let everything = LayerValues(base: .uncovered, starts: [0], rates: [1])
      let own = LayerValues(base: .closing, target: 0)
      item.layers += [everything, own]
      let paid = item.payments()
      func sum(_ isUncovered: Bool) -> Double {
        zip(item.layers, paid).reduce(0) { ($1.0.base == .uncovered) == isUncovered ? $0 + $1.1 : $0 }
      }
      let tolerance = (branches == 1 ? Within.roundoff : Within.quadrature) * item.bill
      #expect(abs(item.basicPayment() + sum(false) - item.eligible) <= tolerance, "seed \(3000 + seed)")
      #expect(abs(sum(true) - (item.bill - item.eligible)) <= tolerance, "seed \(3000 + seed)")
    }
  }

  /// Improvements act: the same of an ordinary case, strictly.
  @Test func improvementsAct() {
    let item = StopLossTests.ordinary
    var open = item
    open.layers.removeLast()
    let before = ownPayment(open)
    for change in [
      { $0.care[0].values.benefits.deductible *= 0.9 }, { $0.care[1].values.benefits.reimbursementRate += 0.02 },
      { $0.care[0].values.settings[1].rateAddition += 0.02 }, { $0.care[0].values.benefits.laterDeductibleShare = 0.4 },
      { $0.layers[0].starts[1] *= 0.9 }, { $0.layers[1].ceiling *= 1.1 }, { $0.layers[2].rates[0] += 0.01 },
    ] as [(inout Waterfall) -> Void] {
      var better = open
      change(&better)
      #expect(ownPayment(better) < before - Within.interpolated * item.bill)
    }
  }

  /// Covers multiply the layers they belong to, cell by cell, and cells do not touch each other.
  @Test func cells() {
    let item = StopLossTests.ordinary
    let use = [1, 0, 0.3, 1, 2], cost = [1, 1, 0.5, 1, 1.7]
    let kernel = BundleKernel(
      item.care.map { BranchKernel(deductibleBasis: $0.basis, relativeUse: use, relativeCost: cost) })
    var layers = item.layers
    layers[2].covered = [0.5, 0.5, 0, 0.2, 1]
    let all = kernel.payments(
      item.care.map(\.values), references: [nil, nil], counted: item.care.map(\.counted), layers: layers)
    for cell in use.indices {
      var one = item
      for place in one.care.indices {
        one.care[place].values.use.rate *= use[cell]
        one.care[place].values.money.unitCost *= cost[cell]
      }
      for (layer, payment) in one.payments().enumerated() {
        let covered = layers[layer].covered?[cell] ?? 1
        #expect(Tolerance.roundoff(gross: one.bill).admits(all[layer][cell], covered * payment), "\(layer), \(cell)")
      }
    }
    #expect(all.allSatisfy { $0[0] == $0[3] || layers[2].covered != nil } && all.allSatisfy { $0[1] == 0 })
  }
}
