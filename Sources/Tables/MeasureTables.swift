import Results
import Studies

/// What is computed of accounts and people; see ``MeasureBook``.
enum MeasureTables {
  private static let owner = Column(
    "fund", .id, "Fund or group", "基金或人群",
    both("The fund, the group of insured, or `all` for everybody", "基金、参保人群，`all`为全体"))

  static let measures = TableShape(
    "measures", "Measures", "指标",
    both(
      "Every measure of every fund, of groups of insured and of all people, by year. A value that does not exist has no row.",
      "各基金、参保人群和全体人口的各项指标。无数值的不列。"),
    [
      .scenario, .region, owner,
      Column(
        "year", .year, "Year", "年份",
        both("The year; of a measure of the whole period the year found, or the horizon", "年份；全期指标为所求年份或测算终年")),
      Column("measure", .id, "Measure", "指标", both("What is measured: see Measures", "指标名称，见指标说明")),
      Column("value", .ofRow, "Value", "数值", both("Its value", "指标值")), .unit,
    ])

  static func measures(_ run: PolicyRun, _ measures: MeasureBook) -> [TablePart] {
    TablePart.all(run) { outcome, rows in
      let currency = outcome.scheme.form.currency
      for series in measures[outcome.scenario, outcome.region] {
        let owner = rows.label(series.ownerID), measure = rows.label(series.measure.id)
        let unit = rows.label(series.unit.text(currency))
        func row(_ year: Int, _ value: Double?) throws {
          guard let value else { return }
          rows.text(owner)
          rows.integer(year)
          rows.text(measure)
          rows.number(value, decimals: series.unit.decimals)
          rows.text(unit)
          try rows.endRow()
        }
        switch series.values {
        case .yearly(let values):
          for (year, value) in values.enumerated() { try row(outcome.timeline.baseYear + year, value) }
        case .summary(let found): if let found { try row(found.year, found.value) }
        }
      }
    }
  }

  static let differences = TableShape(
    "differences", "Differences", "与基准的差异",
    both(
      "Where a scenario differs from the baseline by a unit of the last printed digit or more: the lines and the closing balance of"
        + " every fund and year, then measures. A cell is empty where there is no such value, and so is the difference then.",
      "各方案与基准方案的差异（不小于末位一个单位）：先各基金各年项目和年末结余，后各项指标。无数值的为空，差额亦为空。"),
    [
      .scenario, .region, owner,
      Column(
        "year", .year, "Year", "年份", both("The year; of a measure of the whole period the horizon", "年份；全期指标为测算终年")),
      .lineOrMeasure,
      Column("baseline", .ofRow, "Baseline", "基准方案", both("The value under the baseline", "基准方案数值")),
      Column("value", .ofRow, "Value", "数值", both("The value under the scenario", "该方案数值")),
      Column("difference", .ofRow, "Difference", "差额", both("Value less baseline", "数值减基准")), .unit,
    ])

  static func differences(_ run: PolicyRun, _ measures: MeasureBook) -> [TablePart] {
    TablePart.all(run, isWanted: { $0.scenario > 0 }) { outcome, rows in
      let currency = outcome.scheme.form.currency
      for series in Difference.all(outcome, measures) {
        let owner = rows.label(series.owner), name = rows.label(series.name),
          unit = rows.label(series.unit.text(currency))
        for pair in series.pairs where pair.shows(series.unit) {
          rows.text(owner)
          rows.integer(pair.year)
          rows.text(name)
          for value in [pair.baseline, pair.value, pair.difference] {
            rows.number(value, decimals: series.unit.decimals)
          }
          rows.text(unit)
          try rows.endRow()
        }
      }
    }
  }
}
