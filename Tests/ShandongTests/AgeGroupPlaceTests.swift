import _TestSupport
import CSVFiles
@testable import Documents
import Foundation
import InputFiles
import PolicyModel
import Quantities
import Results
import SchemeModel
import Studies
import Tables
import Testing
@testable import TextPages

/// A place whose tables go by five-year groups, and one whose people are the results of a run.
@Suite struct AgeGroupPlaceTests {
  /// The persons of the shipped place by sex and age.
  private static func persons(_ file: URL) throws -> [Sex: [Double]] {
    var persons: [Sex: [Double]] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let cells = line.split(separator: ",")
      guard cells.count == 3, let sex = Sex(id: String(cells[0])), let value = Double(cells[2]) else { continue }
      persons[sex, default: []].append(value)
    }
    return persons
  }

  private static func fit(_ folder: URL) throws -> PolicyStudy {
    try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path))
  }

  @Test func groupsOfChineseYearbooksAreReadAndSaid() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("shandong/tables/population.csv")
    let single = try Self.persons(file)
    var text = "sex,age,2020\n"
    for sex in Sex.allCases {
      let own = try #require(single[sex])
      #expect(own.count == Age.count)
      for low in stride(from: 0, to: 85, by: 5) {
        text += "\(sex.id),\(low)—\(low + 4)岁,\(own[low..<(low + 5)].reduce(0, +))\n"
      }
      text += "\(sex.id),85岁及以上,\(own[85...].reduce(0, +))\n"
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let study = try Self.fit(folder)
    let note = try #require(study.place.baseline.tableNotes.first)
    #expect(study.place.baseline.tableNotes.count == 1)
    #expect(note.en.contains("population.csv: five-year groups split into single years by Sprague's multipliers"))
    #expect(note.en.contains("ages 85 and over spread in proportion to the years lived in the life table of the place"))
    let base = try #require(try study.place.tables(study.timeline).first).population
    for sex in Sex.allCases {
      let own = try #require(single[sex])
      for low in stride(from: 0, to: 85, by: 5) {
        let sum = (low..<(low + 5)).reduce(0) { $0 + base[sex, $1] }
        #expect(abs(sum / own[low..<(low + 5)].reduce(0, +) - 1) < Within.roundoff)
      }
      // What was taken out of single ages comes back near them, but for the few born in 1960 and 1961 within their group.
      for age in 0..<85 where ![59, 60].contains(age) {
        #expect(Tolerance.plausible(share: 0.25).admits(base[sex, age], own[age]), "\(sex) \(age)")
      }
      let open = (85...100).reduce(0) { $0 + base[sex, $1] }
      #expect(abs(open / own[85...].reduce(0, +) - 1) < Within.roundoff)
      for age in 85..<99 { #expect(base[sex, age] > base[sex, age + 1]) }
    }
    // Said in the terminal and in the report; the digest is that of the file as it was given.
    let run = try study.run([])
    #expect(TextPage.text(RunSummary.document(run), indent: 0).contains("assumed 推定: "))
    #expect(TextPage.text(RunSummary.document(run), indent: 0).contains(note.en))
    let input = try #require(run.inputs.first { $0.file.hasSuffix("tables/population.csv") })
    #expect(input.bytes == Array(text.utf8))
  }

  /// Every table by groups, mortality among them: each is said, and shares still sum to one.
  @Test func mortalityByGroupsAndPeopleOfTheOpenGroupAreFoundTogether() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let tables = folder.appendingPathComponent("shandong/tables")
    for name in ["population.csv", "mortality.csv", "membership-shares.csv"] {
      let file = tables.appendingPathComponent(name)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      let header = lines[0].split(separator: ",")
      let ageColumn = try #require(header.firstIndex(of: "age"))
      // The middle age of each group stands for it; 0 and 1–4 are apart.
      let groups: [(Int, String)] =
        [(0, "0"), (2, "1-4")] + stride(from: 5, to: 85, by: 5).map { ($0 + 2, "\($0)-\($0 + 4)") } + [(88, "85+")]
      var text = lines[0] + "\n"
      for line in lines.dropFirst() {
        var cells = line.split(separator: ",").map(String.init)
        guard let group = groups.first(where: { "\($0.0)" == cells[ageColumn] }) else { continue }
        cells[ageColumn] = group.1
        if name == "population.csv" {
          cells[2] = "\((Double(cells[2]) ?? 0) * (group.0 == 0 ? 1 : group.0 == 2 ? 4 : 5))"
        }
        text += cells.joined(separator: ",") + "\n"
      }
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let place = try Place(folder.appendingPathComponent("shandong").path)
    #expect(place.baseline.tableNotes.count == 3)
    let read = try #require(try place.tables(Timeline(baseYear: 2020, horizon: 2021)).first)
    for cell in read.population.values.indices {
      let sum = read.membershipShares.reduce(0) { $0 + $1.values[cell] }
      #expect(abs(sum - 1) < Within.solved)
    }
    for sex in Sex.allCases {
      // Mortality rises through the open group, and with it the people of the open group fall.
      for age in 60..<100 { #expect(read.mortality[0][sex, age] < read.mortality[0][sex, age + 1]) }
      for age in 85..<99 { #expect(read.population[sex, age] > read.population[sex, age + 1]) }
    }
  }

  @Test func peopleOfARunFeedAPlace() throws {
    let run = try Shandong.study.get().run([])
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appendingPathComponent("out")
    var bytes: [UInt8] = []
    try CSVFile.write(RunTable.population.table(run)) { bytes.append(contentsOf: $0) }
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appendingPathComponent("shandong/tables/population.csv"))
    let study = try Self.fit(folder)
    let base = try #require(try study.place.tables(study.timeline).first).population
    let result = run.result.outcome(scenario: 0, region: 0).population(year: 0)
    for sex in Sex.allCases {
      for low in stride(from: 0, to: 100, by: 5) {
        let wanted = (low..<(low + 5)).reduce(0) { $0 + result[Age.cell(sex, $1)] }
        let sum = (low..<(low + 5)).reduce(0) { $0 + base[sex, $1] }
        // Written to a thousandth of a person.
        #expect(Tolerance.published(digits: 2).admits(sum, wanted))
      }
    }
  }
}
