import Quantities
import Testing

@testable import InputFiles

/// The line of a row by its keys.
@Suite struct AgeTableRowsTests {
  /// Years are rows, and the rows are in no order.
  @Test func yearsAsRows() throws {
    let layout = AgeTableLayout(
      ages: 0...1, hasYears: true, categories: ["status"], values: [.init("a", in: 0...9), .init("b", in: 0...9)])
    var rows: [String] = [], lines: [String: Int] = [:]
    for year in [2021, 2020] {
      for status in ["x", "y"] {
        for age in [1, 0] {
          for sex in ["female", "male"] {
            rows.append("\(status),\(sex),\(age),\(year),1,2")
            lines["\(status) \(sex) \(age) \(year)"] = rows.count + 2
          }
        }
      }
    }
    let table = try AgeTable(
      file("# s\nstatus,sex,age,year,a,b\n" + rows.joined(separator: "\n") + "\n", name: "t.csv"), layout: layout)
    for status in ["x", "y"] {
      for sex in Sex.allCases {
        for age in 0...1 {
          for year in 2020...2021 {
            let cell = TableCell(words: [status], sex: sex, age: age, year: year)
            #expect(table.rows.line(of: cell) == lines["\(status) \(sex.id) \(age) \(year)"])
          }
        }
      }
    }
    #expect(table.rows.line(of: TableCell(words: ["z"])) == nil)
    #expect(table.rows.line(of: TableCell(words: ["x"], age: 2)) == nil)
    #expect(table.rows.line(of: TableCell()) == lines["x male 0 2020"])
  }

  /// Every age of a group stands in its row.
  @Test func groupsOfAges() throws {
    let layout = AgeTableLayout(ages: 0...Age.open, values: [.init("share", in: 0...1)])
    let groups = (0..<17).map { "\($0 * 5)-\($0 * 5 + 4)" } + ["85+"]
    let rows = Sex.allCases.flatMap { sex in groups.map { "\(sex.id),\($0),0.5" } }
    let table = try AgeTable(
      file("sex,age,share\n" + rows.joined(separator: "\n") + "\n", name: "t.csv"), layout: layout)
    #expect(table.rows.line(of: TableCell(sex: .male, age: 0)) == 2)
    #expect(table.rows.line(of: TableCell(sex: .male, age: 4)) == 2)
    #expect(table.rows.line(of: TableCell(sex: .male, age: 100)) == 19)
    #expect(table.rows.line(of: TableCell(sex: .female, age: 12)) == 22)
  }
}
