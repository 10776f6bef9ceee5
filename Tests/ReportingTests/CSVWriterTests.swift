import Quantities
@testable import Reporting
import Testing

@Suite struct CSVWriterTests {
  @Test func cellsAndQuotes() throws {
    let text = try rendered { sink in
      var csv = CSVWriter(header: ["name", "year", "amount_yuan", "persons", "rate", "note"], to: sink)
      csv.text("a,b")
      csv.integer(-2020)
      csv.money(1234.5)
      csv.persons(0.05)
      csv.rate(1.0 / 3)
      csv.empty()
      try csv.endRow()
      csv.text("say \"so\"")
      csv.integer(0)
      csv.money(-0.001)
      csv.persons(-12.34)
      csv.rate(1)
      csv.text("line\nbreak 统筹")
      try csv.endRow()
      try csv.finish()
    }
    #expect(
      text == #"""
        name,year,amount_yuan,persons,rate,note
        "a,b",-2020,1234.50,0.1,0.333333,
        "say ""so""",0,0.00,-12.3,1.000000,"line
        break 统筹"

        """#)
  }

  @Test func longTablesComeInPieces() throws {
    var pieces = 0
    var length = 0
    var csv = CSVWriter(header: ["x"]) { bytes in
      pieces += 1
      length += bytes.count
    }
    for number in 0..<200_000 {
      csv.integer(number % 10)
      try csv.endRow()
    }
    try csv.finish()
    #expect(pieces > 1)
    #expect(length == 2 + 2 * 200_000)
  }

  /// Rows rendered once stand behind other cells as if they had been written there.
  @Test func rowsRenderedOnce() throws {
    func fill(_ csv: inout CSVWriter, _ name: CSVText?) throws {
      for number in 0..<40_000 {
        if let name { csv.text(name) }
        csv.text(number % 7 == 0 ? "two\nlines, \"quoted\"" : "plain")
        csv.money(Double(number) / 8)
        try csv.endRow()
      }
    }
    let names = [CSVText("a,b"), CSVText("c")]
    let plain = try rendered { sink in
      var csv = CSVWriter(header: ["name", "note", "amount_yuan"], to: sink)
      for name in names { try fill(&csv, name) }
      try csv.finish()
    }
    let once = try rendered { sink in
      let rows = try CSVRows(columns: ["note", "amount_yuan"], of: "nothing") { try fill(&$0, nil) }
      var csv = CSVWriter(header: ["name", "note", "amount_yuan"], to: sink)
      for name in names { try csv.rows(rows, beginning: name) }
      try csv.finish()
    }
    #expect(once == plain)
  }

  @Test func whatIsNoNumberIsRefused() throws {
    var csv = CSVWriter(header: ["year", "amount_yuan"]) { _ in }
    csv.integer(2020)
    csv.money(.nan)
    let error = #expect(throws: FundcastError.self) { try csv.endRow() }
    #expect(error?.description.contains("amount_yuan: row 1") == true)
  }
}
