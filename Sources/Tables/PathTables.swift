import ProjectionEngine
import Results
import SchemeModel
import Studies

/// Distributions over paths. Statistics and when a standard error is empty: see ``PathStatistic``.
///
/// All scenarios see the same futures, so that differences between their statistics are not noise of the draw.
enum PathTables {
  private static let columns: [Column] = [
    .scenario, .region, .fund, .year, .lineOrMeasure,
    Column(
      "statistic", .id, "Statistic", "统计量",
      both(
        "`mean`, `sd`, quantiles `p01`…`p99`, `tail-mean-05`, and shares of paths `probability-…`",
        "均值、标准差、分位数、下尾均值及路径占比")),
    Column(
      "value", .ofRow, "Value", "数值", both("In the unit of the line or measure, or a share of paths", "按项目或指标单位，或路径占比")),
    Column(
      "standard_error", .ofRow, "Standard error", "标准误",
      both("That of the statistic; empty where it cannot be told", "统计量的标准误，无法给出的为空")),
    Column(
      "central", .ofRow, "Central path", "中心路径",
      both(
        "The value on the central path, as `accounts.csv` and `measures.csv` have it, beside every statistic; empty for shares of paths",
        "中心路径数值，与`accounts.csv`和`measures.csv`一致，列于各统计量旁；路径占比为空")),
  ]

  static let accounts = TableShape(
    "accounts-distribution", "Accounts over the futures", "账户分布",
    both(
      "With `--paths`: every line and the closing balance of every fund over the futures drawn. A transfer between two funds stands"
        + " under both: a fund adds up. Two things differ from `accounts.csv`: memo lines, which enter no account, stand here too; and"
        + " there is no opening, which is the closing of the year before, and in the base year the same in every future.",
      "`--paths`时：各基金各项目和年末结余在随机路径上的分布。基金间转移在双方均列。与`accounts.csv`有两处不同：不入账的备查项目在此亦列；不列期初，期初即上年期末，基年期初各路径相同。"),
    columns)

  static let measures = TableShape(
    "measures-distribution", "Measures over the futures", "指标分布",
    both(
      "With `--paths`: current balances, months of reserve, balances less the baseline's in the same future, and the years of deficit"
        + " and depletion.", "`--paths`时：当期结余、可支付月数、同一路径下与基准之差，以及赤字和穿底年份的分布。"), columns)

  static let paths = TableShape(
    "paths", "Every future", "各路径",
    both(
      "With `--keep-paths`: every series of every path, and the opening of the base year: opening + income + transfers in −"
        + " expenditure − transfers out + adjustments = closing, path by path; a later year opens with the closing of the one"
        + " before.", "`--keep-paths`时：每条路径的全部序列及基年期初；逐条路径勾稽，次年期初为上年期末。"),
    [
      .scenario, .region, .fund, .year, .lineOrMeasure,
      Column("path", .number, "Path", "路径", both("The number of the future, from 0", "路径序号，自0起")),
      Column("value", .ofRow, "Value", "数值", both("In the unit of the line or measure", "按项目或指标单位")),
      Column(
        "kind", .id, "Kind", "类别",
        both("How the line enters the account, `opening`, `closing` or `measure`", "计入账户的方式，或期初、期末、指标")),
    ])

  static func accounts(_ paths: PathRun) -> [TablePart] { parts(paths, events: false) { $0.isOfAccounts } }

  static func measures(_ paths: PathRun) -> [TablePart] { parts(paths, events: true) { !$0.isOfAccounts } }

  /// A part for every scenario and region, then one of the years of deficit and depletion.
  private static func parts(
    _ paths: PathRun, events: Bool, _ isWanted: @escaping (PathSeries) -> Bool
  ) -> [TablePart] {
    let projection = paths.result.input.projection
    func all(_ fill: @escaping (_ scenario: Int, _ region: Int, _ rows: inout TableRows) throws -> Void) -> [TablePart]
    {
      projection.scenarios.enumerated().flatMap { scenario, rules in
        projection.regions.enumerated().map { region, place in
          TablePart(leading: [rules.id, place.id]) { try fill(scenario, region, &$0) }
        }
      }
    }
    return all { try series(paths, scenario: $0, region: $1, isWanted, &$2) }
      + (events ? all { try self.events(paths, scenario: $0, region: $1, &$2) } : [])
  }

  private static func series(
    _ paths: PathRun, scenario: Int, region: Int, _ isWanted: (PathSeries) -> Bool, _ rows: inout TableRows
  ) throws {
    let result = paths.result, projection = result.input.projection
    for (item, series) in result.series.enumerated() where isWanted(series) {
      if case .againstBaseline = series, scenario == 0 { continue }
      for label in series.labels(projection.scheme) {
        let fund = rows.label(label.fund), name = rows.label(label.name)
        for year in 0..<projection.timeline.reportedCount {
          let distribution = result.distribution(region: region, scenario: scenario, series: item, year: year)
          guard distribution.count > 0 else { continue }
          let central = series.value(result.central, scenario: scenario, region: region, year: year)
          for statistic in result.statistics(distribution) {
            rows.text(fund)
            rows.integer(projection.timeline.baseYear + year)
            rows.text(name)
            try row(&rows, statistic, label.unit, central: central)
          }
        }
      }
    }
  }

  /// The share of paths that has met a deficit, or was empty, by the end of each year.
  private static func events(_ paths: PathRun, scenario: Int, region: Int, _ rows: inout TableRows) throws {
    let result = paths.result, projection = result.input.projection
    for (fund, declared) in projection.scheme.funds.enumerated() {
      let names = rows.label(declared.id)
      for event in PathEvent.allCases {
        let name = rows.label(event.rawValue)
        let shares = result.probabilities(event, region: region, scenario: scenario, fund: fund)
        for (year, share) in shares.enumerated() {
          rows.text(names)
          rows.integer(projection.timeline.baseYear + year)
          rows.text(name)
          try row(&rows, share, .share, central: .nan)
        }
      }
    }
  }

  /// The last four cells.
  ///
  /// - Parameter central: what it is on the central path; NaN for nothing.
  private static func row(
    _ rows: inout TableRows, _ statistic: PathStatistic, _ unit: MeasureUnit, central: Double
  ) throws {
    let decimals = (statistic.isProbability ? .share : unit).decimals
    rows.text(statistic.name)
    rows.number(statistic.value, decimals: decimals)
    rows.number(statistic.standardError, decimals: decimals)
    rows.number(statistic.isProbability || central.isNaN ? nil : central, decimals: unit.decimals)
    try rows.endRow()
  }

  /// The paths are run once more and written as they come, so that they take no memory; the same seed gives the same paths.
  static func paths(_ paths: PathRun) -> [TablePart] {
    [TablePart { try write(paths, &$0) }]
  }

  private static func write(_ paths: PathRun, _ rows: inout TableRows) throws {
    let projection = paths.result.input.projection, series = paths.result.series
    let labels = series.map { series in
      series.labels(projection.scheme).map {
        (fund: rows.label($0.fund), name: rows.label($0.name), kind: rows.label($0.kind))
      }
    }
    let opening = rows.label("opening"), base = projection.timeline.baseYear
    let funds = projection.scheme.funds.map { rows.label($0.id) }
    let cells = projection.scenarios.map { rules in projection.regions.map { rows.label(rules.id, $0.id) } }
    var filled = rows
    _ = try PathProjection.run(
      paths.result.input, central: paths.result.central, budget: paths.request.memory,
      onYear: { slab in
        for (scenario, values) in slab.values.enumerated() {
          let cell = cells[scenario][slab.region]
          func row(
            _ fund: TableRows.Label, _ year: Int, _ name: TableRows.Label, _ column: Int, _ value: Double,
            _ kind: TableRows.Label
          ) throws {
            filled.text(cell)
            filled.text(fund)
            filled.integer(base + year)
            filled.text(name)
            filled.integer(slab.first + column)
            filled.money(value)
            filled.text(kind)
            try filled.endRow()
          }
          if slab.year == 0 {
            for (fund, name) in zip(projection.scheme.funds, funds) {
              let value = projection.scenarios[scenario].parameters[slab.region].value(fund.openingBalance, 0)
              for column in 0..<slab.used { try row(name, 0, opening, column, value, opening) }
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
    rows = filled
  }
}
