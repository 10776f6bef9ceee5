import Accounts
import PolicyModel
import ProjectionEngine
import Quantities
import Studies

/// report.txt: the run for a finance officer, every text in English and Chinese. A place of several regions has the same sections,
/// of the sum of its regions, and one of each region; what cannot be said of a sum is left out and named once.
package enum Report {
  /// The whole report.
  ///
  /// - Parameters:
  ///   - ranked: bills by decile, where they were asked for.
  ///   - stamp: what made it, for its head.
  /// - Throws: ``FundcastError`` where the lines of an account do not add up to its closing balance.
  package static func document(
    _ run: PolicyRun, ranked: RankedCare? = nil, stamp: RunStamp? = nil
  ) throws -> Document {
    let context = try ReportContext(withBudgets: run, ranked: ranked)
    var page = context.document
    head(context, stamp, &page)
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
    return page
  }

  /// What was run, by which program, from which inputs, and how to read the numbers.
  private static func head(_ context: ReportContext, _ stamp: RunStamp?, _ page: inout Document) {
    let run = context.run, units = context.units
    page.title(apart("Fundcast: projection of social medical insurance funds", "社会医疗保险基金测算报告"))
    page.gap()
    var table = DocumentTable([.left(""), .left("")], hasHeads: false)
    table.add([both("Place", "地区"), "\(run.baseline.place)"])
    if context.isRegional { table.add([both("Regions", "统筹区数"), "\(run.regions.count)"]) }
    table.add([both("Baseline rules", "基准方案"), .title(run.baseline.title)])
    table.add([both("Base year, horizon", "基年、测算终年"), "\(context.base), \(context.horizon)"])
    if let date = run.request.options.valuationDate {
      table.add([both("Date of the valuation", "评估日期"), "\(date.text)"])
    }
    if let paths = run.paths { table.add([both("Seed of the futures", "随机种子"), "\(String(paths.request.seed))"]) }
    if let stamp {
      table.add([
        both("Program, digest of inputs", "程序版本、输入摘要"),
        "fundcast \(stamp.version), \(stamp.short) (SHA-256; fundcast verify)",
      ])
    }
    page.table(table)
    page.gap()
    let currency = context.scheme.form.currency.name
    page.paragraph(
      LocalizedText(
        en:
          "Money in \(units.money.full), people in \(units.people.full), wherever no other"
          + " unit stands; the CSV files are in \(currency.en) and persons. Stocks at 31 December; – where there is no value. Figures are"
          + " rounded one by one: sums may differ in the last digit. Sources and descriptions stand as the place's files have them.",
        zh:
          "除另注单位外，金额以\(units.money.name)、人数以\(units.people.name)计，CSV文件以\(currency.zh)和人计；存量为12月31日数；“–”表示无此数值。各数分别四舍五入，"
          + "合计可能有尾差。来源与说明按本地文件原文列示。"))
    leftOut(run, &page)
    if context.isRegional {
      page.paragraph(
        LocalizedText(
          en:
            "Each region is fitted to its own base year and keeps its own accounts; nothing is pooled between regions.",
          zh: "各统筹区分别校准、分别核算，区间不调剂。"))
    }
  }

  private static func limits(_ context: ReportContext, _ page: inout Document) {
    page.heading(apart("\(context.number(.limits)). What the model does not do", "模型未涵盖的内容"))
    page.gap()
    for text in ModelLimits.all(context.scheme) { page.item(text) }
    if context.isRegional { for text in ModelLimits.ofSums(hasPaths: context.run.paths != nil) { page.item(text) } }
    if context.run.paths == nil {
      page.item(
        LocalizedText(
          en: "one central path: no uncertainty in this run (`--paths 1000` draws futures)",
          zh: "仅为中心路径，本次未作不确定性测算（`--paths 1000`可随机测算）"))
    }
  }
}
