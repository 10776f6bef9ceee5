import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies

extension TextReport {
  /// What was uncertain, and what that does to the funds; only in runs over paths.
  static func uncertainty(_ context: ReportContext, _ page: inout ReportPage) {
    guard let paths = context.run.paths else { return }
    let request = paths.request
    page.heading("10. Uncertainty over \(request.paths) futures  不确定性分析（\(request.paths)条路径）")
    page.paragraph(
      LocalizedText(
        en:
          "From \(paths.draws.firstYear) on the drivers below are drawn; all else is as on the central path, index rules included:"
          + " every future is the scenario one would get by writing its values by hand. Every scenario sees the same futures (seed"
          + " \(request.seed)\(request.isAntithetic ? ", every other one mirrors the one before, so that no standard errors are given" : ""))."
          + " The central path, which all other sections show, is neither the mean nor the median. What is not drawn (other hazards of"
          + " membership, retirement, policy, long-run levels of growth) is as uncertain as before: the bands are too narrow."
          + " Statistics with standard errors: accounts-distribution.csv, measures-distribution.csv.",
        zh: "自\(paths.draws.firstYear)年起对下列因素随机抽样，其余参数（含延续规则）与中心路径一致；各情景使用相同的随机路径（种子\(request.seed)"
          + (request.isAntithetic ? "，隔条为前一条的镜像，故不给标准误" : "") + "）。其他各节所列中心路径不等于均值或中位数；"
          + "未抽样的因素（参保转移率、退休、政策、长期增长水平等）同样不确定，区间偏窄。统计量及标准误见accounts-distribution.csv、measures-distribution.csv。"))
    drivers(context, paths.draws, &page)
    bands(context, paths, &page)
    solvency(context, paths, &page)
  }

  private static func drivers(_ context: ReportContext, _ draws: Draws, _ page: inout ReportPage) {
    page.subheading("Drivers: x[t] = persistence · x[t − 1] + ε[t], sd(ε) = deviation 随机因素")
    var table = TextTable(
      [
        ("Driver 因素", .left), ("Moves 影响参数", .left), ("Effect 作用", .left), ("Persistence\n持续性", .right),
        ("Deviation\n标准差", .right), ("Confidence\n置信度", .left),
      ], wrapping: [0: 26, 1: ReportColumns.lever])
    for driver in draws.drivers {
      let first = driver.levers.first.map { context.registry[$0].lines() } ?? ""
      let effect = driver.effect == .add ? "+ x" : "× exp(x)"
      table.add([
        ReportFormat.both(driver.title),
        driver.levers.count > 1
          ? "\(first) and \(driver.levers.count - 1) more 等\(driver.levers.count)项" : first,
        driver.isCumulated ? effect + ", cumulated 累积" : effect, ReportFormat.parameter(driver.persistence),
        driver.isActive ? ReportFormat.parameter(driver.deviation) : "off 关闭",
        ReportFormat.both(driver.confidence.title),
      ])
    }
    page.table(table)
    for driver in draws.drivers where driver.isActive {
      page.item("\(ReportFormat.both(driver.title)): \(driver.source)")
    }
    let order = draws.drivers.count
    let pairs = (0..<order).flatMap { a in (0..<a).map { (a, $0) } }.filter { draws.correlations[$0 * order + $1] != 0 }
    for (a, b) in pairs where draws.drivers[a].isActive && draws.drivers[b].isActive {
      page.item(
        "Correlation 相关系数, \(ReportFormat.both(draws.drivers[b].title)) – \(ReportFormat.both(draws.drivers[a].title)): "
          + ReportFormat.parameter(draws.correlations[a * order + b]))
    }
  }

  /// Closing balances of the baseline.
  private static func bands(_ context: ReportContext, _ paths: PathRun, _ page: inout ReportPage) {
    for (fund, declared) in context.shownFunds {
      guard let item = paths.result.series.firstIndex(of: .closing(fund: fund)) else { continue }
      page.subheading(
        "\(ReportFormat.both(declared.title)): closing balance, baseline 基准方案滚存结余 (\(context.units.money.name))")
      var table = TextTable(
        first: "Year\n年份",
        ["Central\n中心路径", "Mean\n均值", "p05", "p25", "p50", "p75", "p95", "Negative\n为负概率"])
      for year in context.years.rows where context.timeline.baseYear + year >= paths.draws.firstYear - 1 {
        let values = paths.result.distribution(region: 0, scenario: 0, series: item, year: year)
        table.add(
          [context.year(year), context.units.money(values.central), context.units.money(values.mean)]
            + [0.05, 0.25, 0.5, 0.75, 0.95].map { context.units.money(values.quantile($0)) }
            + [ReportFormat.percent(values.probabilityNegative.probability)])
      }
      page.table(table)
    }
  }

  /// How likely each fund is empty by the horizon, by scenario.
  private static func solvency(_ context: ReportContext, _ paths: PathRun, _ page: inout ReportPage) {
    page.subheading(
      "Share of futures in which a fund has been empty by \(context.timeline.horizon) 测算期内基金穿底的概率")
    var table = TextTable(scenarios: "Scenario 情景", context.shownFunds)
    for scenario in context.run.definitions.indices {
      table.add(
        [context.titles.lines(scenario, besideFunds: context.shownFunds.count)]
          + context.shownFunds.map(\.index).map { fund in
            let empty = paths.result.probabilities(.depletion, region: 0, scenario: scenario, fund: fund).last
            return ReportFormat.percent(empty?.value ?? 0)
          })
    }
    page.table(table)
  }
}
