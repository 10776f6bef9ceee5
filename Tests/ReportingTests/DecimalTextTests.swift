import _TestSupport
import Foundation
@testable import Tables
import Testing

/// Digits against an independent rounding: the C library's exact expansion, rounded by hand on the text.
@Suite struct DecimalTextTests {
  /// Half away from zero on the exact decimal expansion; a binary fraction of 2⁻⁷⁹ or more ends within 80 digits.
  private func reference(_ value: Double, decimals: Int) -> String {
    let exact = Array(String(format: "%.80f", value.magnitude))
    guard let point = exact.firstIndex(of: ".") else { return "?" }
    var digits = exact[..<point].compactMap(\.wholeNumberValue)
    let fraction = exact[(point + 1)...].compactMap(\.wholeNumberValue)
    digits += fraction.prefix(decimals)
    if fraction[decimals] >= 5 {
      var place = digits.count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 { digits[place] += 1 } else { digits.insert(1, at: 0) }
    }
    let isZero = digits.allSatisfy { $0 == 0 }
    let text = digits.map(String.init).joined()
    let whole = text.dropLast(decimals)
    let sign = value < 0 && !isZero ? "-" : ""
    return sign + whole + (decimals > 0 ? "." + text.suffix(decimals) : "")
  }

  @Test func randomNumbers() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<4_000 {
      let exponent = Double.random(in: -6...15, using: &generator)
      let value = pow(10, exponent) * (Bool.random(using: &generator) ? 1 : -1)
      for decimals in [0, 1, 2, 6] {
        let text = DecimalText.string(value, decimals: decimals)
        let expected = reference(value, decimals: decimals)
        if text != expected { Issue.record("\(value) with \(decimals): \(text) for \(expected)") }
      }
    }
  }

  /// Numbers that are, or nearly are, halves of the last digit: the product with 100 rounds to a half from either side.
  @Test func nearHalves() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<4_000 {
      let cents = Double(Int.random(in: 0...1_000_000_000_000, using: &generator)) + 0.5
      for value in [cents / 100, (cents / 100).nextUp, (cents / 100).nextDown, cents / 8] {
        let text = DecimalText.string(value, decimals: 2)
        let expected = reference(value, decimals: 2)
        if text != expected { Issue.record("\(value): \(text) for \(expected)") }
      }
    }
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.0, 2, "0.00"), (-0.004, 2, "0.00"), (-0.005, 2, "-0.01"), (0.005, 2, "0.01"),
    (0.125, 2, "0.13"),
    (-0.125, 2, "-0.13"), (1.005, 2, "1.00"), (0.995, 2, "0.99"), (9.995, 2, "9.99"), (99.999, 2, "100.00"),
    (999_999_999_999_999.88, 2, "999999999999999.88"), (1e15, 2, "1000000000000000.00"),
    (-1e15, 1, "-1000000000000000.0"),
    (0.9999996, 6, "1.000000"), (0.0000005, 6, "0.000000"), (0.5, 0, "1"), (1e18, 2, "1000000000000000000.00"),
  ])
  func chosenNumbers(value: Double, decimals: Int, expected: String) {
    #expect(DecimalText.string(value, decimals: decimals) == expected)
  }

  @Test func noNumberHasNoDigits() {
    for value in [Double.nan, .infinity, -.infinity, 1e19] { #expect(DecimalText.string(value, decimals: 2) == "?") }
  }

  @Test func trimmed() {
    #expect(DecimalText.trimmed(0.085, decimals: 6) == "0.085")
    #expect(DecimalText.trimmed(1200, decimals: 2) == "1200")
    #expect(DecimalText.trimmed(0, decimals: 6) == "0")
    #expect(DecimalText.trimmed(10, decimals: 0) == "10")
  }
}
