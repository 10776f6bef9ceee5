import Quantities
import Testing
import _TestSupport

@testable import InputFiles

@Suite struct AgeGroupTableTests {
  private static let people = AgeTableLayout(hasYears: true, values: [.init("persons", in: 0...1e10)], split: .counts)

  /// `sex,age,2020` with five-year groups to 85 and over, the first as in `label`.
  private func rows(_ label: (Int, Int?) -> String = { low, high in high.map { "\(low)-\($0)" } ?? "\(low)+" })
    -> String
  {
    "sex,age,2020\n"
      + Sex.allCases.map { sex in
        stride(from: 0, through: 85, by: 5).map {
          "\(sex.id),\(label($0, $0 == 85 ? nil : $0 + 4)),\(1000 - 10 * $0)\n"
        }
        .joined()
      }.joined()
  }

  private func complaint(_ text: String) -> String {
    InputFilesTests.complaint { _ = try AgeTable(file(text, name: "t.csv"), layout: Self.people) }
  }

  @Test(
    arguments: [
      ("0-4", 0, 4), ("0—4岁", 0, 4), ("5–9", 5, 9), ("10~14", 10, 14), ("15～19岁", 15, 19), ("１０－１４", 10, 14),
      ("20 - 24", 20, 24), ("7", 7, 7), ("0岁", 0, 0), ("85+", 85, nil), ("85岁及以上", 85, nil), ("85岁以上", 85, nil),
      ("100 and over", 100, nil), ("100＋", 100, nil), ("85-100", 85, nil), ("25至29岁", 25, 29),
    ] as [(String, Int, Int?)])
  func labelsOfBothLanguages(text: String, lower: Int, upper: Int?) throws {
    let label = try #require(AgeLabel(text))
    #expect(label.lower == lower)
    #expect(label.upper == upper)
  }

  @Test(arguments: ["", "-", "9-May", "5月9日", "thirty", "9-5", "1-2-3", "1.5", "-4", "+", "1000", "4-"])
  func otherTextsAreNoLabels(text: String) { #expect(AgeLabel(text) == nil) }

  @Test func groupsAreSplitAndSaid() throws {
    for label in [{ "\($0)\($1.map { "-\($0)" } ?? "+")" }, { "\($0)\($1.map { "—\($0)岁" } ?? "岁及以上")" }]
      as [(Int, Int?) -> String]
    {
      let table = try AgeTable(file(rows(label), name: "t.csv"), layout: Self.people)
      let flat = [Double](repeating: 1, count: Age.panelCount)
      let split = try #require(
        table.split(
          Self.people, weights: flat, openWeights: flat, openMethod: LocalizedText(en: "evenly", zh: "均匀"), year: 2020))
      let persons = try #require(split.table.panel("persons", year: 2020))
      #expect(persons.count == Age.panelCount)
      for (index, low) in stride(from: 0, to: 85, by: 5).enumerated() {
        let sum = (low..<(low + 5)).reduce(0) { $0 + persons[Age.cell(.female, $1)] }
        #expect(abs(sum - Double(1000 - 50 * index)) < Within.chained)
      }
      #expect((85...100).allSatisfy { persons[Age.cell(.male, $0)] == 150.0 / 16 })
      #expect(split.note.en.hasPrefix("t.csv: five-year groups split into single years by Sprague's multipliers"))
      #expect(split.note.zh.contains("斯普拉格"))
      #expect(split.table.record.bytes == table.record.bytes)
    }
  }

  @Test func twoColumnsOfAgesAreGroups() throws {
    let text = rows { low, high in "\(low),\(high ?? 100)" }.replacing("sex,age,2020", with: "sex,age_from,age_to,2020")
    let table = try AgeTable(file(text, name: "t.csv"), layout: Self.people)
    #expect(table.groups?.labels.last == AgeLabel("85+"))
    #expect(table.groups?.labels.count == 18)
  }

  @Test(
    arguments: [
      ("male,10-14", "male,9-14", "t.csv:4: age: the age groups overlap: ages from 9 stand in a group before"),
      ("10-14", "10-19", "t.csv:4: age: the group holds 10 ages"),
      ("85+", "85-89", "t.csv:19: age: no group holds ages 90-100 (found \"85-89\")"),
      ("85+", "85", "t.csv:19: age: no group holds ages 86-100 (found \"85\")"),
      ("male,5-9,", "male,9-May,", "t.csv:3: age: this is no age: a workbook has turned a group into a date"),
      ("male,30-34", "male,thirty", "t.csv:8: age: this is neither an age nor a group of ages (found \"thirty\")"),
      ("female,30-34,700\n", "", "t.csv: sex female, age 30-34: the row is missing"),
      (
        "male,5-9,950\n", "male,5,1\nmale,6,1\nmale,7,1\nmale,8,1\nmale,9,1\n",
        "t.csv:25: age: the age groups overlap: ages from 5 stand in a group before"
      ),
      ("male,5-9,", "male,5-9,3\nmale,5—9岁,", "t.csv:4: sex male, age 5-9: the row stands twice, on lines 3 and 4"),
    ])
  func faultyGroupsAreToldWithTheirLine(find: String, replacement: String, expected: String) {
    let text = rows().replacing(find, with: replacement, maxReplacements: find.hasPrefix("male") ? 1 : .max)
    #expect(complaint(text).hasPrefix(expected), "\(complaint(text))")
  }

  @Test func aGapIsToldWhereItEnds() {
    let text = rows().split(separator: "\n").filter { !$0.contains(",40-44,") }.joined(separator: "\n")
    #expect(complaint(text) == "t.csv:10: age: no group holds ages 40-44 (found \"45-49\"); add the rows between")
  }

  @Test func singleAgesAmongGroupsAreToldWithTheirLine() {
    let lines = rows().split(separator: "\n").flatMap { line -> [String] in
      guard line.contains(",5-9,"), let sex = line.split(separator: ",").first else { return [String(line)] }
      return (5...9).map { "\(sex),\($0),1" }
    }
    let expected = "t.csv:3: age: single ages stand among five-year groups (found \"5\")"
    #expect(complaint(lines.joined(separator: "\n")).hasPrefix(expected))
  }

  @Test func groupsNamedByTheirFirstAgeAreAskedAfter() {
    #expect(complaint(rows { low, _ in "\(low)" }).contains("where these are groups of ages write 0-4, 5-9, … 85+"))
  }

  // MARK: - Results of a run

  private func result(_ scenarios: [String], _ regions: [String], _ years: ClosedRange<Int> = 2019...2021) -> String {
    var text = "scenario,region,year,sex,age_from,age_to,persons\n"
    for scenario in scenarios {
      for region in regions {
        for year in years {
          for sex in Sex.allCases {
            for low in stride(from: 0, through: 100, by: 5) {
              text +=
                "\(scenario),\(region),\(year),\(sex.id),\(low),\(min(low + 4, 100)),\(year - 2000 + region.count)\n"
            }
          }
        }
      }
    }
    return text
  }

  private func own(_ text: String, place: String? = "a", baseYear: Int? = 2020) throws -> AgeTable {
    try AgeTable(file(text, name: "t.csv"), layout: Self.people) {
      try RowSelection.ownPopulation($0, $1, place: place, baseYear: baseYear)
    }
  }

  @Test func peopleOfARunAreThoseOfTheBaselineAtTheEndOfTheBaseYear() throws {
    let table = try own(result(["baseline", "reform"], ["a"]))
    #expect(table.years == 2020...2020)
    #expect(table.panel("persons", year: 2020)?.allSatisfy { $0 == 21 } == true)
    // Of several regions the one called as the place is.
    #expect(try own(result(["baseline"], ["north", "a"])).panel("persons", year: 2020)?.first == 21)
    #expect(try own(result(["baseline"], ["north", "a"]), place: "north").panel("persons", year: 2020)?.first == 25)
    #expect(try own(result(["only"], ["x"])).panel("persons", year: 2020)?.first == 21)
  }

  @Test func peopleOfARunThatAreNotClearAreAskedAfter() {
    func complaint(_ text: String, baseYear: Int = 2020) -> String {
      InputFilesTests.complaint { _ = try own(text, baseYear: baseYear) }
    }
    #expect(
      complaint(result(["one", "two"], ["a"]))
        == "t.csv:1: scenario: the table holds people of several scenarios, and none is the baseline (found \"one, two\"); keep the rows of one"
    )
    #expect(
      complaint(result(["baseline"], ["north", "south"]))
        == "t.csv:1: region: the table holds people of several regions (found \"north, south\"); keep the rows of one, or name the one that is meant a"
    )
    #expect(
      complaint(result(["baseline"], ["a"]), baseYear: 2018)
        == "t.csv:1: year: the table holds no people at the end of the base year 2018 (found \"2019 to 2021\"); choose a base year among these, or take the results of a run that holds it"
    )
  }
}
