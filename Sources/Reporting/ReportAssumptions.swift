import Calibration
import PolicyModel
import SchemeModel

extension TextReport {
  static func extrapolations(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("7. Series that ran on the rule after their last date  按延续规则推算的参数")
    let baseline = context.run.resolved[0].extrapolations
    let moving = baseline.filter { $0.rule != .hold }
    let held = baseline.filter { $0.rule == .hold }
    page.subheading("Moving, \(moving.count) of the baseline:")
    if !moving.isEmpty { page.table(table(context, moving, scenario: 0, withRule: true)) }
    page.subheading("Held at their last value, \(held.count) of the baseline:")
    if !held.isEmpty { page.table(table(context, held, scenario: 0, withRule: false)) }
    for scenario in context.run.resolved.indices.dropFirst() {
      let others = context.run.resolved[scenario].extrapolations.filter { !baseline.contains($0) }
      guard !others.isEmpty else { continue }
      page.subheading("Otherwise under \(context.run.definitions[scenario].id):")
      page.table(table(context, others, scenario: scenario, withRule: true))
    }
  }

  private static func table(
    _ context: ReportContext, _ entries: [Extrapolation], scenario: Int, withRule: Bool
  ) -> TextTable {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      ("Lever 参数", .left), ("Unit 单位", .left), ("Last\n末次", .right), ("Value\n取值", .right),
    ]
    if withRule { columns += [("\(context.timeline.horizon)", .right), ("Rule 延续规则", .left)] }
    var table = TextTable(columns, wrapping: withRule ? [5: 36] : [:])
    for entry in entries {
      let path = context.run.resolved[scenario].parameters[entry.lever]
      let lever = context.registry[entry.lever]
      var cells = [
        lever.path, lever.spec.unit.rawValue, "\(entry.lastDatedYear)",
        lastValue(context, entry, path).map { ReportFormat.parameter($0, of: lever) } ?? "–",
      ]
      if withRule {
        cells += [
          ReportFormat.parameter(path.annual[context.timeline.reportedCount - 1], of: lever),
          rule(entry.rule, context.registry),
        ]
      }
      table.add(cells)
    }
    return table
  }

  /// The value at the last date; paths begin with the base year, so an earlier one is taken from the series itself.
  private static func lastValue(_ context: ReportContext, _ entry: Extrapolation, _ path: ParameterPath) -> Double? {
    let index = entry.lastDatedYear - context.timeline.baseYear
    if index >= 0 { return path.value(year: min(index, context.timeline.reportedCount - 1), month: 11) }
    switch context.run.baseline.series[entry.lever.index]?.points.last(where: { $0.through == nil })?.value {
    case .set(let value): return value
    case .solved: return context.run.calibration.solved[entry.lever]
    default: return nil
    }
  }

  static func rule(_ rule: ThenRule, _ registry: LeverRegistry) -> String {
    switch rule {
    case .hold: "held 保持不变"
    case .grow(let rate): "grows \(ReportFormat.parameter(rate * 100)) % a year 按比例增长"
    case .growBy(let id): "grows by \(registry[id].path) 随其增长"
    case .step(let amount): "\(ReportFormat.signed(amount, decimals: 2)) a year 逐年定额调整"
    case .index(let id): "in proportion to \(registry[id].path) 与其同比例"
    case .multiple(let factor, let id):
      "\(ReportFormat.parameter(factor)) × \(registry[id].path) 按其倍数"
    case .sum(let ids): "sum of \(ids.map { registry[$0].path }.joined(separator: " + ")) 求和"
    }
  }

  /// The levers for which the place's files give a series.
  static func givenSeries(_ context: ReportContext) -> [(lever: Lever, series: DatedSeries)] {
    context.registry.levers.compactMap { lever in
      context.run.baseline.series[lever.id.index].map { (lever: lever, series: $0) }
    }
  }

  static func judgements(_ context: ReportContext, _ page: inout ReportPage) {
    page.heading("8. Weak ground: low confidence and judgement  低置信度与判断性假设")
    let baseline = context.run.baseline
    let given = givenSeries(context)
    let weak = given.filter { isWeak($0.series.confidence) }
    func count(_ confidence: Confidence) -> Int { given.filter { $0.series.confidence == confidence }.count }
    page.subheading(
      "Of \(given.count) series given, \(count(.high)) are of high confidence, \(count(.medium)) medium, \(count(.low)) low,"
        + " \(count(.judgement)) judgement:")
    var table = TextTable(
      [("Lever 参数", .left), ("Confidence 置信度", .left), ("Source 来源", .left)], wrapping: [2: sourceWidth])
    for confidence in [Confidence.low, .judgement] {
      for entry in weak where entry.series.confidence == confidence {
        table.add([entry.lever.path, confidence.rawValue, entry.series.source])
      }
    }
    if !table.isEmpty { page.table(table) }

    var figures = TextTable(
      [("Figure of the base year 基年数据", .left), ("Confidence 置信度", .left), ("Source 来源", .left)],
      wrapping: [2: sourceWidth])
    for target in baseline.membershipTargets where isWeak(target.confidence) {
      figures.add([context.scheme.statuses[target.status].id, target.confidence.rawValue, target.source])
    }
    for target in baseline.targets where isWeak(target.confidence) {
      figures.add([target.id, target.confidence.rawValue, target.source])
    }
    if !figures.isEmpty {
      page.line()
      page.table(figures)
    }
    if !baseline.tableNotes.isEmpty {
      page.subheading("Tables by groups of ages, brought to single ages 按年龄组给出的表，已拆分为单岁:")
      for note in baseline.tableNotes { page.paragraph("\(note.en) \(note.zh)", indent: 2) }
    }
    let defaults = context.registry.levers.filter { baseline.series[$0.id.index] == nil && $0.lagOf == nil }
    if !defaults.isEmpty {
      page.subheading("No file gives these \(defaults.count); the program's default holds 采用默认值:")
      page.paragraph(
        defaults.map { lever in
          let followed = context.registry.followed(by: lever)
          return "\(lever.path) "
            + (followed.map { "= \($0.path)" } ?? ReportFormat.parameter(lever.spec.defaultValue ?? 0, of: lever))
        }.joined(separator: ", ") + ".",
        indent: 2)
    }
  }

  private static let sourceWidth = 47

  static func isWeak(_ confidence: Confidence) -> Bool { confidence == .low || confidence == .judgement }
}
