import ProjectionEngine
import Studies

extension OutputTables {
  /// measures.csv; see ``MeasureTable``. A value that does not exist has no row.
  static func measures(_ run: PolicyRun, _ measures: RunMeasures, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(header: ["scenario", "region", "fund", "year", "measure", "value", "unit"], to: sink)
    for cell in RunCell.all(run) {
      for series in measures[cell] {
        let fund = CSVText(series.fund), measure = CSVText(series.measure), unit = CSVText(series.unit.rawValue)
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
  static func differences(_ run: PolicyRun, _ measures: RunMeasures, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "measure-or-line", "baseline", "value", "difference", "unit"],
      to: sink)
    for cell in RunCell.all(run) where cell.scenario > 0 {
      let compared = accountDifferences(run.result, cell) + measureDifferences(run.result, cell, measures)
      for series in compared {
        let fund = CSVText(series.fund), name = CSVText(series.name), unit = CSVText(series.unit.rawValue)
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

  /// A line, a balance or a measure in the baseline and in a scenario.
  private struct Comparison {
    struct Pair {
      let year: Int
      let baseline: Double?
      let value: Double?

      var difference: Double? {
        guard let baseline, let value else { return nil }
        return value - baseline
      }

      /// Whether the two differ in print.
      func shows(_ unit: MeasureUnit) -> Bool {
        guard let difference else { return baseline != nil || value != nil }
        return difference.magnitude >= unit.step
      }
    }

    let fund: String
    let name: String
    let unit: MeasureUnit
    let pairs: [Pair]
  }

  private static func accountDifferences(_ result: ProjectionResult, _ cell: RunCell) -> [Comparison] {
    let timeline = result.timeline
    return result.scheme.funds.enumerated().flatMap { fund, declared -> [Comparison] in
      func compare(_ name: String, _ value: (_ scenario: Int, _ year: Int) -> Double) -> Comparison {
        Comparison(
          fund: declared.id, name: name, unit: .yuan,
          pairs: (0..<timeline.reportedCount).map {
            Comparison.Pair(
              year: timeline.baseYear + $0, baseline: value(0, $0), value: value(cell.scenario, $0))
          })
      }
      return FundAccount.entries(of: fund, result.scheme).map { entry in
        compare(result.scheme.lines[entry.line].id) {
          result.amount(scenario: $0, region: cell.region, line: entry.line, year: $1)
        }
      } + [
        compare("closing") { result.balanceAtYearEnd(scenario: $0, region: cell.region, fund: fund, year: $1) }
      ]
    }
  }

  /// Measures but the cumulative balance, which the accounts have as closing balance.
  private static func measureDifferences(
    _ result: ProjectionResult, _ cell: RunCell, _ measures: RunMeasures
  ) -> [Comparison] {
    let pairs = zip(measures.baseline(cell), measures[cell])
    return pairs.filter { $0.0.measure != "cumulative-balance" }.map { before, after in
      Comparison(
        fund: before.fund, name: before.measure, unit: before.unit,
        pairs: compared(before.values, after.values, result))
    }
  }

  private static func compared(
    _ before: MeasureSeries.Values, _ after: MeasureSeries.Values, _ result: ProjectionResult
  ) -> [Comparison.Pair] {
    switch (before, after) {
    case (.yearly(let before), .yearly(let after)):
      zip(before, after).enumerated().map { year, values in
        Comparison.Pair(year: result.timeline.baseYear + year, baseline: values.0, value: values.1)
      }
    case (.summary(let before), .summary(let after)):
      [Comparison.Pair(year: result.timeline.horizon, baseline: before?.value, value: after?.value)]
    default: preconditionFailure("the measures of all scenarios are the same in the same order")
    }
  }
}
