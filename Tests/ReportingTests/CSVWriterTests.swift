import CSVFiles
import Quantities
import SchemeModel
import Tables
import Testing
import _TestSupport

@Suite struct CSVWriterTests {
  /// A table of these columns, money where a name begins with `amount`.
  private func table(
    _ columns: [String], _ parts: [TablePart]
  ) -> Table {
    let text = LocalizedText("made up")
    let columns = columns.map { name in
      Column(name, name.hasPrefix("amount") ? .money : .id, name, name, text)
    }
    return Table(TableShape("made-up", "Made up", "虚构", text, columns), form: .yuan, parts: parts)
  }

  @Test func cellsAndQuotes() throws {
    let text = try rendered(
      table(
        ["name", "year", "amount", "persons", "rate", "note"],
        [
          TablePart { rows in
            rows.text("a,b")
            rows.integer(-2020)
            rows.money(1234.5)
            rows.persons(0.05)
            rows.rate(1.0 / 3)
            rows.empty()
            try rows.endRow()
            rows.text("say \"so\"")
            rows.integer(0)
            rows.money(-0.001)
            rows.persons(-12.34)
            rows.number(1, decimals: 6)
            rows.text("line\nbreak 统筹")
            try rows.endRow()
            rows.text(rows.label("one", "two"))
            rows.number(nil, decimals: 2)
            rows.text(rows.label("three,", "four", ""))
            try rows.endRow()
          }
        ]))
    #expect(
      text == #"""
        name,year,amount_yuan,persons,rate,note
        "a,b",-2020,1234.50,0.1,0.333333,
        "say ""so""",0,0.00,-12.3,1.000000,"line
        break 统筹"
        one,two,,"three,",four,

        """#)
  }

  @Test func longTablesComeInPieces() throws {
    var pieces = 0
    var length = 0
    let long = table(
      ["x"],
      [
        TablePart { rows in
          for number in 0..<200_000 {
            rows.integer(number % 10)
            try rows.endRow()
          }
        }
      ])
    try CSVFile.write(long) { bytes in
      pieces += 1
      length += bytes.count
    }
    #expect(pieces > 1)
    #expect(length == 2 + 2 * 200_000)
  }

  /// Rows that parts have alike are made once and stand in each of them as if they had been made there.
  @Test func rowsRenderedOnce() throws {
    var made = 0
    func parts(_ content: Int?) -> [TablePart] {
      ["a,b", "c"].map { name in
        TablePart(leading: [name], content: content) { rows in
          made += 1
          for number in 0..<40_000 {
            rows.text(number % 7 == 0 ? "two\nlines, \"quoted\"" : "plain")
            rows.money(Double(number) / 8)
            try rows.endRow()
          }
        }
      }
    }
    let plain = try rendered(table(["name", "note", "amount"], parts(nil)))
    #expect(made == 2)
    #expect(try rendered(table(["name", "note", "amount"], parts(7))) == plain)
    #expect(made == 3)
    #expect(plain.hasSuffix("\nc,plain,4999.88\n"))
  }

  @Test(arguments: [nil, 1])
  func whatIsNoNumberIsRefused(_ content: Int?) {
    let faulty = table(
      ["place", "year", "amount"],
      [
        TablePart(leading: ["here"], content: content) { rows in
          for value in [1, Double.nan] {
            rows.integer(2020)
            rows.money(value)
            try rows.endRow()
          }
        }
      ])
    let error = #expect(throws: FundcastError.self) { try rendered(faulty) }
    #expect(error?.description.contains("amount_yuan: row 2 of \(content == nil ? "a result table" : "here")") == true)
  }
}
