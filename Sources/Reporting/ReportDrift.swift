import PolicyModel
import Quantities
import SchemeModel

/// Benefits whose real value drifts to the horizon, and by which rule: nobody decided that they should pay more or less, the rule
/// after the last date does it.
extension TextReport {
  /// Drifts below it, as a share, are not listed.
  static let smallDrift = 0.05

  /// A benefit in yuan with what it is measured in.
  private struct Amount {
    let lever: ParameterID
    let deflator: ParameterID
  }

  static func drifts(_ context: ReportContext, _ page: inout ReportPage) {
    var table = TextTable(
      [
        ("Scenario 情景", .left), ("Benefit 待遇标准", .left), ("From\n起", .right),
        ("Real value\n\(context.timeline.horizon)\n实际价值变化", .right),
        ("Measured in 以…计", .left), ("Rule 延续规则", .left),
      ], wrapping: [0: 20, 1: 30, 4: 26, 5: 24])
    let amounts = benefits(context)
    for scenario in context.run.resolved.indices {
      for amount in amounts where scenario == 0 || isChanged(amount.lever, context, scenario) {
        guard let drift = drift(amount, context, scenario), drift.share.magnitude > smallDrift else { continue }
        table.add([
          context.titles.lines(scenario, width: 20), context.registry[amount.lever].lines(width: 30),
          context.year(drift.from),
          ReportFormat.signed(drift.share * 100, decimals: 0) + " %",
          ReportFormat.lines(context.registry[amount.deflator].title, width: 26),
          rule(drift.rule, context.registry),
        ])
      }
    }
    page.subheading(
      "Benefits whose real value drifts by more than \(Int(smallDrift * 100)) % from their last date to the horizon 实际价值变动超过\(Int(smallDrift * 100))%的待遇标准:"
    )
    guard !table.isEmpty else {
      page.paragraph("None: every amount keeps pace with what it is measured in. 无：各项标准与计量基准同步。", indent: 2)
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

  /// Amounts a head that are benefits, by rule kind.
  private static let amountsAHead: Set<String> = [
    "care-insurance.benefit", "personal-account.retiree-credit", "capitation.amount", "local-benefits.amount",
    "rare-disease.drug-cost",
  ]

  private static func benefits(_ context: ReportContext) -> [Amount] {
    let baseline = context.run.baseline
    let thresholds = baseline.thresholds.flatMap { group in
      group.levers.map { Amount(lever: $0, deflator: group.unitCost) }
    }
    guard let wage = baseline.scheme.earnings.first?.wage.average else { return thresholds }
    let heads = baseline.registry.levers.filter { amountsAHead.contains("\($0.kind).\($0.spec.name)") }
    return thresholds + heads.map { Amount(lever: $0.id, deflator: wage) }
  }

  private static func isChanged(_ lever: ParameterID, _ context: ReportContext, _ scenario: Int) -> Bool {
    context.run.resolved[scenario].parameters[lever] != context.run.resolved[0].parameters[lever]
  }

  /// What the real value at the horizon is to that at the last date (in the base year for what has none), less one; nil where
  /// there is no amount at either end.
  private static func drift(
    _ amount: Amount, _ context: ReportContext, _ scenario: Int
  ) -> (share: Double, from: Int, rule: ThenRule)? {
    let resolved = context.run.resolved[scenario], last = context.timeline.reportedCount - 1
    let entry = resolved.extrapolations.first { $0.lever == amount.lever }
    let from = min(max((entry?.lastDatedYear ?? 0) - context.timeline.baseYear, 0), last)
    func real(_ year: Int) -> Double? {
      let value = resolved.parameters[amount.lever].value(year: year, month: 11)
      let deflator = resolved.parameters[amount.deflator].value(year: year, month: 11)
      return value > 0 && value < LayerTerms.noLimit && deflator > 0 ? value / deflator : nil
    }
    guard let before = real(from), let after = real(last) else { return nil }
    return (after / before - 1, from, entry?.rule ?? .hold)
  }
}
