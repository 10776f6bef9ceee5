import Stochastics

/// Values for the tests.
enum Sample {
  /// Standard normal draws of paths 0 ..< count.
  static func normal(_ count: Int, seed: UInt64 = 1, year: Int = 0, driver: Int = 0, first: Int = 0) -> [Double] {
    normal(count, NormalDraws(seed: seed), year: year, driver: driver, first: first)
  }

  /// Draws of a given kind.
  static func normal(
    _ count: Int, _ draws: NormalDraws, year: Int = 0, driver: Int = 0, first: Int = 0
  ) -> [Double] {
    var x = [Double](repeating: .nan, count: count)
    x.withUnsafeMutableBufferPointer { draws.fill($0, firstPath: first, year: year, driver: driver) }
    return x
  }

  /// All values in one call.
  static func distribution(_ values: [Double]) -> StreamedDistribution {
    var result = StreamedDistribution()
    result.add(values)
    return result
  }

  /// Σxy/n of equally long arrays.
  static func product(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum / Double(x.count)
  }
}
