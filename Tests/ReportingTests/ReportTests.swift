@testable import Documents
import Studies
import Testing
@testable import TextPages

@Suite struct ReportTests {
  @Test func wholeReport() throws {
    try expectSnapshot(TextPage.text(Report.document(TinyRun.make())), "report.txt")
  }

  @Test func wholeSummary() throws {
    try expectSnapshot(TextPage.text(RunSummary.document(TinyRun.make()), indent: 0), "summary.txt")
  }

  @Test func noLineEndsInABlank() throws {
    let report = try TextPage.text(Report.document(TinyRun.make()))
    #expect(!report.split(separator: "\n").contains { $0.hasSuffix(" ") })
    #expect(!report.contains("-0.00"))
  }
}
