import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies

/// report.txt of a place that is declared by regions: the sum over regions where there is one, a line for each region, and
/// plainly what is not printed.
struct RegionalReport {
  let run: PolicyRun
  /// Flows, stocks and people of each region, `[scenario][region]`.
  let outcomes: [[Outcome]]
  /// `[scenario][fund]`.
  let accounts: [[SummedAccount]]
  let shownFunds: [(index: Int, fund: Fund)]
  let units: ReportUnits
  let years: ReportYears
  let titles: ScenarioTitles

  init(_ run: PolicyRun) {
    self.run = run
    shownFunds = run.result.shownFunds
    units = ReportUnits(run.result)
    years = ReportYears(run)
    titles = ScenarioTitles(run.definitions)
    outcomes = run.definitions.indices.map { run.result.outcomes(scenario: $0) }
    accounts = outcomes.map { own in run.result.scheme.funds.indices.map { SummedAccount(own, fund: $0) } }
  }

  var result: ProjectionResult { run.result }
  var scheme: Scheme { run.result.scheme }
  var registry: LeverRegistry { run.baseline.registry }
  var last: Int { result.timeline.reportedCount - 1 }
  var base: Int { result.timeline.baseYear }
  var horizon: Int { result.timeline.horizon }

  /// The whole report, ending with a line feed.
  func text(_ stamp: RunStamp?) -> String {
    var page = ReportPage()
    TextReport.head(run, stamp, [["Regions 统筹区数", "\(run.regions.count)"]], units, &page)
    page.paragraph(
      LocalizedText(
        en: "Each region is fitted to its own base year and keeps its own accounts; nothing is pooled between regions.",
        zh: "各统筹区分别校准、分别核算，区间不调剂。"))
    summary(&page)
    sums(&page)
    people(&page)
    TextReport.payers(run.result, registry, titles, units, &page)
    regions(&page)
    reforms(&page)
    figures(&page)
    limits(&page)
    return page.lines.joined(separator: "\n") + "\n"
  }

  // MARK: The place as a whole

  /// A year by index as it prints; a dash for none within the horizon.
  func year(_ index: Int?) -> String { index.flatMap { $0 <= last ? "\(base + $0)" : nil } ?? "–" }

  /// How many regions close a year below zero.
  private func negativeRegions(_ fund: Int, _ year: Int) -> Int {
    outcomes[0].count { $0.balanceAtYearEnd(fund: fund, year: year) < -Measures.negligible }
  }

  private func summary(_ page: inout ReportPage) {
    let count = run.regions.count
    page.heading("Summary: the sum of \(count) regions  摘要：\(count)个统筹区合计 (\(units.money.name))")
    page.line()
    var table = TextTable(
      first: "Baseline 基准方案",
      [
        "Income\n\(base)\n收入", "Spending\n\(base)\n支出", "Transfers\n\(base)\n转移净额", "Closing\n\(base)\n年末结余",
        "First\ndeficit\n首次赤字", "Depletion\nof the sum\n合计穿底", "Closing\n\(horizon)\n年末结余",
        "Regions\nbelow zero\n\(horizon) 穿底区数", "First region\nbelow zero\n最早穿底",
      ])
    for (fund, declared) in shownFunds {
      let account = accounts[0][fund]
      table.add([
        ReportFormat.both(declared.title), units.money(account.income[0]), units.money(account.expenditure[0]),
        units.signedMoney(account.transfersIn[0] - account.transfersOut[0]), units.money(account.closing[0]),
        year(account.firstCurrentDeficit), year(account.depletion),
        units.money(account.closing[last]), "\(negativeRegions(fund, last))",
        year(account.depletions.compactMap { $0 }.min()),
      ])
    }
    page.table(table)
    page.paragraph(
      LocalizedText(
        en: "A sum above zero may hide regions below: one region's surplus does not pay another's deficit.",
        zh: "合计结余为正时，仍可能有统筹区穿底：一区结余不能弥补他区赤字。"), indent: 2)
    page.subheading("Before signing 签署前须知:")
    warnings(&page)
    reserves(&page)
    for text in ReportEvidence(run.baseline, fitted: run.regions.flatMap(\.calibration.targets), misses: []).sentences {
      page.item(text)
    }
    if !run.baseline.tableNotes.isEmpty {
      page.subheading("Tables by groups of ages, brought to single ages 按年龄组给出的表，已拆分为单岁:")
      for note in run.baseline.tableNotes { page.item(note) }
    }
  }

  /// Warnings that are printed one by one.
  static let shownWarnings = 10

  private func warnings(_ page: inout ReportPage) {
    let warnings = run.warnings
    for text in warnings.prefix(Self.shownWarnings) { page.item("WARNING 警示: \(text.both)") }
    let rest = warnings.count - Self.shownWarnings
    if rest > 0 {
      page.item(LocalizedText(en: "… and \(rest) more, in manifest.json", zh: "……另有\(rest)条，见manifest.json"))
    }
  }

  private func sums(_ page: inout ReportPage) {
    page.heading("1. Accounts of the baseline, all regions together  各区合计收支 (\(units.money.name))")
    for (fund, declared) in shownFunds {
      let account = accounts[0][fund]
      page.subheading(ReportFormat.both(declared.title))
      var table = TextTable(
        first: "Year\n年份",
        [
          "Opening\n上年结余", "Income\n收入", "Transfers in\n转入", "Expenditure\n支出", "Transfers out\n转出", "Adjustment\n调整",
          "Closing\n滚存结余", "Balance\n当期结余", "Regions below zero\n穿底区数",
        ])
      let amounts = [
        account.opening, account.income, account.transfersIn, account.expenditure, account.transfersOut,
        account.adjustment, account.closing, account.currentBalance,
      ]
      for index in years.rows {
        table.add([year(index)] + amounts.map { units.money($0[index]) } + ["\(negativeRegions(fund, index))"])
      }
      page.table(table)
    }
  }

  func persons(_ statuses: [Int], _ year: Int) -> Double {
    outcomes[0].reduce(0) { $0 + $1.persons(statuses, year: year) }
  }

  private func people(_ page: inout ReportPage) {
    page.heading("2. People, baseline, all regions together  参保与人口合计 (\(units.people.name))")
    page.line()
    let (workers, retired) = InsuredGroup.workersAndRetired(scheme)
    let groups = InsuredGroup.all(scheme)
    var table = TextTable(
      first: "Year\n年份",
      ["Population\n年末人口", "Insured\n参保合计", "coverage\n参保率"]
        + groups.map { "\($0.title(registry).en)\n\($0.title(registry).zh)" } + ["active/retired\n在职退休比"])
    for index in [-1] + years.rows {
      let population = persons(Array(scheme.statuses.indices), index), insured = persons(scheme.insured, index)
      let retirees = persons(retired, index)
      table.add(
        ["\(base + index)", units.people(population), units.people(insured)]
          + [ReportFormat.percent(insured / population)] + groups.map { units.people(persons($0.statuses, index)) }
          + [retirees > 0 ? DecimalText.string(persons(workers, index) / retirees, decimals: 3) : "–"])
    }
    page.table(table)
  }

  // MARK: Region by region

  private func regions(_ page: inout ReportPage) {
    page.heading(
      "3. Region by region, baseline, medical funds together  分统筹区 (\(units.money.name), \(units.people.name))")
    page.line()
    var table = TextTable(
      [
        ("Region\n统筹区", .left), ("", .left), ("Insured\n\(base)\n参保", .right), ("\n\(horizon)\n", .right),
        ("Income\n\(base)\n收入", .right), ("\n\(horizon)\n", .right), ("Expenditure\n\(base)\n支出", .right),
        ("\n\(horizon)\n", .right), ("Closing\n\(base)\n滚存结余", .right), ("\n\(horizon)\n", .right),
        ("First fund\nbelow zero\n最早穿底", .right),
      ])
    let funds = scheme.medicalFunds
    for (entry, own) in zip(run.regions, outcomes[0]) {
      func sum(_ kind: LineKind, _ year: Int) -> String { units.money(own.sum(kind, funds: funds, year: year)) }
      func closing(_ year: Int) -> String {
        units.money(funds.reduce(0) { $0 + own.balanceAtYearEnd(fund: $1, year: year) })
      }
      func insured(_ year: Int) -> String { units.people(own.persons(scheme.insured, year: year)) }
      table.add([
        entry.region.id, ReportFormat.both(entry.region.title), insured(0), insured(last), sum(.income, 0),
        sum(.income, last), sum(.expenditure, 0), sum(.expenditure, last), closing(0), closing(last),
        year(funds.compactMap { accounts[0][$0].depletions[own.region] }.min()),
      ])
    }
    page.table(table)
  }
}
