import Accounts
import SchemeModel

extension TextReport {
  static func funds(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("2. Accounts of the baseline  基准方案基金收支 (亿元)")
    page.paragraph(
      "Current balance = income + transfers in − expenditure − transfers out; stocks that move between funds are no part of it and"
        + " stand with the adjustment 基金间结余划转不计入当期结余，列入调整. Reserve months = closing ÷ monthly expenditure and"
        + " transfers out, of the same year (backward 当年口径) and of the next (forward 次年口径). After each account stands its"
        + " official budget, in which expenditure is positive: total income − total expenditure = balance of the year; brought"
        + " forward + balance of the year + adjustment = carried forward. All years are in accounts.csv and budget.csv."
    )
    for (fund, declared) in context.shownFunds {
      let account = context.accounts[0][fund]
      page.subheading(ReportFormat.both(declared.title))
      var table = TextTable(
        first: "Year\n年份",
        [
          "Opening\n上年结余", "Income\n收入", "Transfers in\n转入", "Expenditure\n支出", "Transfers out\n转出", "Adjustment\n调整",
          "Closing\n滚存结余", "Balance\n当期结余", "Months back\n可支付月数", "Months fwd\n（次年）",
        ])
      let current = account.currentBalance
      let backward = Measures.reserveMonthsBackward(closing: account.closing, cost: account.cost)
      let forward = Measures.reserveMonthsForward(closing: account.closing, cost: account.cost)
      for year in context.chosenYears {
        let amounts = [
          account.opening, account.income, account.transfersIn, account.expenditure, account.transfersOut,
          zip(account.adjustment, account.stocksMoved).map(+), account.closing, current,
        ]
        table.add(
          [context.year(year)] + amounts.map { ReportFormat.yi($0[year]) }
            + [ReportFormat.optional(backward[year], decimals: 1), ReportFormat.optional(forward[year], decimals: 1)])
      }
      page.table(table)
      page.paragraph(rates(account), indent: 2)
      budget(context, fund, &page)
      owed(context, fund, &page)
    }
  }

  private static func rates(_ account: FundAccount) -> String {
    guard let balance = account.actuarialBalance else { return "" }
    let value =
      account.base.isPayroll
      ? ReportFormat.signed(balance.value * 100, decimals: 2) + " % of the contribution base"
      : ReportFormat.signed(balance.value, decimals: 2) + " yuan a person and year"
    let months = ReportFormat.parameter(account.targetMonths)
    return "Actuarial balance 精算平衡 over the period: \(value), target reserve of \(months) months at the horizon. "
      + presentValues(balance, account)
  }

  static func solvency(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("3. First current deficit and depletion  首次当期赤字与基金穿底年份")
    page.paragraph(
      "First year with a current deficit / first year with a negative stock, up to \(context.timeline.horizon).")
    page.line()
    var table = TextTable(
      first: "Scenario 情景", context.fundsWithStock.map { "\($0.fund.title.en)\n\($0.fund.title.zh)\n赤字 / 穿底" })
    for (scenario, definition) in context.run.definitions.enumerated() {
      table.add(
        [definition.id]
          + context.fundsWithStock.map(\.index).map { fund in
            let years = context.turningYears(scenario, fund)
            return "\(years.deficit) / \(years.depletion)"
          })
    }
    page.table(table)
    references(context, &page)
    shortfalls(context, &page)
  }

  /// Years of another projection beside those of the baseline.
  private static func references(_ context: ReportContext, _ page: inout ReportPage) {
    let references = context.run.baseline.references
    guard !references.isEmpty else { return }
    page.subheading("Beside another projection 与其他测算比较:")
    var table = TextTable([
      ("Fund 基金", .left), ("Event 事件", .left), ("Baseline\n基准", .right), ("Other\n其他测算", .right),
      ("Years apart\n相差年数", .right),
    ])
    for reference in references {
      let account = context.accounts[0][reference.fund]
      let found =
        switch reference.event {
        case .firstCurrentDeficit: Measures.firstCurrentDeficit(account.currentBalance)
        case .depletion: Measures.depletion(account.closing)
        }
      let year = found.flatMap { $0 < context.timeline.reportedCount ? context.timeline.baseYear + $0 : nil }
      table.add([
        ReportFormat.both(context.scheme.funds[reference.fund].title), reference.event.rawValue,
        year.map { "\($0)" } ?? "–", "\(reference.year)",
        year.map { ReportFormat.signed(Double($0 - reference.year), decimals: 0) } ?? "–",
      ])
    }
    page.table(table)
    for source in Set(references.map(\.source)).sorted() { page.item("Source 依据: \(source)") }
  }

  private static func shortfalls(_ context: ReportContext, _ page: inout ReportPage) {
    var table = TextTable([
      ("Scenario 情景", .left), ("Fund 基金", .left), ("Year\n年份", .right), ("Stock\n结余", .right),
      ("Subsidy to close the\ncurrent deficit\n弥补当期赤字", .right), ("share of cost\n占支出", .right),
      ("Payable share of\ncost without it\n可支付比例", .right),
    ])
    for (scenario, definition) in context.run.definitions.enumerated() {
      for (fund, declared) in context.shownFunds {
        let account = context.accounts[scenario][fund]
        guard scenario == 0 || context.moves(fund, under: scenario) else { continue }
        guard let first = Measures.depletion(account.closing) else { continue }
        let subsidy = Measures.subsidyForCurrentDeficit(account.currentBalance)
        let payable = Measures.payableShare(
          opening: account.opening, inflow: account.inflow, cost: account.cost, closing: account.closing)
        // The baseline in every chosen year, reforms in the year of depletion and at the horizon.
        let years = context.sparseYears.filter { scenario == 0 ? $0 > first : $0 == context.timeline.reportedCount - 1 }
        for year in [first] + years.filter({ $0 != first })
        where year < context.timeline.reportedCount && account.closing[year] < 0 {
          table.add([
            definition.id, declared.title.zh, context.year(year), ReportFormat.yi(account.closing[year]),
            ReportFormat.yi(subsidy[year]), ReportFormat.percent(subsidy[year] / account.cost[year]),
            payable[year].map { ReportFormat.percent($0) } ?? "–",
          ])
        }
      }
    }
    guard !table.isEmpty else {
      page.subheading("No fund has a negative stock. 无基金穿底。")
      return
    }
    page.subheading(
      "Negative stocks are shown, not hidden: what the fund would need from outside 负结余与财政补助缺口 (亿元). The baseline in"
        + " chosen years; funds that a reform moves in the year of depletion and at the horizon:")
    page.table(table)
    page.paragraph(
      context.debtsBearInterest(0)
        ? "Stocks below zero bear interest like any other (economy.interest-on-negative): debts grow by it. 负结余计息。"
        : "Stocks below zero bear no interest (economy.interest-on-negative): a difference between two scenarios stops"
          + " growing by interest once both are below zero, and debts grow by deficits alone. 结余为负后不计息：两方案结余均为负后，差额不再随利息变动。",
      indent: 2)
    page.paragraph("The payable share spends what is left first and borrows nothing. 可支付比例：先用尽结余，不举债。", indent: 2)
  }
}
