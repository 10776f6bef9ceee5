import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import Studies

/// report.txt: the run for a finance officer, every text in English and Chinese, aligned for a monospace font in which a Chinese
/// character takes two columns. Money and people in the units of ``ReportUnits``.
public enum TextReport {
  /// The whole report, ending with a line feed.
  ///
  /// - Parameter ranked: bills by decile, where they were asked for.
  /// - Throws: ``FundcastError`` where the lines of an account do not add up to its closing balance.
  public static func text(_ run: PolicyRun, ranked: RankedCare? = nil) throws -> String {
    try text(run, ranked: ranked, stamp: nil)
  }

  /// The same with what made it in its head.
  static func text(_ run: PolicyRun, ranked: RankedCare?, stamp: RunStamp?) throws -> String {
    guard !run.isRegional else { return RegionalReport(run).text(stamp) }
    let context = try ReportContext(withBudgets: run, ranked: ranked)
    var page = ReportPage()
    head(run, stamp, [], context.units, &page)
    summary(context, &page)
    reconciliation(context, &page)
    funds(context, &page)
    solvency(context, &page)
    membership(context, &page)
    payers(context, &page)
    sense(context, &page)
    try reforms(context, &page)
    extrapolations(context, &page)
    drifts(context, &page)
    judgements(context, &page)
    limits(context, &page)
    uncertainty(context, &page)
    return page.lines.joined(separator: "\n") + "\n"
  }

  /// What was run, by which program, from which inputs, and how to read the numbers.
  ///
  /// - Parameter more: further rows, after the place.
  static func head(
    _ run: PolicyRun, _ stamp: RunStamp?, _ more: [[String]], _ units: ReportUnits, _ page: inout ReportPage
  ) {
    page.line("Fundcast: projection of social medical insurance funds  社会医疗保险基金测算报告")
    page.line()
    var table = TextTable([("Item 项目", .left), ("", .left)])
    table.add(["Place 地区", run.baseline.place])
    for row in more { table.add(row) }
    table.add(["Baseline rules 基准方案", ReportFormat.both(run.baseline.title)])
    table.add(["Base year, horizon 基年、测算终年", "\(run.result.timeline.baseYear), \(run.result.timeline.horizon)"])
    if let date = run.request.options.valuationDate { table.add(["Date of the valuation 评估日期", date.text]) }
    if let paths = run.paths { table.add(["Seed of the futures 随机种子", "\(paths.request.seed)"]) }
    if let stamp {
      table.add([
        "Program, digest of inputs 程序版本、输入摘要", "fundcast \(stamp.version), \(stamp.short) (SHA-256; fundcast verify)",
      ])
    }
    for line in table.lines().dropFirst(2) { page.line(line) }
    page.line()
    page.paragraph(
      LocalizedText(
        en:
          "Money in \(units.money.name) (\(units.money.en)), people in \(units.people.name) (\(units.people.en)), wherever no other"
          + " unit stands; the CSV files are in yuan and persons. Stocks at 31 December; – where there is no value. Figures are"
          + " rounded one by one: sums may differ in the last digit. Sources and descriptions stand as the place's files have them.",
        zh: "除另注单位外，金额以\(units.money.name)、人数以\(units.people.name)计，CSV文件以元和人计；存量为12月31日数；“–”表示无此数值。各数分别四舍五入，"
          + "合计可能有尾差。来源与说明按本地文件原文列示。"))
    leftOut(run, &page)
  }

  private static func limits(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("9. What the model does not do  模型未涵盖的内容")
    page.line()
    for text in ModelLimits.all(context.scheme) { page.item(text) }
    if context.run.paths == nil {
      page.item(
        LocalizedText(
          en: "one central path: no uncertainty in this run (`--paths 1000` draws futures)",
          zh: "仅为中心路径，本次未作不确定性测算（`--paths 1000`可随机测算）"))
    }
  }
}
