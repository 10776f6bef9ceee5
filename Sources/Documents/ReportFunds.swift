import Quantities
import Results
import SchemeModel

extension Report {
  static func funds(_ context: ReportContext, _ page: inout Document) {
    page.heading(
      "\(apart("\(context.number(.accounts)). Accounts of the baseline", "基准方案基金收支")) (\(context.units.money.name))")
    page.paragraph(context.isRegional ? termsOfSums : terms)
    for (fund, declared) in context.shownFunds {
      let account = context.sums[0][fund], own = context.accounts.first?[fund]
      page.subheading(Phrase(declared.title))
      var table = DocumentTable(
        first: stacked("Year\n", "年份"),
        [
          stacked("Opening\n", "上年结余"), stacked("Income\n", "收入"), stacked("Transfers\nin", "转入"),
          stacked("Expenditure\n", "支出"), stacked("Transfers\nout", "转出"),
          stacked("Adjustment\n", "调整"),
          stacked("Closing\n", "滚存结余"), stacked("Balance\n", "当期结余"),
        ]
          + (own == nil
            ? [stacked("Regions\nbelow zero", "穿底区数")]
            : [stacked("Months\nbackward", "可支付月数"), stacked("Months\nforward", "（次年）")]))
      let amounts = [
        account.opening, account.income, account.transfersIn, account.expenditure, account.transfersOut,
        account.adjustment, account.closing, account.currentBalance,
      ]
      let months = own.map { [$0.reserveMonthsBackward, $0.reserveMonthsForward] }
      for year in context.years.rows {
        table.add(
          [.year(context.base + year)] + amounts.map { .money($0[year]) }
            + (months?.map { .optional($0[year], decimals: 1) } ?? ["\(context.negativeRegions(fund, year))"]))
      }
      page.table(table)
      guard let own else { continue }
      if let text = rates(own, context.units, context.scheme.form.currency.name) { page.paragraph(text, indent: 2) }
      budget(context, fund, &page)
      owed(context, fund, &page)
    }
  }

  private static let terms = LocalizedText(
    en:
      "Current balance = income + transfers in − expenditure − transfers out; stocks that move between funds are no part of it and"
      + " stand with the adjustment. Reserve months = closing ÷ monthly expenditure and"
      + " transfers out, of the same year (backward) and of the next (forward). After each account stands its"
      + " official budget, in which expenditure is positive: total income − total expenditure = balance of the year; brought"
      + " forward + balance of the year + adjustment = carried forward. All years are in accounts.csv and budget.csv;"
      + " `--years` names those that are shown here.",
    zh: "当期结余＝收入＋转入－支出－转出；基金间结余划转不计入当期结余，列入调整。可支付月数＝年末结余÷月均支出及转出，分当年口径和次年口径。"
      + "各基金收支表后列预算表，支出为正数：本年收入合计－本年支出合计＝本年收支结余；上年结余＋本年收支结余＋调整＝年末滚存结余。"
      + "各年数见accounts.csv和budget.csv，`--years`可指定所列年份。")
  private static let termsOfSums = LocalizedText(
    en:
      "All regions together. Current balance = income + transfers in − expenditure − transfers out; stocks that move between funds are"
      + " no part of it and stand with the adjustment. All years and regions are in accounts.csv and budget.csv; `--years` names the"
      + " years that are shown here.",
    zh: "各统筹区合计。当期结余＝收入＋转入－支出－转出；基金间结余划转不计入当期结余，列入调整。各年各区数见accounts.csv和budget.csv，"
      + "`--years`可指定所列年份。")

  private static func rates(
    _ account: FundAccount, _ units: ReportUnits, _ currency: LocalizedText
  ) -> LocalizedText? {
    guard let balance = account.actuarialBalance else { return nil }
    let percent = ReportFormat.signed(balance.value * 100, decimals: 2) + " %"
    let amount = ReportFormat.signed(balance.value, decimals: 2)
    let months = ReportFormat.parameter(account.targetMonths)
    let parts = presentValues(balance, account, units)
    return LocalizedText(
      en: "Actuarial balance over the period: "
        + (account.base.isPayroll
          ? "\(percent) of the contribution base" : "\(amount) \(currency.en) a person and year")
        + ", target reserve of \(months) months at the horizon. \(parts.en)",
      zh: "测算期精算平衡：" + (account.base.isPayroll ? "缴费基数的\(percent)" : "每人每年\(amount)\(currency.zh)")
        + "，期末目标结余\(months)个月。\(parts.zh)")
  }

  static func solvency(_ context: ReportContext, _ page: inout Document) {
    page.heading(apart("\(context.number(.deficits)). First current deficit and depletion", "首次当期赤字与基金穿底年份"))
    page.paragraph(
      LocalizedText(
        en: "First year with a current deficit / first year with a negative stock, up to \(context.timeline.horizon).",
        zh: "至\(context.timeline.horizon)年首次出现当期赤字的年份 / 首次出现负结余的年份。"))
    page.gap()
    let funds = context.fundsWithStock
    var table = DocumentTable(scenarios: both("Scenario", "情景"), funds)
    for scenario in context.run.definitions.indices {
      table.add(
        [context.titles.cell(scenario)]
          + funds.map(\.index).map { fund in
            let account = context.sums[scenario][fund]
            func year(_ index: Int?) -> String { index.map(context.year) ?? "–" }
            return "\(year(account.firstCurrentDeficit)) / \(year(account.depletion))"
          })
    }
    page.table(table)
    references(context, &page)
    if context.isRegional { byRegion(context, &page) } else { shortfalls(context, &page) }
  }

  /// Years of another projection beside those of the baseline.
  private static func references(_ context: ReportContext, _ page: inout Document) {
    let references = context.run.baseline.references
    guard !references.isEmpty else { return }
    page.subheading("\(both("Beside another projection", "与其他测算比较")):")
    var table = DocumentTable([
      .left("Fund", "基金"), .left("Event", "事件"), .right("Baseline", "基准"), .right("Other", "其他测算"),
      .right("Years apart", "相差年数"),
    ])
    for reference in references {
      let account = context.sums[0][reference.fund]
      let found =
        switch reference.event {
        case .firstCurrentDeficit: account.firstCurrentDeficit
        case .depletion: account.depletion
        }
      let year = found.map { context.timeline.baseYear + $0 }
      table.add([
        .title(context.scheme.funds[reference.fund].title), .title(reference.event.title),
        year.map { .year($0) } ?? .none, .year(reference.year),
        year.map { .signed(Double($0 - reference.year), decimals: 0) } ?? .none,
      ])
    }
    page.table(table)
    for source in Set(references.map(\.source)).sorted() { page.item("\(both("Source", "依据")): \(source)") }
  }

  private static func shortfalls(_ context: ReportContext, _ page: inout Document) {
    var table = DocumentTable(
      [
        .left("Scenario", "情景"), .left("Fund", "基金"), .right("Year", "年份"), .right("Stock", "结余"),
        .right("Subsidy to close\nthe deficit", "弥补当期赤字"), .right("share of\ncost", "占支出"),
        .right("Payable\nwithout it", "可支付比例"),
      ], wrapping: [0: ReportColumns.scenario, 1: ReportColumns.fund])
    for scenario in context.run.definitions.indices {
      for (fund, declared) in context.shownFunds {
        let account = context.accounts[scenario][fund]
        guard scenario == 0 || context.moves(fund, under: scenario) else { continue }
        guard let first = account.depletion else { continue }
        let subsidy = account.subsidyForCurrentDeficit, payable = account.payableShare, cost = account.cost
        // The baseline in every chosen year, reforms in the year of depletion and at the horizon.
        let years = context.years.rows.filter { scenario == 0 ? $0 > first : $0 == context.timeline.reportedCount - 1 }
        for year in [first] + years.filter({ $0 != first })
        where account.closing[year] < 0 {
          table.add([
            context.titles.cell(scenario), .title(declared.title),
            .year(context.base + year),
            .money(account.closing[year]), .money(subsidy[year]),
            .percent(subsidy[year] / cost[year]),
            payable[year].map { .percent($0) } ?? .none,
          ])
        }
      }
    }
    guard !table.isEmpty else {
      page.subheading(both("No fund has a negative stock.", "无基金穿底。"))
      return
    }
    let need =
      both("Negative stocks are shown, not hidden: what the fund would need from outside", "负结余与财政补助缺口") as Phrase
    let rows =
      both(
        "The baseline in the years of section \(context.number(.accounts)); funds that a reform moves in the year of depletion and at the horizon",
        "基准方案列第\(context.number(.accounts))节各年，改革方案列穿底年及期末") as Phrase
    page.subheading("\(need) (\(context.units.money.name)). \(rows):")
    page.table(table)
    page.paragraph(
      context.debtsBearInterest(0)
        ? LocalizedText(
          en: "Stocks below zero bear interest like any other (economy.interest-on-negative): debts grow by it.",
          zh: "负结余与正结余同样计息，债务随利息增长（economy.interest-on-negative）。")
        : LocalizedText(
          en:
            "Stocks below zero bear no interest (economy.interest-on-negative): a difference between two scenarios stops"
            + " growing by interest once both are below zero, and debts grow by deficits alone.",
          zh: "结余为负后不计息（economy.interest-on-negative）：两方案结余均为负后，差额不再随利息变动，债务仅随赤字增长。"),
      indent: 2)
    page.paragraph(
      LocalizedText(
        en: "The payable share spends what is left first and borrows nothing.", zh: "可支付比例：先用尽结余，不举债。"), indent: 2)
  }
}
