import ProjectionEngine
import Studies

extension OutputTables {
  /// measures.csv; see ``MeasureTable``.
  static func measures(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(header: ["scenario", "region", "fund", "year", "measure", "value", "unit"], to: sink)
    for cell in RunCell.all(run) {
      for row in MeasureTable.rows(run.result, scenario: cell.scenario, region: cell.region) {
        csv.begin(cell)
        csv.text(row.fund)
        csv.integer(row.year)
        csv.text(row.measure)
        csv.number(row.value, decimals: row.unit.decimals)
        csv.text(row.unit.rawValue)
        try csv.endRow()
      }
    }
    try csv.finish()
  }

  /// differences.csv: where a scenario differs from the baseline by at least one unit of the last printed digit (0.01 yuan):
  /// first the lines and the closing balance of every fund and year, then measures. A cell is empty where there is no such
  /// value (no year of depletion, say), and so is the difference then. Measures of the whole period carry the horizon as
  /// their year, since the years found differ.
  static func differences(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "measure-or-line", "baseline", "value", "difference", "unit"],
      to: sink)
    let baselines = run.result.input.regions.indices.map { comparedRows(run.result, scenario: 0, region: $0) }
    for cell in RunCell.all(run) where cell.scenario > 0 {
      let rows =
        accountDifferences(run.result, cell)
        + measureDifferences(run.result, cell, baseline: baselines[cell.region])
      for row in rows {
        csv.begin(cell)
        csv.text(row.fund)
        csv.integer(row.year)
        csv.text(row.name)
        for value in [row.baseline, row.value, row.difference] {
          if let value {
            csv.number(value, decimals: row.unit.decimals)
          } else {
            csv.empty()
          }
        }
        csv.text(row.unit.rawValue)
        try csv.endRow()
      }
    }
    try csv.finish()
  }

  private struct Difference {
    let fund: String
    let year: Int
    let name: String
    let baseline: Double?
    let value: Double?
    let unit: MeasureUnit

    var difference: Double? {
      guard let baseline, let value else { return nil }
      return value - baseline
    }

    /// Whether the difference shows in print.
    var shows: Bool { difference.map { $0.magnitude >= unit.step } ?? true }
  }

  private static func accountDifferences(_ result: ProjectionResult, _ cell: RunCell) -> [Difference] {
    var found: [Difference] = []
    for (fund, declared) in result.scheme.funds.enumerated() {
      let entries = FundAccount.entries(of: fund, result.scheme)
      for year in 0..<result.timeline.reportedCount {
        func compare(_ name: String, _ value: (Int) -> Double) {
          let difference = Difference(
            fund: declared.id, year: result.timeline.baseYear + year, name: name, baseline: value(0),
            value: value(cell.scenario), unit: .yuan)
          if difference.shows { found.append(difference) }
        }
        for entry in entries {
          compare(result.scheme.lines[entry.line].id) {
            result.amount(scenario: $0, region: cell.region, line: entry.line, year: year)
          }
        }
        compare("closing") { result.balanceAtYearEnd(scenario: $0, region: cell.region, fund: fund, year: year) }
      }
    }
    return found
  }

  private struct MeasureKey: Hashable {
    let fund: String
    let year: Int
    let measure: String
  }

  /// Measures but the cumulative balance, which the account rows have as closing balance.
  private static func comparedRows(_ result: ProjectionResult, scenario: Int, region: Int) -> [MeasureRow] {
    MeasureTable.rows(result, scenario: scenario, region: region).filter { $0.measure != "cumulative-balance" }
  }

  /// In the order of the baseline's measures; those that only the scenario has follow, in its order.
  private static func measureDifferences(
    _ result: ProjectionResult, _ cell: RunCell, baseline: [MeasureRow]
  ) -> [Difference] {
    let horizon = result.timeline.horizon
    func key(_ row: MeasureRow) -> MeasureKey {
      MeasureKey(fund: row.fund, year: row.isSummary ? horizon : row.year, measure: row.measure)
    }
    let scenario = comparedRows(result, scenario: cell.scenario, region: cell.region)
    let values = Dictionary(scenario.map { (key($0), $0.value) }, uniquingKeysWith: { $1 })
    let known = Set(baseline.map(key))
    let both = baseline.map { row in
      Difference(
        fund: row.fund, year: key(row).year, name: row.measure, baseline: row.value, value: values[key(row)],
        unit: row.unit)
    }
    let only = scenario.filter { !known.contains(key($0)) }.map { row in
      Difference(
        fund: row.fund, year: key(row).year, name: row.measure, baseline: nil, value: row.value, unit: row.unit)
    }
    return (both + only).filter(\.shows)
  }
}
