import Foundation

/// What Package.swift declares, read as text: SwiftPM links what the whole package needs, so only reading it tells what a
/// target has asked for.
struct PackageFile {
  struct Target: CustomStringConvertible {
    let name: String
    /// Where its files are, below the package.
    let folder: String
    /// The modules it may import.
    let dependencies: Set<String>
    let isTest: Bool
    var description: String { name }
  }

  /// The folder of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every target with Swift or C files of its own, in the order of the file.
  let targets: [Target]
  /// Every module of the package, system libraries among them.
  let modules: Set<String>

  /// Reads the manifest of this package.
  init() throws {
    self.init(try String(contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8))
  }

  /// Reads a manifest. Comments are left out; a string holds no parenthesis or bracket.
  init(_ manifest: String) {
    let text = manifest.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.range(of: "// ").map { line[..<$0.lowerBound] } ?? line
    }.joined(separator: "\n")
    var targets: [Target] = []
    var modules: Set<String> = []
    for start in text.matches(of: /\.(target|executableTarget|testTarget|systemLibrary)\(/) {
      let call = Self.enclosed(text[start.range.lowerBound...], "(", ")")
      guard let name = call.firstMatch(of: /name: "(\w+)"/)?.1 else { continue }
      modules.insert(String(name))
      if start.1 == "systemLibrary" { continue }
      var dependencies: Set<String> = []
      if let key = call.firstRange(of: "dependencies:") {
        let list = Self.enclosed(call[key.upperBound...], "[", "]")
        // The package a product comes from is no module.
        let names = list.replacing(/package: "[^"]*"/, with: "").matches(of: /"(\w+)"/)
        dependencies = Set(names.map { String($0.1) })
      }
      let isTest = start.1 == "testTarget"
      let path = call.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
      targets.append(
        Target(
          name: String(name), folder: path ?? "\(isTest ? "Tests" : "Sources")/\(name)", dependencies: dependencies,
          isTest: isTest))
    }
    self.targets = targets
    self.modules = modules
  }

  /// From the first opening sign to the one that closes it.
  private static func enclosed(_ text: Substring, _ open: Character, _ close: Character) -> String {
    var depth = 0
    for index in text.indices {
      if text[index] == open { depth += 1 }
      if text[index] == close {
        depth -= 1
        if depth == 0 { return String(text[...index]) }
      }
    }
    return String(text)
  }
}
