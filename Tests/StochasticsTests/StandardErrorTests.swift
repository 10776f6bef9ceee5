import Testing
import _TestSupport

@testable import Stochastics

@Suite struct StandardErrorTests {
  /// 400 seeds of 1,024 paths: the deviation of each statistic over seeds against its mean standard error. The
  /// deviation itself is known to 3.5 %, the errors read from the histogram are a little noisy: 15 %.
  @Test func agreeWithTheSpreadOverSeeds() {
    var statistics = [[Double]](repeating: [], count: 6)
    var errors = statistics
    for seed in 0..<400 {
      let d = Sample.distribution(Sample.normal(1024, seed: UInt64(seed)).map { 1000 * $0 + 500 })
      let pairs = [
        (d.mean, d.standardErrorOfMean), (d.standardDeviation, d.standardErrorOfStandardDeviation),
        (d.quantile(0.1), d.standardErrorOfQuantile(0.1)), (d.quantile(0.5), d.standardErrorOfQuantile(0.5)),
        (d.tailMean(below: 0.1), d.standardErrorOfTailMean(below: 0.1)),
        (d.probabilityNegative, d.standardErrorOfProbabilityNegative),
      ]
      for (k, pair) in pairs.enumerated() {
        statistics[k].append(pair.0)
        errors[k].append(pair.1)
      }
    }
    // Normal theory: φ = 0.3989 at the median, 0.1755 at 10 %.
    let theory = [31.25, 22.10, 53.4, 39.2, nil, 0.01444]
    for k in 0..<6 {
      let spread = Sample.distribution(statistics[k]).standardDeviation
      let stated = Sample.distribution(errors[k]).mean
      #expect((stated / spread - 1).magnitude < 0.15, "statistic \(k): stated \(stated), found \(spread)")
      if let wanted = theory[k] { #expect((stated / wanted - 1).magnitude < 0.1, "statistic \(k): stated \(stated)") }
    }
  }

  @Test func byHand() {
    let d = Sample.distribution([-1, 1, 1, 1])
    // Mean ½, Σ² 3, Σ⁴ 81/16 + 3/16 = 21/4: m₂ ¾, m₄ 21/16; (21/16 − 9/16)/(4·¾·4) = 1/16.
    #expect((d.standardErrorOfStandardDeviation - 0.25).magnitude < Within.rounding)
    #expect(d.standardErrorOfMean == 0.5)
    #expect(d.standardErrorOfProbabilityNegative == (0.1875 / 4.0).squareRoot())
    // p ± δ = ½ ± ¼: ranks 1 and 3.
    #expect(d.standardErrorOfQuantile(0.5) == 1)
    #expect(d.standardErrorOfQuantile(0) == 0 && d.standardErrorOfQuantile(1) == 0)
  }

  @Test func ofTooFewValuesThereIsNone() {
    for count in 1...3 {
      let d = Sample.distribution((0..<count).map { Double($0 * $0) })
      #expect(d.standardErrorOfStandardDeviation.isNaN && (d.standardErrorOfMean.isNaN == (count == 1)))
    }
    #expect(Sample.distribution([0, 1, 4, 9]).standardErrorOfStandardDeviation > 0)
  }

  /// A spread so large that the sampling error of many values is below the width of a bin.
  @Test func binsArePartOfIt() {
    let d = Sample.distribution(Sample.normal(100_000, seed: 3).map { 1000 + $0 })
    let theory = 1.2533 / 316.2
    #expect(d.standardErrorOfQuantile(0.5) > 4 / 12.0.squareRoot() && d.standardErrorOfQuantile(0.5) > theory)
    #expect((d.quantile(0.5) - 1000).magnitude < 2 * d.standardErrorOfQuantile(0.5))
    #expect(d.standardErrorOfTailMean(below: 0.05) > 1)
    // A value that many share is known.
    let atom = Sample.distribution(Sample.normal(100_000, seed: 3).map { max($0, 0) + 1000 })
    #expect(atom.quantile(0.25) == 1000 && atom.standardErrorOfQuantile(0.25) == 0)
    #expect(atom.tailMean(below: 0.25) == 1000 && atom.standardErrorOfTailMean(below: 0.25) == 0)
  }

  @Test func antitheticPairsLowerTheErrorOfMeans() {
    let plain = (0..<200).map { Sample.distribution(Sample.normal(256, seed: UInt64($0)).map { $0 + 0.1 * $0 * $0 }) }
    let paired = (0..<200).map {
      let draws = NormalDraws(seed: UInt64($0), antithetic: true)
      return Sample.distribution(Sample.normal(256, draws).map { $0 + 0.1 * $0 * $0 })
    }
    let stated = paired[0].standardErrorOfMean
    #expect(Sample.distribution(paired.map(\.mean)).standardDeviation < 0.4 * stated)
    #expect(Sample.distribution(plain.map(\.mean)).standardDeviation > 0.8 * stated)
  }

  @Test func counts() {
    var count = StreamedCount()
    #expect(count.probability.isNaN && count.standardError.isNaN)
    for k in 0..<10 { count.add(k < 2) }
    count.add(hits: 1, of: 5)
    [2.9, 3, .nan, -1, 4].withUnsafeBufferPointer { count.add($0, below: 3) }
    #expect(count.hits == 5 && count.count == 20 && count.probability == 0.25)
    #expect((count.standardError - (0.1875 / 20).squareRoot()).magnitude < Within.rounding / 10)
    #expect(StreamedCount(hits: 0, of: 7).standardError.isNaN && StreamedCount(hits: 7, of: 7).standardError.isNaN)
    #expect(StreamedCount(hits: 1, of: 7).standardError > 0)
  }
}
