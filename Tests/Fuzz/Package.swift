// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product carries no fuzzer and `swift test` does not build one.
let package = Package(
  name: "FundcastFuzz",
  dependencies: [.package(name: "Fundcast", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        .product(name: "FundcastInput", package: "Fundcast"),
        .product(name: "FundcastTestSupport", package: "Fundcast"),
      ])
  ]
)
