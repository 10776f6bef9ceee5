import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies

/// The account of one fund month by month within a year; entry 0 is January. Money in yuan.
struct MonthlyAccount {
  /// A line and its amounts.
  struct Entry {
    let line: FlowLine
    let kind: LineKind
    let amounts: [Double]
  }

  let fund: Fund
  let opening: Double
  let entries: [Entry]
  /// Stock at the end of each month.
  let closing: [Double]

  init(_ result: ProjectionResult, scenario: Int, region: Int, fund: Int, year: Int) {
    self.fund = result.scheme.funds[fund]
    opening = result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year - 1)
    entries = FundAccount.entries(of: fund, result.scheme).map { entry in
      // The year decides which way a transfer goes.
      let year = (
        amount: result.amount(scenario: scenario, region: region, line: entry.line, year: year),
        months: result.months(line: entry.line, scenario: scenario, region: region, year: year)
      )
      let posted = entry.posted(year.amount)
      return Entry(
        line: result.scheme.lines[entry.line], kind: posted.kind,
        amounts: posted.kind == entry.kind ? year.months : year.months.map { -$0 })
    }
    var stock = opening
    var closing: [Double] = []
    for month in 0..<12 {
      for entry in entries {
        stock += (entry.kind.side?.effect ?? 0) * entry.amounts[month]
      }
      closing.append(stock)
    }
    self.closing = closing
  }

  /// What came in or went out from January to each month.
  func toDate(_ side: AccountSide) -> [Double] {
    var sum = 0.0
    return (0..<12).map { month in
      for entry in entries where entry.kind.side == side { sum += entry.amounts[month] }
      return sum
    }
  }

  /// Months the stock lasts at the mean outflow of the months so far; nil without outflow.
  var reserveMonths: [Double?] {
    zip(closing, toDate(.outflow)).enumerated().map { month, values in
      values.1 > 0 ? values.0 / (values.1 / Double(month + 1)) : nil
    }
  }
}

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
        let account = MonthlyAccount(
          result, scenario: cell.scenario, region: cell.region, fund: fund, year: year - result.timeline.baseYear)
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
      for region in result.input.regions.indices {
        var table = TextTable(
          first: result.input.regions.count > 1 ? "Fund 基金 (\(result.input.regions[region].id))" : "Fund 基金",
          [
            "Income\n收入", "Outflow\n支出", "Balance\n当期结余", "Adjustment\n调整", "Stock\n累计结余", "Reserve months\n可支付月数",
            "Level\n预警",
          ])
        var accounts: [MonthlyAccount] = []
        for fund in result.scheme.funds.indices {
          let account = MonthlyAccount(
            result, scenario: scenario, region: region, fund: fund, year: year - result.timeline.baseYear)
          accounts.append(account)
          table.add(
            row(ReportFormat.both(account.fund.title), [account], last, units)
              + [
                account.reserveMonths[last - 1].flatMap { level($0, fund, run, scenario, region, year) } ?? "–"
              ])
        }
        // Official accounts of a scheme are those of its funds together.
        for group in InsuredGroup.all(result.scheme) where group.funds.count > 1 {
          table.add(
            row(
              "\(ReportFormat.both(group.title(run.baseline.registry))), all funds 合计",
              group.funds.map { accounts[$0] },
              last, units) + ["–"])
        }
        lines += table.lines()
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Income, outflow, balance, stock and months of reserve of some funds together, January to `last`.
  private static func row(
    _ title: String, _ accounts: [MonthlyAccount], _ last: Int, _ units: ReportUnits
  ) -> [String] {
    func sum(_ amount: (MonthlyAccount) -> Double) -> Double { accounts.reduce(0) { $0 + amount($1) } }
    let income = sum { $0.toDate(.inflow)[last - 1] }, outflow = sum { $0.toDate(.outflow)[last - 1] }
    let stock = sum { $0.closing[last - 1] },
      moved = sum { $0.toDate(.stockIn)[last - 1] - $0.toDate(.stockOut)[last - 1] }
    let adjustment = sum { $0.toDate(.adjustment)[last - 1] } + moved
    let months = outflow > 0 ? stock / (outflow / Double(last)) : nil
    return [title] + [income, outflow, income - outflow, adjustment, stock].map(units.money)
      + [ReportFormat.optional(months, decimals: 2)]
  }

  /// The level by the thresholds of the scenario and region; nil where no reserve is asked for.
  private static func level(
    _ months: Double, _ fund: Int, _ run: PolicyRun, _ scenario: Int, _ region: Int, _ calendarYear: Int
  ) -> String? {
    let bounds = ReserveBounds(
      run.result, scenario: scenario, region: region, fund: fund,
      year: calendarYear - run.result.timeline.baseYear)
    return bounds.isRequired ? ReportFormat.both(WarningLevel(months: months, bounds: bounds).title) : nil
  }
}
