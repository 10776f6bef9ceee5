import Foundation
import Testing

/// Arrows between targets point downwards only. SwiftPM does not refuse an undeclared import, so every `import` line is
/// compared with the levels of the architecture.
@Suite struct LayerTests {
  static let levels: [String: Int] = [
    "COpenBLAS": 0, "CTileProduct": 0, "CLAPACKE": 0, "CLibCrypto": 0, "CVectorMath": 0, "Quantities": 0,
    "Arrays": 1,
    "Demography": 2, "Accounts": 2, "Futures": 2,
    "SchemeModel": 3,
    "ProjectionEngine": 4, "PolicyModel": 4,
    "Results": 5,
    "Calibration": 6, "InputFiles": 6,
    "Studies": 7,
    "Reporting": 8,
    "Notebooks": 9,
    "fundcast": 10,
  ]
  /// Targets that may read files, clocks and locales.
  static let mayUseFoundation: Set<String> = ["InputFiles", "Reporting", "Notebooks", "fundcast"]
  static let system: Set<String> = ["Swift", "Glibc", "Dispatch", "Foundation", "Synchronization"]
  /// Third-party modules and the one target that may use each.
  static let thirdParty = ["Yams": "InputFiles", "ArgumentParser": "fundcast"]

  struct Import: CustomStringConvertible {
    let target: String, module: String, file: String
    var description: String { "\(file): import \(module)" }
  }

  static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources")

  static func imports() throws -> [Import] {
    var found: [Import] = []
    for target in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
      let folder = sources.appendingPathComponent(target)
      let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for file in files where file.hasSuffix(".swift") {
        let whole = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        // Code of another language in a raw literal imports nothing here.
        let text = whole.replacing(/#"""[\s\S]*?"""#/, with: "")
        for line in text.split(separator: "\n") {
          let words = line.split(separator: " ").map(String.init)
          guard let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count, !line.hasPrefix("//") else {
            continue
          }
          let symbolKinds: Set<String> = ["struct", "class", "enum", "func", "var", "let", "typealias", "protocol"]
          let name = symbolKinds.contains(words[at + 1]) ? words[at + 2] : words[at + 1]
          found.append(Import(target: target, module: String(name.split(separator: ".")[0]), file: "\(target)/\(file)"))
        }
      }
    }
    return found
  }

  @Test func everyTargetHasALevel() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    #expect(Set(folders) == Set(Self.levels.keys))
  }

  @Test func arrowsPointDown() throws {
    let imports = try Self.imports()
    #expect(imports.count > 50)
    for entry in imports {
      if let level = Self.levels[entry.module] {
        #expect(level < (Self.levels[entry.target] ?? -1), "\(entry)")
      } else if let owner = Self.thirdParty[entry.module] {
        #expect(owner == entry.target, "\(entry)")
      } else {
        #expect(Self.system.contains(entry.module), "\(entry)")
      }
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
}
