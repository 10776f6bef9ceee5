import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import Calibration

/// Persons of the base year by status and by a further axis: Shandong, of whose people two in a hundred are made severely dependent,
/// read from files and fitted.
@Suite struct AxisFiguresTests {
  private static let severe = 0.02
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The shipped place with an axis; `persons` are further lines under `base-year-figures: persons:`.
  private func place(persons: String) throws -> Place {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("axes-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Self.root.appendingPathComponent("scenarios"), to: folder)
    func edit(_ file: String, _ change: (String) throws -> String) throws {
      let path = folder.appendingPathComponent(file)
      try change(String(contentsOf: path, encoding: .utf8)).write(to: path, atomically: true, encoding: .utf8)
    }
    try edit("schemes/china.yaml") { text in
      try #require(text.contains("\ngroups:"))
      let axis =
        "\n  dependency:\n    title: Dependency\n    levels:\n      independent: Independent\n      severe: Severe\ngroups:"
      return text.replacing("\ngroups:", with: axis, maxReplacements: 1)
    }
    try edit("shandong/baseline.yaml") { text in
      try #require(text.contains("\n  persons:\n"))
      return text.replacing("\n  persons:\n", with: "\n  persons:\n\(persons)", maxReplacements: 1)
    }
    try edit("shandong/tables/membership-shares.csv") { text in
      text.split(separator: "\n").flatMap { line -> [String] in
        let cells = line.split(separator: ",")
        guard !line.hasPrefix("#"), let share = cells.last.flatMap({ Double($0) }) else {
          return [String(line.replacing("status,share", with: "status,dependency,share"))]
        }
        let key = cells.dropLast().joined(separator: ",")
        return [
          "\(key),independent,\(share * (1 - Self.severe))", "\(key),severe,\(share * Self.severe)",
        ]
      }.joined(separator: "\n") + "\n"
    }
    return try Place(folder.appendingPathComponent("shandong").path)
  }

  private func figure(_ name: String, _ persons: Int) -> String {
    "    \(name): { value: \(persons), kind: judged, source: made up, confidence: judgement }\n"
  }

  private func fit(_ place: Place) throws -> (result: CalibrationResult, tables: PlaceTables) {
    let tables = try place.tables(BaseYear.fitted(place.baseline))[0]
    return (try BaseYear.fit(place.baseline, tables: tables), tables)
  }

  /// Totals by status, the severe of all statuses and those of one of them are met together, each by a shift of its own, and a
  /// projection counts them.
  @Test func figuresByStatusAndByLevelAreMetTogether() throws {
    let place = try place(persons: figure("severe", 1_500_000) + figure("employee-retired.severe", 400_000))
    let (result, tables) = try fit(place), baseline = place.baseline, space = baseline.scheme.people.states
    let found = Dictionary(uniqueKeysWithValues: result.statuses.map { ($0.counted.id, $0) })
    let names = ["severe", "employee-retired.severe", "employee-retired", "employee-active", "resident-adult"]
    let wanted = [1_500_000, 400_000, 5_942_000, 12_938_000, 52_764_000.0]
    let projected = try Projection.run(
      ProjectionInput(
        timeline: BaseYear.fitted(baseline), scheme: baseline.scheme,
        regions: [Region(id: baseline.place, tables: tables, fit: result.fit)],
        scenarios: [
          ScenarioRules(
            id: "fitted",
            parameters: [
              try SeriesResolver(baseline, timeline: BaseYear.fitted(baseline), solved: result.solved)
                .resolve(.baseline(baseline.title)).parameters
            ], demandReference: nil)
        ])
    ).outcome(scenario: 0, region: 0)
    for (name, persons) in zip(names, wanted) {
      let aligned = try #require(found[name]), states = try #require(space.states(path: name))
      #expect(aligned.counted.states == states && (aligned.achieved / persons - 1).magnitude < Within.solved, "\(name)")
      #expect((projected.persons(states, year: 0) / persons - 1).magnitude < Within.solved, "\(name)")
    }
    // The severe among the retired, to the independent: of every age as in the table, times the two shifts.
    let retired = try #require(space.states(path: "employee-retired.independent")?.first)
    let severe = try #require(space.states(path: "employee-retired.severe")?.first)
    let shift = try #require(found["severe"]).logitShift + #require(found["employee-retired.severe"]).logitShift
    let odds = Self.severe / (1 - Self.severe) * exp(shift)
    var ages = 0
    for cell in 0..<Age.panelCount {
      let people = result.fit.openingState[cell * space.count + retired]
      guard people > 0 else { continue }
      ages += 1
      #expect((result.fit.openingState[cell * space.count + severe] / (people * odds) - 1).magnitude < Within.solved)
    }
    #expect(ages > 60)
  }

  /// A status with a figure is all its levels: with no other figures these keep the parts of the table.
  @Test func aStatusIsAllItsLevels() throws {
    let place = try place(persons: ""), space = place.baseline.scheme.people.states
    let result = try fit(place).result
    for state in space.states.indices where space.levels(of: state)[1] == "severe" {
      let independent = state - 1
      for cell in 0..<Age.panelCount {
        let all =
          result.fit.openingState[cell * space.count + state]
          + result.fit.openingState[cell * space.count + independent]
        #expect(
          (result.fit.openingState[cell * space.count + state] - Self.severe * all).magnitude <= Within.solved * all)
      }
    }
    #expect(result.statuses.count { $0.target != nil } == 6)
  }

  @Test(arguments: [
    ("seveer", "base-year-figures.persons.seveer: no status, level or group has this name; did you mean \"severe\"?"),
    ("employee-retired.employee-active", "nobody is at two levels of one axis"),
    ("employee-retired.", "no status, level or group has this name"),
    ("all", "no status, level or group has this name"),
  ])
  func namesThatChooseNobody(name: String, message: String) throws {
    let error = try #require(throws: FundcastError.self) { _ = try place(persons: figure("\(name)", 1000)) }
    let file = Self.root.appendingPathComponent("scenarios/shandong/baseline.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let line = try #require(lines.firstIndex(of: "  persons:")) + 2
    #expect("\(error)".contains(message) && "\(error)".contains("baseline.yaml:\(line)"), "\(error)")
  }

  @Test func figuresOfTheSamePersonsAreRefused() throws {
    let twice = figure("severe.employee-retired", 1000) + figure("employee-retired.severe", 1000)
    let error = try #require(throws: FundcastError.self) { _ = try place(persons: twice) }
    #expect("\(error)".contains("two figures are about the same persons"), "\(error)")
  }
}
