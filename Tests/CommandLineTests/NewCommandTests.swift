import Foundation
import Testing

/// `fundcast new`: a place that runs at once and gives the figures of the place it was copied from.
@Suite struct NewCommandTests {
  private static func rows(_ folder: URL, _ name: String) throws -> [String] {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).components(separatedBy: "\n")
  }

  @Test func aNewPlaceRunsAtOnceWithTheSameFigures() throws {
    let scratch = try CommandLineTests.scratch("new")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let place = scratch.appendingPathComponent("inner-mongolia").path
    let written = try CommandLineTests.run("new", place)
    #expect(written.status == 0, "\(written.errors)")
    #expect(
      written.output == """
        Written to \(place): 16 files. Its figures are those of scenarios/shandong until you replace them.
        Next:
          read \(place)/README.md
          fundcast check \(place)
          fundcast run \(place) --output out/inner-mongolia

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["inner-mongolia"])
    let check = try CommandLineTests.run("check", place)
    #expect(check.status == 0, "\(check.errors)")
    #expect(
      check.output.hasPrefix("inner-mongolia: as Shandong, current policy (inner-mongolia：暂同山东省现行政策)\nbase year 2020"))
    #expect(check.output.contains("reform example: 1 levers changed\n"))
    for (from, to) in [(place, "own"), ("scenarios/shandong", "model")] {
      let outcome = try CommandLineTests.run(
        "run", from, "--horizon", "2030", "--baseline-only", "--output", scratch.appendingPathComponent(to).path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    for name in ["accounts.csv", "membership.csv", "utilisation.csv", "contributions.csv", "population.csv"] {
      let own = try Self.rows(scratch.appendingPathComponent("own"), name)
      let model = try Self.rows(scratch.appendingPathComponent("model"), name)
      #expect(own.count > 10)
      #expect(own.map { $0.replacingOccurrences(of: "inner-mongolia", with: "shandong") } == model, "\(name)")
    }
    let all = try CommandLineTests.run(
      "run", place, "--horizon", "2030", "--output", scratch.appendingPathComponent("all").path)
    #expect(all.status == 0 && all.output.contains("example"), "\(all.errors)")
  }

  @Test func everyTableIsDocumentedInBothLanguages() throws {
    let scratch = try CommandLineTests.scratch("readme")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let place = scratch.appendingPathComponent("henan")
    #expect(try CommandLineTests.run("new", place.path).status == 0)
    let text = try String(contentsOf: place.appendingPathComponent("README.md"), encoding: .utf8)
    let tables = try FileManager.default.contentsOfDirectory(atPath: place.appendingPathComponent("tables").path)
    #expect(tables.count == 12)
    for table in tables { #expect(text.components(separatedBy: table).count >= 3, "\(table)") }
    for column in [
      "males_per_female", "relative_use,relative_cost", "status,sex,age,share", "profile,sex,age,relative",
    ] {
      #expect(text.components(separatedBy: column).count == 3, "\(column)")
    }
  }

  @Test(arguments: [
    (
      "Henan", Int32(64),
      "PLACE: the name of a place is made of small letters and digits, with single hyphens between them (found \"Henan\"); write for example henan or inner-mongolia\n"
    ),
    (
      "he--nan", 64,
      "PLACE: the name of a place is made of small letters and digits, with single hyphens between them (found \"he--nan\"); write for example henan or inner-mongolia\n"
    ),
    ("full", 73, "<scratch>/full: the folder is not empty; choose another name; nothing is overwritten\n"),
    ("file", 73, "<scratch>/file: a file of this name stands there; choose another name; nothing is overwritten\n"),
    ("no/henan", 66, "<scratch>/no: there is no such folder; make it first, or check the spelling\n"),
  ])
  func whatCannotBeIsRefused(name: String, status: Int32, message: String) throws {
    let scratch = try CommandLineTests.scratch("refused")
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createDirectory(
      at: scratch.appendingPathComponent("full/mine"), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: scratch.appendingPathComponent("file"))
    let outcome = try CommandLineTests.run("new", scratch.appendingPathComponent(name).path)
    #expect(outcome.status == status)
    #expect(outcome.errors == message.replacingOccurrences(of: "<scratch>", with: scratch.path))
    #expect(outcome.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["file", "full"])
  }

  @Test func anEmptyFolderIsFilledAndABrokenModelLeavesNothing() throws {
    let scratch = try CommandLineTests.scratch("empty")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let place = scratch.appendingPathComponent("henan")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let broken = try CommandLineTests.run("new", place.path, "--from", "scenarios/nowhere")
    #expect(broken.status == 66)
    #expect(
      broken.errors
        == "scenarios/nowhere/baseline.yaml: there is no such file; check the spelling and the folder\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
    #expect(try CommandLineTests.run("new", place.path).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).count == 5)
  }
}
