import Quantities
import Testing

@testable import InputFiles

@Suite struct AgeTableTests {
  private static let rates = AgeTableLayout(hasYears: true, values: [.init("rate", in: 0...1)])
  private static let small = AgeTableLayout(ages: 0...2, values: [.init("share", in: 0...1)])

  /// The rows of both sexes and `ages`, each ended by `cells(sex, age)`.
  private func rows(_ ages: ClosedRange<Int> = 0...2, prefix: String = "", _ cells: (Sex, Int) -> String) -> String {
    Sex.allCases.flatMap { sex in ages.map { "\(prefix)\(sex.id),\($0),\(cells(sex, $0))\n" } }.joined()
  }

  private func read(_ text: String, _ layout: AgeTableLayout) throws -> AgeTable {
    try AgeTable(file(text, name: "t.csv"), layout: layout)
  }

  private func complaint(_ text: String, _ layout: AgeTableLayout) -> String {
    InputFilesTests.complaint { _ = try read(text, layout) }
  }

  @Test func readsAWideTable() throws {
    let text = "# source\nsex,age,2020,2021\n" + rows(0...100) { "\(Double($0.rawValue) / 2),\(Double($1) / 1000)" }
    let table = try read(text, Self.rates)
    #expect(table.years == 2020...2021)
    #expect(table.sourceHeader == ["source"])
    let first = try #require(table.panel("rate", year: 2020))
    let second = try #require(table.panel("rate", year: 2021))
    #expect(first.count == Age.panelCount)
    #expect(first[Age.cell(.female, 3)] == 0.5)
    #expect(second[Age.cell(.female, 57)] == 0.057)
    #expect(second[Age.cell(.male, 100)] == 0.1)
    #expect(table.panel("rate", year: 2022) == nil)
    #expect(table.panel("rate") == nil)
  }

  @Test func aLongTableIsTheSameInAnyOrder() throws {
    let lines = (2020...2021).flatMap { year in
      rows(0...100) { "\(Double($0.rawValue) / 2 + Double($1) / 1000 * Double(year - 2020))" }
        .split(separator: "\n").map { "\(year),\($0)" }
    }
    let text = "year,sex,age,rate\n" + lines.reversed().joined(separator: "\n")
    let table = try read(text, Self.rates)
    #expect(table.years == 2020...2021)
    #expect(table.panel("rate", year: 2021)?[Age.cell(.female, 57)] == 0.5 + 57 / 1000.0)
    #expect(table.series("rate")?.count == 2 * Age.panelCount)
  }

  @Test func readsATableWithoutSex() throws {
    let layout = AgeTableLayout(hasSex: false, ages: 15...49, hasYears: true, values: [.init("fertility", in: 0...1)])
    let table = try read("age,2020\n" + (15...49).map { "\($0),0.\($0)\n" }.joined(), layout)
    #expect(table.panel("fertility", year: 2020)?.count == 35)
    #expect(table.panel("fertility", year: 2020)?.first == 0.15)
  }

  @Test func readsATableOfYears() throws {
    let layout = AgeTableLayout(
      hasSex: false, ages: nil, hasYears: true, values: [.init("males_per_female", in: 0.9...1.3)])
    let table = try read("year,males_per_female\n2020,1.11\n2021,1.10\n", layout)
    #expect(table.series("males_per_female") == [1.11, 1.10])
  }

  @Test func readsCategoriesAndTwoValues() throws {
    let layout = AgeTableLayout(
      ages: 0...2, categories: ["scheme", "service"],
      values: [.init("relative_use", in: 0...100), .init("relative_cost", in: 0...100)])
    let text =
      "scheme,service,sex,age,relative_use,relative_cost\n"
      + rows(prefix: "resident,inpatient,") { "\($1),\($0.rawValue)" }
      + rows(prefix: "resident,outpatient,") { "\($1 * 2),\($0.rawValue + 9)" }
    let table = try read(text, layout)
    #expect(table.categories == [["resident", "inpatient"], ["resident", "outpatient"]])
    #expect(table.panel("relative_use", category: ["resident", "outpatient"]) == [0, 2, 4, 0, 2, 4])
    #expect(table.panel("relative_cost", category: ["resident", "inpatient"]) == [0, 0, 0, 1, 1, 1])
    #expect(table.panel("relative_cost", category: ["employee", "inpatient"]) == nil)
  }

  @Test func missingAndExtraColumnsAreTold() {
    #expect(
      complaint("sex,age\nmale,0\n", Self.small)
        == "t.csv:1: share: the column is missing; add it to the header and every row")
    #expect(
      complaint("sex,age,shares,note\nmale,0,1,x\n", Self.small) == """
        t.csv:1: shares: unknown column; did you mean "share"? The header should read sex,age,share
        t.csv:1: note: unknown column; the header should read sex,age,share
        """)
    #expect(
      complaint("sex,2020\nmale,0\n", Self.rates)
        == "t.csv:1: age: the column is missing; add it to the header and every row")
  }

  @Test func theYearsFollowOneAnother() {
    #expect(
      complaint("sex,age,2020,2022\nmale,0,1,1\n", Self.rates)
        == "t.csv:1: 2022: the years must follow one another, but after 2020 comes 2022; add the columns between")
    #expect(
      complaint("sex,age,2021,2020\nmale,0,1,1\n", Self.rates)
        == "t.csv:1: 2020: the years must follow one another, but after 2021 comes 2020; put the columns in order")
    let layout = AgeTableLayout(hasSex: false, ages: nil, hasYears: true, values: [.init("ratio", in: 0...2)])
    #expect(
      complaint("year,ratio\n2020,1\n2022,1\n", layout) == "t.csv: year 2021: the row is missing; add it")
  }

  @Test func missingRowsAreToldTogether() {
    let layout = AgeTableLayout(ages: 0...9, values: [.init("share", in: 0...1)])
    let text =
      "sex,age,share\n" + (0...9).filter { ![3, 5, 6].contains($0) }.map { "male,\($0),1\n" }.joined() + "female,0,1\n"
    #expect(
      complaint(text, layout) == """
        t.csv: sex male, age 3, 5–6: 3 rows are missing; add them
        t.csv: sex female, age 1–9: 9 rows are missing; add them
        """)
  }

  @Test func aMissingRowOfACategoryIsTold() {
    let layout = AgeTableLayout(ages: 0...1, categories: ["status"], values: [.init("share", in: 0...1)])
    #expect(
      complaint("status,sex,age,share\nactive,male,0,1\nactive,male,1,1\nactive,female,0,1\n", layout)
        == "t.csv: status active, sex female, age 1: the row is missing; add it")
  }

  @Test func doubleRowsNameBothLines() {
    #expect(
      complaint("sex,age,share\n" + rows { _, _ in "1" } + "male,1,0\n", Self.small)
        == "t.csv:8: sex male, age 1: the row stands twice, on lines 3 and 8; keep one of the two")
  }

  @Test func faultyKeysAndValuesAreToldTogether() {
    #expect(
      complaint("sex,age,share\nmale,0,nan\nMale,1,1\nmale,3,1\nmale,2.5,1\nfemale,0,1.5\nfemale,,1\n", Self.small)
        == """
        t.csv:2: share: the number must be finite (found "nan"); write a decimal such as 0.7 or 280
        t.csv:3: sex: the sex must be male or female (found "Male"); write male or female
        t.csv:4: age: the number is out of range (found "3"); write a number from 0 to 2
        t.csv:5: age: a whole number belongs here (found "2.5"); write digits only, such as 12
        t.csv:6: share: the number is out of range (found "1.5"); write a number from 0 to 1
        t.csv:7: age: no value is given; write digits only, such as 12
        """)
  }

  @Test func categoryWordsAreChecked() {
    let layout = AgeTableLayout(
      hasSex: false, ages: nil, categories: ["status"], words: ["status": ["active", "retired"]],
      values: [.init("share", in: 0...1)])
    #expect(
      complaint("status,share\nactive,1\nretierd,1\n,1\n", layout) == """
        t.csv:3: status: this word is not known here (found "retierd"); did you mean "retired"? Known here: active, retired
        t.csv:4: status: no value is given; write one in every row
        """)
  }

  @Test func strayYearsDoNotFillTheMemory() {
    let layout = AgeTableLayout(hasYears: true, categories: ["profile"], values: [.init("relative", in: 0...1)])
    var text = "profile,sex,age,year,relative\n"
    for profile in 0..<5000 { text += "p\(profile),male,0,\(profile % 2 == 0 ? 1900 : 2200),1\n" }
    #expect(
      complaint(text, layout)
        == "t.csv:1: the table has 5000 rows where 304010000 are needed, one for every profile, sex, age, year; check the key columns for stray words and years"
    )
  }
}
