import Foundation
import Testing

/// Arrows between targets point downwards only, and are declared. SwiftPM does not refuse an undeclared import where another
/// target has built the module, so every `import` line is compared with the levels of the architecture and with
/// Package.swift.
@Suite struct LayerTests {
  /// The table of targets of the architecture: a target may import what stands before it, in its own level too.
  static let levels: [(level: Int, targets: [String])] = [
    (0, ["COpenBLAS", "CLAPACKE", "CLibCrypto", "CVectorMath", "CTileProduct", "Quantities"]),
    (1, ["Arrays"]),
    (2, ["Demography", "Stochastics", "Accounts"]),
    (3, ["SchemeModel"]),
    (4, ["ProjectionEngine", "PolicyModel", "Results"]),
    (5, ["Shapes", "SchemeLanguage", "Calibration", "InputFiles"]),
    (6, ["PlaceMaking", "Studies"]),
    (7, ["Tables", "Documents", "RunStore"]),
    (8, ["CSVFiles", "TextPages", "Rendering", "Notebooks"]),
    (9, ["fundcast"]),
  ]
  /// The place of each target in that table.
  static let rank = Dictionary(
    uniqueKeysWithValues: levels.flatMap(\.targets).enumerated().map { ($0.element, $0.offset) })

  /// Targets that may read files, clocks and locales.
  static let mayUseFoundation: Set<String> = [
    "Shapes", "InputFiles", "PlaceMaking", "RunStore", "Notebooks", "fundcast",
  ]
  /// Modules that write what people read: their Chinese texts may name institutions.
  static let forPeople: Set<String> = ["Documents", "Tables", "TextPages", "RunStore", "Notebooks"]
  static let system: Set<String> = ["Swift", "Glibc", "Dispatch", "Foundation", "Synchronization"]
  /// Third-party modules and the one target that may use each.
  static let thirdParty = ["Yams": "InputFiles", "ArgumentParser": "fundcast"]

  struct Import: CustomStringConvertible {
    let target: String, module: String, file: String
    var description: String { "\(file): import \(module)" }
  }

  /// The imports of every target, or of those below Sources.
  static func imports(tests: Bool = false) throws -> [Import] {
    try PackageFile().targets.filter { tests || $0.folder.hasPrefix("Sources/") }.flatMap { target in
      try SourceFile.all(in: target.folder).flatMap { file in
        file.imports.map { Import(target: target.name, module: $0, file: file.path) }
      }
    }
  }

  @Test func everyTargetHasALevel() throws {
    let sources = PackageFile.root.appendingPathComponent("Sources")
    let folders = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path))
    #expect(folders == Set(Self.rank.keys))
    let declared = try PackageFile()
    #expect(folders.subtracting(declared.modules).isEmpty)
  }

  /// The manifest declares every target under the heading of its level, `// Level 3: …`.
  @Test func levelsAreThoseOfTheManifest() throws {
    #expect(Self.levels.map(\.level) == Array(Self.levels.indices))
    let manifest = try String(contentsOf: PackageFile.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let parts = manifest.split(separator: "// Tests.")[0].split(separator: "// Level ").dropFirst()
    let found = try parts.map { part in
      (try #require(Int(part.prefix { $0.isNumber })), PackageFile(String(part)).modules)
    }
    #expect(found.map(\.0) == Self.levels.map(\.level))
    for ((level, modules), declared) in zip(found, Self.levels) {
      #expect(modules == Set(declared.targets), "level \(level)")
    }
  }

  @Test func arrowsPointDown() throws {
    let imports = try Self.imports()
    #expect(imports.count > 50)
    for entry in imports {
      if let rank = Self.rank[entry.module] {
        #expect(rank < (Self.rank[entry.target] ?? -1), "\(entry)")
      } else if let owner = Self.thirdParty[entry.module] {
        #expect(owner == entry.target, "\(entry)")
      } else {
        #expect(Self.system.contains(entry.module), "\(entry)")
      }
    }
  }

  /// Tests too: what one imports without saying so is built before it only by chance.
  @Test func everyImportIsDeclared() throws {
    let targets = try PackageFile().targets
    let dependencies = Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0.dependencies) })
    for entry in try Self.imports(tests: true) where !Self.system.union(["Testing"]).contains(entry.module) {
      #expect(dependencies[entry.target]?.contains(entry.module) == true, "\(entry) is not in Package.swift")
    }
  }

  @Test func everyDeclaredDependencyIsImported() throws {
    let imports = Dictionary(grouping: try Self.imports(tests: true), by: \.target)
    for target in try PackageFile().targets {
      // A test that runs the program needs it built, not imported.
      let needed = target.dependencies.subtracting(target.isTest ? ["fundcast"] : [])
      let idle = needed.subtracting(imports[target.name, default: []].map(\.module))
      #expect(idle.isEmpty, "\(target): no file imports \(idle.sorted().joined(separator: ", "))")
    }
  }

  @Test func foundationStaysInTheLeaves() throws {
    for entry in try Self.imports() where entry.module == "Foundation" {
      #expect(Self.mayUseFoundation.contains(entry.target), "\(entry)")
    }
  }

  @Test func onlyArraysCallsBLAS() throws {
    for entry in try Self.imports() where entry.module == "COpenBLAS" || entry.module == "CLAPACKE" {
      #expect(entry.target == "Arrays", "\(entry)")
    }
  }

  /// A country is a form and a scheme. Read are all files of Sources without comments and without raw literals of Python: outside
  /// those that write documents for people no text names the money of a country or an institution of China's; within them none
  /// names the money. Examples of names in shapes and messages count too.
  @Test func noCountryStandsInTheProgram() throws {
    let money = ["yuan", "Yuan", "won/", "亿元", "万元", "CNY", "KRW"]
    let institutions = [
      "职工医保", "居民医保", "城乡居民", "基本医保", "大病保险", "医疗救助", "大额", "生育保险", "灵活就业", "医保局", "个人账户",
      "critical-illness", "large-bill", "flexible", "resident-pool", "employee-pool",
    ]
    for file in try SourceFile.all(in: "Sources") {
      let code = file.text.split(separator: "\n").map { line in
        String(line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line)
      }.joined(separator: "\n")
      let isForPeople = Self.forPeople.contains { file.path.hasPrefix("Sources/\($0)/") }
      for word in money + (isForPeople ? [] : institutions) where code.contains(word) {
        Issue.record("\(file.path) names \(word)")
      }
    }
  }

  /// The reading of the manifest by itself: what a wrong reading would let through.
  @Test func readsAManifest() {
    let file = PackageFile(
      """
      // .target(name: "Commented"),
      .systemLibrary(name: "CSystem", pkgConfig: "x"),
      .target(name: "One", dependencies: ["CSystem"], path: "Tests/One"),
      .executableTarget(
        name: "two", dependencies: ["One", .product(name: "Parser", package: "the-parser")],
        linkerSettings: [.linkedLibrary("m")]),
      .testTarget(name: "OneTests"),
      """)
    #expect(file.modules == ["CSystem", "One", "two", "OneTests"])
    #expect(file.targets.map(\.folder) == ["Tests/One", "Sources/two", "Tests/OneTests"])
    #expect(file.targets.map(\.dependencies) == [["CSystem"], ["One", "Parser"], []])
    let lines = SourceFile(
      path: "x", text: "@testable import One\nimport struct Two.Thing\n  the import of cars\n// import Three")
    #expect(lines.imports == ["One", "Two"])
    let modified = SourceFile(
      path: "x",
      text:
        "@preconcurrency @testable import One\n@_exported public import Two\nprivate import func Three.f\n// a import Four"
    )
    #expect(modified.imports == ["One", "Two", "Three"])
  }
}
