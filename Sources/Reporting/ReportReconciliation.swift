import Accounts
import Calibration
import PolicyModel
import Quantities
import Results
import SchemeModel

extension TextReport {

  static func reconciliation(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("1. Base year \(context.timeline.baseYear) and the figures it is fitted to  基年校准")
    page.subheading(
      "Each figure is met by one solved value, found once on the baseline and then frozen 每项指标由一个参数求解，求解后固定不变:")
    targets(context, &page)
    page.subheading("Totals of the medical funds 医保基金合计 (\(fundNames(context))):")
    totals(context, &page)
    page.subheading(
      "Persons at the end of the base year, met by one shift of the logit of each status at the opening"
        + " 基年末参保人数（期初各状态对数几率平移求解）(\(context.units.people.name)):")
    statuses(context, &page)
    page.subheading("How it was found 求解过程:")
    fit(context, &page)
    page.subheading("Lines of the base year, baseline 基年收支明细:")
    lines(context, &page)
    let omitted = context.registry.omitted
    if !omitted.isEmpty {
      page.subheading("Left out: parts of the scheme of which the place gives no value 本地未取值、未建模的制度内容:")
      let kinds: [(OmittedEntity.Kind, LocalizedText)] = [
        (.layer, LocalizedText(en: "Layers", zh: "保障层次")),
        (.setting, LocalizedText(en: "Tiers and places", zh: "就医类型")),
        (.other, LocalizedText(en: "Care and rules", zh: "服务与规则")),
      ]
      for (kind, title) in kinds {
        let own = omitted.filter { $0.kind == kind }.map(\.title)
        guard !own.isEmpty else { continue }
        page.item(
          LocalizedText(
            en: "\(title.en): \(own.map(\.en).joined(separator: "; "))",
            zh: "\(title.zh)：\(own.map(\.zh).joined(separator: "；"))"))
      }
    }
    if !context.run.baseline.remarks.isEmpty {
      page.subheading("Remarks 说明:")
      for remark in context.run.baseline.remarks {
        page.item(remark.text)
        if remark.text.zh == remark.text.en { page.paragraph("(in one language only 仅有一种文字)", indent: 4) }
      }
    }
  }

  private static func fundNames(_ context: ReportContext) -> String {
    context.scheme.medicalFunds.map { ReportFormat.both(context.scheme.funds[$0].title) }.joined(separator: ", ")
  }

  private static func targets(_ context: ReportContext, _ page: inout ReportPage) {
    var table = TextTable(
      [
        ("Figure\n指标", .left), ("Kind\n类别", .left), ("Figure\n指标值", .right), ("Computed\n测算数", .right),
        ("Difference\n差额", .right), ("Solved value\n求解参数", .left), ("", .right),
      ], wrapping: [0: 28, 1: 9, 5: ReportColumns.lever])
    for entry in context.run.calibration.targets {
      let target = entry.target
      let lever = context.registry[target.unknown]
      let warns = lever.isMatchedFactor && !CalibrationResult.plausibleFactors.contains(entry.solved)
      let show: (Double) -> String
      if case .effectiveRate = target.measure {
        show = { ReportFormat.percent($0, decimals: 2) }
      } else {
        show = { context.units.money($0) }
      }
      table.add([
        figureName(target, base: context.timeline.baseYear), ReportFormat.both(target.kind.title), show(target.value),
        show(entry.achieved),
        show(entry.achieved - target.value),
        lever.lines() + (warns ? "\nWARNING 警示" : ""),
        lever.spec.unit == .money
          ? context.units.money(entry.solved) : ReportFormat.number(entry.solved, decimals: 4),
      ])
    }
    page.table(table)
    for warning in context.run.calibration.warnings { page.paragraph("WARNING 警示: \(warning.both)", indent: 2) }
  }

  /// A figure of another year than the base year says which.
  static func figureName(_ target: BaseYearTarget, base: Int) -> String {
    ReportFormat.both(target.title) + (target.year == base ? "" : ", \(target.year)")
  }

  private static func totals(_ context: ReportContext, _ page: inout ReportPage) {
    var table = TextTable(first: "Total 合计", ["Figures\n指标值", "Computed\n测算数", "Difference\n差额"])
    func add(_ title: String, _ published: Double?, _ computed: Double, _ show: (Double) -> String) {
      table.add([title, published.map(show) ?? "–", show(computed), published.map { show(computed - $0) } ?? "–"])
    }
    let insured = context.scheme.insured, funds = context.scheme.medicalFunds
    let published = context.run.baseline.personFigures(of: insured)
    add(
      "Insured 参保人数 (\(context.units.people.name))", published?.reduce(0) { $0 + $1.persons },
      context.persons(insured, 0, 0), context.units.people)
    func figures(_ kind: LineKind) -> Double? {
      var covered: [Int] = []
      var sum = 0.0
      for entry in context.run.calibration.targets where entry.target.year == context.timeline.baseYear {
        switch (entry.target.measure, kind) {
        case (.income(let some), .income), (.expenditure(let some), .expenditure):
          covered += some
          sum += entry.target.value
        default: break
        }
      }
      return covered.sorted() == funds ? sum : nil
    }
    func total(_ kind: LineKind) -> Double {
      context.outcomes[0].sum(kind, funds: funds, year: 0)
    }
    let income = figures(.income), expenditure = figures(.expenditure)
    add("Income 基金收入", income, total(.income), context.units.money)
    add("Expenditure 基金支出", expenditure, total(.expenditure), context.units.money)
    add(
      "Income − expenditure 收支结余", income.flatMap { income in expenditure.map { income - $0 } },
      total(.income) - total(.expenditure), context.units.money)
    page.table(table)
    // Premiums that another fund pays are in the income above.
    let flows = funds.reduce(AccountFlows()) { $0 + context.accounts[0][$1].flows[0] }
    let transfers = flows.transfersOut - (flows.transfersIn - (total(.income) - flows.income))
    page.paragraph(
      LocalizedText(
        en:
          "Totals are sums of the figures above and below. Transfers out of the medical funds (\(context.units.money(transfers)),"
          + " net) are no expenditure.",
        zh: "合计为上下各指标之和。医保基金净转出（\(context.units.money(transfers))）不计入支出。"), indent: 2)
  }

  private static func statuses(_ context: ReportContext, _ page: inout ReportPage) {
    var table = TextTable(
      [
        ("Status\n参保状态", .left), ("Kind\n类别", .left), ("Figure\n指标值", .right), ("Computed\n测算数", .right),
        ("Difference\n差额", .right), ("Logit shift\n对数几率平移", .right),
      ], wrapping: [0: 60])
    for entry in context.run.calibration.statuses {
      table.add([
        ReportFormat.both(entry.counted.title)
          + (entry.target?.basis == .annual ? " (on the books 全年在册)" : ""),
        entry.target.map { ReportFormat.both($0.kind.title) } ?? "–",
        entry.target.map { context.units.people($0.persons) } ?? "rest 其余", context.units.people(entry.achieved),
        entry.target.map { context.units.people(entry.achieved - $0.persons) } ?? "–",
        entry.logitShift.isFinite ? ReportFormat.signed(entry.logitShift, decimals: 4) : "empty 无人",
      ])
    }
    page.table(table)
  }

  /// What the fit of the base year set besides the solved values, and how many steps it took.
  private static func fit(_ context: ReportContext, _ page: inout ReportPage) {
    let calibration = context.run.calibration
    let base = context.timeline.baseYear
    page.item(
      LocalizedText(
        en:
          "The figures took \(calibration.iterations.solver) Newton steps, the persons \(calibration.iterations.alignment).",
        zh: "收支指标迭代\(calibration.iterations.solver)步，参保人数迭代\(calibration.iterations.alignment)步。"))
    let births = DecimalText.string(calibration.fit.baseYearBirthsFactor, decimals: 4)
    page.item(
      LocalizedText(
        en:
          "Births of \(base) are the tables' rates × \(births), so that the newborn of the base population are met; × 1 in every"
          + " other year.",
        zh: "\(base)年出生数按生育率乘以\(births)校准，以吻合基年0岁人口；其余年份不校准。"))
    page.item(stocks(context))
    for (rule, scale) in zip(context.scheme.earnings, calibration.fit.earningsScale) {
      let titles = rule.statuses.map { context.scheme.statuses[$0].title }
      let factor = DecimalText.string(scale, decimals: 4)
      page.item(
        LocalizedText(
          en:
            "Earnings by age, \(titles.map(\.en).joined(separator: ", ")): profile × \(factor), so that the average contributor of"
            + " \(base) has a relative wage of one.",
          zh: "分年龄工资曲线（\(titles.map(\.zh).joined(separator: "、"))）乘以\(factor)，使\(base)年缴费人平均为1。"))
    }
  }

  private static func lines(_ context: ReportContext, _ page: inout ReportPage) {
    var table = TextTable(
      [
        ("Fund 基金", .left), ("Line 项目", .left), ("Kind 类别", .left), ("Budget item 预算科目", .left),
        (context.units.money.name, .right),
      ], wrapping: [0: ReportColumns.fund, 1: 42, 2: 18, 3: 26])
    let idle = Set(context.result.idleLines(region: 0))
    for (fund, declared) in context.shownFunds {
      var name = ReportFormat.both(declared.title)
      for row in rows(context, fund, without: idle) {
        table.add([name] + row)
        name = ""
      }
    }
    page.table(table)
    if !idle.isEmpty {
      page.paragraph(
        LocalizedText(
          en: "\(idle.count) lines of the scheme are zero in every scenario and year and are left out.",
          zh: "另有\(idle.count)个项目在各方案各年均为零，未列。"), indent: 2)
    }
  }

  /// The lines of a fund in the base year: what was posted to its account, and its memo lines.
  private static func rows(_ context: ReportContext, _ fund: Int, without idle: Set<Int>) -> [[String]] {
    let posted = Dictionary(
      uniqueKeysWithValues: context.outcomes[0].postings(fund: fund, year: 0).map { ($0.entry.index, $0) })
    func row(_ line: FlowLine, _ kind: LineKind, _ item: String, _ amount: Double) -> [String] {
      let from = line.fund == fund ? "" : " (\(ReportFormat.both(context.scheme.funds[line.fund].title)))"
      return [
        ReportFormat.both(line.title) + from, ReportFormat.both(kind.title),
        ReportFormat.both(context.scheme.form.account.title(of: item)), context.units.money(amount),
      ]
    }
    return context.scheme.lines.enumerated().compactMap { index, line in
      guard !idle.contains(index) else { return nil }
      if let posted = posted[index] { return row(line, posted.kind, posted.item, posted.amount) }
      return line.fund == fund ? row(line, line.kind, line.officialItem, context.amount(index, 0, 0)) : nil
    }
  }
}
