import Foundation

/// A Swift file of a target.
struct SourceFile {
  /// Its path below the package.
  let path: String
  /// Its text, without raw literals that hold code of another language.
  let text: String

  /// The Swift files of a folder of the package, in order of their paths.
  static func all(in folder: String) throws -> [SourceFile] {
    let place = PackageFile.root.appendingPathComponent(folder)
    let files = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.sorted().map { file in
      let whole = try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
      return SourceFile(path: "\(folder)/\(file)", text: whole.replacing(/#"""[\s\S]*?"""#/, with: ""))
    }
  }

  /// The modules its `import` lines name.
  var imports: [String] {
    let symbolKinds: Set<String> = ["struct", "class", "enum", "func", "var", "let", "typealias", "protocol"]
    let modifiers: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
        words[..<at].allSatisfy({ $0.hasPrefix("@") || modifiers.contains($0) })
      else { return nil }
      let isSymbol = symbolKinds.contains(words[at + 1]) && at + 2 < words.count
      return words[isSymbol ? at + 2 : at + 1].split(separator: ".").first.map(String.init)
    }
  }
}
