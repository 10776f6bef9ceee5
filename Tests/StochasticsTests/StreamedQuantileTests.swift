import Foundation
import Testing
import _TestSupport

@testable import Stochastics

@Suite struct StreamedQuantileTests {
  enum Shape: CaseIterable {
    case normal, lognormal, mixed, nearZero, wide, money

    func values(_ count: Int) -> [Double] {
      let z = Sample.normal(count, seed: 21)
      switch self {
      case .normal: return z
      case .lognormal: return z.map { exp(2 * $0) }
      case .mixed: return z.map { 1e9 * $0 + 3e8 }
      case .nearZero: return z.enumerated().map { $0.offset % 3 == 0 ? 0 : 2e-3 * $0.element }
      case .wide: return z.map { ($0 < 0 ? -1 : 1) * exp(20 * $0.magnitude) }
      case .money: return z.map { 1e12 * (1 + 0.1 * $0) }
      }
    }
  }

  static let shares = [0, 1e-4, 0.001, 0.01, 0.05, 0.07, 0.1, 0.25, 0.3, 0.5, 0.57, 0.75, 0.9, 0.95, 0.99, 0.999, 1]

  @Test(arguments: Shape.allCases, [1, 2, 3, 7, 10, 64, 65, 100, 1000, 10_000])
  func againstSortedValues(shape: Shape, count: Int) {
    let values = shape.values(count)
    let sorted = values.sorted()
    let found = Sample.distribution(values)
    for p in Self.shares {
      // The exact p·n, freed of binary fractions by the 4 decimals of p.
      let rank = max(1, (Int((p * 10_000).rounded()) * count + 9_999) / 10_000)
      let wanted = sorted[rank - 1]
      let bound = wanted.magnitude < LogLinearHistogram.smallest ? LogLinearHistogram.smallest : wanted.magnitude / 256
      if count <= StreamedDistribution.exactCount {
        #expect(found.quantile(p) == wanted)
      } else {
        #expect((found.quantile(p) - wanted).magnitude <= bound * (1 + Within.closedForm), "p \(p)")
      }
      if rank == 1 { #expect(found.quantile(p) == sorted[0]) }
      if rank == count { #expect(found.quantile(p) == sorted[count - 1]) }
    }
  }

  @Test(arguments: Shape.allCases, [1, 2, 7, 65, 1000, 10_000])
  func tailMeansAgainstSortedValues(shape: Shape, count: Int) {
    let values = shape.values(count)
    let sorted = values.sorted()
    let found = Sample.distribution(values)
    for p in Self.shares where p > 0 {
      let wanted = max(1, p * Double(count))
      var (sum, gross, weight) = (0.0, 0.0, 0.0)
      for x in sorted where weight < wanted {
        let part = min(1, wanted - weight)
        sum += part * x
        gross += part * x.magnitude
        weight += part
      }
      let bound = gross / wanted / 256 + LogLinearHistogram.smallest
      #expect((found.tailMean(below: p) - sum / wanted).magnitude <= bound * (1 + Within.roundoff), "p \(p)")
    }
  }

  @Test func byHand() {
    let found = Sample.distribution([4, -8, 2, 1])
    #expect(found.quantile(0.25) == -8 && found.quantile(1) == 4)
    #expect(found.quantile(0.26) == 1 && found.quantile(0.5) == 1 && found.quantile(0.51) == 2)
    // (−8 + ½·1)/1.5 = −5.
    #expect(found.tailMean(below: 0.375) == -5)
  }

  @Test func orderLeavesNoTrace() {
    let values = Shape.nearZero.values(3000).map { $0 * 100 }
    func steps(_ found: StreamedDistribution) -> [[Double]] {
      var all: [[Double]] = []
      found.forEachStep { low, high, count in
        all.append([low, high, Double(count)])
        return true
      }
      return all
    }
    let found = steps(Sample.distribution(values))
    #expect(steps(Sample.distribution(values.reversed())) == found)
    #expect(steps(Sample.distribution(values.sorted())) == found)
    #expect(found.reduce(0) { $0 + $1[2] } == 3000)
    // Kept values leave none either, arranged or not.
    let kept = Array(values[..<2000])
    var arranged = Sample.distribution(kept.reversed())
    arranged.arrange()
    for p in Self.shares { #expect(arranged.quantile(p) == Sample.distribution(kept).quantile(p)) }
  }

  @Test func everyValueIsCountedInItsBin() {
    for shape in Shape.allCases {
      let values = shape.values(2500)
      let found = Sample.distribution(values)
      var sorted = values.sorted()[...]
      found.forEachStep { low, high, count in
        for x in sorted.prefix(count) { #expect(x >= low && x <= high) }
        sorted = sorted.dropFirst(count)
        return true
      }
      #expect(sorted.isEmpty)
    }
  }

  @Test func memoryIsHalfAKilobyteForAnOctave() {
    let values = (0..<1000).map { 1e12 * (1 + Double($0) / 1000) }
    func bins(_ values: [Double]) -> Int {
      var histogram = LogLinearHistogram()
      values.withUnsafeBufferPointer { histogram.add($0) }
      return histogram.binCount
    }
    #expect(bins(values) <= 129)
    #expect(bins([0, 1e-5]) == 0)
    #expect(bins([-1e300, 1e-3, 1e300]) <= 1 + 128 * 1010)
  }
}
