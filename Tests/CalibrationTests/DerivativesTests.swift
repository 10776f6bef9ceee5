import Glibc
import Testing
import _TestSupport

@testable import Calibration

/// Broyden's method, by what defines it and by what it finds.
@Suite struct DerivativesTests {
  private static let order = 4

  private static func numbers(_ generator: inout SeededGenerator, _ count: Int = order) -> [Double] {
    (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
  }

  /// Differences of residuals that are a matrix times the values, at `values`.
  private static func linear(_ matrix: [Double], _ values: [Double]) -> [Double] {
    (0..<order).map { i in (0..<order).reduce(0) { $0 + matrix[i * order + $1] * values[$1] } }
  }

  private static func made(_ matrix: [Double], at values: [Double]) -> Derivatives {
    let steps = values.map { 1e-3 * (abs($0) + 1) }
    let trials = values.indices.map { index in
      var moved = values
      moved[index] += steps[index]
      return linear(matrix, moved)
    }
    return Derivatives(at: values, linear(matrix, values), trials: trials, steps)
  }

  @Test(arguments: 0..<20) func oneStepSolvesWhatIsLinear(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var matrix = Self.numbers(&generator, Self.order * Self.order)
    for i in 0..<Self.order { matrix[i * Self.order + i] += 4 }
    let values = Self.numbers(&generator)
    let move = try #require(Self.made(matrix, at: values).move(Self.linear(matrix, values)))
    for (value, step) in zip(values, move) { #expect(abs(value - step) < Within.twin) }
  }

  /// A correction explains the step just made (the secant equation) and changes nothing across it, sizes of values counted.
  @Test(arguments: 0..<20) func correctsAlongTheStepAlone(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var matrix = Self.numbers(&generator, Self.order * Self.order)
    for i in 0..<Self.order { matrix[i * Self.order + i] += 4 }
    let values = Self.numbers(&generator).map { $0 * 10 + 1 }
    var derivatives = Self.made(matrix, at: values)
    let step = Self.numbers(&generator), found = Self.numbers(&generator)
    derivatives.correct(at: zip(values, step).map { $0 + $1 }, found)
    // What was found: the step takes the residuals from those before to `found`.
    let change = zip(found, Self.linear(matrix, values)).map { $0 - $1 }
    let back = try #require(derivatives.move(change))
    for (one, other) in zip(back, step) { #expect(abs(one - other) < Within.chained) }
    // Across the step, in units of the values' sizes, the old matrix stands.
    let scales = values.map { 1 / max(abs($0), 1e-3) }
    var across = Self.numbers(&generator)
    func product(_ a: [Double], _ b: [Double]) -> Double {
      (0..<Self.order).reduce(0) { $0 + a[$1] * b[$1] * scales[$1] * scales[$1] }
    }
    let share = product(across, step) / product(step, step)
    across = zip(across, step).map { $0 - share * $1 }
    let kept = try #require(derivatives.move(Self.linear(matrix, across)))
    for (one, other) in zip(kept, across) { #expect(abs(one - other) < Within.chained) }
  }

  @Test func findsACurvedRoot() throws {
    func residuals(_ x: [Double]) -> [Double] {
      [
        x[0] * exp(0.3 * x[1]) - 1.2, x[1] / (1 + 0.2 * x[0]) - 0.8, x[2] * x[2] * x[0] - 3,
        x[3] - 0.1 * x[2] * x[1] - 500,
      ]
    }
    var x = [1, 1, 1, 400.0]
    let steps = x.map { 1e-4 * $0 }
    var derivatives = Derivatives(
      at: x, residuals(x),
      trials: x.indices.map { index in
        var moved = x
        moved[index] += steps[index]
        return residuals(moved)
      }, steps)
    var rounds = 0
    while (residuals(x).map { abs($0) }.max() ?? 0) > Within.roundoff, rounds < 50 {
      if rounds > 0 { derivatives.correct(at: x, residuals(x)) }
      x = zip(x, try #require(derivatives.move(residuals(x)))).map { $0 - $1 }
      rounds += 1
    }
    #expect(rounds < 16, "\(rounds) steps")
  }

  /// Differences stand for derivatives: what they take off the values is what the derivatives written out take off, but for the
  /// length of the step, and half the step misses half as much.
  @Test func differencesAreNearDerivatives() throws {
    func residuals(_ x: [Double]) -> [Double] { [x[0] * exp(0.3 * x[1]) - 1.2, x[1] * x[1] + 2 * x[0] - 5] }
    let x = [0.8, 1.4], found = residuals(x)
    let (a, b) = (exp(0.3 * x[1]), 0.3 * x[0] * exp(0.3 * x[1])), (c, d) = (2.0, 2 * x[1])
    let exact = [(d * found[0] - b * found[1]) / (a * d - b * c), (a * found[1] - c * found[0]) / (a * d - b * c)]
    func miss(_ step: Double) throws -> Double {
      let trials = x.indices.map { index in
        var moved = x
        moved[index] += step
        return residuals(moved)
      }
      let made = Derivatives(at: x, found, trials: trials, [step, step])
      #expect(!made.isCorrected)
      return zip(try #require(made.move(found)), exact).map { abs($0 - $1) }.max() ?? .nan
    }
    let whole = try miss(1e-4), half = try miss(5e-5)
    #expect(whole > 0 && whole < Within.firstOrder)
    #expect(abs(whole / half - 2) < Within.firstOrder)
  }

  @Test func saysWhereNothingFollows() {
    #expect(
      Derivatives(at: [1, 1], [0.5, 0.5], trials: [[0.6, 0.5], [0.7, 0.5]], [0.1, 0.1]).move([0.5, 0.5]) == nil)
  }
}
