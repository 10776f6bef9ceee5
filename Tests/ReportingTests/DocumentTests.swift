import Documents
import Quantities
import Testing
@testable import TextPages

/// A small document, set as text.
@Suite struct DocumentTests {
  private func document(_ languages: [String]) -> Document {
    var page = Document(languages: languages)
    page.title(apart("A page", "一页"))
    page.heading("1. \(apart("Money", "资金")) (m)")
    page.paragraph(LocalizedText(en: "Two languages.", zh: "两种文字。"))
    page.item("\(both("Source", "依据")): a book")
    page.item(LocalizedText(en: "one", local: "하나", language: "ko"))
    var table = DocumentTable(
      [.left("Fund", "基金"), .right("Income\n2024", "收入"), .right("")], wrapping: [0: 12])
    table.add([.named(LocalizedText(en: "Employee pool", zh: "职工统筹"), path: "a.b"), .money(1234.5), .percent(0.125)])
    table.add([.title(LocalizedText("Other")), .none, .signed(2, decimals: 0)])
    page.table(table)
    page.gap()
    var series = DocumentSeries(both("Year", "年份"), years: [[2024, 2025], [2030]], opening: 2023)
    series.add("a", [1, 2, 3, 4].map { .number($0, decimals: 1) })
    page.series(series)
    return page
  }

  @Test func twoLanguages() {
    #expect(
      TextPage.text(document(["en", "zh"])) == """
        A page  一页


        1. Money  资金 (m)
        ==================
        Two languages.
        两种文字。
          - Source 依据: a book
          - one
          Fund 基金    Income
                         2024
                         收入
          ---------  --------  ------
          Employee   1,234.50  12.5 %
          pool
          职工统筹
          [a.b]
          Other             –      +2

          Year 年份  2023  2024  2025
          ---------  ----  ----  ----
          a           1.0   2.0   3.0
          Year 年份  2023  2030
          ---------  ----  ----
          a           1.0   4.0

        """)
  }

  /// Where a scheme has no Chinese, the program's own texts stand in English alone, and the scheme's in its languages.
  @Test func englishAndKorean() {
    let text = TextPage.text(document(["en", "ko"]))
    #expect(
      text.hasPrefix("A page\n\n\n1. Money (m)\n============\nTwo languages.\n  - Source: a book\n  - one\n    하나\n"))
    #expect(text.contains("\n  Employee pool") || text.contains("\n  Employee"))
    #expect(!text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  @Test func markdown() {
    let text = MarkdownPage.text(document(["en", "zh"]))
    #expect(text.contains("\n## 1. Money  资金 (m)\n\nTwo languages.\n\n两种文字。\n"))
    #expect(
      text.contains(
        "\n| Fund 基金 | Income 2024 收入 |  |\n|---|---:|---:|\n| Employee pool 职工统筹 [a.b] | 1,234.50 | 12.5 % |\n"))
    #expect(
      text.hasSuffix(
        "| Year 年份 | 2023 | 2024 | 2025 | 2030 |\n|---|---:|---:|---:|---:|\n| a | 1.0 | 2.0 | 3.0 | 4.0 |\n"))
  }
}
