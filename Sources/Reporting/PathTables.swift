import ProjectionEngine
import Results
import SchemeModel
import Studies

/// Distributions over paths, tidy: `scenario,region,fund,year,line-or-measure,statistic,value,standard_error`.
///
/// Statistics and when a standard error is empty: see ``PathStatistic``.
///
/// A transfer between two funds stands under both, as in accounts.csv, whose kinds say how each line enters: a fund adds up.
///
/// All scenarios see the same futures, so that differences between their statistics are not noise of the draw.
extension OutputTables {
  private static let header = [
    "scenario", "region", "fund", "year", "line-or-measure", "statistic", "value", "standard_error",
  ]
  /// accounts-distribution.csv: every line and the closing balance of every fund.
  static func accountsDistribution(_ paths: PathRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(header: header, to: sink)
    try rows(paths, &csv) { $0.isOfAccounts }
    try csv.finish()
  }

  /// measures-distribution.csv: current balances, months of reserve, balances less the baseline's in the same future, and
  /// the years of deficit and depletion.
  static func measuresDistribution(_ paths: PathRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(header: header, to: sink)
    try rows(paths, &csv) { !$0.isOfAccounts }
    try events(paths, &csv)
    try csv.finish()
  }

  /// paths.csv: every series of every path, and the opening of the base year: opening + income + transfers in − expenditure −
  /// transfers out + adjustments = closing, path by path; a later year opens with the closing of the one before. The paths are run once more and written as they come, so that they take no
  /// memory; the same seed gives the same paths.
  static func paths(_ paths: PathRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "line-or-measure", "path", "value", "kind"], to: sink)
    let projection = paths.result.input.projection, series = paths.result.series
    let labels = series.map { series in
      series.labels(projection.scheme).map { (fund: CSVText($0.fund), name: CSVText($0.name), kind: CSVText($0.kind)) }
    }
    let opening = CSVText("opening"), base = projection.timeline.baseYear
    _ = try PathProjection.run(
      paths.result.input, central: paths.result.central, budget: paths.request.memory,
      onYear: { slab in
        for (scenario, values) in slab.values.enumerated() {
          let cell = CSVText(projection.scenarios[scenario].id, projection.regions[slab.region].id)
          func row(_ fund: CSVText, _ year: Int, _ name: CSVText, _ column: Int, _ value: Double, _ kind: CSVText)
            throws
          {
            csv.text(cell)
            csv.text(fund)
            csv.integer(base + year)
            csv.text(name)
            csv.integer(slab.first + column)
            csv.money(value)
            csv.text(kind)
            try csv.endRow()
          }
          if slab.year == 0 {
            for fund in projection.scheme.funds {
              let value = projection.scenarios[scenario].parameters[slab.region].value(fund.openingBalance, 0)
              for column in 0..<slab.used { try row(CSVText(fund.id), 0, opening, column, value, opening) }
            }
          }
          for (item, labels) in labels.enumerated() {
            var year = slab.year
            if case .reserveMonthsForward = series[item] { year -= 1 }
            guard year >= 0, year < projection.timeline.reportedCount else { continue }
            for label in labels {
              for column in 0..<slab.used {
                let value = values[item * (values.count / series.count) + column]
                guard !value.isNaN else { continue }
                try row(label.fund, year, label.name, column, value, label.kind)
              }
            }
          }
        }
      })
    try csv.finish()
  }

  private static func rows(_ paths: PathRun, _ csv: inout CSVWriter, _ isWanted: (PathSeries) -> Bool) throws {
    let result = paths.result, projection = result.input.projection
    for (scenario, rules) in projection.scenarios.enumerated() {
      for (region, place) in projection.regions.enumerated() {
        for (item, series) in result.series.enumerated() where isWanted(series) {
          if case .againstBaseline = series, scenario == 0 { continue }
          for label in series.labels(projection.scheme) {
            let names = CSVText(rules.id, place.id, label.fund), name = CSVText(label.name)
            for year in 0..<projection.timeline.reportedCount {
              let distribution = result.distribution(region: region, scenario: scenario, series: item, year: year)
              guard distribution.count > 0 else { continue }
              for statistic in result.statistics(distribution) {
                try row(&csv, names, projection.timeline.baseYear + year, name, statistic, label.unit)
              }
            }
          }
        }
      }
    }
  }

  /// The share of paths that has met a deficit, or was empty, by the end of each year.
  private static func events(_ paths: PathRun, _ csv: inout CSVWriter) throws {
    let result = paths.result, projection = result.input.projection
    for (scenario, rules) in projection.scenarios.enumerated() {
      for (region, place) in projection.regions.enumerated() {
        for (fund, declared) in projection.scheme.funds.enumerated() {
          let names = CSVText(rules.id, place.id, declared.id)
          for event in PathEvent.allCases {
            let name = CSVText(event.rawValue)
            let shares = result.probabilities(event, region: region, scenario: scenario, fund: fund)
            for (year, share) in shares.enumerated() {
              try row(&csv, names, projection.timeline.baseYear + year, name, share, .share)
            }
          }
        }
      }
    }
  }

  private static func row(
    _ csv: inout CSVWriter, _ names: CSVText, _ year: Int, _ name: CSVText, _ statistic: PathStatistic,
    _ unit: MeasureUnit
  ) throws {
    let decimals = (statistic.isProbability ? .share : unit).decimals
    csv.text(names)
    csv.integer(year)
    csv.text(name)
    csv.text(CSVText(statistic.name))
    csv.number(statistic.value, decimals: decimals)
    if let error = statistic.standardError {
      csv.number(error, decimals: decimals)
    } else {
      csv.empty()
    }
    try csv.endRow()
  }
}
