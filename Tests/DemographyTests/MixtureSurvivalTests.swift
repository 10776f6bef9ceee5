import Glibc
import Testing
import _TestSupport

@testable import Demography

/// Survival of states that die at different rates, together as the life table says.
@Suite struct MixtureSurvivalTests {
  private static func level(_ survival: Double, _ people: [Double], _ relative: [Double]) -> Double? {
    MixtureSurvival.level(survival, states: people.count) { (people[$0], relative[$0]) }
  }

  /// Σ y·S^{ρr} = S·Σ y, for mixtures of all kinds: hardly anybody dies, hardly anybody lives, some never die.
  @Test(arguments: 0..<500) func allTogetherSurviveAsTheTableSays(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let survival = [0.999_999, 0.97, 0.6, 0.05, 1e-6][seed % 5]
    let people = (0..<5).map { _ in Double.random(in: 0...1000, using: &random) }
    var relative = (0..<5).map { _ in exp(Double.random(in: -3...3, using: &random)) }
    if seed.isMultiple(of: 3), people[0] < 0.5 * survival * people.reduce(0, +) { relative[0] = 0 }
    let level = try #require(Self.level(survival, people, relative)), total = people.reduce(0, +)
    let alive = zip(people, relative).reduce(0) { $0 + $1.0 * pow(survival, level * $1.1) }
    #expect(Tolerance.roundoff(gross: total).admits(alive, survival * total))
    // The level lies where some die more and some less than the table's.
    #expect(level * (relative.min() ?? 0) <= 1 && level * (relative.max() ?? 0) >= 1)
  }

  /// Two states by the quadratic: y₁x + y₂x² = S·(y₁ + y₂), x = S^ρ.
  @Test func twoStatesByTheQuadratic() throws {
    let survival = 0.8, first = 900.0, second = 100.0
    let x = (-first + (first * first + 4 * second * survival * 1000).squareRoot()) / (2 * second)
    let level = try #require(Self.level(survival, [first, second], [1, 2]))
    #expect(Tolerance.roundoff(gross: 1).admits(pow(survival, level), x))
  }

  @Test func whereAllAreAlikeTheTableStands() {
    #expect(Self.level(0.7, [10, 20], [1, 1]) == 1)
    #expect(Self.level(0.7, [10, 0], [2, 5]) == 0.5)
    #expect(Self.level(0.7, [0, 0], [2, 5]) == 1)
    #expect(Self.level(1, [10, 20], [1, 2]) == 1)
  }

  @Test func whoNeverDieMayNotBeMoreThanSurvive() {
    #expect(Self.level(0.7, [71, 29], [0, 1]) == nil)
    #expect(Self.level(0.7, [69, 31], [0, 1]) != nil)
    #expect(Self.level(0.7, [1, 0], [0, 1]) == nil)
  }
}
