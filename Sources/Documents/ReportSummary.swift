import Accounts
import PolicyModel
import Quantities
import Results
import SchemeModel

extension Report {
  /// Warnings of a place of several regions that are printed one by one.
  static let shownWarnings = 10

  /// The first page: where each fund stands and ends, what to know before signing, and what each reform does.
  static func summary(_ context: ReportContext, _ page: inout Document) {
    let units = context.units, count = context.run.regions.count
    page.heading(
      context.isRegional
        ? "\(apart("Summary: the sum of \(count) regions", "摘要：\(count)个统筹区合计")) (\(units.money.name))"
        : "\(apart("Summary", "摘要")) (\(units.money.name))")
    page.gap()
    page.table(balances(context))
    page.paragraph(
      context.isRegional
        ? LocalizedText(
          en: "A sum above zero may hide regions below: one region's surplus does not pay another's deficit.",
          zh: "合计结余为正时，仍可能有统筹区穿底：一区结余不能弥补他区赤字。")
        : LocalizedText(
          en:
            "Subsidy: what closes the current deficit of that year; a negative closing balance has to be made good besides."
            + " Years after \(context.base) are projected.",
          zh: "所需补助：弥补当年赤字的金额，负结余须另行弥补。\(context.base)年以后为测算数。"), indent: 2)
    page.subheading("\(both("Before signing", "签署前须知")):")
    let warnings = context.run.warnings, shown = context.isRegional ? shownWarnings : warnings.count
    for text in warnings.prefix(shown) { page.item("\(both("WARNING", "警示")): \(text)") }
    if warnings.count > shown {
      let rest = warnings.count - shown
      page.item(LocalizedText(en: "… and \(rest) more, in manifest.json", zh: "……另有\(rest)条，见manifest.json"))
    }
    reserveWarnings(context, &page)
    for text in ReportEvidence(context).sentences + ground(context) { page.item(text) }
    reformSummary(context, &page)
  }

  /// Where each fund stands and ends.
  private static func balances(_ context: ReportContext) -> DocumentTable {
    let base = context.base, horizon = context.horizon, last = context.last, isRegional = context.isRegional
    let ends =
      isRegional
      ? [
        stacked("Regions\nbelow zero", "\(horizon) 穿底区数"), stacked("First region\nbelow zero", "最早穿底"),
      ] : [stacked("Subsidy\n\(horizon)", "所需补助")]
    var table = DocumentTable(
      first: both("Baseline", "基准方案"),
      [
        stacked("Income\n\(base)", "收入"), stacked("Spending\n\(base)", "支出"), stacked("Transfers\n\(base)", "转移净额"),
        stacked("Closing\n\(base)", "年末结余"), stacked("First\ndeficit", "首次赤字"),
        isRegional ? stacked("Depletion\nof the sum", "合计穿底") : stacked("Depletion\n", "基金穿底"),
        stacked("Closing\n\(horizon)", "年末结余"),
      ] + ends, wrappingFirst: ReportColumns.wideFund)
    for (fund, declared) in context.shownFunds {
      let account = context.sums[0][fund]
      table.add(
        [
          .named(declared.title), .money(account.income[0]), .money(account.expenditure[0]),
          .change(account.transfersIn[0] - account.transfersOut[0]), .money(account.closing[0]),
          context.found(account.firstCurrentDeficit), context.found(account.depletion), .money(account.closing[last]),
        ]
          + (isRegional
            ? [
              "\(context.negativeRegions(fund, last))", context.found(account.depletions.compactMap { $0 }.min()),
            ] : [.money(context.accounts[0][fund].subsidyForCurrentDeficit[last])]))
    }
    return table
  }

  /// How weak the ground is, and what was checked.
  private static func ground(_ context: ReportContext) -> [LocalizedText] {
    let given = givenSeries(context)
    let weak = given.filter { isWeak($0.series.confidence) }.count
    let (weakGround, limits) = (context.number(.weakGround), context.number(.limits))
    let series = LocalizedText(
      en:
        "\(weak) of \(given.count) series are of low confidence or judgement; see section \(weakGround). What is not modelled: section \(limits).",
      zh: "\(given.count)项参数中\(weak)项为低置信度或判断，见第\(weakGround)节；模型未涵盖的内容见第\(limits)节。")
    guard !context.isRegional else { return [series] }
    return [
      series,
      LocalizedText(
        en: "Checked: in every account and year the items of the official budget add up to the closing balance.",
        zh: "已核对：各基金各年预算科目与年末结余勾稽一致。"),
    ]
  }

  private static func reformSummary(_ context: ReportContext, _ page: inout Document) {
    guard context.run.definitions.count > 1 else { return }
    let horizon = context.horizon, money = context.units.money.name
    let title = both("Closing \(horizon), reform − baseline", "改革方案对\(horizon)年末结余的影响") as Phrase
    page.subheading(
      context.isRegional
        ? "\(title) (\(money)); \(both("in brackets regions with a lower balance", "括号内为结余下降的统筹区数")):"
        : "\(title) (\(money)); \(both("why", "原因")): \(context.reference(.reforms)).")
    let funds = context.fundsWithStock
    var table = DocumentTable(scenarios: both("Reform", "改革方案"), funds)
    for scenario in context.run.definitions.indices.dropFirst() {
      table.add([context.titles.cell(scenario)] + funds.map { change(context, scenario, $0.index) })
    }
    page.table(table)
  }

  /// The change of a closing balance at the horizon, with the number of regions in which it is lower.
  private static func change(_ context: ReportContext, _ scenario: Int, _ fund: Int) -> DocumentCell {
    let change = context.closingChange(scenario, fund, context.last)
    guard context.isRegional else { return .change(change) }
    let lower = zip(context.regions[scenario], context.regions[0]).count { reform, baseline in
      reform.balanceAtYearEnd(fund: fund, year: context.last)
        - baseline.balanceAtYearEnd(fund: fund, year: context.last)
        < -Measures.negligible
    }
    return "\(context.units.signedMoney(change)) (\(lower))"
  }
}
