// The kernels one by one: where a whole run has become slower, this tells which part of it. An iteration of a benchmark
// is a million units of its work, so that milliseconds an iteration are nanoseconds a unit; operands stay in cache.

import Benchmark

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .mega, maxDuration: .milliseconds(400))
  vectorFunctions()
  products()
  cohorts()
  nodes()
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
