// swift-tools-version: 6.2
import PackageDescription

// Arrows point downwards only; the levels are in Tests/LayerTests, which compares every `import` with them.
/// Kernels and the engine are optimised in debug builds too: the tests project whole provinces over many paths.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
/// `FUNDCAST_PORTABLE=1 swift build` leaves out every form that is bound to a kind of processor, as other processors do.
let portable: [CSetting] = Context.environment["FUNDCAST_PORTABLE"] == "1" ? [.define("FUNDCAST_PORTABLE")] : []
let optimisedC: [CSetting] = portable + [.unsafeFlags(["-O3"], .when(configuration: .debug))]
/// The program carries Swift's libraries: it runs where no Swift is installed, and starts in two thirds of the time. One build of
/// program and tests cannot, as the libraries of tests come in no such form.
let standalone = Context.environment["FUNDCAST_TESTABLE"] == "1" ? [] : ["-static-stdlib"]

let package = Package(
  name: "Fundcast",
  products: [
    .executable(name: "fundcast", targets: ["fundcast"]),
    // For programs that ask one question after another (an explorer, a notebook's server): a place, a session, its measures.
    .library(name: "Fundcast", targets: ["Studies", "InputFiles", "Results", "PolicyModel", "Quantities"]),
    // For the package of benchmarks beside this one.
    .library(name: "FundcastKernels", targets: ["SchemeModel", "Demography", "Stochastics", "Arrays"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // Level 0: system libraries and units.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // libm brings libmvec where the C library has one: no flag of ours could name it on every processor.
    .target(name: "CVectorMath", cSettings: optimisedC, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CTileProduct", cSettings: optimisedC),
    .target(name: "Quantities"),
    // Level 1: the only caller of BLAS and LAPACK.
    .target(
      name: "Arrays", dependencies: ["COpenBLAS", "CLAPACKE", "CTileProduct", "CVectorMath", "Quantities"],
      swiftSettings: optimised),
    // Level 2: pure functions of the field.
    .target(name: "Demography", dependencies: ["Arrays", "Quantities"], swiftSettings: optimised),
    .target(name: "Accounts", dependencies: ["Quantities"], swiftSettings: optimised),
    .target(name: "Stochastics", dependencies: ["Arrays"], swiftSettings: optimised),
    // Level 3: the rules as the engine sees them.
    .target(name: "SchemeModel", dependencies: ["Accounts", "Arrays", "Quantities"], swiftSettings: optimised),
    // Level 4: the year loop; the dated, cited rules.
    .target(
      name: "ProjectionEngine",
      dependencies: ["SchemeModel", "Accounts", "Arrays", "Demography", "Stochastics", "Quantities"],
      swiftSettings: optimised),
    .target(name: "PolicyModel", dependencies: ["SchemeModel", "Arrays", "Quantities"]),
    // What a projection says, as values: accounts, months, people, payers, measures by name, distributions.
    .target(
      name: "Results",
      dependencies: [
        "PolicyModel", "ProjectionEngine", "SchemeModel", "Accounts", "Stochastics", "Arrays", "Quantities",
      ],
      swiftSettings: optimised),
    // Level 5: files as values; the language of schemes; base-year fit; readers.
    .target(name: "Shapes", dependencies: ["Quantities"]),
    .target(
      name: "SchemeLanguage",
      dependencies: ["Shapes", "PolicyModel", "SchemeModel", "Accounts", "Stochastics", "Quantities"]),
    .target(
      name: "Calibration",
      dependencies: [
        "Results", "ProjectionEngine", "PolicyModel", "SchemeModel", "Arrays", "Demography", "Quantities",
      ]),
    .target(
      name: "InputFiles",
      dependencies: [
        "SchemeLanguage", "Shapes", "PolicyModel", "SchemeModel", "Arrays", "Demography", "Stochastics", "Quantities",
        "Yams",
      ]),
    // Level 6: new places; questions asked of projections.
    .target(
      name: "PlaceMaking",
      dependencies: [
        "InputFiles", "SchemeLanguage", "Shapes", "PolicyModel", "SchemeModel", "Stochastics", "Arrays", "Quantities",
      ]),
    .target(
      name: "Studies",
      dependencies: [
        "Calibration", "InputFiles", "Results", "ProjectionEngine", "PolicyModel", "SchemeModel", "Arrays",
        "Demography",
        "Stochastics", "Quantities",
      ]),
    // Level 7: what is written, as values, and the folder it is kept in.
    .target(
      name: "Tables",
      dependencies: ["Studies", "Results", "ProjectionEngine", "PolicyModel", "SchemeModel", "Accounts", "Quantities"]),
    .target(
      name: "Documents",
      dependencies: [
        "Tables", "Studies", "Calibration", "Results", "ProjectionEngine", "PolicyModel", "SchemeModel", "Accounts",
        "Arrays", "Quantities",
      ]),
    .target(
      name: "RunStore",
      dependencies: [
        "Documents", "Tables", "Studies", "Calibration", "ProjectionEngine", "PolicyModel", "SchemeModel", "Arrays",
        "Quantities", "CLibCrypto",
      ]),
    // Level 8: renderers, one folder each; no numbers are made here.
    .target(name: "CSVFiles", dependencies: ["Tables", "Quantities"]),
    .target(name: "TextPages", dependencies: ["Documents", "Quantities"]),
    .target(
      name: "Rendering",
      dependencies: [
        "CSVFiles", "TextPages", "RunStore", "Documents", "Tables", "Studies", "Results", "ProjectionEngine",
      ]),
    .target(name: "Notebooks", dependencies: ["RunStore", "Quantities"]),
    // Level 9: the command line.
    .executableTarget(
      name: "fundcast",
      dependencies: [
        "Notebooks", "Rendering", "TextPages", "CSVFiles", "RunStore", "Documents", "Tables", "Studies", "PlaceMaking",
        "InputFiles", "Shapes", "PolicyModel", "SchemeModel", "Demography",
        "Stochastics", "Arrays", "Quantities", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: [.unsafeFlags(standalone, .when(configuration: .release))],
      linkerSettings: [.unsafeFlags(standalone, .when(configuration: .release))]),
    // Tests.
    .target(
      name: "_TestSupport", dependencies: ["SchemeModel", "Accounts", "Quantities"],
      path: "Tests/_TestSupport", swiftSettings: optimised),
    // Built with the tests and never shipped.
    .executableTarget(
      name: "fuzz", dependencies: ["InputFiles", "PolicyModel", "Quantities", "Studies", "_TestSupport"],
      path: "Tests/Fuzz"),
    .testTarget(name: "LayerTests"),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "ArraysTests", dependencies: ["Arrays", "CVectorMath", "Quantities", "_TestSupport"]),
    .testTarget(name: "DemographyTests", dependencies: ["Demography", "Quantities", "_TestSupport"]),
    .testTarget(name: "StochasticsTests", dependencies: ["Stochastics", "Arrays", "_TestSupport"]),
    .testTarget(name: "AccountsTests", dependencies: ["Accounts", "SchemeModel", "Quantities", "_TestSupport"]),
    .testTarget(name: "SchemeModelTests", dependencies: ["SchemeModel", "Quantities", "_TestSupport"]),
    .testTarget(name: "PolicyModelTests", dependencies: ["PolicyModel", "SchemeModel", "Quantities", "_TestSupport"]),
    .testTarget(
      name: "ProjectionEngineTests",
      dependencies: [
        "Results", "ProjectionEngine", "SchemeModel", "Demography", "Arrays", "Stochastics", "Quantities",
        "_TestSupport",
      ]),
    .testTarget(
      name: "ResultsTests",
      dependencies: ["Results", "ProjectionEngine", "SchemeModel", "Accounts", "Arrays", "Quantities", "_TestSupport"]),
    .testTarget(
      name: "CalibrationTests",
      dependencies: [
        "Calibration", "InputFiles", "Results", "PolicyModel", "ProjectionEngine", "SchemeModel", "Arrays",
        "Quantities",
        "_TestSupport",
      ]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "InputFiles", "Results", "PolicyModel", "ProjectionEngine", "SchemeModel", "Quantities",
        "_TestSupport",
      ]),
    .testTarget(
      name: "SchemeLanguageTests",
      dependencies: [
        "InputFiles", "SchemeLanguage", "Shapes", "PolicyModel", "SchemeModel", "Accounts", "Quantities",
        "_TestSupport",
      ], exclude: ["Korea"]),
    .testTarget(
      name: "InputFilesTests",
      dependencies: [
        "InputFiles", "SchemeLanguage", "Shapes", "PolicyModel", "SchemeModel", "Quantities", "_TestSupport",
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "PlaceMakingTests", dependencies: ["PlaceMaking"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Rendering", "TextPages", "CSVFiles", "RunStore", "Documents", "Tables", "Studies", "Calibration", "Results",
        "ProjectionEngine", "PolicyModel", "SchemeModel", "Accounts", "Arrays", "Quantities", "_TestSupport",
      ], exclude: ["Snapshots"]),
    .testTarget(name: "NotebooksTests", dependencies: ["Notebooks", "RunStore", "Quantities"]),
    .testTarget(
      name: "ShandongTests",
      dependencies: [
        "Studies", "PlaceMaking", "InputFiles", "Calibration", "Results", "ProjectionEngine", "PolicyModel",
        "SchemeModel",
        "TextPages", "CSVFiles", "Documents", "Tables",
        "Accounts", "Arrays", "Stochastics", "Quantities", "_TestSupport",
      ]),
    .testTarget(
      name: "PlacesTests",
      dependencies: [
        "Studies", "InputFiles", "Calibration", "Results", "ProjectionEngine", "PolicyModel", "SchemeModel",
        "TextPages", "CSVFiles", "Documents", "Tables",
        "Accounts", "Quantities", "_TestSupport",
      ], exclude: ["national-published.csv"]),
    .testTarget(
      name: "GoldenTests",
      dependencies: ["Studies", "InputFiles", "Results", "PolicyModel", "SchemeModel", "Quantities", "_TestSupport"]),
    .testTarget(name: "CommandLineTests", dependencies: ["fundcast", "_TestSupport"]),
  ]
)
