import Accounts
import Arrays
import PolicyModel
import Quantities
import Results
import SchemeModel

// Reserves, reforms, figures and limits of a place of several regions.
extension RegionalReport {
  /// How many regions are beyond each bound, and when the first of them is, by fund.
  func reserves(_ page: inout ReportPage) {
    page.item(
      LocalizedText(
        en:
          "Reserves of the regions under current rules: the first year in which one of them is beyond each bound of its fund, and in"
          + " brackets how many are in some year up to \(horizon):",
        zh: "现行政策下各统筹区基金结余：首个统筹区越过各界限的年份，括号内为至\(horizon)年越过该界限的统筹区数："))
    var table = TextTable(
      first: "Fund 基金",
      [
        "Below\nzero\n结余为负", "Below\nsevere\n低于严重线", "Below\nnormal\n低于正常线", "Above\nhigh\n高于上限",
      ])
    for (fund, declared) in shownFunds {
      let warnings = Parallel.map(run.regions.count) {
        ReserveWarnings(FundAccount(outcomes[0][$0], fund: fund))
      }
      func cell(_ found: (ReserveWarnings) -> Int?) -> String {
        let years = warnings.compactMap(found)
        return years.isEmpty ? "–" : "\(year(years.min())) (\(years.count))"
      }
      table.add([
        ReportFormat.both(declared.title), cell(\.belowZero), cell(\.belowSevere), cell(\.belowNormal),
        cell(\.aboveHigh),
      ])
    }
    page.table(table)
  }

  func reforms(_ page: inout ReportPage) {
    page.heading(
      "4. Each reform against the baseline, all regions together  各改革方案与基准方案比较 (\(units.money.name))")
    guard run.definitions.count > 1 else {
      page.subheading("None in this run. 本次测算无改革方案。")
      return
    }
    page.subheading(
      "Closing \(horizon), reform − baseline; in brackets regions with a lower balance 期末结余变动，括号内为结余下降的统筹区数:")
    var table = TextTable(scenarios: "Reform 改革方案", shownFunds)
    for scenario in run.definitions.indices.dropFirst() {
      table.add(
        [titles.lines(scenario, besideFunds: shownFunds.count)]
          + shownFunds.map(\.index).map { fund in
            let lower = zip(outcomes[scenario], outcomes[0]).count { reform, baseline in
              reform.balanceAtYearEnd(fund: fund, year: last) - baseline.balanceAtYearEnd(fund: fund, year: last)
                < -Measures.negligible
            }
            let difference = accounts[scenario][fund].closing[last] - accounts[0][fund].closing[last]
            return "\(units.signedMoney(difference)) (\(lower))"
          })
    }
    page.table(table)
    for (scenario, definition) in run.definitions.enumerated().dropFirst() {
      page.item("\(titles[scenario]): in the CSV files 在CSV文件中: \(definition.id)")
    }
  }

  func figures(_ page: inout ReportPage) {
    page.heading("5. Figures of the base year  基年指标校准")
    page.paragraph(
      LocalizedText(
        en:
          "Each region meets its own figures; beside their sum stands the place's. Solved values: the lowest and highest of all"
          + " regions, the whole list is in manifest.json.",
        zh: "各统筹区分别吻合本区指标，合计与全域指标并列。求解参数列各区最低值和最高值，全部见manifest.json。"))
    page.line()
    var table = TextTable(
      [
        ("Figure 指标", .left), ("Kind 类别", .left), ("Place\n全域", .right), ("Regions\n各区合计", .right),
        ("Difference\n差额", .right), ("Solved value\n求解参数", .left), ("lowest\n最低", .right), ("highest\n最高", .right),
      ], wrapping: [0: 28, 1: 9, 5: ReportColumns.lever])
    for (index, target) in run.baseline.targets.enumerated() {
      let entries = run.regions.map { $0.calibration.targets[index] }
      let solved = entries.map(\.solved)
      let sum = entries.reduce(0) { $0 + $1.achieved }
      let shown =
        target.isWhole
        ? [target.value, sum, sum - target.value].map(units.money)
        : [ReportFormat.percent(target.value, decimals: 2), "–", "–"]
      let lever = registry[target.unknown]
      table.add(
        [TextReport.figureName(target, base: run.baseline.baseYear), ReportFormat.both(target.kind.title)] + shown
          + [lever.lines()]
          + [solved.min(), solved.max()].map { ReportFormat.optional($0, decimals: 4) })
    }
    page.table(table)
    page.line()
    var statuses = TextTable([
      ("Status 参保状态", .left), ("Kind 类别", .left), ("Place\n全域 (\(units.people.name))", .right),
      ("Regions\n各区合计 (\(units.people.name))", .right), ("Difference\n差额", .right),
    ])
    for counted in run.baseline.countedPersons {
      let wanted = counted.target
      let sum = run.regions.reduce(0) { sum, region in
        sum + region.calibration.statuses.filter { $0.counted.id == counted.id }.reduce(0) { $0 + $1.achieved }
      }
      statuses.add([
        ReportFormat.both(counted.title) + (wanted?.basis == .annual ? " (on the books 全年在册)" : ""),
        wanted.map { ReportFormat.both($0.kind.title) } ?? "–",
        wanted.map { units.people($0.persons) } ?? "rest 其余", units.people(sum),
        wanted.map { units.people(sum - $0.persons) } ?? "–",
      ])
    }
    page.table(statuses)
  }

  private static let missing = [
    LocalizedText(
      en:
        "not printed for a place of several regions: why a reform moves a fund, the official budget by item, months of reserve by year"
        + " and actuarial balances, subsidies after depletion, published figures beside the projection, the list of judgements and"
        + " of series on their rule after the last date. accounts.csv, budget.csv, measures.csv and differences.csv have the"
        + " figures of every region",
      zh: "多统筹区报告未列：改革影响原因、分科目预算、逐年可支付月数与精算平衡、穿底后补助、与公布数的比较、判断性参数及延续规则清单；"
        + "各区数据见accounts.csv、budget.csv、measures.csv、differences.csv"),
    LocalizedText(
      en: "no pooling between regions, no adjustment fund, no migration between them", zh: "无区间统筹、无调剂金、无区间迁移"),
    LocalizedText(
      en:
        "a reform holds in all regions alike; of what it says in yuan or persons of the whole place a region has its `share`",
      zh: "改革方案对各区同样适用；以全域元、人表示的数，各区按`share`取其份额"),
    LocalizedText(
      en: "what the model itself leaves out: the last section of the report of a place of one region",
      zh: "模型本身未涵盖的内容：见单一统筹区报告的末节"),
  ]

  func limits(_ page: inout ReportPage) {
    page.heading("6. What this report leaves out  本报告未列内容")
    page.line()
    for text in Self.missing { page.item(text) }
    if run.paths != nil {
      page.item(
        LocalizedText(
          en:
            "the futures drawn: their distributions stand by region in accounts-distribution.csv and measures-distribution.csv; all"
            + " regions see the same futures, and the sum over regions is not drawn",
          zh: "随机测算结果：按区列于accounts-distribution.csv和measures-distribution.csv，各区使用相同的随机路径，未作合计"))
    }
  }
}
