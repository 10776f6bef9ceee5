import Accounts
import PolicyModel
import ProjectionEngine
import Studies

/// report.txt: the run for a finance officer, English with the Chinese term beside it, aligned for a monospace font in which
/// a Chinese character takes two columns. Money in 亿元 (1e8 yuan), people in 万人 (1e4).
public enum TextReport {
  /// The whole report, ending with a line feed.
  ///
  /// - Parameter ranked: bills by decile, where they were asked for.
  /// - Throws: ``FundcastError`` where the lines of an account do not add up to its closing balance.
  public static func text(_ run: PolicyRun, ranked: RankedCare? = nil) throws -> String {
    guard !run.isRegional else { return RegionalReport(run).text() }
    let context = try ReportContext(withBudgets: run, ranked: ranked)
    var page = ReportPage()
    title(context, &page)
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

  private static func title(_ context: ReportContext, _ page: inout ReportPage) {
    let run = context.run
    page.line("Fundcast: projection of social medical insurance funds  社会医疗保险基金测算报告")
    page.line()
    var table = TextTable([("Item 项目", .left), ("", .left)])
    table.add(["Place 地区", run.baseline.place])
    table.add(["Baseline rules 基准方案", ReportFormat.both(run.baseline.title)])
    table.add(["Base year 基年", "\(context.timeline.baseYear)"])
    table.add(["Horizon 测算终年", "\(context.timeline.horizon)"])
    for line in table.lines().dropFirst(2) { page.line(line) }
    page.line()
    page.paragraph(
      "Money in 亿元 (1e8 yuan), people in 万人 (1e4); stocks at 31 December; – where there is no value. Figures are rounded one"
        + " by one: sums may differ in the last digit.")
  }

  /// Limits of schemes that declare no layers, and no settings of care.
  private static let withoutLayers =
    "the basic layer of benefits only: critical illness, large-bill supplement, medical assistance and supplementary cover sit"
    + " in the factor on unit costs and move with it (大病保险、大额补助、医疗救助、商业补充险未单列)"
  private static let withoutSettings =
    "provider tiers and treatment outside the area are not told apart; utilisation.csv says `all`"

  private static let missing = [
    "no pooling and no moves between regions",
    "a user of a service has all of it in one tier and place; uses are independent of those of other services at the same sex and age",
    "demand answers the own share under the basic scheme, not what layers above it pay",
    "provider payment (budgets, DRG/DIP) is not modelled: funds pay bills as they come",
    "long-term care by prevalence of dependency at each age, without states of dependency or limits of supply",
    "spending from personal accounts is a share of balance and income, not of what members buy",
    "nobody joins, leaves or changes scheme because of a premium or benefit (断保、转保不随筹资和待遇变化), but the assisted where they"
      + " must pay a part of their premium; of rates only that of flexible workers may move their entry, where an elasticity is given",
    "net migration is zero unless a scenario sets it",
    "every line runs in equal months unless its scheme or place gives a profile; accounts are on a cash basis, what is deferred or"
      + " advanced is shown as due",
    "contribution years are a panel beside the state, under the hazards of the base year before it; it moves the share that has the"
      + " years only where a scenario changes the rule",
    "entry to work ends at 55 (women 50) and exit from work at 60 (women 55): nobody leaves insurance by exit in the years added by"
      + " later retirement",
    "income and cost of long-term care are per insured person, covered or not",
    "hazards are fitted to national totals, which do not identify them",
  ]

  private static func limits(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("9. What the model does not do  模型未涵盖的内容")
    page.line()
    let scheme = context.scheme
    let undeclared =
      (scheme.layers.isEmpty ? [withoutLayers] : [])
      + (scheme.branches.allSatisfy(\.settings.isEmpty) ? [withoutSettings] : [])
    for text in missing.prefix(1) + undeclared + missing.dropFirst() { page.item(text) }
    if context.run.paths == nil {
      page.item("one central path: no uncertainty in this run (`--paths 1000` draws futures)")
    }
  }
}
