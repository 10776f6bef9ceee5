import Results
import Studies

extension OutputTables {
  /// measures.csv; see ``MeasureBook``. A value that does not exist has no row.
  static func measures(_ run: PolicyRun, _ measures: MeasureBook, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(header: ["scenario", "region", "fund", "year", "measure", "value", "unit"], to: sink)
    let currency = run.result.scheme.form.currency
    for cell in RunCell.all(run) {
      for series in measures[cell.outcome.scenario, cell.outcome.region] {
        let fund = CSVText(series.ownerID), measure = CSVText(series.measure.id),
          unit = CSVText(series.unit.text(currency))
        func row(_ year: Int, _ value: Double?) throws {
          guard let value else { return }
          csv.begin(cell)
          csv.text(fund)
          csv.integer(year)
          csv.text(measure)
          csv.number(value, decimals: series.unit.decimals)
          csv.text(unit)
          try csv.endRow()
        }
        switch series.values {
        case .yearly(let values):
          for (year, value) in values.enumerated() { try row(run.result.timeline.baseYear + year, value) }
        case .summary(let found): if let found { try row(found.year, found.value) }
        }
      }
    }
    try csv.finish()
  }

  /// differences.csv: where a scenario differs from the baseline by at least one unit of the last printed digit (0.01 yuan):
  /// first the lines and the closing balance of every fund and year, then measures. A cell is empty where there is no such
  /// value (no year of depletion, say), and so is the difference then. Measures of the whole period carry the horizon as
  /// their year, since the years found differ.
  static func differences(_ run: PolicyRun, _ measures: MeasureBook, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "measure-or-line", "baseline", "value", "difference", "unit"],
      to: sink)
    let currency = run.result.scheme.form.currency
    for cell in RunCell.all(run) where cell.outcome.scenario > 0 {
      for series in Difference.all(cell.outcome, measures) {
        let fund = CSVText(series.owner), name = CSVText(series.name), unit = CSVText(series.unit.text(currency))
        for pair in series.pairs where pair.shows(series.unit) {
          csv.begin(cell)
          csv.text(fund)
          csv.integer(pair.year)
          csv.text(name)
          for value in [pair.baseline, pair.value, pair.difference] {
            if let value {
              csv.number(value, decimals: series.unit.decimals)
            } else {
              csv.empty()
            }
          }
          csv.text(unit)
          try csv.endRow()
        }
      }
    }
    try csv.finish()
  }
}
