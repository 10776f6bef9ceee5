// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "FundcastBenchmarks",
  dependencies: [
    // Named, or the dependency would be called like the folder of the clone.
    .package(name: "Fundcast", path: ".."),
    // Without its default traits: they count allocations and references in hooks that would be timed too.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(name: "machine", dependencies: [.product(name: "FundcastKernels", package: "Fundcast")]),
    // The plugin finds targets under Benchmarks only.
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "FundcastKernels", package: "Fundcast"), .product(name: "Benchmark", package: "benchmark"),
      ], path: "Benchmarks/Kernels", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Sessions",
      dependencies: [
        .product(name: "Fundcast", package: "Fundcast"), .product(name: "Benchmark", package: "benchmark"),
      ], path: "Benchmarks/Sessions", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
