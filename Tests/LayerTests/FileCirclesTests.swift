import Foundation
import Testing

@Suite struct FileCirclesTests {
  @Test func findsFilesThatNameEachOther() {
    let files = [
      SourceFile(path: "A.swift", text: "public struct A { let b: B }\nfunc help() {}"),
      SourceFile(path: "B.swift", text: "// A is no reference here, nor \"A\" there\nstruct B { func f() { help() } }"),
      SourceFile(path: "C.swift", text: "extension B { func g() { _ = C.self } }\nenum C { static let d = D.self }"),
      SourceFile(path: "D.swift", text: "struct D { let text = \"C\" }"),
    ]
    let circles = FileCircles(files).circles
    #expect(circles.map(\.description) == ["A.swift names B of B.swift, which names help"])
  }

  /// `FUNDCAST_CIRCLES=1 swift test --filter FileCircles` lists those of every target.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FUNDCAST_CIRCLES"] == "1"))
  func listsThoseOfEveryTarget() throws {
    for target in try PackageFile().targets where target.folder.hasPrefix("Sources/") {
      for circle in FileCircles(try SourceFile.all(in: target.folder)).circles { print("\(target.name): \(circle)") }
    }
  }
}
