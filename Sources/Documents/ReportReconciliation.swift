import Accounts
import Calibration
import PolicyModel
import Quantities
import Results
import SchemeModel

extension Report {
  static func reconciliation(_ context: ReportContext, _ page: inout Document) {
    page.heading(
      apart("\(context.number(.baseYear)). Base year \(context.base) and the figures it is fitted to", "基年校准"))
    if context.isRegional {
      page.paragraph(
        LocalizedText(
          en:
            "Each region meets its own figures; beside their sum stands the place's. Solved values: the lowest and highest of all"
            + " regions, the whole list is in manifest.json.",
          zh: "各统筹区分别吻合本区指标，合计与全域指标并列。求解参数列各区最低值和最高值，全部见manifest.json。"))
    }
    let solved =
      both("Each figure is met by one solved value, found once on the baseline and then frozen", "每项指标由一个参数求解，求解后固定不变")
      as Phrase
    page.subheading("\(solved):")
    targets(context, &page)
    let funds = context.scheme.medicalFunds.map { Phrase(context.scheme.funds[$0].title) }.joined(separator: ", ")
    page.subheading("\(both("Totals of the medical funds", "医保基金合计")) (\(funds)):")
    totals(context, &page)
    let persons =
      both(
        "Persons at the end of the base year, met by one shift of the logit of each status at the opening",
        "基年末参保人数（期初各状态对数几率平移求解）") as Phrase
    page.subheading(
      "\(persons)\(context.scheme.form.languages.contains("zh") ? "" : " ")(\(context.units.people.name)):")
    statuses(context, &page)
    if !context.isRegional {
      page.subheading("\(both("How it was found", "求解过程")):")
      fit(context, &page)
      page.subheading("\(both("Lines of the base year, baseline", "基年收支明细")):")
      lines(context, &page)
    }
    omitted(context, &page)
    if !context.run.baseline.remarks.isEmpty {
      page.subheading("\(both("Remarks", "说明")):")
      for remark in context.run.baseline.remarks {
        page.item(remark.text)
        if remark.text.isOneText { page.paragraph("(\(both("in one language only", "仅有一种文字")))", indent: 4) }
      }
    }
  }

  private static func omitted(_ context: ReportContext, _ page: inout Document) {
    let omitted = context.registry.omitted
    guard !omitted.isEmpty else { return }
    let title = both("Left out: parts of the scheme of which the place gives no value", "本地未取值、未建模的制度内容") as Phrase
    page.subheading("\(title):")
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

  /// Every figure beside what is computed, and the value that was solved for it; of several regions their sum, and the lowest and the
  /// highest value.
  private static func targets(_ context: ReportContext, _ page: inout Document) {
    let ends: [DocumentColumn] =
      context.isRegional ? [.right("lowest", "最低"), .right("highest", "最高")] : [.right("")]
    var table = DocumentTable(
      [
        .left(stacked("Figure", "指标")), .left(stacked("Kind", "类别")), .right("Figure", "指标值"),
        .right("Computed", "测算数"), .right("Difference", "差额"), .left(stacked("Solved value", "求解参数")),
      ] + ends, wrapping: [0: 28, 1: 9, 5: ReportColumns.lever])
    for (index, target) in context.run.baseline.targets.enumerated() {
      let entries = context.run.regions.map { $0.calibration.targets[index] }, solved = entries.map(\.solved)
      let lever = context.registry[target.unknown]
      let warns = lever.isMatchedFactor && !solved.allSatisfy(CalibrationResult.plausibleFactors.contains)
      // A rate of the place is no sum of those of its regions.
      let achieved = target.isWhole || entries.count == 1 ? entries.reduce(0) { $0 + $1.achieved } : nil
      func show(_ value: Double?) -> DocumentCell {
        guard let value else { return .none }
        if case .effectiveRate = target.measure { return .percent(value, decimals: 2) }
        return .money(value)
      }
      // What is no amount of a whole fund has few digits in the unit of tables: a threshold, an amount a head.
      let hasOwnUnit = lever.spec.unit.isMoney && (lever.kind != "fund" || lever.spec.unit != .money)
      func show(solved value: Double?) -> DocumentCell {
        guard let value, lever.spec.unit.isMoney else { return .optional(value, decimals: 4) }
        return hasOwnUnit ? .text(Phrase(ReportFormat.parameter(value))) : .money(value)
      }
      table.add(
        [
          .text(figureName(target, base: context.base)), .title(target.kind.title), show(target.value), show(achieved),
          show(achieved.map { $0 - target.value }),
          .named(
            lever.title, path: lever.path,
            note: warns ? both("\nWARNING", "警示") : hasOwnUnit ? "\n\(lever.unitTitle)" : ""),
        ]
          + (context.isRegional
            ? [show(solved: solved.min()), show(solved: solved.max())] : [show(solved: solved.first)]))
    }
    page.table(table)
    guard !context.isRegional else { return }
    for warning in context.run.calibration.warnings {
      page.paragraph("\(both("WARNING", "警示")): \(warning)", indent: 2)
    }
  }

  /// A figure of another year than the base year says which.
  static func figureName(_ target: BaseYearTarget, base: Int) -> Phrase {
    "\(target.title)\(target.year == base ? "" : ", \(target.year)")"
  }

  private static func totals(_ context: ReportContext, _ page: inout Document) {
    var table = DocumentTable(
      first: both("Total", "合计"),
      [stacked("Figures", "指标值"), stacked("Computed", "测算数"), stacked("Difference", "差额")])
    func add(_ title: DocumentCell, _ published: Double?, _ computed: Double, _ show: (Double) -> DocumentCell) {
      table.add([title, published.map(show) ?? .none, show(computed), published.map { show(computed - $0) } ?? .none])
    }
    let insured = context.scheme.insured, funds = context.scheme.medicalFunds
    let published = context.run.baseline.personFigures(of: insured)
    add(
      "\(both("Insured", "参保人数")) (\(context.units.people.name))", published?.reduce(0) { $0 + $1.persons },
      context.persons(insured, 0, 0), DocumentCell.people)
    func figures(_ kind: LineKind) -> Double? {
      var covered: [Int] = []
      var sum = 0.0
      for target in context.run.baseline.targets where target.year == context.base {
        switch (target.measure, kind) {
        case (.income(let some), .income), (.expenditure(let some), .expenditure):
          covered += some
          sum += target.value
        default: break
        }
      }
      return covered.sorted() == funds ? sum : nil
    }
    func total(_ kind: LineKind) -> Double {
      context.regions[0].reduce(0) { $0 + $1.sum(kind, funds: funds, year: 0) }
    }
    let income = figures(.income), expenditure = figures(.expenditure)
    add(both("Income", "基金收入"), income, total(.income), DocumentCell.money)
    add(both("Expenditure", "基金支出"), expenditure, total(.expenditure), DocumentCell.money)
    add(
      both("Income − expenditure", "收支结余"), income.flatMap { income in expenditure.map { income - $0 } },
      total(.income) - total(.expenditure), DocumentCell.money)
    page.table(table)
    // Premiums that another fund pays are in the income above.
    let flows = funds.reduce(AccountFlows()) { $0 + context.sums[0][$1].flows[0] }
    let transfers = flows.transfersOut - (flows.transfersIn - (total(.income) - flows.income))
    page.paragraph(
      LocalizedText(
        en:
          "Totals are sums of the figures above and below. Transfers out of the medical funds (\(context.units.money(transfers)),"
          + " net) are no expenditure.",
        zh: "合计为上下各指标之和。医保基金净转出（\(context.units.money(transfers))）不计入支出。"), indent: 2)
  }

  private static func statuses(_ context: ReportContext, _ page: inout Document) {
    let isRegional = context.isRegional
    var table = DocumentTable(
      [
        .left(stacked("Status", "参保状态")), .left(stacked("Kind", "类别")), .right("Figure", "指标值"),
        .right("Computed", "测算数"), .right("Difference", "差额"),
      ] + (isRegional ? [] : [.right("Logit shift", "对数几率平移")]), wrapping: [0: 60])
    let places = context.run.baseline.countedPersons
    for entry in context.run.calibration.statuses {
      let target = isRegional ? places.first { $0.id == entry.counted.id }?.target : entry.target
      let achieved = context.run.regions.reduce(0) { sum, region in
        region.calibration.statuses.filter { $0.counted.id == entry.counted.id }.reduce(sum) { $0 + $1.achieved }
      }
      let books = target?.basis == .annual ? " (\(both("on the books", "全年在册")))" as Phrase : ""
      table.add(
        [
          "\(entry.counted.title)\(books)", target.map { .title($0.kind.title) } ?? .none,
          target.map { .people($0.persons) } ?? both("rest", "其余"), .people(achieved),
          target.map { .people(achieved - $0.persons) } ?? .none,
        ]
          + (isRegional
            ? [] : [entry.logitShift.isFinite ? .signed(entry.logitShift, decimals: 4) : both("empty", "无人")]))
    }
    page.table(table)
  }
}
