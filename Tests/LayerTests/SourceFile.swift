import Foundation

/// A Swift file of a target.
struct SourceFile {
  /// Its path below the package.
  let path: String
  /// Its text; from ``all(in:)`` without raw literals that hold code of another language.
  let text: String

  /// The Swift files of a folder of the package, in order of their paths.
  static func all(in folder: String) throws -> [SourceFile] {
    try whole(in: folder).map { file in
      SourceFile(path: file.path, text: file.text.replacing(/#"""[\s\S]*?"""#/, with: ""))
    }
  }

  /// The same with raw literals as they stand; not what a build left there.
  static func whole(in folder: String) throws -> [SourceFile] {
    let place = PackageFile.root.appendingPathComponent(folder)
    let files = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") && !$0.contains(".build") }.sorted().map { file in
      SourceFile(
        path: "\(folder)/\(file)", text: try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8))
    }
  }

  /// The number of its lines.
  var lines: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

  /// Lines, counted from 1, of comments that send the reader to the properties instead of saying what is passed.
  var emptyComments: [Int] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains(/\/\/\/.*[Ss]ee the propert/) }.map { $0.offset + 1 }
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
