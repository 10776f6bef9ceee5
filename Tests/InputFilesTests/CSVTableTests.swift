import Quantities
import Shapes
import Testing

@testable import InputFiles

@Suite struct CSVTableTests {
  private func table(_ text: String) throws -> CSVTable {
    let collector = DiagnosticCollector(file: "t.csv")
    let table = try CSVTable(file(text, name: "t.csv"), collector: collector)
    try collector.throwIfAny()
    return table
  }

  @Test func readsRowsQuotesAndComments() throws {
    let table = try table(
      "# Source: yearbook\n#  table 3 \n\n a , \"b\" ,c\n1,\"x, \"\"y\"\"\",3\n\n\"l1\nl2\",,\" 5 \"\n7,8,9")
    #expect(table.sourceHeader == ["Source: yearbook", "table 3"])
    #expect(table.columns == ["a", "b", "c"])
    #expect(table.headerLine == 4)
    #expect(table.rowLines == [5, 7, 9])
    #expect(table.text(row: 0, column: 1) == "x, \"y\"")
    #expect(table.text(row: 1, column: 0) == "l1\nl2")
    #expect(table.text(row: 1, column: 1) == "")
    #expect(table.text(row: 1, column: 2) == "5")
    #expect(table.number(row: 2, column: 2, collector: DiagnosticCollector(file: "t.csv")) == 9)
  }

  @Test func faultyCellsNameLineAndColumn() {
    let text = csvComplaint("a,b\n1,x\n2,\n3,70%\n4,1e999\n") { table, collector in
      for row in 0..<table.rowCount { _ = table.number(row: row, column: 1, in: 0...1, collector: collector) }
    }
    #expect(
      text == """
        t.csv:2: b: a number belongs here (found "x"); write a decimal such as 0.7 or 280
        t.csv:3: b: no value is given; write a decimal such as 0.7 or 280
        t.csv:4: b: shares are written without a percent sign (found "70%"); write 0.7 for 70 %
        t.csv:5: b: the number must be finite (found "1e999"); write a decimal such as 0.7 or 280
        """)
  }

  @Test func everyRowHasAsManyCellsAsTheHeader() {
    #expect(
      csvComplaint("a,b\n1\n1,2\n1,2,3\n") == """
        t.csv:2: the row has 1 cell, the header 2 columns; add what is missing after "a"
        t.csv:4: the row has 3 cells, the header 2 columns; delete what is too much, or put text that holds a comma in quotes
        """)
  }

  /// One message about the header, not one for every row with the wrong advice.
  @Test func whereNoRowFitsTheHeaderIsAtFault() {
    #expect(
      csvComplaint("sex,2020\nmale,0,5\nmale,1,6\n") == """
        t.csv:1: the header has 2 columns, every row 3 cells (found "sex,2020"); name every column in the header, or delete what the rows have too much
        """)
    #expect(
      csvComplaint("sex,age,2020,note\nmale,0,5\nmale,1,6\n") == """
        t.csv:1: the header has 4 columns, every row 3 cells (found "sex,age,2020,note"); delete the column that the rows do not have, or add its cells
        """)
  }

  @Test(arguments: [
    ("# only\n", "t.csv: the table has no header; begin with a line such as sex,age,2020"),
    ("a,b\n", "t.csv:1: the table has no rows; add them below the header"),
    ("a,b,a\n1,2,3\n", "t.csv:1: a: the column stands twice, as columns 1 and 3; keep one of the two"),
    ("a,,b\n1,2,3\n", "t.csv:1: column 2 has no name; name it, or delete the comma"),
    ("a;b\n1;2\n", "t.csv:1: the columns are separated by semicolons; separate them by commas"),
    ("a\tb\n1\t2\n", "t.csv:1: the columns are separated by tabs; separate them by commas"),
    ("a\n1\n# c\n", "t.csv:3: a comment among the rows; move it above the header"),
    ("a,b\n1,\"x\n2,3\n", "t.csv:2: a quotation mark is opened and not closed; close the quotation"),
    ("a,b\n1,x\"y\n", "t.csv:2: a quotation mark inside a cell; put the whole cell in quotes and double those within"),
    ("a,b\n1,\"x\"y\n", "t.csv:2: text after the closing quotation mark; double the quotation marks within a cell"),
    ("a,b\n1,\u{0}\n", "t.csv:2: the line holds a NUL byte; save the table again as text"),
  ])
  func brokenTablesAreRefused(_ text: String, _ expected: String) {
    #expect(csvComplaint(text) == expected)
  }

  @Test func thousandsOfColumnsAreRefused() {
    let header = (0..<3000).map { "c\($0)" }.joined(separator: ",")
    #expect(csvComplaint(header + "\n") == "t.csv:1: the header has more than 2000 columns; check the file")
  }

  @Test func sixteenThousandNumbersAreReadInNoTime() throws {
    var text = "sex,age," + (2020...2099).map(String.init).joined(separator: ",") + "\n"
    for row in 0..<202 {
      text += "male,\(row)" + (0..<80).map { ",0.00\(row)\($0)12345678" }.joined() + "\n"
    }
    let table = try table(text)
    let collector = DiagnosticCollector(file: "t.csv")
    var sum = 0.0
    let elapsed = ContinuousClock().measure {
      for row in 0..<table.rowCount {
        for column in 2..<82 { sum += table.number(row: row, column: column, collector: collector) ?? 0 }
      }
    }
    #expect(sum > 0)
    // A few milliseconds when optimised; the bound only catches a change of order.
    #expect(elapsed < .seconds(2))
  }
}
