import Accounts
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies

/// What the terminal shows after a run: a line for each fund, balances by year, then what each reform does to them.
package enum RunSummary {
  package static func document(_ run: PolicyRun) -> Document {
    let context = ReportContext(run)
    var page = context.document
    page.caption(title(context))
    page.table(funds(context))
    for note in run.baseline.tableNotes { page.caption("\(both("assumed", "推定")): \(note)") }
    if context.isRegional {
      page.caption(
        both("First region: the year in which the fund of some region is empty first.", "最早穿底：首个统筹区该基金穿底的年份。"))
    } else {
      for warning in run.warnings { page.caption("\(both("WARNING", "警示")): \(warning)") }
    }
    for scenario in run.leftOut {
      let why = both("report.txt says why", "原因见report.txt") as Phrase
      page.caption("\(both("NOT COMPUTED", "未计算")): \(scenario.names) (\(why))")
    }
    byYear(context, &page)
    return page
  }

  /// The first line.
  private static func title(_ context: ReportContext) -> Phrase {
    let count = context.run.regions.count, regions = count == 1 ? "region" : "regions"
    let sum: Phrase = context.isRegional ? ", \(both("sum of \(count) \(regions)", "\(count)个统筹区合计"))" : ""
    return
      "\(context.run.baseline.title)\(sum), \(context.base)–\(context.horizon), \(context.units.money.full)"
  }

  private static func funds(_ context: ReportContext) -> DocumentTable {
    let base = context.base, isRegional = context.isRegional
    var funds = DocumentTable(
      first: both("Fund", "基金"),
      [
        stacked("Income \(base)", "收入"), stacked("Expenditure \(base)", "支出"), stacked("Closing \(base)", "年末结余"),
        stacked("First deficit", "首次赤字"), stacked("Depletion", isRegional ? "合计穿底" : "基金穿底"),
      ] + (isRegional ? [stacked("First region", "最早穿底")] : []) + [stacked("Closing \(context.horizon)", "年末结余")])
    for (fund, declared) in context.shownFunds {
      let account = context.sums[0][fund]
      funds.add(
        [
          .title(declared.title), .money(account.income[0]), .money(account.expenditure[0]), .money(account.closing[0]),
          context.found(account.firstCurrentDeficit), context.found(account.depletion),
        ] + (isRegional ? [context.found(account.depletions.compactMap { $0 }.min())] : [])
          + [.money(account.closing[context.last])])
    }
    return funds
  }

  /// Balances of the baseline by year, then what each reform does to them: at the horizon, and in each of the years that the user
  /// named.
  private static func byYear(_ context: ReportContext, _ page: inout Document) {
    let funds = context.shownFunds, reforms = context.run.definitions.indices.dropFirst()
    func table(_ title: Phrase, _ cell: (_ fund: Int, _ year: Int) -> DocumentCell) {
      var table = DocumentTable(first: stacked("Year", "年份"), ReportColumns.heads(funds.map(\.fund)))
      for year in context.years.rows {
        table.add([.year(context.base + year)] + funds.map { cell($0.index, year) })
      }
      page.gap()
      page.caption(title)
      page.table(table)
    }
    table(both("Closing balances, baseline", "基准方案年末结余")) { .money(context.sums[0][$0].closing[$1]) }
    guard !reforms.isEmpty else { return }
    if context.run.request.options.years != nil {
      for scenario in reforms {
        let title = both("Closing balances, reform − baseline", "年末结余变动") as Phrase
        table("\(title): \(context.titles[scenario])") { .change(context.closingChange(scenario, $0, $1)) }
      }
      return
    }
    var changes = DocumentTable(scenarios: both("Reform", "改革方案"), funds)
    for scenario in reforms {
      changes.add(
        [context.titles.cell(scenario)]
          + funds.map { .change(context.closingChange(scenario, $0.index, context.last)) })
    }
    page.gap()
    page.caption(both("Closing \(context.horizon), reform − baseline", "改革方案对\(context.horizon)年末结余的影响"))
    page.table(changes)
  }
}
