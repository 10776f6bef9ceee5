@testable import Reporting
import Studies
import Testing

@Suite struct ReportTests {
  @Test func wholeReport() throws {
    try expectSnapshot(TextReport.text(TinyRun.make()), "report.txt")
  }

  @Test func wholeSummary() throws {
    try expectSnapshot(RunWriter.summary(TinyRun.make()), "summary.txt")
  }

  @Test func noLineEndsInABlank() throws {
    let report = try TextReport.text(TinyRun.make())
    #expect(!report.split(separator: "\n").contains { $0.hasSuffix(" ") })
    #expect(!report.contains("-0.00"))
  }
}
