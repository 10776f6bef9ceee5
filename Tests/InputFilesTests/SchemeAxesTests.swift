import Foundation
import Quantities
import SchemeModel
import Testing

@testable import InputFiles

/// Axes of a scheme file, and what selects by them.
@Suite struct SchemeAxesTests {
  static let scheme = """
    scheme: made-up
    title: Made up
    form: china.form.yaml
    axes:
      status:
        levels:
          uninsured: Uninsured
          worker: Workers
          retired: Retired
      dependency:
        title: { en: Dependency, zh: 失能程度 }
        levels:
          independent: Independent
          moderate: Moderate
          severe: { title: Severe, relative-mortality: { factor: dependency.severe.relative-mortality, profile: severe } }
    groups:
      employee: { of: [worker, retired], title: Employees }
      dependent: { of: [moderate, severe] }
    newborn: { insured: worker, uninsured: uninsured }
    rules:
      economy: { kind: economy, title: Economy }
      demography: { kind: demography, title: Demography }
      dependency.severe: { kind: relative-mortality, title: Severe }
      care: { title: Care, benefit: { is: per-head, title: Benefit } }
    hazards:
      onset: { title: Onset }
    moves:
      - stage: work
        moves:
          - { from: worker, to: retired, profile: retire }
      - stage: care
        moves:
          - from: { status: employee, dependency: independent }
            to: { moderate: 0.7, severe: 3/10 }
            by: onset
          - { from: [moderate, severe], to: independent, profile: recovery }
          - { from: dependent, to: severe, profile: worsening }
    funds:
      pool: { title: Pool, medical: true }
    accounts:
      - fund: pool
        benefits:
          care: { title: Care, persons: WHO, basis: person-years, times: care.benefit }

    """

  private static func read(_ text: String) throws -> SchemeFile {
    try withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("scheme.yaml").path
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      try FileManager.default.copyItem(
        at: repository.appendingPathComponent("scenarios/schemes/china.form.yaml"),
        to: folder.appendingPathComponent("china.form.yaml"))
      return try SchemeFile(PlaceSource(".").yaml(path), from: PlaceSource("."), given: [])
    }
  }

  private static func read(who: String) throws -> SchemeFile {
    try read(scheme.replacingOccurrences(of: "WHO", with: who))
  }

  /// What is wrong with a scheme in which one text stands for another.
  private static func complaint(_ old: String, _ new: String) -> String {
    InputFilesTests.complaint {
      #expect(scheme.contains(old))
      let text = scheme.replacingOccurrences(of: old, with: new)
      _ = try read(text.replacingOccurrences(of: "WHO", with: "all"))
    }
  }

  /// States are numbered with the status outermost: uninsured 0–2, workers 3–5, retired 6–8.
  @Test(arguments: [
    ("all", Array(0..<9)), ("employee", Array(3..<9)), ("retired", [6, 7, 8]),
    ("[retired, worker]", [6, 7, 8, 3, 4, 5]),
    ("dependent", [1, 2, 4, 5, 7, 8]), ("severe", [2, 5, 8]), ("{ status: employee, dependency: severe }", [5, 8]),
    ("{ status: [uninsured, retired], dependency: [moderate, severe] }", [1, 2, 7, 8]),
    ("{ dependency: dependent, status: all }", [1, 2, 4, 5, 7, 8]),
    ("[{ status: worker, dependency: severe }, retired]", [5, 6, 7, 8]),
  ])
  func selections(_ example: (who: String, states: [Int])) throws {
    let scheme = try Self.read(who: example.who).scheme
    #expect(scheme.lines[0].source == .people(.personYears, statuses: example.states))
  }

  @Test func statesAreProducts() throws {
    let file = try Self.read(who: "all"), scheme = file.scheme
    #expect(
      scheme.statuses.map(\.id).prefix(4) == [
        "uninsured.independent", "uninsured.moderate", "uninsured.severe", "worker.independent",
      ])
    #expect(scheme.statuses[8].title.en == "Retired, Severe" && scheme.statuses[8].title.zh == "Retired, Severe")
    #expect(scheme.statuses[5].group == "employee" && scheme.statuses[2].group == nil)
    #expect(scheme.newborn == (insured: 3, uninsured: 0))
    #expect(
      scheme.membershipParameters.contains(try #require(file.registry["dependency.severe.relative-mortality"]).id))
    #expect(scheme.people.states.mortality(of: 8).first?.profile == file.hazardProfiles.firstIndex(of: "severe"))
  }

  /// A move of the status keeps the level, one of the level the status, and who is there already stays.
  @Test func movesChangeOneAxis() throws {
    let stages = try Self.read(who: "all").scheme.stages
    func pairs(_ stage: Int, _ id: String) -> [[Int]] {
      stages[stage].moves.filter { $0.id == id }.map { [$0.from] + $0.destinations.map(\.status) }
    }
    #expect(pairs(0, "retire") == [[3, 6], [4, 7], [5, 8]])
    #expect(pairs(1, "onset") == [[3, 4, 5], [6, 7, 8]])
    #expect(
      pairs(1, "recovery") == [[1, 0], [2, 0], [4, 3], [5, 3], [7, 6], [8, 6]].sorted { $0[0] % 3 < $1[0] % 3 })
    #expect(pairs(1, "worsening") == [[1, 2], [4, 5], [7, 8]])
  }

  /// Nobody chosen is a fault wherever somebody is to be: a line that counts nobody would be 0 in every year.
  @Test(arguments: [
    ("WHO", "[]", "persons: the list is empty, and chooses nobody (found \"[]\"); name who is meant"),
    ("WHO", "{ status: employee, dependency: [] }", "dependency: the list is empty"),
    ("from: worker", "from: []", "the list is empty"),
    ("from: worker, to: retired", "from: retired, to: retired", "the move moves nobody"),
    ("from: dependent, to: severe", "from: severe, to: severe", "the move moves nobody"),
    ("to: { moderate: 0.7, severe: 3/10 }", "to: {}", "to: the move goes nowhere"),
  ])
  func nobodyIsNoChoice(_ example: (old: String, new: String, message: String)) throws {
    let found = Self.complaint(example.old, example.new)
    #expect(found.contains(example.message) && found.contains("scheme.yaml:"), "\(found)")
  }

  /// One rule for a list and for the levels of an axis: who stands twice would count twice.
  @Test(arguments: ["[severe, dependent]", "{ dependency: [severe, dependent] }", "{ status: [worker, worker] }"])
  func whoeverStandsTwiceIsNamed(who: String) {
    let found = Self.complaint("from: [moderate, severe]", "from: \(who)")
    #expect(found.contains("the status stands twice, and would count twice"), "\(found)")
  }

  /// What is wrong with a name is said where the level stands, and a wrong share once, where it stands.
  @Test(arguments: [
    ("moderate: Moderate", "not.so: Moderate", "a level or group has a name without blanks, dots and commas"),
    ("moderate: Moderate", "not so: Moderate", "a level or group has a name without blanks, dots and commas"),
    ("severe: 3/10 }", "severe: 0.4 }", "to: shares of the destinations are not parts of 1 (found \"0.7, 0.4\")"),
    ("severe: 3/10 }", "severe: -0.3 }", "to: shares of the destinations are not parts of 1"),
  ])
  func faultsPointAtTheirLine(_ example: (old: String, new: String, message: String)) throws {
    let found = Self.complaint(example.old, example.new).split(separator: "\n").filter { $0.contains(example.message) }
    let line = try #require(Self.scheme.components(separatedBy: "\n").firstIndex { $0.contains(example.old) }) + 1
    #expect(found.count == 1 && found[0].contains("scheme.yaml:\(line): "), "\(found)")
  }

  @Test(arguments: [
    ("from: worker", "from: wroker", "did you mean \"worker\"?"), ("from: dependent", "from: dependant", "dependent"),
    (
      "{ status: employee,", "{ statsu: employee,", "no axis has this name (found \"statsu\"); did you mean \"status\"?"
    ),
    ("dependency: independent }", "dependency: worker }", "this word is not known here"),
    ("{ moderate: 0.7, severe: 3/10 }", "{ moderate: 0.7, retired: 0.3 }", "a move changes one axis at a time"),
    ("{ moderate: 0.7, severe: 3/10 }", "{ moderate: 0.7, sever: 0.3 }", "no status has this name"),
    ("from: [moderate, severe]", "from: [severe, dependent]", "the status stands twice"),
    ("from: [moderate, severe]", "from: {}", "no axis is named"),
    ("independent: Independent", "worker: Independent", "two levels have one name"),
    ("  dependent: { of", "  severe: { of", "have one name"),
    ("dependency:\n    title", "age:\n    title", "an axis has levels"),
    ("dependency:\n    title", "how dependent:\n    title", "an axis has levels, and a plain name"),
    ("severe: 3/10 }", "severe: 3/0 }", "no lever has this path"),
    ("factor: dependency.severe.", "factor: dependency.sever.", "no lever has this path"),
  ])
  func faults(_ example: (old: String, new: String, message: String)) {
    let found = Self.complaint(example.old, example.new)
    #expect(found.contains("scheme.yaml:") && found.contains(example.message), "\(found)")
  }

  /// The table of prior shares has a column for every axis.
  @Test func sharesGoByEveryAxis() throws {
    let layouts = PlaceTablesReader.layouts(try Self.read(who: "all"))
    let shares = try #require(layouts.first { $0.name == "membership-shares.csv" }).layout
    #expect(shares.categories == ["status", "dependency"])
    #expect(shares.words["dependency"] == ["independent", "moderate", "severe"])
  }

  /// A scheme with a line left out, or a word of it changed, is read or refused with the line, and never more.
  @Test(arguments: ["", "all", "[]", "{}", "severe", "[severe, severe]", "{ dependency: [] }"])
  func mutations(word: String) throws {
    let lines = Self.scheme.replacingOccurrences(of: "WHO", with: "dependent").components(separatedBy: "\n")
    for (place, line) in lines.enumerated() {
      var changed = lines
      let key = line.components(separatedBy: ": ").dropLast().last?.components(separatedBy: " ").last ?? ""
      let chooses = ["from", "persons", "of"].contains(key)
      if let colon = line.range(of: ": ", options: .backwards) {
        changed[place] = line[..<colon.upperBound] + word + (line.hasSuffix("}") ? " }" : "")
      } else {
        changed.remove(at: place)
      }
      let found = InputFilesTests.complaint { _ = try Self.read(changed.joined(separator: "\n")) }
      let isForm = line.hasPrefix("form:") && found.contains("there is no such file")
      #expect(found == "nothing" || found.contains("scheme.yaml") || isForm, "\(place): \(found)")
      if word == "[]", chooses { #expect(found != "nothing", "\(line)") }
    }
  }

  /// More than 64 statuses are read; a product of axes that no machine holds is refused.
  @Test func manyStatuses() throws {
    func statuses(_ count: Int) -> String {
      (0..<count).map { "      s\($0): S" }.joined(separator: "\n") + "\n      worker:"
    }
    func text(_ count: Int) -> String {
      Self.scheme.replacingOccurrences(of: "      worker:", with: statuses(count)).replacingOccurrences(
        of: "WHO", with: "all")
    }
    #expect(try Self.read(text(97)).scheme.statuses.count == 300)
    #expect(InputFilesTests.complaint { _ = try Self.read(text(168)) }.contains("more than 512 states"))
  }
}
