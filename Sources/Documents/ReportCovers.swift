import ProjectionEngine
import Quantities
import Results

/// Funds that take premiums and pay layers, and payments that stand in the accounts otherwise than in the waterfall.
extension Report {
  /// Premiums and claims, base year and horizon: a cover whose claims are far from its premiums is priced or modelled wrongly.
  static func premiumsAndClaims(
    _ result: ProjectionResult, _ titles: ScenarioTitles, _ units: ReportUnits, _ page: inout Document
  ) {
    let scheme = result.scheme, last = result.timeline.reportedCount - 1
    var table = DocumentTable(
      [
        .left("Fund", "资金"), .left("Scenario", "方案"), .left(stacked("Year", "年份")),
        .right("\(stacked("Premiums", "筹资"))\n\(units.money.name)"),
        .right("\(stacked("Claims", "赔付"))\n\(units.money.name)"), .right("Claims of premiums", "赔付率"),
      ], wrapping: [1: ReportColumns.scenario])
    for cover in CoverFlows.all(scheme) {
      for scenario in result.input.scenarios.indices {
        let own = result.outcomes(scenario: scenario), baseline = result.outcomes(scenario: 0)
        for year in last > 0 ? [0, last] : [0] {
          let premiums = cover.premiums(own, year: year), claims = cover.claims(own, year: year)
          let usual = [cover.premiums(baseline, year: year), cover.claims(baseline, year: year)]
          // A reform that does not move them has no rows of its own.
          guard premiums > 0,
            scenario == 0 || zip([premiums, claims], usual).contains(where: { abs($0 - $1) > 1e-3 * abs($1) })
          else { continue }
          table.add([
            .title(scheme.funds[cover.fund].title),
            titles.cell(scenario), .year(result.timeline.baseYear + year),
            .money(premiums), .money(claims), .percent(claims / premiums),
          ])
        }
      }
    }
    guard !table.isEmpty else { return }
    page.subheading("\(both("Premiums and claims of covers above the basic scheme", "各补充保障资金的筹资与赔付")):")
    page.table(table)
  }

  /// A note on branches whose bills the accounts do not pay, or not in full.
  static func paidOtherwise(_ result: ProjectionResult, _ titles: ScenarioTitles, _ page: inout Document) {
    for (branch, line, scenarios) in result.billsPaidOtherwise {
      let branch = result.scheme.branches[branch]
      page.item(
        LocalizedText(
          en: "\(branch.title.en) in \(scenarios.map(titles.text).joined(separator: ", ")): the line"
            + " \(line.title.en) does not pay all of these bills; providers have another payment instead (a head, say). The"
            + " accounts show that, while waterfall.csv, utilisation.csv and the own share show what the rules of the benefit"
            + " leave to patients.",
          zh:
            "\(branch.title.zh)（\(scenarios.map(titles.text).joined(separator: "、"))）：“\(line.title.zh)”"
            + "不支付全部费用，部分改由其他方式（如按人头）支付：基金账户反映实际支付，waterfall.csv、utilisation.csv和个人负担按待遇规则反映。"))
    }
  }
}
