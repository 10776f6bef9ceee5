import Foundation
import InputFiles
import Shapes
import Testing

/// The shapes of all files: documented, and the article on keys says what they say.
@Suite struct KeysArticleTests {
  private static let path =
    "\(#filePath)".components(separatedBy: "/Tests/")[0] + "/Sources/fundcast/Fundcast.docc/Files/Keys.md"

  /// `make keys` writes the article anew.
  @Test func theArticleIsThatOfTheShapes() throws {
    let text = KeysArticle.text
    if ProcessInfo.processInfo.environment["FUNDCAST_WRITE_KEYS"] == "1" {
      try text.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == text, "write the article anew: make keys")
    for key in ["reserve-months-below", "through-month", "no-flows", "used-by", "round-wage", "persistence"] {
      #expect(text.contains("`\(key)`"), "\(key)")
    }
  }

  /// Everything that a file may hold says what it means, and no key is declared twice.
  @Test(arguments: FileKind.allCases) func everyKeyIsDocumented(kind: FileKind) {
    var seen = 0
    func walk(_ shape: Shape, _ path: String) {
      #expect(!shape.name.isEmpty && shape.summary.hasSuffix("."), "\(path)")
      #expect(Set(shape.names).count == shape.names.count, "\(path)")
      #expect(shape.alternatives.allSatisfy { shape.key($0)?.isRequired == false }, "\(path)")
      for key in shape.keys {
        seen += 1
        #expect(key.summary.hasSuffix("."), "\(path).\(key.name)")
        walk(key.value, path + "." + key.name)
      }
      if let entries = shape.entries { walk(entries.value, path + ".<\(entries.named)>") }
    }
    func walk(_ value: ValueShape, _ path: String) {
      switch value {
      case .mapping(let shape): walk(shape, path)
      case .list(let item), .oneOrMore(let item): walk(item, path)
      case .either(let shapes): for shape in shapes { walk(shape, path) }
      default: break
      }
    }
    walk(kind.shape(), kind.rawValue)
    #expect(seen > 5)
  }
}
