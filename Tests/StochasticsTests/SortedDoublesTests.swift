import Testing

@testable import Stochastics

/// The order of a comparison sort, whatever the values share.
@Suite struct SortedDoublesTests {
  private func isSorted(_ values: [Double]) -> Bool {
    SortedDoubles.sorted(values).map(\.bitPattern) == values.map { $0 + 0 }.sorted().map(\.bitPattern)
  }

  @Test(arguments: [0, 1, 2, 127, 128, 1000, 2048]) func drawn(count: Int) {
    var draws = SystemRandomNumberGenerator()
    #expect(isSorted((0..<count).map { _ in .random(in: -1e9...1e9, using: &draws) }))
    // Magnitudes far apart, extremes, both zeros.
    let wide = (0..<count).map { place -> Double in
      switch place % 7 {
      case 0: Double(sign: .plus, exponent: .random(in: -1000...1000, using: &draws), significand: 1.5)
      case 1: -.greatestFiniteMagnitude
      case 2: .leastNonzeroMagnitude * Double(place)
      case 3: -0.0
      case 4: 0
      case 5: .infinity
      default: -Double(sign: .plus, exponent: .random(in: -1000...1000, using: &draws), significand: 1.25)
      }
    }
    #expect(isSorted(wide))
  }

  /// Only the lowest bits differ: all is left to the insertion.
  @Test func valuesCloseTogether() {
    let values = (0..<1000).map { Double(bitPattern: (1e6).bitPattern + UInt64(($0 * 7919) % 1000)) }
    #expect(isSorted(values))
    #expect(isSorted(values.map { -$0 }))
    #expect(isSorted([Double](repeating: 3, count: 500)))
  }
}
