import Accounts
import PolicyModel
import Quantities
import Results
import Studies

/// `fundcast months` for people.
package enum MonthlyAccounts {
  /// January to `last` of every fund and scenario: amounts in the unit of the place, months of reserve and the warning level.
  package static func document(_ run: PolicyRun, year: Int, through last: Int) -> Document {
    let result = run.result, form = result.scheme.form, titles = ScenarioTitles(run.definitions)
    var page = Document(languages: form.languages, units: ReportUnits(run.result))
    let unit = page.units?.money.full ?? ""
    page.title(
      apart(
        "January to month \(last) of \(year), \(unit), cash basis", "\(year)年1—\(last)月基金收支（收付实现制）"))
    page.title(both("Reserve months: stock ÷ mean monthly outflow of the months so far.", "可支付月数＝结余÷当年月均支出。"))
    for (scenario, definition) in run.definitions.enumerated() {
      page.subheading("\(titles[scenario]) [\(definition.id)]")
      for own in result.outcomes(scenario: scenario) { page.table(table(run, own, year, last)) }
    }
    return page
  }

  /// The funds of a scenario in a region, then those of a scheme together: official accounts are of these.
  private static func table(_ run: PolicyRun, _ outcome: Outcome, _ year: Int, _ last: Int) -> DocumentTable {
    let regions = run.result.input.regions, index = year - run.result.timeline.baseYear
    let fund = both("Fund", "基金") as Phrase
    var table = DocumentTable(
      first: regions.count > 1 ? "\(fund) (\(regions[outcome.region].id))" : fund,
      [
        stacked("Income", "收入"), stacked("Outflow", "支出"), stacked("Balance", "当期结余"), stacked("Adjustment", "调整"),
        stacked("Stock", "累计结余"), stacked("Reserve months", "可支付月数"), stacked("Level", "预警"),
      ])
    func add(_ title: Phrase, _ accounts: [MonthlyAccount], _ level: (Double) -> LocalizedText?) {
      let part = PartYear(accounts, through: last)
      table.add(
        [.text(title)]
          + [part.income, part.outflow, part.balance, part.adjustment, part.stock].map(DocumentCell.money)
          + [.optional(part.reserveMonths, decimals: 2), part.reserveMonths.flatMap(level).map { .title($0) } ?? .none])
    }
    let accounts = run.result.scheme.funds.indices.map { MonthlyAccount(outcome, fund: $0, year: index) }
    for (fund, account) in accounts.enumerated() {
      add(Phrase(account.fund.title), [account]) { months in
        let bounds = ReserveBounds(outcome, fund: fund, year: index)
        return bounds.isRequired ? WarningLevel(months: months, bounds: bounds).title : nil
      }
    }
    for group in InsuredGroup.all(run.result.scheme) where group.funds.count > 1 {
      add("\(group.title(run.baseline.registry)), \(both("all funds", "合计"))", group.funds.map { accounts[$0] }) { _ in
        nil
      }
    }
    return table
  }
}
