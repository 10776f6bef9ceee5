// The kernels one by one: where a whole run has become slower, this tells which part of it. An iteration of a benchmark
// is a million units of its work, so that milliseconds an iteration are nanoseconds a unit; operands stay in cache.

import Benchmark

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .mega, maxDuration: .milliseconds(400))
  vectorFunctions()
  products()
  cohorts()
  draws()
  layers()
  waterfalls()
}

/// A benchmark of `calls` calls that do a million units of work between them.
func million(_ name: String, of unit: String, calls: Int, _ call: @escaping () -> Void) {
  Benchmark("\(name): \(unit)") { _ in
    for _ in 0..<calls { call() }
  }
}

/// Doubles on a cache-line boundary: vector loads that straddle lines would be timed too.
final class AlignedDoubles {
  let count: Int
  let base: UnsafeMutablePointer<Double>

  init(count: Int) {
    self.count = count
    base = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64).bindMemory(
      to: Double.self, capacity: count)
    fill(0)
  }

  convenience init(_ values: [Double]) {
    self.init(count: values.count)
    for (place, value) in values.enumerated() { base[place] = value }
  }

  deinit { base.deallocate() }

  var buffer: UnsafeMutableBufferPointer<Double> { UnsafeMutableBufferPointer(start: base, count: count) }

  func fill(_ value: Double) { base.update(repeating: value, count: count) }
}
