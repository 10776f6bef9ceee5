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
        Written to \(place): 20 files. Its figures are those of scenarios/shandong until you replace them.
        Next:
          read \(place)/README.md
          fundcast check \(place)
          fundcast run \(place) --output out/inner-mongolia

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["inner-mongolia"])
    let check = try CommandLineTests.run("check", place)
    #expect(check.status == 0, "\(check.errors)")
    #expect(
      check.output.contains(
        "\ninner-mongolia: as Shandong, current policy inner-mongolia：暂同山东省现行政策: base year 2020"))
    #expect(check.output.contains("\n1 reform: example\n"))
    for (from, to) in [(place, "own"), ("scenarios/shandong", "model")] {
      let outcome = try CommandLineTests.run(
        "run", from, "--horizon", "2030", "--baseline-only", "--tables", "all", "--output",
        scratch.appendingPathComponent(to).path)
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
    #expect(all.status == 0 && all.output.contains("Example: one lever raised by a tenth"), "\(all.errors)")
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
      "PLACE: the name of a place is made of small letters, Chinese characters and digits, with single hyphens between them (found \"Henan\"); write for example henan, inner-mongolia or 青岛\n"
    ),
    (
      "he--nan", 64,
      "PLACE: the name of a place is made of small letters, Chinese characters and digits, with single hyphens between them (found \"he--nan\"); write for example henan, inner-mongolia or 青岛\n"
    ),
    (
      "青 岛", 64,
      "PLACE: the name of a place is made of small letters, Chinese characters and digits, with single hyphens between them (found \"青 岛\"); write for example henan, inner-mongolia or 青岛\n"
    ),
    (
      "a\tb", 64,
      "PLACE: the name of a place is made of small letters, Chinese characters and digits, with single hyphens between them (found \"a\\tb\"); write for example henan, inner-mongolia or 青岛\n"
    ),
    (
      "a+b", 64,
      "PLACE: the name of a place is made of small letters, Chinese characters and digits, with single hyphens between them (found \"a+b\"); write for example henan, inner-mongolia or 青岛\n"
    ),
    ("full", 73, "<scratch>/full: the folder is not empty; choose another name; nothing is overwritten\n"),
    ("file", 73, "<scratch>/file: a file of this name stands there; choose another name; nothing is overwritten\n"),
    ("file/a/henan", 73, "<scratch>/file: a file stands where a folder is to be made; choose another folder\n"),
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

  /// As `mkdir -p` does; where nothing is written none of them stays.
  @Test func foldersAboveAreMade() throws {
    let scratch = try CommandLineTests.scratch("above")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let place = scratch.appendingPathComponent("one/two/henan").path
    #expect(try CommandLineTests.run("new", place, "--from", "scenarios/nowhere").status == 66)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    let made = try CommandLineTests.run("new", place)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try CommandLineTests.run("check", place).status == 0)
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
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).count == 7)
  }

  /// Among its like a place names the shared scheme by a relative path; elsewhere it gets a copy. Either may be moved.
  @Test func whatIsMovedTogetherGoesOnWorking() throws {
    let scratch = try CommandLineTests.scratch("moved")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let manager = FileManager.default, tree = scratch.appendingPathComponent("tree")
    try manager.createDirectory(at: tree, withIntermediateDirectories: false)
    for name in ["schemes", "shandong"] {
      try manager.copyItem(
        at: CommandLineTests.root.appendingPathComponent("scenarios/" + name), to: tree.appendingPathComponent(name))
    }
    try manager.createDirectory(at: scratch.appendingPathComponent("alone"), withIntermediateDirectories: false)
    for (folder, scheme) in [("tree", "../schemes/china.yaml"), ("alone", "schemes/china.yaml")] {
      let place = scratch.appendingPathComponent(folder + "/青岛")
      let made = try CommandLineTests.run("new", place.path, "--from", tree.path + "/shandong")
      #expect(made.status == 0, "\(made.errors)")
      let baseline = try String(contentsOf: place.appendingPathComponent("baseline.yaml"), encoding: .utf8)
      #expect(baseline.contains("\nscheme: \(scheme)\n"), "\(folder)")
      #expect(baseline.contains("\nplace: 青岛\n"))
      let moved = scratch.appendingPathComponent("moved-" + folder)
      try manager.moveItem(at: scratch.appendingPathComponent(folder), to: moved)
      let out = moved.path + "/out"
      let run = try CommandLineTests.run(
        "run", moved.path + "/青岛", "--horizon", "2021", "--baseline-only", "--tables", "accounts", "--output", out)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        try String(contentsOfFile: out + "/accounts.csv", encoding: .utf8).contains("\nbaseline,青岛,employee-pool,2020,")
      )
      if folder == "tree" { try manager.moveItem(at: moved, to: tree) }
    }
  }

  /// What has been replaced is the owner's: a number or its source for a value, the rows of a table.
  @Test func whatStillIsTheCopiedPlacesIsCounted() throws {
    let scratch = try CommandLineTests.scratch("origin")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let place = scratch.appendingPathComponent("henan")
    #expect(try CommandLineTests.run("new", place.path).status == 0)
    func counted() throws -> String {
      let check = try CommandLineTests.run("check", place.path)
      #expect(check.status == 0, "\(check.errors)")
      return check.output.split(separator: "\n").first { $0.contains("原值") }.map(String.init) ?? ""
    }
    func edit(_ file: String, _ old: String, _ new: String) throws {
      let url = place.appendingPathComponent(file)
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.contains(old))
      try text.replacingOccurrences(of: old, with: new).write(to: url, atomically: true, encoding: .utf8)
    }
    let record = place.appendingPathComponent("copied-from.yaml")
    let values = try String(contentsOf: record, encoding: .utf8).components(separatedBy: "\nvalues:\n")[1]
      .components(separatedBy: "\nsections:")[0].components(separatedBy: "\n").count
    #expect(
      try counted()
        == "12 of 12 tables and \(values) of \(values) values are still those of Shandong, current policy, and its remarks, references 仍为“山东省现行政策”原值: 表12/12，数值\(values)/\(values)"
    )
    try edit("baseline.yaml", "2020: 280, 2021: 320", "2020: 281, 2021: 320")
    try edit("tables/birth-sex-ratio.csv", "\n2021,1.", "\n2021,1.0")
    // A remark above a table, or the layout of a file, replaces nothing.
    try edit("tables/fertility.csv", "# Copied from", "# Taken from")
    #expect(try counted().hasPrefix("11 of 12 tables and \(values - 1) of \(values) values are still"))
    try "place: shandong\ntitle: { en: Shandong }\n".write(to: record, atomically: true, encoding: .utf8)
    #expect(try counted().isEmpty)
    try "place: shandong\n".write(to: record, atomically: true, encoding: .utf8)
    #expect(try CommandLineTests.run("check", place.path).status == 65)
  }
}
