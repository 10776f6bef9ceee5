import ProjectionEngine
import Quantities
import SchemeModel
import Studies

/// What the terminal shows of how paths were computed, and how near that is to each by itself.
package enum PathPage {
  /// Nothing where a run has no paths.
  package static func document(_ run: PolicyRun) -> Document? {
    guard let plan = run.paths?.result.explanation else { return nil }
    var page = Document(languages: run.result.scheme.form.languages)
    page.gap()
    page.caption(both("How the futures were computed", "随机路径的计算方法"))
    page.paragraph(summary(plan))
    for text in terms(plan) { page.item(text) }
    let titles = ScenarioTitles(run.definitions)
    for region in plan.regions {
      if plan.regions.count > 1 { page.subheading("\(both("Region", "统筹区")) \(region.id)") }
      for people in region.people { page.item(sentence(people, plan, titles)) }
      for scenarios in sets(region) {
        page.gap()
        page.caption(names(scenarios, plan, titles))
        page.table(table(region.parts.filter { $0.scenarios == scenarios }))
      }
    }
    page.gap()
    page.paragraph(effort(plan))
    return page
  }

  // MARK: - Sentences

  /// What a planner needs to know.
  private static func summary(_ plan: PathExplanation) -> LocalizedText {
    let parts = plan.regions.flatMap(\.parts)
    let tables = parts.count { if case .tables = $0.way { true } else { false } }
    let alone = parts.count { if case .alone = $0.way { true } else { false } }
    let same = parts.count - tables - alone, whole = Int((1 / plan.bound).rounded())
    let ways = [
      (
        tables,
        LocalizedText(
          en: "read off tables, with an error below 1/\(whole) of the bill wherever it was measured",
          zh: "由预先算好的表查得，实测误差低于费用的1/\(whole)")
      ), (alone, LocalizedText(en: "computed for every future by itself", zh: "逐条路径直接计算")),
      (same, LocalizedText(en: "the same on all futures", zh: "各路径相同")),
    ].filter { $0.0 > 0 }
    return LocalizedText(
      en:
        "Each of \(plan.paths) futures goes through the years as the central path does: people, contributions, care, funds. What the rules give on a future is, of \(parts.count) parts: "
        + ways.map { "in \($0.0) \($0.1.en)" }.joined(separator: "; ") + ".",
      zh: "\(plan.paths)条路径均与中心路径一样逐年推算人口、筹资、医疗和基金。按规则计算的\(parts.count)个部分中，"
        + ways.map { "\($0.0)个\($0.1.zh)" }.joined(separator: "；") + "。")
  }

  /// What the words below mean.
  private static func terms(_ plan: PathExplanation) -> [LocalizedText] {
    [
      LocalizedText(
        en: "future (path): one course of all that is uncertain; every scenario sees the same ones",
        zh: "路径：全部不确定因素的一种走势；各方案使用相同路径"),
      LocalizedText(
        en:
          "part: what one group pays, or is paid for one kind of care, under the rules of the scenarios named above it; scenarios with the same rules share it",
        zh: "部分：一类人群的缴费，或其一类医疗的待遇，按表上所列方案的规则；规则相同的方案共用"),
      LocalizedText(
        en:
          "table: what the rules give at some points, which differ in use, bills and thresholds as futures do (5 × 12: in two directions), and a smooth sum between them; futures beyond its ends are computed by themselves. Terms and products say how long that sum is",
        zh: "表：在若干点上按规则算出结果，各点的就诊次数、费用和标准如路径那样不同（5 × 12：两个方向），点间用平滑函数；超出表范围的路径单独计算。项数和乘积数表示该函数的长短"),
    ]
  }

  private static func sentence(
    _ people: PathExplanation.People, _ plan: PathExplanation, _ titles: ScenarioTitles
  ) -> LocalizedText {
    let way =
      people.isFactored
      ? LocalizedText(
        en: "no driver moves them between statuses, so that a cohort keeps the shares of the central path",
        zh: "无因素改变参保状态，各队列的状态构成与中心路径相同")
      : people.mover.map {
        LocalizedText(en: "a driver moves them between statuses by \($0)", zh: "有因素通过\($0)改变参保状态")
      } ?? LocalizedText(en: "some states survive differently", zh: "各状态的存活率不同")
    let names = text(people.scenarios, plan, titles)
    return LocalizedText(
      en:
        "people, \(names.en): \(way.en); \(people.numbers) of \(people.all) numbers are kept of a future, and \(people.rows) sums taken of them a year",
      zh: "人口（\(names.zh)）：\(way.zh)；每条路径保存\(people.all)个数中的\(people.numbers)个，每年求\(people.rows)项合计")
  }

  private static func effort(_ plan: PathExplanation) -> LocalizedText {
    let operations = Int((plan.regions.reduce(0) { $0 + $1.operations } / 1e6).rounded())
    let flows = plan.regions.reduce(0) { $0 + $1.flows }
    func size(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
    let (group, year, distributions) = (size(plan.bytes.group), size(plan.bytes.year), size(plan.bytes.distributions))
    return LocalizedText(
      en:
        "Work: \(plan.scenarios) scenarios, \(plan.values) values that differ between futures, \(flows) flows and \(operations) million additions and multiplications for them; groups of \(plan.groupSize) futures, at a time \(plan.groupsAtOnce); regions at a time \(plan.regionsAtOnce) of \(plan.regions.count). Memory: a group \(group), the rules of a year \(year), distributions up to \(distributions).",
      zh:
        "计算量：\(plan.scenarios)个方案，\(plan.values)个随路径变化的参数，\(flows)项流量，约\(operations)百万次加法和乘法；路径每\(plan.groupSize)条一组，同时计算\(plan.groupsAtOnce)组、\(plan.regions.count)个统筹区中的\(plan.regionsAtOnce)个。内存：每组\(group)，一年的规则\(year)，分布至多\(distributions)。"
    )
  }

  // MARK: - Parts

  /// Sets of scenarios that share parts: those of most scenarios first.
  private static func sets(_ region: PathExplanation.Region) -> [[Int]] {
    var sets: [[Int]] = []
    for part in region.parts where !sets.contains(part.scenarios) { sets.append(part.scenarios) }
    return sets.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// The scenarios of a table, in its caption.
  private static func names(_ scenarios: [Int], _ plan: PathExplanation, _ titles: ScenarioTitles) -> Phrase {
    guard scenarios.count < plan.scenarios else { return both("All scenarios", "全部方案") }
    return scenarios.map { titles[$0] }.joined(separator: "; ")
  }

  /// The same in running text.
  private static func text(_ scenarios: [Int], _ plan: PathExplanation, _ titles: ScenarioTitles) -> LocalizedText {
    guard scenarios.count < plan.scenarios else { return LocalizedText(en: "all scenarios", zh: "全部方案") }
    let titles = scenarios.map { titles.title($0) }
    return LocalizedText(
      en: titles.map(\.en).joined(separator: "; "), zh: titles.map(\.zh).joined(separator: "；"))
  }

  private static func table(_ parts: [PathExplanation.Part]) -> DocumentTable {
    var table = DocumentTable(
      [
        .left("Part", "部分"), .left("How", "方法"), .right("Tables", "表数"), .right("Points", "点数"), .right("Terms", "项数"),
        .right("Products", "乘积数"),
      ], wrapping: [0: 36, 1: 30])
    for part in parts {
      let (way, size) = cells(part.way)
      table.add([.named(part.title), .text(way)] + size)
    }
    return table
  }

  /// The way in words, and how large its tables are.
  private static func cells(_ way: PathExplanation.Way) -> (way: Phrase, size: [DocumentCell]) {
    let none = [DocumentCell](repeating: .none, count: 4)
    switch way {
    case .central: return (both("the same on all futures", "各路径相同"), none)
    case .alone(let reason): return ("\(both("every future by itself", "逐条计算")): \(title(reason))", none)
    case .tables(let count, let largest, let alone):
      let points = largest.points.isEmpty ? "1" : largest.points.map(String.init).joined(separator: " × ")
      let rest: Phrase = alone > 0 ? "; \(both("every future by itself in \(alone) moments", "\(alone)个时点逐条计算"))" : ""
      return (
        both("from tables", "查表") + rest,
        [
          .number(Double(count), decimals: 0), .text(Phrase(points)), .number(Double(largest.terms), decimals: 0),
          .number(Double(largest.products), decimals: 0),
        ]
      )
    }
  }

  private static func title(_ reason: PathExplanation.Reason) -> Phrase {
    switch reason {
    case .noFactor: both("a driver moves a share or another term of the rules", "有因素改变比例等规则参数")
    case .severalServices: both("several services count together", "多类医疗合并计算")
    case .noTable: both("no table is near enough", "无足够精确的表")
    }
  }
}
