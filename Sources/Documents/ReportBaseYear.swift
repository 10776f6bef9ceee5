import Accounts
import Calibration
import PolicyModel
import Quantities
import Results
import SchemeModel
import Tables

// How the base year of the one region of a place was fitted, and its lines.
extension Report {
  /// What the fit of the base year set besides the solved values, and how many steps it took.
  static func fit(_ context: ReportContext, _ page: inout Document) {
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

  static func lines(_ context: ReportContext, _ page: inout Document) {
    var table = DocumentTable(
      [
        .left("Fund", "基金"), .left("Line", "项目"), .left("Kind", "类别"),
        .left("Budget item", "预算科目"), .right("\(context.units.money.name)"),
      ], wrapping: [0: ReportColumns.fund, 1: 42, 2: 18, 3: 26])
    let idle = Set(context.result.idleLines(region: 0))
    for (fund, declared) in context.shownFunds {
      var name: DocumentCell = .title(declared.title)
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
  private static func rows(_ context: ReportContext, _ fund: Int, without idle: Set<Int>) -> [[DocumentCell]] {
    let posted = Dictionary(
      uniqueKeysWithValues: context.outcome(0).postings(fund: fund, year: 0).map { ($0.entry.index, $0) })
    func row(_ line: FlowLine, _ kind: LineKind, _ item: String, _ amount: Double) -> [DocumentCell] {
      let from: Phrase = line.fund == fund ? "" : " (\(context.scheme.funds[line.fund].title))"
      return [
        "\(line.title)\(from)", .title(kind.title), .title(context.scheme.form.account.title(of: item)),
        .money(amount),
      ]
    }
    return context.scheme.lines.enumerated().compactMap { index, line in
      guard !idle.contains(index) else { return nil }
      if let posted = posted[index] { return row(line, posted.kind, posted.item, posted.amount) }
      return line.fund == fund ? row(line, line.kind, line.officialItem, context.amount(index, 0, 0)) : nil
    }
  }
}
