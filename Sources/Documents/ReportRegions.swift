import Accounts
import Quantities
import Results
import SchemeModel

extension Report {
  /// Where the funds of each region stand and end, baseline, those of the scheme together.
  static func byRegion(_ context: ReportContext, _ page: inout Document) {
    let base = context.base, horizon = context.horizon, last = context.last, units = context.units
    let scheme = context.scheme, funds = scheme.medicalFunds
    let title = both("Region by region, baseline, medical funds together", "分统筹区，基准方案，各项基金合计") as Phrase
    page.subheading("\(title) (\(units.money.name), \(units.people.name)):")
    var table = DocumentTable(
      [
        .left(stacked("Region", "统筹区")), .left(""), .right("Insured\n\(base)", "参保"),
        .right("\n\(horizon)\n"), .right("Income\n\(base)", "收入"), .right("\n\(horizon)\n"),
        .right("Expenditure\n\(base)", "支出"), .right("\n\(horizon)\n"),
        .right("Closing\n\(base)", "滚存结余"), .right("\n\(horizon)\n"), .right("First fund\nbelow zero", "最早穿底"),
      ])
    for (entry, own) in zip(context.run.regions, context.regions[0]) {
      func sum(_ kind: LineKind, _ year: Int) -> DocumentCell { .money(own.sum(kind, funds: funds, year: year)) }
      func closing(_ year: Int) -> DocumentCell {
        .money(funds.reduce(0) { $0 + own.balanceAtYearEnd(fund: $1, year: year) })
      }
      func insured(_ year: Int) -> DocumentCell { .people(own.persons(scheme.insured, year: year)) }
      table.add([
        "\(entry.region.id)", .title(entry.region.title), insured(0), insured(last), sum(.income, 0),
        sum(.income, last), sum(.expenditure, 0), sum(.expenditure, last), closing(0), closing(last),
        context.found(funds.compactMap { context.sums[0][$0].depletions[own.region] }.min()),
      ])
    }
    page.table(table)
  }
}
