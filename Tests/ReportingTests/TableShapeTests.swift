import Documents
import Foundation
import Quantities
import SchemeModel
import Tables
import Testing
import TextPages
import _TestSupport

/// Tables as values: what they declare, and that files and articles say the same.
@Suite struct TableShapeTests {
  @Test(arguments: DataDictionary.shapes.map(\.id))
  func everyColumnSaysWhatItIs(_ id: String) throws {
    let shape = try #require(DataDictionary.shapes.first { $0.id == id })
    #expect(Set(shape.headers(.yuan)).count == shape.columns.count)
    for text in [shape.title, shape.meaning] + shape.columns.flatMap({ [$0.title, $0.meaning] }) {
      #expect(!text.en.isEmpty && text.zh.unicodeScalars.contains { $0.value > 0x2E80 }, "\(text)")
    }
    for column in shape.columns {
      let unit = column.unit.title(.yuan)
      #expect(!unit.en.isEmpty && !unit.zh.isEmpty)
      // One style: small letters and digits, words joined by underscores.
      #expect(column.header(.yuan).wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil, "\(column.header(.yuan))")
      #expect(column.header(.yuan).hasSuffix("_yuan") == (column.unit == .money))
    }
  }

  /// What stands in the file is what the table declares: the header, a cell for every column in every row, and numbers of the
  /// decimals of the unit.
  @Test(arguments: RunTable.of(paths: false, kept: false))
  func filesAreAsDeclared(_ table: RunTable) throws {
    let run = try TinyRun.make(), cells = Cells(try rendered(table, run)), columns = table.shape.columns
    #expect(cells.header == table.shape.headers(.yuan))
    #expect(!cells.rows.isEmpty && cells.rows.allSatisfy { $0.count == columns.count })
    for column in columns {
      let decimals: Int? =
        switch column.unit {
        case .year, .month, .age, .number: 0
        case .money: 2
        case .count: 1
        case .share: 6
        case .id, .text, .ofRow: nil
        }
      guard let decimals else { continue }
      for row in cells.rows {
        let cell = try #require(row[column.header(.yuan)]), parts = cell.split(separator: ".")
        guard !cell.isEmpty else { continue }
        #expect(Double(cell) != nil && (parts.count == 1 ? 0 : parts[1].count) == decimals, "\(column.id) \(cell)")
      }
    }
  }

  @Test func theDictionaryHasEveryTable() {
    let ids = DataDictionary.shapes.map(\.id)
    #expect(ids == RunTable.allCases.map(\.rawValue) + ["months"])
    let text = MarkdownPage.text(DataDictionary.document())
    #expect(ids.allSatisfy { text.contains("## \($0).csv ") })
    #expect(text.contains("| amount_{currency} | {currency} | Amount 金额 |"))
  }

  /// `fundcast dictionary --markdown` behind the first lines of the article.
  @Test func theArticleIsTheDictionary() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let article = try String(
      contentsOf: root.appendingPathComponent("Sources/fundcast/Fundcast.docc/Files/DataDictionary.md"), encoding: .utf8
    )
    let start = try #require(article.range(of: "## "))
    #expect(article[start.lowerBound...] == MarkdownPage.text(DataDictionary.document()))
  }
}
