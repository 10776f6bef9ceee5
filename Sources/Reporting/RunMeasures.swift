import Arrays
import Studies

/// The measures of every scenario and region of a run, formed once for all tables that print them.
struct RunMeasures: Sendable {
  private let series: [[MeasureSeries]]
  private let regionCount: Int

  init(_ run: PolicyRun) throws {
    let cells = RunCell.all(run)
    regionCount = run.result.input.regions.count
    series = Parallel.map(cells.count) {
      MeasureTable.series(run.result, scenario: cells[$0].scenario, region: cells[$0].region)
    }
  }

  subscript(cell: RunCell) -> [MeasureSeries] { series[cell.index] }

  /// Those of the baseline in the region of a cell.
  func baseline(_ cell: RunCell) -> [MeasureSeries] { series[cell.index % regionCount] }
}
