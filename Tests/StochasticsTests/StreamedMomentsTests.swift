import Testing
import _TestSupport

@testable import Stochastics

@Suite struct StreamedMomentsTests {
  /// Values 10¹² + m/1024 with integer m: moments exactly in integers.
  @Test(arguments: [2, 63, 64, 65, 1000, 4099], [0.0, 1e12, -1e12])
  func againstExactIntegers(count: Int, mean: Double) {
    let numerators = Sample.normal(count, seed: 4).map { Int(($0 * 1024 + 300).rounded()) }
    let found = Sample.distribution(numerators.map { mean + Double($0) / 1024 })
    let n = Int128(count)
    let total = Int128(numerators.reduce(0, +))
    // n·m − Σm is n times the deviation from the mean.
    var powers: (Int128, Int128, Int128) = (0, 0, 0)
    for m in numerators {
      let d = n * Int128(m) - total
      powers.0 += d * d
      powers.1 += d * d * d
      powers.2 += d * d * d * d
    }
    let scale = 1024 * Double(count)
    let second = Double(powers.0) / (scale * scale)
    let third = Double(powers.1) / (scale * scale * scale)
    let fourth = Double(powers.2) / (scale * scale * scale * scale)
    let sigma = (second / Double(count)).squareRoot()
    #expect((found.moments.second / second - 1).magnitude < Within.closedForm)
    #expect((found.moments.third - third).magnitude < Within.shortSum * Double(count) * sigma * sigma * sigma)
    #expect((found.moments.fourth / fourth - 1).magnitude < Within.shortSum)
    #expect((found.standardDeviation - (second / Double(count - 1)).squareRoot()).magnitude < Within.closedForm * sigma)
    let exactMean = mean + Double(total) / scale
    #expect((found.mean - exactMean).magnitude <= exactMean.ulp + Within.rounding)
    #expect(found.negatives == numerators.filter { mean + Double($0) / 1024 < 0 }.count)
  }

  @Test func byHand() {
    // 1, 2, 3, 6: mean 3, deviations −2, −1, 0, 3; sums of powers 14, 18, 98.
    let found = Sample.distribution([1, 2, 3, 6])
    #expect(found.mean == 3 && found.standardDeviation == (14.0 / 3).squareRoot())
    #expect(found.moments.third == 18 && found.moments.fourth == 98)
    #expect((found.skewness - 4.5 / (3.5 * 3.5.squareRoot())).magnitude < Within.rounding)
    #expect((found.excessKurtosis - (24.5 / 12.25 - 3)).magnitude < Within.rounding)
    #expect(found.minimum == 1 && found.maximum == 6 && found.probabilityNegative == 0)
  }

  @Test(arguments: [0.0, 1e12, -7.3e-3, 0x1p-1070, 0.1])
  func equalValuesHaveNoSpread(value: Double) {
    let found = Sample.distribution([Double](repeating: value, count: 1000))
    #expect(found.mean == value && found.standardDeviation == 0 && found.standardErrorOfMean == 0)
    #expect(found.standardErrorOfStandardDeviation == 0 && found.skewness == 0 && found.excessKurtosis == 0)
    for p in [0, 0.01, 0.5, 0.99, 1] { #expect(found.quantile(p) == value) }
    #expect((found.tailMean(below: 0.05) - value).magnitude <= value.ulp)
    #expect(found.standardErrorOfTailMean(below: 0.05) <= value.ulp)
  }

  @Test func sameBytesForAnyCallsInWholeGroups() {
    let values = Sample.normal(1000, seed: 12).map { $0 * 1e9 + 2e8 }
    let whole = Sample.distribution(values)
    for pattern in [[64], [128, 64], [640], [192, 256, 64]] {
      var parts = StreamedDistribution()
      var done = 0
      var k = 0
      while done < values.count {
        let end = min(values.count, done + pattern[k % pattern.count])
        parts.add(Array(values[done..<end]))
        done = end
        k += 1
      }
      #expect(parts == whole)
      #expect(parts.mean.bitPattern == whole.mean.bitPattern)
      #expect(parts.moments.fourth.bitPattern == whole.moments.fourth.bitPattern)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func nonFiniteValuesAreSignalled(value: Double) {
    for place in [0, 63, 64, 99] {
      var values = Sample.normal(100)
      values[place] = value
      let found = Sample.distribution(values)
      #expect(found.hasNonFinite && found.mean.isNaN && found.quantile(0.5).isNaN && found.probabilityNegative.isNaN)
      #expect(found.standardErrorOfMean.isNaN && found.tailMean(below: 0.1).isNaN && found.minimum.isNaN)
    }
    #expect(!Sample.distribution(Sample.normal(100)).hasNonFinite)
  }

  @Test func withoutValuesNothingIsKnown() {
    let none = StreamedDistribution()
    #expect(none.count == 0 && none.mean.isNaN && none.quantile(0.5).isNaN && none.tailMean(below: 0.5).isNaN)
    #expect(none.standardErrorOfMean.isNaN && none.probabilityNegative.isNaN && !none.hasNonFinite)
    let one = Sample.distribution([3])
    #expect(one.mean == 3 && one.standardDeviation.isNaN && one.quantile(0.2) == 3 && one.tailMean(below: 0.1) == 3)
  }

  @Test func minusZeroIsNotNegative() {
    let found = Sample.distribution([-0.0, 0, -1e-300, -5, 5])
    #expect(found.negatives == 2 && found.probabilityNegative == 0.4)
    #expect(Sample.distribution([-0.0]).minimum.sign == .plus)
  }
}
