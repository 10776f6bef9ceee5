// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "FundcastBenchmarks",
  // Named, or the dependency would be called like the folder of the clone.
  dependencies: [.package(name: "Fundcast", path: "..")],
  targets: [
    .executableTarget(name: "province", dependencies: [.product(name: "FundcastKernels", package: "Fundcast")])
  ]
)
