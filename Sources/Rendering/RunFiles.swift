import CSVFiles
import Documents
import ProjectionEngine
import Results
import RunStore
import Studies
import Tables
import TextPages

/// The files that a run gives: the report, and the tables that were asked for.
public enum RunFiles {
  /// What a writer of the program's version writes.
  public static func writer(version: String) -> RunWriter { RunWriter(version: version, files: files) }

  private static func files(_ run: PolicyRun, _ stamp: RunStamp) throws -> [OutputFile] {
    let tables = RunTable.written(for: run.request)
    let measures = tables.contains { $0.needsMeasures } ? MeasureBook(run.result) : nil
    let ranked = run.request.deciles ? try RankedCare(run.result) : nil
    return [
      OutputFile("report.txt") { Array(TextPage.text(try Report.document(run, ranked: ranked, stamp: stamp)).utf8) }
    ]
      + tables.map { table in
        OutputFile(table.file, byteOrderMark: run.request.output.byteOrderMark) {
          try CSVFile.write(table.table(run, measures: measures, ranked: ranked), to: $0)
        }
      }
  }
}
