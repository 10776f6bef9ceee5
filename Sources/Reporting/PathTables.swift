import Futures
import ProjectionEngine
import SchemeModel
import Studies

extension PathSeries {
  /// Whether it stands in accounts-distribution.csv; else it is a measure.
  fileprivate var isOfAccounts: Bool {
    switch self {
    case .line, .closing: true
    case .currentBalance, .reserveMonthsBackward, .reserveMonthsForward, .againstBaseline: false
    }
  }

  /// Its fund, name, kind and unit in tables. A transfer between two funds stands in both accounts.
  fileprivate func labels(_ scheme: Scheme) -> [PathLabel] {
    switch self {
    case .line(let index):
      let line = scheme.lines[index]
      let other = line.counterpart.map { (scheme.funds[$0].id, line.id, MeasureUnit.yuan) }
      return [PathLabel(own(scheme), line.kind.rawValue)]
        + (other.map { [PathLabel($0, (line.kind.opposite ?? .transferIn).rawValue)] } ?? [])
    case .closing: return [PathLabel(own(scheme), "closing")]
    default: return [PathLabel(own(scheme), "measure")]
    }
  }

  private func own(_ scheme: Scheme) -> (fund: String, name: String, unit: MeasureUnit) {
    switch self {
    case .line(let line): (scheme.funds[scheme.lines[line].fund].id, scheme.lines[line].id, .yuan)
    case .closing(let fund): (scheme.funds[fund].id, "closing", .yuan)
    case .currentBalance(let fund): (scheme.funds[fund].id, "current-balance", .yuan)
    case .reserveMonthsBackward(let fund): (scheme.funds[fund].id, "reserve-months-backward", .months)
    case .reserveMonthsForward(let fund): (scheme.funds[fund].id, "reserve-months-forward", .months)
    case .againstBaseline(let fund): (scheme.funds[fund].id, "closing-against-baseline", .yuan)
    }
  }
}

/// How a series is named in tables.
private struct PathLabel {
  let fund: CSVText
  let name: CSVText
  /// The kind of a line in the account of the fund, `closing`, or `measure`.
  let kind: CSVText
  let unit: MeasureUnit

  init(_ own: (fund: String, name: String, unit: MeasureUnit), _ kind: String) {
    (fund, name, unit) = (CSVText(own.fund), CSVText(own.name), own.unit)
    self.kind = CSVText(kind)
  }
}

/// Distributions over paths, tidy: `scenario,region,fund,year,line-or-measure,statistic,value,standard_error`.
///
/// | statistic | meaning |
/// |---|---|
/// | mean, sd | over paths |
/// | p01 … p99 | quantiles: drawn values up to 2,048 paths; of more within 1/256 of the distance from the central path, which the standard error holds, values that several paths share excepted |
/// | tail-mean-05 | mean of the lowest twentieth, as exact |
/// | probability-negative | share of paths below zero |
/// | probability-below-3-months, -6-months | share of paths with less reserve |
/// | probability-by-year | share of paths whose fund has been empty (in current deficit) by the end of the year |
///
/// A standard error is empty where there is none: of a quantile or a tail mean with fewer than five paths beyond, of a
/// deviation of fewer than four paths, of a share that is 0 or 1 (never in n paths leaves room for up to 3/n at 95 %), and
/// everywhere with mirrored paths, which come in pairs that depend on each other.
///
/// A transfer between two funds stands under both, as in accounts.csv, whose kinds say how each line enters: a fund adds up.
///
/// All scenarios see the same futures, so that differences between their statistics are not noise of the draw.
extension OutputTables {
  private static let header = [
    "scenario", "region", "fund", "year", "line-or-measure", "statistic", "value", "standard_error",
  ]
  private static let quantiles: [(name: String, share: Double)] = [
    ("p01", 0.01), ("p05", 0.05), ("p10", 0.1), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9),
    ("p95", 0.95), ("p99", 0.99),
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
    let labels = series.map { $0.labels(projection.scheme) }
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
        let cell = CSVText(rules.id, place.id)
        for (item, series) in result.series.enumerated() {
          guard isWanted(series) else { continue }
          if case .againstBaseline = series, scenario == 0 { continue }
          for label in series.labels(projection.scheme) {
            for year in 0..<projection.timeline.reportedCount {
              let distribution = result.distribution(region: region, scenario: scenario, series: item, year: year)
              guard distribution.count > 0 else { continue }
              for statistic in statistics(distribution, label.unit) {
                csv.text(cell)
                csv.text(label.fund)
                csv.integer(projection.timeline.baseYear + year)
                csv.text(label.name)
                csv.text(statistic.name)
                csv.number(statistic.value, decimals: statistic.decimals)
                if statistic.error.isNaN || paths.request.isAntithetic {
                  csv.empty()
                } else {
                  csv.number(statistic.error, decimals: statistic.decimals)
                }
                try csv.endRow()
              }
            }
          }
        }
      }
    }
  }

  private static func statistics(
    _ values: PathDistribution, _ unit: MeasureUnit
  ) -> [(name: String, value: Double, error: Double, decimals: Int)] {
    let decimals = unit.decimals
    var found: [(name: String, value: Double, error: Double, decimals: Int)] = [
      ("mean", values.mean, values.standardErrorOfMean, decimals),
      ("sd", values.standardDeviation, values.standardErrorOfStandardDeviation, decimals),
    ]
    for (name, share) in quantiles {
      found.append((name, values.quantile(share), values.standardErrorOfQuantile(share), decimals))
    }
    found.append(("tail-mean-05", values.tailMean(below: 0.05), values.standardErrorOfTailMean(below: 0.05), decimals))
    found.append(
      ("probability-negative", values.probabilityNegative.probability, values.probabilityNegative.standardError, 6))
    for (place, threshold) in values.thresholds.enumerated() {
      let count = values.probabilityBelow(place)
      found.append(("probability-below-\(Int(threshold))-months", count.probability, count.standardError, 6))
    }
    // With one path there is no spread.
    return found.filter { !$0.value.isNaN }.map {
      ($0.name, $0.value, isErrorKnown($0.name, paths: values.count) ? $0.error : .nan, $0.decimals)
    }
  }

  /// Whether a standard error can be told: of a quantile and of a tail mean it takes five paths beyond.
  private static func isErrorKnown(_ name: String, paths: Int) -> Bool {
    guard let share = name == "tail-mean-05" ? 0.05 : quantiles.first(where: { $0.name == name })?.share else {
      return paths > 1
    }
    return Double(paths) * min(share, 1 - share) >= 5
  }

  /// The share of paths that has met a deficit, or was empty, by the end of each year.
  private static func events(_ paths: PathRun, _ csv: inout CSVWriter) throws {
    let result = paths.result, projection = result.input.projection
    for (scenario, rules) in projection.scenarios.enumerated() {
      for (region, place) in projection.regions.enumerated() {
        for (fund, declared) in projection.scheme.funds.enumerated() {
          for name in ["first-current-deficit-year", "depletion-year"] {
            var so = 0
            for year in 0..<projection.timeline.reportedCount {
              so +=
                name == "depletion-year"
                ? result.depleted(region: region, scenario: scenario, fund: fund, year: year)
                : result.inDeficit(region: region, scenario: scenario, fund: fund, year: year)
              let share = StreamedCount(hits: so, of: result.input.paths)
              csv.text(CSVText(rules.id, place.id, declared.id))
              csv.integer(projection.timeline.baseYear + year)
              csv.text(name)
              csv.text("probability-by-year")
              csv.number(share.probability, decimals: 6)
              if paths.request.isAntithetic || share.standardError.isNaN {
                csv.empty()
              } else {
                csv.number(share.standardError, decimals: 6)
              }
              try csv.endRow()
            }
          }
        }
      }
    }
  }
}
