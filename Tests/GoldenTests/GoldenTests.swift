import Foundation
import InputFiles
import PolicyModel
import Results
import Studies
import Testing

/// The baseline of every shipped place and all reforms that come with it, against the expected results beside them. `make
/// goldens` says what moved and writes them anew, those of a new place too: until it has some it is being written, and is named
/// and not compared.
@Suite(.serialized) struct GoldenTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")

  static func places() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path).filter {
      FileManager.default.fileExists(atPath: root.appendingPathComponent("\($0)/baseline.yaml").path)
    }.sorted()
  }

  @Test(arguments: try places()) func everyScenarioHasItsExpectedResult(place: String) throws {
    let own = Self.root.appendingPathComponent(place)
    let isWriting = Self.setting("FUNDCAST_WHOLE_GOLDENS") != nil || Self.setting("FUNDCAST_WRITE_GOLDENS") == "1"
    guard isWriting || !PlaceGoldens.files(in: own).isEmpty else {
      print("scenarios/\(place): not compared, there are no expected results: `make goldens` writes them")
      return
    }
    let goldens = try PlaceGoldens(own)
    if let folder = Self.setting("FUNDCAST_WHOLE_GOLDENS") {
      try goldens.writeWhole(URL(fileURLWithPath: folder).appendingPathComponent(place))
    } else if Self.setting("FUNDCAST_WRITE_GOLDENS") == "1" {
      print(goldens.summary)
      try goldens.write()
    } else {
      for report in try goldens.reports() { Issue.record("\(report)") }
    }
  }

  private static func setting(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// The goldens of a place beside what its scenarios give now.
struct PlaceGoldens {
  private let folder: URL
  /// By file, as named from the folder of the place.
  private let wholes: [(file: String, whole: GoldenWhole)]

  init(_ folder: URL) throws {
    self.folder = folder
    let study = try PolicyStudy(try Place(folder.path))
    let place = study.place
    let paths =
      place.reformPaths.map { (path: $0, folder: "reforms/") }
      + place.leverReformPaths.map { (path: $0, folder: "reforms/levers/") }
    let reforms = try paths.map {
      try place.reform($0.path)
    }
    let run = try study.run(reforms.map { [$0] })
    try #require(run.regions.count == 1, "goldens of a place of several regions have no column for them yet")
    let folders = Dictionary(zip(reforms.map(\.id), paths.map(\.folder)), uniquingKeysWith: { $1 })
    let measures = MeasureBook(run.result)
    wholes = run.definitions.enumerated().map { scenario, definition in
      // A reform that holds in some years only gives a second scenario, and one golden for each.
      let folder = definition.reforms.compactMap { folders[$0.id] }.last ?? folders[definition.id] ?? ""
      return (
        folder + definition.id + ".expected.csv",
        GoldenWhole(run.result.outcome(scenario: scenario, region: 0), measures)
      )
    }
  }

  private func golden(_ file: String) throws -> Golden? {
    let path = folder.appendingPathComponent(file)
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return nil }
    return try Golden(text: text, file: path.path)
  }

  private func fresh(_ index: Int) -> Golden {
    let whole = wholes[index].whole
    return Golden(whole, isBaseline: index == 0, years: whole.shownYears(isBaseline: index == 0))
  }

  /// The goldens in a folder, as named from it.
  static func files(in folder: URL) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".expected.csv") }.sorted()
  }

  /// Goldens of reforms that are gone.
  private func orphans() -> [String] {
    let known = Set(wholes.map(\.file))
    return Self.files(in: folder).filter { !known.contains($0) }
  }

  /// What is wrong, a text for each golden.
  func reports() throws -> [String] {
    try wholes.compactMap { file, whole in
      let name = "scenarios/\(folder.lastPathComponent)/\(file)"
      guard let golden = try golden(file) else { return "\(name): there is no such file: `make goldens` writes it" }
      let moves = GoldenMoves(golden, whole)
      return moves.isEmpty ? nil : moves.report(name)
    } + orphans().map { "scenarios/\(folder.lastPathComponent)/\($0): no such reform: remove it" }
  }

  /// What moved, a table with a row for each golden that has something to tell.
  var summary: String {
    var table = [[folder.lastPathComponent] + GoldenMoves.columns]
    for (index, (file, whole)) in wholes.enumerated() {
      guard let golden = try? golden(file) else {
        table.append(["  " + file, "\(fresh(index).rows.count)", "new"])
        continue
      }
      let moves = GoldenMoves(golden, whole)
      if !moves.isEmpty { table.append(["  " + file] + moves.cells) }
    }
    let still = "  nothing moved in \(wholes.count - table.count + 1) of \(wholes.count) goldens"
    let widths = table.reduce(into: [Int: Int]()) { widths, row in
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column] ?? 0, cell.count) }
    }
    let lines = table.map { row in
      row.enumerated().map { column, cell in
        cell + String(repeating: " ", count: max(0, (widths[column] ?? 0) - cell.count))
      }.joined(separator: "  ")
    }
    return
      ((table.count > 1 ? lines : [folder.lastPathComponent]) + [still]
      + orphans().map { "  \($0): no such reform, removed" }).joined(separator: "\n")
  }

  /// Writes what moved. What did not keeps its bytes, on machines too whose last bits round a half the other way.
  func write() throws {
    for (index, (file, whole)) in wholes.enumerated() {
      let fresh = fresh(index)
      if let golden = try? golden(file), golden.years == fresh.years, GoldenMoves(golden, whole).isEmpty { continue }
      try fresh.text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
    }
    for file in orphans() { try FileManager.default.removeItem(at: folder.appendingPathComponent(file)) }
  }

  /// Every value of all years, to compare two commits.
  func writeWhole(_ target: URL) throws {
    for (index, (file, whole)) in wholes.enumerated() {
      let path = target.appendingPathComponent(file.replacingOccurrences(of: ".expected.csv", with: ".csv"))
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      let years = Array(whole.timeline.baseYear...whole.timeline.horizon)
      try Golden(whole, isBaseline: index == 0, years: years).text.write(to: path, atomically: true, encoding: .utf8)
    }
  }
}
