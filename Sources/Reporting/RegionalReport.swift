import Accounts
import Calibration
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies

/// report.txt of a place that is declared by regions: the sum over regions where there is one, a line for each region, and
/// plainly what is not printed. Money in 亿元 (1e8 yuan), people in 万人 (1e4).
struct RegionalReport {
  let run: PolicyRun
  /// `[scenario][fund]`.
  private let accounts: [[SummedAccount]]
  private let shownFunds: [(index: Int, fund: Fund)]

  init(_ run: PolicyRun) {
    self.run = run
    shownFunds = run.result.shownFunds
    accounts = run.definitions.indices.map { scenario in
      run.result.scheme.funds.indices.map { SummedAccount(run.result, scenario: scenario, fund: $0) }
    }
  }

  private var result: ProjectionResult { run.result }
  private var scheme: Scheme { run.result.scheme }
  private var regionCount: Int { run.regions.count }
  private var last: Int { result.timeline.reportedCount - 1 }
  private var base: Int { result.timeline.baseYear }
  private var horizon: Int { result.timeline.horizon }
  private var medicalFunds: [Int] { scheme.funds.indices.filter { scheme.funds[$0].isMedical } }
  private var insured: [Int] { scheme.statuses.indices.filter { scheme.statuses[$0].group != nil } }

  /// The whole report, ending with a line feed.
  func text() -> String {
    var page = ReportPage()
    title(&page)
    summary(&page)
    sums(&page)
    people(&page)
    TextReport.payers(run.result, omitted: run.baseline.registry.omitted, &page)
    regions(&page)
    reforms(&page)
    figures(&page)
    limits(&page)
    return page.lines.joined(separator: "\n") + "\n"
  }

  private func title(_ page: inout ReportPage) {
    page.line("Fundcast: projection of social medical insurance funds  社会医疗保险基金测算报告")
    page.line()
    var table = TextTable([("Item 项目", .left), ("", .left)])
    table.add(["Place 地区", run.baseline.place])
    table.add(["Regions 统筹区数", "\(regionCount)"])
    table.add(["Baseline rules 基准方案", ReportFormat.both(run.baseline.title)])
    table.add(["Base year 基年", "\(base)"])
    table.add(["Horizon 测算终年", "\(horizon)"])
    for line in table.lines().dropFirst(2) { page.line(line) }
    page.line()
    page.paragraph(
      "Money in 亿元 (1e8 yuan), people in 万人 (1e4); stocks at 31 December; – where there is no value. Each region is fitted to"
        + " its own base year and keeps its own accounts; nothing is pooled between regions. 各统筹区分别校准、分别核算，区间不调剂。")
  }

  // MARK: The place as a whole

  /// A year by index as it prints; a dash for none within the horizon.
  private func year(_ index: Int?) -> String { index.flatMap { $0 <= last ? "\(base + $0)" : nil } ?? "–" }

  private func summary(_ page: inout ReportPage) {
    page.heading("Summary: the sum of \(regionCount) regions  摘要：\(regionCount)个统筹区合计 (亿元)")
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
      let negative = run.regions.indices.count {
        result.balanceAtYearEnd(scenario: 0, region: $0, fund: fund, year: last) < -Measures.negligible
      }
      table.add([
        ReportFormat.both(declared.title), ReportFormat.yi(account.income[0]), ReportFormat.yi(account.expenditure[0]),
        ReportFormat.signedYi(account.transfersIn[0] - account.transfersOut[0]), ReportFormat.yi(account.closing[0]),
        year(Measures.firstCurrentDeficit(account.currentBalance)), year(Measures.depletion(account.closing)),
        ReportFormat.yi(account.closing[last]), "\(negative)", year(account.depletions.compactMap { $0 }.min()),
      ])
    }
    page.table(table)
    page.paragraph(
      "A sum above zero may hide regions below: one region's surplus does not pay another's deficit."
        + " 合计结余为正时，仍可能有统筹区穿底。", indent: 2)
    if !run.baseline.tableNotes.isEmpty {
      page.subheading("Tables by groups of ages, brought to single ages 按年龄组给出的表，已拆分为单岁:")
      for note in run.baseline.tableNotes { page.item("\(note.en) \(note.zh)") }
    }
    let warnings = run.warnings
    guard !warnings.isEmpty else { return }
    page.subheading("Warnings 警示 (\(warnings.count)):")
    for text in warnings.prefix(Self.shownWarnings) { page.item(text.both) }
    if warnings.count > Self.shownWarnings {
      page.item("… and \(warnings.count - Self.shownWarnings) more, in manifest.json")
    }
  }

  /// Warnings that are printed one by one.
  static let shownWarnings = 10

  private func sums(_ page: inout ReportPage) {
    page.heading("1. Accounts of the baseline, all regions together  各区合计收支 (亿元)")
    for (fund, declared) in shownFunds {
      let account = accounts[0][fund]
      page.subheading(ReportFormat.both(declared.title))
      var table = TextTable(
        first: "Year\n年份",
        [
          "Opening\n上年结余", "Income\n收入", "Transfers in\n转入", "Expenditure\n支出", "Transfers out\n转出", "Adjustment\n调整",
          "Closing\n滚存结余", "Balance\n当期结余", "Regions below zero\n穿底区数",
        ])
      let current = account.currentBalance
      for index in chosenYears {
        let amounts = [
          account.opening, account.income, account.transfersIn, account.expenditure, account.transfersOut,
          zip(account.adjustment, account.stocksMoved).map(+), account.closing, current,
        ]
        let negative = run.regions.indices.count {
          result.balanceAtYearEnd(scenario: 0, region: $0, fund: fund, year: index) < -Measures.negligible
        }
        table.add([year(index)] + amounts.map { ReportFormat.yi($0[index]) } + ["\(negative)"])
      }
      page.table(table)
    }
  }

  /// The base year and the six after it, every year that ends in 0 or 5, and the horizon.
  private var chosenYears: [Int] { (0...last).filter { $0 <= 6 || (base + $0) % 5 == 0 || $0 == last } }

  private func persons(_ statuses: [Int], _ year: Int) -> Double {
    run.regions.indices.reduce(0) { $0 + result.persons(statuses, scenario: 0, region: $1, year: year) }
  }

  private func people(_ page: inout ReportPage) {
    page.heading("2. People, baseline, all regions together  参保与人口合计 (万人)")
    page.line()
    let (workers, retired) = InsuredGroup.workersAndRetired(scheme)
    let groups = InsuredGroup.all(scheme)
    var table = TextTable(
      first: "Year\n年份",
      ["Population\n年末人口", "Insured\n参保合计", "coverage\n参保率"] + groups.map(\.id) + ["active/retired\n在职退休比"])
    for index in [-1] + chosenYears {
      let population = persons(Array(scheme.statuses.indices), index), insured = persons(insured, index)
      let retirees = persons(retired, index)
      table.add(
        ["\(base + index)", ReportFormat.wan(population), ReportFormat.wan(insured)]
          + [ReportFormat.percent(insured / population)] + groups.map { ReportFormat.wan(persons($0.statuses, index)) }
          + [retirees > 0 ? DecimalText.string(persons(workers, index) / retirees, decimals: 3) : "–"])
    }
    page.table(table)
  }

  // MARK: Region by region

  private func regions(_ page: inout ReportPage) {
    page.heading("3. Region by region, baseline, medical funds together  分统筹区 (亿元, 万人)")
    page.line()
    var table = TextTable(
      [
        ("Region\n统筹区", .left), ("", .left), ("Insured\n\(base)\n参保", .right), ("\n\(horizon)\n", .right),
        ("Income\n\(base)\n收入", .right), ("\n\(horizon)\n", .right), ("Expenditure\n\(base)\n支出", .right),
        ("\n\(horizon)\n", .right), ("Closing\n\(base)\n滚存结余", .right), ("\n\(horizon)\n", .right),
        ("First fund\nbelow zero\n最早穿底", .right),
      ])
    for (region, entry) in run.regions.enumerated() {
      func sum(_ kind: LineKind, _ year: Int) -> String {
        ReportFormat.yi(
          result.sum(kind, funds: medicalFunds, scenario: 0, region: region, year: year))
      }
      func closing(_ year: Int) -> String {
        ReportFormat.yi(
          medicalFunds.reduce(0) { $0 + result.balanceAtYearEnd(scenario: 0, region: region, fund: $1, year: year) })
      }
      func insured(_ year: Int) -> String {
        ReportFormat.wan(result.persons(self.insured, scenario: 0, region: region, year: year))
      }
      table.add([
        entry.region.id, ReportFormat.both(entry.region.title), insured(0), insured(last), sum(.income, 0),
        sum(.income, last), sum(.expenditure, 0), sum(.expenditure, last), closing(0), closing(last),
        year(medicalFunds.compactMap { accounts[0][$0].depletions[region] }.min()),
      ])
    }
    page.table(table)
  }

  // MARK: Reforms and the base year

  private func reforms(_ page: inout ReportPage) {
    page.heading("4. Each reform against the baseline, all regions together  各改革方案与基准方案比较 (亿元)")
    guard run.definitions.count > 1 else {
      page.subheading("None in this run. 本次测算无改革方案。")
      return
    }
    page.subheading("Closing \(horizon), reform − baseline; in brackets regions with a lower balance 括号内为结余下降的统筹区数:")
    var table = TextTable(first: "Reform 改革方案", shownFunds.map { "\($0.fund.title.en)\n\($0.fund.title.zh)" })
    for scenario in run.definitions.indices.dropFirst() {
      table.add(
        [run.definitions[scenario].id]
          + shownFunds.map(\.index).map { fund in
            let lower = run.regions.indices.count { region in
              func closing(_ scenario: Int) -> Double {
                result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: last)
              }
              return closing(scenario) - closing(0) < -Measures.negligible
            }
            let difference = accounts[scenario][fund].closing[last] - accounts[0][fund].closing[last]
            return "\(ReportFormat.signedYi(difference)) (\(lower))"
          })
    }
    page.table(table)
    for definition in run.definitions.dropFirst() {
      page.item("\(definition.id): \(ReportFormat.both(definition.title))")
    }
  }

  private func figures(_ page: inout ReportPage) {
    page.heading("5. Figures of the base year  基年指标校准")
    page.paragraph(
      "Each region meets its own figures; beside their sum stands the place's. Solved values: the lowest and highest of all"
        + " regions, the whole list is in manifest.json.")
    page.line()
    var table = TextTable(
      [
        ("Figure 指标", .left), ("Place\n全域", .right), ("Regions\n各区合计", .right), ("Difference\n差额", .right),
        ("Solved value\n求解参数", .left), ("lowest\n最低", .right), ("highest\n最高", .right),
      ], wrapping: [0: 40])
    for (index, target) in run.baseline.targets.enumerated() {
      let entries = run.regions.map { $0.calibration.targets[index] }
      let solved = entries.map(\.solved)
      let sum = entries.reduce(0) { $0 + $1.achieved }
      let shown =
        target.isWhole
        ? [target.value, sum, sum - target.value].map(ReportFormat.yi)
        : [ReportFormat.percent(target.value, decimals: 2), "–", "–"]
      table.add(
        [TextReport.figureName(target, base: run.baseline.baseYear)] + shown + [
          run.baseline.registry[target.unknown].path
        ]
          + [solved.min(), solved.max()].map { ReportFormat.optional($0, decimals: 4) })
    }
    page.table(table)
    page.line()
    var statuses = TextTable(
      first: "Status 参保状态", ["Place\n全域 (万人)", "Regions\n各区合计 (万人)", "Difference\n差额"])
    for (status, declared) in scheme.statuses.enumerated() {
      let wanted = run.baseline.membershipTargets.first { $0.status == status }?.persons
      let sum = persons([status], 0)
      statuses.add([
        ReportFormat.both(declared.title), wanted.map(ReportFormat.wan) ?? "rest 其余", ReportFormat.wan(sum),
        wanted.map { ReportFormat.wan(sum - $0) } ?? "–",
      ])
    }
    page.table(statuses)
  }

  private static let missing = [
    "not printed for a place of several regions: why a reform moves a fund, the official budget by item, reserve months and"
      + " actuarial balances, subsidies after depletion, published figures beside the projection, the list of judgements and of"
      + " series on their rule after the last date. accounts.csv, budget.csv, measures.csv and differences.csv have the figures"
      + " of every region 上述内容未按区列示，见各CSV文件",
    "no pooling between regions, no adjustment fund, no migration between them 无调剂金、无区间迁移",
    "a reform holds in all regions alike; of what it says in yuan or persons of the whole place a region has its `share`",
    "what the model itself leaves out: the last section of the report of a place of one region",
  ]

  private func limits(_ page: inout ReportPage) {
    page.heading("6. What this report leaves out  本报告未列内容")
    page.line()
    for text in Self.missing { page.item(text) }
    if run.paths != nil {
      page.item(
        "the futures drawn: their distributions stand by region in accounts-distribution.csv and measures-distribution.csv; all"
          + " regions see the same futures, and the sum over regions is not drawn 随机测算结果按区列示，未作合计")
    }
  }
}
