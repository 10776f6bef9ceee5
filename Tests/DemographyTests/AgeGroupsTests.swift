import Demography
import Glibc
import Testing
import _TestSupport

@Suite struct AgeGroupsTests {
  private static let fives = stride(from: 0, to: 100, by: 5).map { $0...($0 + 4) }
  private static let to85 = AgeGroups(Array(fives[..<17]) + [85...100], isOpen: true)
  private static let abridgedTo85 = AgeGroups([0...0, 1...4] + fives[1..<17] + [85...100], isOpen: true)

  private func sums(_ single: [Double], _ groups: AgeGroups) -> [Double] {
    groups.ranges.map { $0.reduce(0) { $0 + single[$1] } }
  }

  private func means(_ single: [Double], _ weights: [Double], _ groups: AgeGroups) -> [Double] {
    groups.ranges.map { range in
      range.reduce(0) { $0 + single[$1] * weights[$1] } / range.reduce(0) { $0 + weights[$1] }
    }
  }

  /// The worked example of graduate_sprague in the R package DemoTools (reference manual): ages 0 to 5 from the groups 0–4 to
  /// 15–19, printed to three decimals.
  @Test func spraguesMultipliersGiveAPublishedExample() {
    let single = SpragueMultipliers.split([54170, 44775, 42142, 38464, 34406, 30386])
    let published = [12172.491, 11380.448, 10717.448, 10171.000, 9728.613, 9377.795]
    for (value, expected) in zip(single, published) { #expect(Tolerance.published(digits: 3).admits(value, expected)) }
  }

  /// Counts that follow a polynomial of the third degree come back, at the ends too: no other multipliers of this shape do both.
  @Test(arguments: [[7.0], [50, 3], [900, -4, 0.2], [5000, -20, 1.5, -0.01]])
  func spraguesMultipliersReproducePolynomials(coefficients: [Double]) {
    let exact = (0..<60).map { age in coefficients.reversed().reduce(0) { $0 * Double(age) + $1 } }
    let groups = stride(from: 0, to: 60, by: 5).map { exact[$0..<($0 + 5)].reduce(0, +) }
    for (value, expected) in zip(SpragueMultipliers.split(groups), exact) {
      #expect(abs(value - expected) <= Within.roundoff * (exact.map { abs($0) }.max() ?? 0))
    }
  }

  @Test(arguments: [to85, abridgedTo85, AgeGroups(fives + [100...100], isOpen: true)])
  func countsKeepTotalsAndSigns(groups: AgeGroups) {
    var random = SeededGenerator(seed: 3)
    let open = (0...100).map { 1 / Double(1 + $0) }
    for _ in 0..<200 {
      // Wild enough that the multipliers give negative ages in some.
      let totals = groups.ranges.map { _ in Double.random(in: 0...1, using: &random) * 1000 }
      let single = groups.counts(totals, openWeights: open)
      #expect(single.values.allSatisfy { $0 >= 0 })
      for (sum, total) in zip(sums(single.values, groups), totals) { #expect(abs(sum - total) <= Within.chained) }
      for group in single.even {
        let own = groups.ranges[group].map { single.values[$0] }
        #expect(own.allSatisfy { $0 == own[0] })
      }
    }
    let steep = groups.ranges.indices.map { $0 == 8 ? 10_000.0 : 10 }
    #expect(!groups.counts(steep, openWeights: open).even.isEmpty)
  }

  @Test func theOpenGroupFollowsItsWeights() {
    let open = (0...100).map { Double($0 < 85 ? 0 : 101 - $0) }
    let single = Self.to85.counts([Double](repeating: 500, count: 17) + [1360], openWeights: open).values
    #expect(abs(single[85] - 160) < Within.chained)
    #expect(abs(single[100] - 10) < Within.chained)
    // Nobody to follow: evenly.
    let even = Self.to85.counts(
      [Double](repeating: 500, count: 17) + [1600], openWeights: [Double](repeating: 0, count: 101))
    #expect(even.values[85...].allSatisfy { $0 == 100 })
  }

  @Test(arguments: [to85, abridgedTo85])
  func ratesKeepWeightedMeansAndReproduceExponentials(groups: AgeGroups) {
    let weights = (0...100).map { 1000 - 9 * Double($0) }
    let exact = (0...100).map { 2e-4 * exp2(Double($0) / 8) }
    let rates = groups.rates(means(exact, weights, groups), weights: weights, range: 0...2)
    #expect(rates.even.isEmpty)
    for (age, value) in rates.values.enumerated() {
      #expect(Tolerance.plausible(share: 0.02).admits(value, exact[age]), "\(age): \(value) for \(exact[age])")
    }
    for (mean, given) in zip(means(rates.values, weights, groups), means(exact, weights, groups)) {
      #expect(abs(mean / given - 1) < Within.roundoff)
    }
    // One rate at all ages stays one rate, and none stays none.
    let flat = groups.rates(groups.ranges.map { _ in 0.01 }, weights: weights, range: 0...2)
    #expect(flat.values.allSatisfy { abs($0 - 0.01) < Within.closedForm })
    let none = groups.rates(groups.ranges.map { _ in 0 }, weights: weights, range: 0...2)
    #expect(none.values.allSatisfy { $0 == 0 })
    // A value beyond the range leaves the group even.
    let high = groups.rates(groups.ranges.indices.map { $0 < 17 ? 0.001 : 0.5 }, weights: weights, range: 0...0.6)
    #expect(high.values.allSatisfy { $0 <= 0.6 })
  }

  @Test(arguments: [to85, abridgedTo85])
  func sharesKeepWeightedMeansAndReproduceLines(groups: AgeGroups) {
    var random = SeededGenerator(seed: 8)
    let weights = (0...100).map { _ in Double.random(in: 1...2, using: &random) }
    let uniform = [Double](repeating: 1, count: 101)
    let line = (0...100).map { 0.1 + 0.005 * Double($0) }
    let straight = groups.shares(means(line, uniform, groups), weights: uniform, range: 0...1)
    for age in 0..<85 { #expect(abs(straight.values[age] - line[age]) < Within.roundoff) }
    // Two shares that sum to one in every group do so at every age.
    let first = groups.ranges.map { _ in Double.random(in: 0.3...0.7, using: &random) }
    let a = groups.shares(first, weights: weights, range: 0...1)
    let b = groups.shares(first.map { 1 - $0 }, weights: weights, range: 0...1)
    for age in 0...100 { #expect(abs(a.values[age] + b.values[age] - 1) < Within.roundoff) }
    for (mean, given) in zip(means(a.values, weights, groups), first) { #expect(abs(mean - given) < Within.roundoff) }
    // A step too steep for a line leaves its group even, inside the range.
    let step = groups.ranges.map { $0.lowerBound < 40 ? 0.0 : 1.0 }
    let held = groups.shares(step, weights: weights, range: 0...1)
    #expect(!held.even.isEmpty)
    #expect(held.values.allSatisfy { (0...1).contains($0) })
    #expect(held.values[30] == 0 && held.values[60] == 1)
  }
}
