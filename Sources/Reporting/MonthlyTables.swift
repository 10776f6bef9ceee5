import Accounts
import PolicyModel
import Results
import Studies

/// `fundcast months`: accounts of a part of a year.
public enum MonthlyTables {
  /// `scenario,region,fund,year,month,kind,line,amount_yuan`, the stock at the end of every month as line `closing`.
  ///
  /// - Throws: ``FundcastError`` where an amount is no number, and what the sink throws.
  public static func csv(_ run: PolicyRun, year: Int, through last: Int, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "month", "kind", "line", "amount_yuan"], to: sink)
    let result = run.result
    let closing = CSVText("closing", "closing")
    for cell in RunCell.all(run) {
      for fund in result.scheme.funds.indices {
        let account = MonthlyAccount(cell.outcome, fund: fund, year: year - result.timeline.baseYear)
        let name = CSVText(account.fund.id)
        for month in 0..<last {
          func row(_ names: CSVText, _ amount: Double) throws {
            csv.begin(cell)
            csv.text(name)
            csv.integer(year)
            csv.integer(month + 1)
            csv.text(names)
            csv.money(amount)
            try csv.endRow()
          }
          for entry in account.entries { try row(CSVText(entry.kind.rawValue, entry.line.id), entry.amounts[month]) }
          try row(closing, account.closing[month])
        }
      }
    }
    try csv.finish()
  }

  /// January to `last` of every fund and scenario for people: amounts in the unit of the place, months of reserve and the warning
  /// level.
  public static func text(_ run: PolicyRun, year: Int, through last: Int) -> String {
    let result = run.result, units = ReportUnits(run.result), titles = ScenarioTitles(run.definitions)
    var lines = [
      "January to month \(last) of \(year), \(units.money.name) (\(units.money.en)), cash basis"
        + "  \(year)年1—\(last)月基金收支（收付实现制）",
      "Reserve months: stock ÷ mean monthly outflow of the months so far. 可支付月数＝结余÷当年月均支出。",
    ]
    for (scenario, definition) in run.definitions.enumerated() {
      lines += ["", "\(titles[scenario])  [\(definition.id)]"]
      for own in result.outcomes(scenario: scenario) { lines += table(run, own, year, last, units).lines() }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The funds of a scenario in a region, then those of a scheme together: official accounts are of these.
  private static func table(
    _ run: PolicyRun, _ outcome: Outcome, _ year: Int, _ last: Int, _ units: ReportUnits
  ) -> TextTable {
    let regions = run.result.input.regions, index = year - run.result.timeline.baseYear
    var table = TextTable(
      first: regions.count > 1 ? "Fund 基金 (\(regions[outcome.region].id))" : "Fund 基金",
      [
        "Income\n收入", "Outflow\n支出", "Balance\n当期结余", "Adjustment\n调整", "Stock\n累计结余", "Reserve months\n可支付月数",
        "Level\n预警",
      ])
    func add(_ title: String, _ accounts: [MonthlyAccount], _ level: (Double) -> String?) {
      let part = PartYear(accounts, through: last)
      table.add(
        [title] + [part.income, part.outflow, part.balance, part.adjustment, part.stock].map(units.money)
          + [ReportFormat.optional(part.reserveMonths, decimals: 2), part.reserveMonths.flatMap(level) ?? "–"])
    }
    let accounts = run.result.scheme.funds.indices.map { MonthlyAccount(outcome, fund: $0, year: index) }
    for (fund, account) in accounts.enumerated() {
      add(ReportFormat.both(account.fund.title), [account]) {
        level($0, ReserveBounds(outcome, fund: fund, year: index))
      }
    }
    for group in InsuredGroup.all(run.result.scheme) where group.funds.count > 1 {
      let title = ReportFormat.both(group.title(run.baseline.registry))
      add("\(title), all funds 合计", group.funds.map { accounts[$0] }) { _ in nil }
    }
    return table
  }

  /// The level by the bounds in force; nil where no reserve is asked for.
  private static func level(_ months: Double, _ bounds: ReserveBounds) -> String? {
    bounds.isRequired ? ReportFormat.both(WarningLevel(months: months, bounds: bounds).title) : nil
  }
}
