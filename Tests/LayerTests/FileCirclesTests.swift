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

  /// Pairs of files that name each other today, with the reason; a new pair is a fault, or wants a reason here.
  static let known: [(first: String, second: String, reason: String)] = [
    ("ColumnResponse", "ReactingStep", "a response that reacts holds the rules it reacts to"),
    ("ExcessTable", "LeftSum", "a table and the sums it is made of"),
    ("Layer", "Scheme", "errors of a layer name it by the scheme"),
    ("CentralColumns", "Projection", "what a projection runs is told to run by it"),
    ("CentralColumns", "ProjectionResult", "results are built by what runs"),
    ("ColumnLayers", "MonthlyValues", "layers of values, and the months they are read in"),
    ("BaseYear", "OpeningMembership", "the opening population stands beside the fit that makes it"),
    ("TargetSolver", "UnmetFigures", "figures that cannot be met are found by solving again"),
    ("PlaceReadme", "PlaceTemplateFiles", "the page of a new place shows its example"),
    ("PlaceSynthesis", "SynthesisFiles", "what is asked for, and the files of it"),
    ("PolicyRun", "RunRequest", "a run keeps what was asked of it"),
  ]

  @Test func noNewCircles() throws {
    func name(_ path: String) -> String { path.split(separator: "/").last.map { String($0.dropLast(6)) } ?? path }
    let known = Set(Self.known.map { "\($0.first) \($0.second)" })
    for target in try PackageFile().targets where target.folder.hasPrefix("Sources/") {
      for circle in FileCircles(try SourceFile.all(in: target.folder)).circles {
        #expect(known.contains("\(name(circle.first)) \(name(circle.second))"), "\(target.name): \(circle)")
      }
    }
  }

  /// `FUNDCAST_CIRCLES=1 swift test --filter FileCircles` lists those of every target.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FUNDCAST_CIRCLES"] == "1"))
  func listsThoseOfEveryTarget() throws {
    for target in try PackageFile().targets where target.folder.hasPrefix("Sources/") {
      for circle in FileCircles(try SourceFile.all(in: target.folder)).circles { print("\(target.name): \(circle)") }
    }
  }
}
