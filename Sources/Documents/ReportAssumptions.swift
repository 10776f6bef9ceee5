import Calibration
import PolicyModel
import Quantities
import SchemeModel

extension Report {
  static func extrapolations(_ context: ReportContext, _ page: inout Document) {
    page.heading(
      apart("\(context.number(.extrapolations)). Series that ran on the rule after their last date", "按延续规则推算的参数"))
    let baseline = context.run.resolved[0].extrapolations
    let moving = baseline.filter { $0.rule != .hold }
    let held = baseline.filter { $0.rule == .hold }
    page.subheading("\(both("Moving, \(moving.count) of the baseline", "逐年变动，基准方案\(moving.count)项")):")
    if !moving.isEmpty { page.table(table(context, moving, scenario: 0, withRule: true)) }
    page.subheading(
      "\(both("Held at their last value, \(held.count) of the baseline", "保持末次取值不变，基准方案\(held.count)项")):")
    if !held.isEmpty { page.table(table(context, held, scenario: 0, withRule: false)) }
    for scenario in context.run.resolved.indices.dropFirst() {
      let others = context.run.resolved[scenario].extrapolations.filter { !baseline.contains($0) }
      guard !others.isEmpty else { continue }
      page.subheading("\(both("Otherwise under", "方案另有不同")): \(context.titles[scenario])")
      page.table(table(context, others, scenario: scenario, withRule: true))
    }
  }

  private static func table(
    _ context: ReportContext, _ entries: [Extrapolation], scenario: Int, withRule: Bool
  ) -> DocumentTable {
    var columns: [DocumentColumn] = [
      .left("Lever", "参数"), .left("Unit", "单位"), .right("Last", "末次"), .right("Value", "取值"),
    ]
    let leverWidth = withRule ? ReportColumns.lever : ReportColumns.wideLever
    if withRule { columns += [.right("\(context.timeline.horizon)"), .left("Rule", "延续规则")] }
    var table = DocumentTable(
      columns, wrapping: [0: leverWidth, 1: ReportColumns.unit, 5: 35].filter { $0.key < columns.count })
    for entry in entries {
      let path = context.run.resolved[scenario].parameters[entry.lever]
      let lever = context.registry[entry.lever]
      // Of a place of several regions, values that are not the same in all of them stand in manifest.json.
      let isShared = context.run.regions.allSatisfy { $0.resolved[scenario].parameters[entry.lever] == path }
      func value(_ value: Double?) -> DocumentCell {
        guard isShared else { return both("by region", "各区不同") }
        return value.map { .text(ReportFormat.parameter($0, of: lever)) } ?? .none
      }
      var cells: [DocumentCell] = [
        lever.cell, .named(lever.unitTitle), .year(entry.lastDatedYear), value(lastValue(context, entry, path)),
      ]
      if withRule { cells += [value(path.annual[context.last]), .text(rule(entry.rule, context.registry))] }
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

  static func rule(_ rule: ThenRule, _ registry: LeverRegistry) -> Phrase {
    func name(_ id: ParameterID) -> Phrase { Phrase(registry[id].title) }
    return switch rule {
    case .hold: both("held", "保持不变")
    case .grow(let rate): both("grows \(ReportFormat.parameter(rate * 100)) % a year", "按比例增长")
    case .growBy(let id): "\(both("grows by", "随其增长")): \(name(id))"
    case .step(let amount): both("\(ReportFormat.signed(amount, decimals: 2)) a year", "逐年定额调整")
    case .index(let id): "\(both("in proportion to", "与其同比例")): \(name(id))"
    case .multiple(let factor, let id): "\(both("\(ReportFormat.parameter(factor)) ×", "按其倍数")): \(name(id))"
    case .sum(let ids): "\(both("sum of", "求和")): \(ids.map(name).joined(separator: " + "))"
    }
  }

  /// The levers for which the place's files give a series.
  static func givenSeries(_ context: ReportContext) -> [(lever: Lever, series: DatedSeries)] {
    context.registry.levers.compactMap { lever in
      context.run.baseline.series[lever.id.index].map { (lever: lever, series: $0) }
    }
  }

  static func judgements(_ context: ReportContext, _ page: inout Document) {
    page.heading(apart("\(context.number(.weakGround)). Weak ground: low confidence and judgement", "低置信度与判断性假设"))
    let baseline = context.run.baseline
    let given = givenSeries(context)
    let weak = given.filter { isWeak($0.series.confidence) }
    func count(_ confidence: Confidence) -> Int { given.filter { $0.series.confidence == confidence }.count }
    let counts =
      both(
        "Of \(given.count) series given, \(count(.high)) are of high confidence, \(count(.medium)) medium, \(count(.low)) low,"
          + " \(count(.judgement)) judgement",
        "给出参数\(given.count)项：高置信度\(count(.high))项、中\(count(.medium))项、低\(count(.low))项、"
          + "判断\(count(.judgement))项；以下为后两类") as Phrase
    page.subheading("\(counts):")
    var table = DocumentTable(
      [.left("Lever", "参数"), .left("Confidence", "置信度"), .left("Source", "来源")],
      wrapping: [0: ReportColumns.lever, 2: sourceWidth])
    for confidence in [Confidence.low, .judgement] {
      for entry in weak where entry.series.confidence == confidence {
        table.add([entry.lever.cell, .title(confidence.title), "\(entry.series.source)"])
      }
    }
    if !table.isEmpty { page.table(table) }

    weakFigures(context, &page)
    if !baseline.tableNotes.isEmpty {
      page.subheading("\(both("Tables by groups of ages, brought to single ages", "按年龄组给出的表，已拆分为单岁")):")
      for note in baseline.tableNotes { page.paragraph(note, indent: 2) }
    }
    let defaults = context.registry.levers.filter { baseline.series[$0.id.index] == nil && $0.lagOf == nil }
    if !defaults.isEmpty {
      page.subheading(
        "\(both("No file gives these \(defaults.count); the program's default holds", "本地未给出、采用程序默认值（\(defaults.count)项）")):"
      )
      var table = DocumentTable(
        [.left("Lever", "参数"), .left("Unit", "单位"), .right("Default", "默认值")],
        wrapping: [0: ReportColumns.wideLever])
      for lever in defaults {
        let followed = context.registry.followed(by: lever)
        table.add([
          .text(lever.name + (followed.map { " = \($0.name)" } ?? "")), .title(lever.unitTitle),
          followed == nil
            ? .text(ReportFormat.parameter(lever.spec.defaultValue ?? 0, of: lever)) : both("follows", "随其"),
        ])
      }
      page.table(table)
    }
  }

  private static func weakFigures(_ context: ReportContext, _ page: inout Document) {
    let baseline = context.run.baseline
    var figures = DocumentTable(
      [
        .left("Figure of the base year", "基年数据"), .left("Kind", "类别"), .left("Confidence", "置信度"),
        .left("Source", "来源"),
      ], wrapping: [0: 36, 3: sourceWidth - 12])
    for target in baseline.membershipTargets where isWeak(target.confidence) {
      figures.add([
        .title(target.title), .title(target.kind.title),
        .title(target.confidence.title), "\(target.source)",
      ])
    }
    for target in baseline.targets where isWeak(target.confidence) {
      figures.add([
        .text(figureName(target, base: baseline.baseYear)), .title(target.kind.title),
        .title(target.confidence.title), "\(target.source)",
      ])
    }
    if !figures.isEmpty {
      page.gap()
      page.table(figures)
    }
  }

  private static let sourceWidth = 64

  static func isWeak(_ confidence: Confidence) -> Bool { confidence == .low || confidence == .judgement }
}
