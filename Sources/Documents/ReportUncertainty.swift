import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies

extension Report {
  /// What was uncertain, and what that does to the funds; only in runs over paths.
  static func uncertainty(_ context: ReportContext, _ page: inout Document) {
    guard let paths = context.run.paths, context.has(.uncertainty) else { return }
    let request = paths.request
    page.heading(
      apart("\(context.number(.uncertainty)). Uncertainty over \(request.paths) futures", "不确定性分析（\(request.paths)条路径）")
    )
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

  private static func drivers(_ context: ReportContext, _ draws: Draws, _ page: inout Document) {
    page.subheading(both("Drivers: x[t] = persistence · x[t − 1] + ε[t], sd(ε) = deviation", "随机因素"))
    var table = DocumentTable(
      [
        .left("Driver", "因素"), .left("Moves", "影响参数"), .left("Effect", "作用"), .right("Persistence", "持续性"),
        .right("Deviation", "标准差"), .left(stacked("Confidence", "置信度")),
      ], wrapping: [0: 26, 1: ReportColumns.lever])
    for driver in draws.drivers {
      let effect = driver.effect == .add ? "+ x" : "× exp(x)", count = driver.levers.count
      let more = count > 1 ? " \(both("and \(count - 1) more", "等\(count)项"))" as Phrase : ""
      let moved = driver.levers.first.map { context.registry[$0] }
      table.add([
        .title(driver.title),
        moved.map { .named($0.title, path: $0.path, note: more) } ?? "",
        driver.isCumulated ? "\(effect), \(both("cumulated", "累积"))" : "\(effect)",
        "\(ReportFormat.parameter(driver.persistence))",
        driver.isActive ? "\(ReportFormat.parameter(driver.deviation))" : both("off", "关闭"),
        .title(driver.confidence.title),
      ])
    }
    page.table(table)
    for driver in draws.drivers where driver.isActive {
      page.item("\(driver.title): \(driver.source)")
    }
    let order = draws.drivers.count
    let pairs = (0..<order).flatMap { a in (0..<a).map { (a, $0) } }.filter { draws.correlations[$0 * order + $1] != 0 }
    for (a, b) in pairs where draws.drivers[a].isActive && draws.drivers[b].isActive {
      let value = ReportFormat.parameter(draws.correlations[a * order + b])
      page.item("\(both("Correlation", "相关系数")), \(draws.drivers[b].title) – \(draws.drivers[a].title): \(value)")
    }
  }

  /// Closing balances of the baseline.
  private static func bands(_ context: ReportContext, _ paths: PathRun, _ page: inout Document) {
    for (fund, declared) in context.shownFunds {
      guard let item = paths.result.series.firstIndex(of: .closing(fund: fund)) else { continue }
      let title = both("closing balance, baseline", "基准方案滚存结余") as Phrase
      page.subheading("\(declared.title): \(title) (\(context.units.money.name))")
      var table = DocumentTable(
        first: stacked("Year", "年份"),
        [
          stacked("Central", "中心路径"), stacked("Mean", "均值"), "p05", "p25", "p50", "p75", "p95",
          stacked("Negative", "为负概率"),
        ])
      for year in context.years.rows where context.timeline.baseYear + year >= paths.draws.firstYear - 1 {
        let values = paths.result.distribution(region: 0, scenario: 0, series: item, year: year)
        table.add(
          [.year(context.base + year), .money(values.central), .money(values.mean)]
            + [0.05, 0.25, 0.5, 0.75, 0.95].map { .money(values.quantile($0)) }
            + [.percent(values.probabilityNegative.probability)])
      }
      page.table(table)
    }
  }

  /// How likely each fund is empty by the horizon, by scenario.
  private static func solvency(_ context: ReportContext, _ paths: PathRun, _ page: inout Document) {
    page.subheading(
      both("Share of futures in which a fund has been empty by \(context.timeline.horizon)", "测算期内基金穿底的概率"))
    var table = DocumentTable(scenarios: both("Scenario", "情景"), context.shownFunds)
    for scenario in context.run.definitions.indices {
      table.add(
        [context.titles.cell(scenario)]
          + context.shownFunds.map(\.index).map { fund in
            let empty = paths.result.probabilities(.depletion, region: 0, scenario: scenario, fund: fund).last
            return .percent(empty?.value ?? 0)
          })
    }
    page.table(table)
  }
}
