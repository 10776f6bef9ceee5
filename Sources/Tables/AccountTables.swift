import Accounts
import Results
import SchemeModel
import Studies

/// Result tables. Rows follow scenario, region and then what the columns say, each in declared order; years rise.
///
/// Every cell is rounded on its own, so that in accounts.csv opening + flows and closing may differ by some cents, and sums
/// of persons by some tenths. Nothing is shifted to hide it.
enum AccountTables {
  static let accounts = TableShape(
    "accounts", "Accounts", "基金账户",
    both(
      "Opening, every line and closing of every fund and year. A transfer between two funds stands in both accounts. Memo lines"
        + " (what is owed at year end, relief granted) enter none and stand in `measures.csv`.",
      "各基金各年期初、各项目和期末。基金间转移在双方账户均列；备查项目不入账，见`measures.csv`。"),
    [
      .scenario, .region, .fund, .year, .kind, .line,
      Column(
        "official_item", .id, "Budget item", "预算科目", both("The item of the official budget it belongs to", "所属预算科目")),
      .amount,
    ])

  /// A settlement that goes the other way in a year changes sides in that year.
  static func accounts(_ run: PolicyRun) -> [TablePart] {
    TablePart.all(run) { outcome, rows in
      let result = outcome.result
      let opening = rows.label("opening", "opening", "opening"), closing = rows.label("closing", "closing", "closing")
      for (fund, declared) in result.scheme.funds.enumerated() {
        let name = rows.label(declared.id)
        let lines = result.scheme.accounts[fund].entries.map { entry in
          (
            declared: rows.label(entry.kind.rawValue, entry.line.id, entry.item()),
            reversed: rows.label((entry.opposite ?? entry.kind).rawValue, entry.line.id, entry.item(isReversed: true))
          )
        }
        for year in 0..<result.timeline.reportedCount {
          func row(_ text: TableRows.Label, _ amount: Double) throws {
            rows.text(name)
            rows.integer(result.timeline.baseYear + year)
            rows.text(text)
            rows.money(amount)
            try rows.endRow()
          }
          try row(opening, outcome.balanceAtYearEnd(fund: fund, year: year - 1))
          for (line, posted) in zip(lines, outcome.postings(fund: fund, year: year)) {
            try row(posted.isReversed ? line.reversed : line.declared, posted.amount)
          }
          try row(closing, outcome.balanceAtYearEnd(fund: fund, year: year))
        }
      }
    }
  }

  static let contributions = TableShape(
    "contributions", "Contributions", "缴费明细",
    both(
      "Contribution lines by status: what was due on which base, and what of it was collected, which adds up to the line in"
        + " `accounts.csv`.", "分参保状态的缴费项目：基数、应缴和实缴，实缴合计等于`accounts.csv`的项目。"),
    [
      .scenario, .region, .year, .status, .line,
      Column("persons", .count, "Persons", "人数", both("Those whom the line counts", "计入该项目的人数")),
      Column(
        "basis", .id, "Basis", "口径",
        both(
          "When they are counted: `person-years`, `annual` (on the books of the year) or `year-end`",
          "计数口径：人年、全年在册或年末")),
      Column(
        "base", .money, "Base", "基数",
        both("What the rate is levied on; of a flat premium its standard", "缴费基数，定额缴费为其标准")),
      Column(
        "rate", .share, "Rate", "费率",
        both("Due ÷ base, the mean of the year; 1 of a flat premium", "应缴÷基数，年均值；定额缴费为1")),
      Column("due", .money, "Due", "应缴", both("What is due by the rules", "按规定应缴")),
      Column("collected", .money, "Collected", "实缴", both("What comes in", "实际缴纳")),
    ])

  static func contributions(_ run: PolicyRun) -> [TablePart] {
    let lines = run.result.scheme.lines.enumerated().filter(\.element.isContribution).map(\.offset)
    return TablePart.all(run) { outcome, rows in
      let scheme = outcome.scheme
      let statuses = scheme.statuses.map { rows.label($0.id) }, names = lines.map { rows.label(scheme.lines[$0].id) }
      let bases = Dictionary(uniqueKeysWithValues: CountBasis.allCases.map { ($0, rows.label($0.rawValue)) })
      for year in 0..<outcome.timeline.reportedCount {
        let entries = lines.map { outcome.contributions(line: $0, year: year) }
        for (status, title) in statuses.enumerated() {
          for (line, entries) in zip(names, entries) {
            guard let entry = entries.first(where: { $0.status == status }), let basis = bases[entry.basis] else {
              continue
            }
            rows.integer(outcome.timeline.baseYear + year)
            rows.text(title)
            rows.text(line)
            rows.persons(entry.persons)
            rows.text(basis)
            rows.money(entry.base)
            rows.rate(entry.rate)
            rows.money(entry.due)
            rows.money(entry.collected)
            try rows.endRow()
          }
        }
      }
    }
  }

  static let budget = TableShape(
    "budget", "Official budget", "基金预算",
    both(
      "The official budget of every fund and year, in the order of the form. An item to which no line of the fund belongs has no"
        + " rows; `total-income`, `total-expenditure` and `balance` are sums of the rows around them.",
      "各基金各年预算表，按表样顺序。无对应项目的科目不列；合计和结余为相邻各行之和。"),
    [
      .scenario, .region, .fund, .year,
      Column("item", .id, "Item", "科目", both("The item of the form", "预算科目")),
      Column("item", .text, "Name of the item", "科目名称", both("What the form calls it", "表样中的名称")), .amount,
    ])

  static func budget(_ run: PolicyRun) -> [TablePart] {
    TablePart.all(run) { outcome, rows in
      for (fund, declared) in outcome.scheme.funds.enumerated() {
        let budget = try FundBudget(outcome, fund: fund)
        let items = budget.items.map { (names: rows.label($0.id, $0.title.local), amounts: budget.amounts($0)) }
        let name = rows.label(declared.id)
        for year in 0..<outcome.timeline.reportedCount {
          for item in items {
            rows.text(name)
            rows.integer(outcome.timeline.baseYear + year)
            rows.text(item.names)
            rows.money(item.amounts[year])
            try rows.endRow()
          }
        }
      }
    }
  }
}
