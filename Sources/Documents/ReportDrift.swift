import Quantities
import Results

/// Benefits whose real value drifts to the horizon, and by which rule: nobody decided that they should pay more or less, the rule
/// after the last date does it.
extension Report {
  static func drifts(_ context: ReportContext, _ page: inout Document) {
    var table = DocumentTable(
      [
        .left("Scenario", "情景"), .left("Benefit", "待遇标准"), .right("From", "起"),
        .right("Real value\n\(context.timeline.horizon)", "实际价值变化"),
        .left("Measured in", "以…计"), .left("Rule", "延续规则"),
      ], wrapping: [0: 20, 1: 30, 4: 26, 5: 24])
    let run = context.run
    for (scenario, resolved) in run.resolved.enumerated() {
      let drifts = BenefitDrift.all(
        resolved, against: scenario == 0 ? nil : run.resolved[0], run.baseline,
        reportedYears: context.timeline.reportedCount)
      for drift in drifts {
        table.add([
          context.titles.cell(scenario), context.registry[drift.lever].cell,
          .year(context.base + drift.from), "\(ReportFormat.signed(drift.share * 100, decimals: 0)) %",
          .named(context.registry[drift.deflator].title),
          .text(rule(drift.rule, context.registry)),
        ])
      }
    }
    page.subheading(
      "\(both("Benefits whose real value drifts by more than \(Int(BenefitDrift.small * 100)) % from their last date to the horizon", "实际价值变动超过\(Int(BenefitDrift.small * 100))%的待遇标准")):"
    )
    guard !table.isEmpty else {
      page.paragraph(both("None: every amount keeps pace with what it is measured in.", "无：各项标准与计量基准同步。"), indent: 2)
      return
    }
    page.table(table)
    page.paragraph(
      LocalizedText(
        en:
          "Thresholds are measured in the unit cost of their branch (of layers: of the first branch they pay on), amounts a head in"
          + " the average wage. A deductible that falls is a benefit that rises.",
        zh: "起付线、封顶线以次均费用计（各保障层以其首项服务计），人均标准以平均工资计；起付线实际下降即待遇提高。"),
      indent: 2)
  }
}
