@testable import ProjectionEngine
import Results
import Testing
import _TestSupport

/// Statistics over paths.
@Suite struct DistributionTests {
  private func statistics(_ values: [Double], isAntithetic: Bool = false) -> [String: PathStatistic] {
    var distribution = PathDistribution(central: 0, thresholds: [3])
    for start in stride(from: 0, to: values.count, by: 64) {
      values[start..<min(start + 64, values.count)].withUnsafeBufferPointer { distribution.add($0) }
    }
    distribution.arrange()
    return Dictionary(
      uniqueKeysWithValues: PathStatistic.all(distribution, isAntithetic: isAntithetic).map { ($0.name, $0) })
  }

  /// −4, −3, … 5.
  @Test func tenValues() throws {
    let found = statistics((0..<10).map { Double($0 - 4) })
    #expect(Tolerance.roundoff(gross: 5).admits(try #require(found["mean"]).value, 0.5))
    #expect(found["probability-negative"]?.value == 0.4 && found["probability-negative"]?.isProbability == true)
    #expect(found["probability-below-3-months"]?.value == 0.7)
    // Of ten paths five lie beyond the median, and none of the other quantiles.
    #expect(found["p50"]?.standardError != nil && found["p25"]?.standardError == nil)
    #expect(found["tail-mean-05"]?.standardError == nil && found["mean"]?.standardError != nil)
  }

  @Test func mirroredPathsHaveNoStandardError() {
    let found = statistics((0..<200).map { Double($0 * $0 % 37) }, isAntithetic: true)
    #expect(!found.isEmpty && found.values.allSatisfy { $0.standardError == nil })
  }

  @Test func aSinglePathHasNoSpread() {
    let found = statistics([7])
    #expect(found["sd"] == nil && found["mean"]?.value == 7 && found["mean"]?.standardError == nil)
  }
}
