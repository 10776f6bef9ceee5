import _TestSupport
@testable import Documents
import Foundation
import InputFiles
import Quantities
import Studies
import Testing
@testable import TextPages

/// A place of several regions: the sum of what each is by itself.
@Suite struct RegionTests {
  /// The shipped province with a section `regions:` at the end of its baseline.
  static func place(_ regions: String, files: [String: String] = [:]) throws -> URL {
    let folder = try BrokenPlaceTests.copy()
    let baseline = folder.appendingPathComponent(BrokenPlaceTests.baseline)
    let text = try String(contentsOf: baseline, encoding: .utf8)
    try (text + "\nregions:\n" + regions).write(to: baseline, atomically: true, encoding: .utf8)
    for (name, text) in files {
      let file = folder.appendingPathComponent("shandong/" + name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return folder
  }

  static func region(_ id: String, _ share: Double, _ more: String = "") -> String {
    "  - id: \(id)\n    title: { en: \(id), zh: \(id) }\n    share: \(share)\n" + more
  }

  static func run(_ folder: URL, settings: [String] = [], horizon: Int = 2026) throws -> PolicyRun {
    let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: horizon)
    return try study.run(study.read(settings.map { [.setting($0)] }))
  }

  /// Every line and balance of a scenario, `[region]`.
  static func amounts(_ run: PolicyRun, _ region: Int, scenario: Int = 0) -> [Double] {
    (0..<run.result.timeline.count).flatMap { year in
      run.result.scheme.lines.indices.map {
        run.result.amount(scenario: scenario, region: region, line: $0, year: year)
      }
        + run.result.scheme.funds.indices.map {
          run.result.balanceAtYearEnd(scenario: scenario, region: region, fund: $0, year: year)
        }
    }
  }

  /// With a share of a power of two nothing is rounded: the halves are exactly half the whole, in a reform that sets yuan too.
  @Test func halvesAreHalfTheWhole() throws {
    let settings = ["employee.deferral.amount=2022:5e9", "resident.premium=2023:500"]
    let folder = try Self.place(Self.region("one", 0.5) + Self.region("two", 0.5))
    let plain = try BrokenPlaceTests.copy()
    defer { for folder in [folder, plain] { try? FileManager.default.removeItem(at: folder) } }
    let whole = try Self.run(plain, settings: settings), halves = try Self.run(folder, settings: settings)
    #expect(halves.regions.map(\.region.id) == ["one", "two"])
    for scenario in 0..<3 {
      let reference = Self.amounts(whole, 0, scenario: scenario)
      for region in 0..<2 {
        for (half, all) in zip(Self.amounts(halves, region, scenario: scenario), reference) {
          #expect(abs(2 * half - all) <= Within.solved * max(abs(all), 1e6), "\(half) \(all)")
        }
      }
    }
    // The fits are those of the whole.
    for (half, all) in zip(halves.calibration.targets, whole.calibration.targets) {
      #expect(abs(half.solved / all.solved - 1) < Within.solved)
    }
  }

  @Test func aRegionHasValuesFiguresAndTablesOfItsOwn() throws {
    let people = try String(
      contentsOf: Shandong.root.appendingPathComponent("scenarios/shandong/tables/population.csv"), encoding: .utf8)
    // The same people, older men: 1000 boys of 7 fewer, 1000 men of 60 more.
    func moved(_ factor: Double, _ shift: Double) -> String {
      people.split(separator: "\n").map { line -> String in
        let cells = line.split(separator: ",").map(String.init)
        guard cells.count == 3, let persons = Double(cells[2]), cells[0] != "sex" else { return String(line) }
        let extra = cells[0] == "male" ? (cells[1] == "7" ? -shift : cells[1] == "60" ? shift : 0) : 0
        return "\(cells[0]),\(cells[1]),\(persons * factor + extra)"
      }.joined(separator: "\n") + "\n"
    }
    let folder = try Self.place(
      Self.region(
        "east", 0.25,
        """
            tables: tables/east
            values:
              economy.average-wage: { multiply: 1.2, source: test, confidence: low }
              resident.premium: { unit: yuan/person/year, values: { 2020: 300 }, then: hold, source: test, confidence: low }
            base-year-figures:
              persons: { resident-adult: { value: 13200000, kind: derived, source: test, confidence: low } }

        """)
        + Self.region(
          "west", 0.75,
          """
              tables: tables/west
              base-year-figures:
                persons: { resident-adult: { value: 39564000, kind: derived, source: test, confidence: low } }

          """),
      files: [
        "tables/east/population.csv": moved(0.25, 1000), "tables/west/population.csv": moved(0.75, -1000),
      ])
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Self.run(folder)
    let registry = run.baseline.registry
    func value(_ path: String, _ region: Int, _ year: Int) throws -> Double {
      run.regions[region].resolved[0].parameters.value(try #require(registry[path]).id, year)
    }
    for year in [0, 5] {
      let ratio = try value("economy.average-wage", 0, year) / value("economy.average-wage", 1, year)
      #expect(abs(ratio - 1.2) < Within.roundoff)
      #expect(try value("resident.premium", 0, year) == 300)
    }
    let men = run.result.persons(scenario: 0, region: 0, year: 0)
    let width = run.result.scheme.statuses.count
    let sixty = (0..<width).reduce(0) { $0 + men[Age.cell(.male, 60) * width + $1] }
    let west = run.result.persons(scenario: 0, region: 1, year: 0)
    let others = (0..<width).reduce(0) { $0 + west[Age.cell(.male, 60) * width + $1] }
    #expect(abs((sixty - 1000) * 3 - (others + 1000)) < Unseen.yuan)
    let adult = try #require(run.result.scheme.statuses.firstIndex { $0.id == "resident-adult" })
    #expect(abs(run.result.persons(scenario: 0, region: 0, status: adult, year: 0) - 13_200_000) < Unseen.persons)
    // What a region does not give is the place's, held once.
    #expect(try value("employee.employer-rate", 0, 3) == value("employee.employer-rate", 1, 3))
    let report = try TextPage.text(Report.document(run))
    for part in [
      "Regions 统筹区数", "  east    ", "  west    ", "nothing is pooled between regions", "1. Base year", "4. People",
      "5. Each reform", "7. Weak ground", "8. What the model does not do",
      "see section 7. What is not modelled: section 8", "not said of the sum of several regions",
    ] {
      #expect(report.contains(part), "\(part)")
    }
    // What a sum cannot say is not there.
    for part in ["Reserve months =", "Official budget", "Sense: growth", "Logit shift"] {
      #expect(!report.contains(part))
    }
  }

  static let broken: [(regions: String, files: [String: String], expected: [String])] = [
    ("  []\n", [:], ["regions", "1 to 5000 regions"]),
    (region("a", 0.5) + region("b", 0.4), [:], ["baseline.yaml:", "shares of the regions sum to 0.9, not 1"]),
    (region("a", 0.5) + region("a", 0.5), [:], ["regions[2].id", "two regions have the same name"]),
    (region("A b", 1), [:], ["regions[1].id", "small letters"]),
    ("  - { id: a, share: 1 }\n", [:], ["regions[1].title", "the key is missing"]),
    (region("a", 1, "    table: tables/a\n"), [:], ["regions[1].table", "did you mean \"tables\""]),
    (region("a", 1, "    tables: tables/a\n"), [:], ["tables/a: there is no such folder"]),
    (
      region("a", 1, "    tables: tables/a\n"), ["tables/a/populaton.csv": "x"],
      ["tables/a/populaton.csv", "no table of a region has this name", "did you mean \"population.csv\""]
    ),
    (
      region("a", 1, "    tables: tables/a\n"), ["tables/a/notes.txt": "x"],
      ["tables/a: the folder of a region holds no table"]
    ),
    (region("a", 1, "    tables: ../../elsewhere\n"), [:], ["regions[1].tables", "leaves the folder"]),
    (
      region("a", 1, "    values: { economy.average-wag: { multiply: 2, source: s, confidence: low } }\n"), [:],
      ["regions[1].values.economy.average-wag", "no lever has this path", "did you mean economy.average-wage?"]
    ),
    (
      region("a", 1, "    values: { economy.average-wage: { multiply: x, source: s, confidence: low } }\n"), [:],
      ["regions[1].values.economy.average-wage.multiply", "number"]
    ),
    (
      region(
        "a", 1, "    values: { resident.inpatient.reimbursement-rate: { multiply: 2, source: s, confidence: low } }\n"),
      [:],
      ["solved in the base year, so it cannot be multiplied"]
    ),
    (
      region(
        "a", 1, "    values: { resident.inpatient.cost-growth: { multiply: 2, source: s, confidence: low } }\n"), [:],
      ["would be lost after its last date"]
    ),
    (
      region(
        "a", 1,
        "    base-year-figures: { persons: { uninsured: { value: 1, kind: judged, source: s, confidence: low } } }\n"),
      [:], ["base-year-figures.persons.uninsured", "the place gives no such figure"]
    ),
    (
      region("a", 0.5)
        + region(
          "b", 0.5,
          "    base-year-figures: { solve: { pool-expenditure: { value: 3e10, kind: judged, source: s, confidence: low } } }\n"
        ), [:], ["base-year-figures.solve.pool-expenditure", "the figures of the regions sum to 56475000000.0"]
    ),
    (
      region("a", 0.5)
        + region(
          "b", 0.5, "    values: { membership.flexible-entry.hazard: { multiply: 55, source: s, confidence: low } }\n"),
      [:], ["a hazard must lie between 0 and 1", "region b"]
    ),
  ]

  @Test(arguments: broken.indices) func oneClearMessage(_ index: Int) throws {
    let entry = Self.broken[index]
    let folder = try Self.place(entry.regions, files: entry.files)
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: FundcastError.self) {
      try PolicyStudy(Place(folder.appendingPathComponent("shandong").path))
    }
    for part in entry.expected { #expect(error?.description.contains(part) == true, "\(error?.description ?? "")") }
    #expect(error?.diagnostics.count ?? 0 <= 3, "\(error?.description ?? "")")
  }

  /// Futures are drawn region by region, all on the same draws; more regions than fit are refused before anything is run.
  @Test func pathsRunByRegion() throws {
    let folder = try Self.place(Self.region("one", 0.5) + Self.region("two", 0.5))
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2027)
    let run = try study.run([], paths: PathRequest(paths: 8, seed: 1))
    let paths = try #require(run.paths).result
    for item in paths.series.indices {
      let one = paths.distribution(region: 0, scenario: 0, series: item, year: 7)
      let two = paths.distribution(region: 1, scenario: 0, series: item, year: 7)
      guard one.count > 0 else { continue }
      #expect(abs(one.mean - two.mean) <= Within.solved * max(abs(one.mean), 1))
    }
    #expect(try TextPage.text(Report.document(run)).contains("the sum over regions is not drawn"))
    let error = #expect(throws: FundcastError.self) {
      try study.run([], paths: PathRequest(paths: 8, seed: 1, memory: 1 << 20))
    }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("2 regions × 1 scenarios") == true, "\(error?.description ?? "")")
  }
}
