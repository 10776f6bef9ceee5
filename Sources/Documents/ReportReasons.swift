import Accounts
import Quantities
import Results
import SchemeModel

extension Report {
  /// What a reform moves and why, a sentence for each fund in English and Chinese.
  static func reasons(_ context: ReportContext, _ scenario: Int, _ page: inout Document) throws {
    let sentences = try Reasons(context, scenario: scenario).sentences()
    guard !sentences.isEmpty else { return }
    page.gap()
    let raises = both("+ raises the balance", "增加结余") as Phrase, lowers = both("− lowers it", "减少结余") as Phrase
    page.caption("\(both("What changes and why", "变动及原因")) (\(context.units.money.name); \(raises), \(lowers)):")
    for sentence in sentences { page.item(sentence) }
    page.gap()
  }
}

/// Sentences on one reform.
struct Reasons {
  /// Items named one by one; the rest is one sum.
  static let namedItems = 5
  /// Lines named inside an item.
  static let namedLines = 2

  let context: ReportContext
  let scenario: Int

  init(_ context: ReportContext, scenario: Int) {
    self.context = context
    self.scenario = scenario
  }

  /// Memo lines whose money went to several funds, then each fund moved.
  func sentences() throws -> [LocalizedText] {
    try context.scheme.lines.indices.compactMap(split)
      + context.scheme.funds.indices.filter { context.moves($0, under: scenario) }.map { fund in
        try sentence(
          BalanceChange(context.outcome(scenario), fund: fund, visible: context.units.visible))
      }
  }

  // MARK: A fund

  private func sentence(_ change: BalanceChange) -> LocalizedText {
    let title = context.scheme.funds[change.fund].title
    guard change.difference.magnitude >= context.units.visible else {
      return LocalizedText(
        en: "\(title.en): the balance moves by less than \(context.units.step) in every year.",
        zh: "\(title.zh)：各年结余变动均不足\(context.units.step)\(context.units.money.name)。")
    }
    let year = context.year(change.year)
    let isEnd = change.year == context.timeline.reportedCount - 1
    let size = context.units.prose(change.difference.magnitude)
    let stocks = "\(context.units.prose(change.before)) → \(context.units.prose(change.after))"
    let parts = named(change.parts.map { ($0.effect, phrase($0, in: change.fund)) }, limit: Self.namedItems)
    let isHigher = change.difference > 0
    var en = "\(title.en): at the end of \(year) the balance is \(size) \(isHigher ? "higher" : "lower") (\(stocks)): "
    en += parts.map(\.en).joined(separator: "; ") + "."
    var zh = "\(title.zh)：\(year)年末结余\(isHigher ? "增加" : "减少")\(size)\(context.units.money.name)（\(stocks)）："
    zh += parts.map(\.zh).joined(separator: "；") + "。"
    if !isEnd {
      en += " That is the largest difference; at the end of \(context.timeline.horizon) none is left."
      zh += "该年差额最大，至\(context.timeline.horizon)年末差额消失。"
    }
    for text in [turningYears(change.fund), belowZero(change.fund)].compactMap({ $0 }) {
      en += " " + text.en
      zh += text.zh
    }
    return LocalizedText(en: en, zh: zh)
  }

  /// An item: which way it moves, what that does to the balance, and its largest lines.
  private func phrase(_ part: BalanceChange.Part, in fund: Int) -> LocalizedText {
    let amount = context.units.prose(part.effect, plus: true)
    var en = "\(part.isHigher ? "higher" : "lower") \(lowercased(part.item.title.en)), \(amount) on the balance"
    var zh = "\(part.item.title.zh)\(part.isHigher ? "增加" : "减少")，影响结余 \(amount)"
    guard part.lineCount > 1 else { return LocalizedText(en: en, zh: zh) }
    if part.lines.count == 1 {
      let title = title(part.lines[0].line, in: fund)
      en += " (\(title.en))"
      zh += "（\(title.zh)）"
    } else {
      let lines = named(
        part.lines.map { entry in
          let title = title(entry.line, in: fund)
          let amount = context.units.prose(entry.effect, plus: true)
          return (entry.effect, LocalizedText(en: "\(title.en) \(amount)", zh: "\(title.zh) \(amount)"))
        }, limit: Self.namedLines)
      en += " (" + lines.map(\.en).joined(separator: "; ") + ")"
      zh += "（" + lines.map(\.zh).joined(separator: "；") + "）"
    }
    return LocalizedText(en: en, zh: zh)
  }

  /// A line as the account of a fund names it: what comes from another fund, after that fund.
  private func title(_ line: Int, in fund: Int) -> LocalizedText {
    let declared = context.scheme.lines[line]
    guard declared.fund != fund else { return declared.title }
    let payer = context.scheme.funds[declared.fund].title
    return LocalizedText(en: "from \(payer.en)", zh: "来自\(payer.zh)")
  }

  /// The first texts whose effects show in print, and one for the sum of the rest where that shows.
  private func named(_ entries: [(effect: Double, text: LocalizedText)], limit: Int) -> [LocalizedText] {
    let shown = entries.filter { $0.effect.magnitude >= context.units.visible }
    // One entry too many is named rather than called the rest.
    let count = shown.count == limit + 1 ? limit + 1 : min(limit, shown.count)
    let rest = entries.reduce(0) { $0 + $1.effect } - shown.prefix(count).reduce(0) { $0 + $1.effect }
    var texts = shown.prefix(count).map(\.text)
    if rest.magnitude >= context.units.visible {
      let amount = context.units.prose(rest, plus: true)
      texts.append(LocalizedText(en: "all others \(amount)", zh: "其余 \(amount)"))
    }
    return texts
  }

  private func lowercased(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }

  // MARK: Years

  /// First deficit and depletion, before and after.
  private func turningYears(_ fund: Int) -> LocalizedText? {
    let before = context.accounts[0][fund], after = context.accounts[scenario][fund]
    let texts = [
      moved(
        LocalizedText(en: "first deficit", zh: "首次当期赤字"), before.firstCurrentDeficit, after.firstCurrentDeficit),
      moved(LocalizedText(en: "depletion", zh: "基金穿底"), before.depletion, after.depletion),
    ].compactMap { $0 }
    guard let first = texts.first else { return nil }
    let en = texts.map(\.en).joined(separator: ", ")
    return LocalizedText(
      en: first.en.prefix(1).uppercased() + en.dropFirst() + ".", zh: texts.map(\.zh).joined(separator: "，") + "。")
  }

  /// How the year of an event moves; nil where it comes up neither before nor after.
  func moved(_ event: LocalizedText, _ before: Int?, _ after: Int?) -> LocalizedText? {
    func reported(_ index: Int?) -> Int? { index.flatMap { $0 < context.timeline.reportedCount ? $0 : nil } }
    let horizon = context.timeline.horizon
    switch (reported(before), reported(after)) {
    case (nil, nil): return nil
    case (nil, let after?):
      let year = context.year(after)
      return LocalizedText(en: "\(event.en) appears in \(year)", zh: "\(year)年出现\(event.zh)")
    case (let before?, nil):
      let year = context.year(before)
      return LocalizedText(
        en: "\(event.en) of \(year) avoided up to \(horizon)", zh: "原\(year)年的\(event.zh)至\(horizon)年不再出现")
    case (let before?, let after?) where before == after:
      return LocalizedText(
        en: "\(event.en) still in \(context.year(after))", zh: "\(event.zh)仍为\(context.year(after))年")
    case (let before?, let after?):
      let count = (after - before).magnitude
      let years = "\(context.year(before)) → \(context.year(after))"
      return LocalizedText(
        en: "\(event.en) \(count) \(count == 1 ? "year" : "years") \(after < before ? "earlier" : "later") (\(years))",
        zh: "\(event.zh)\(after < before ? "提前" : "推迟")\(count)年（\(years)）")
    }
  }

  /// Since when stocks have been below zero for good, where that ends interest.
  private func belowZero(_ fund: Int) -> LocalizedText? {
    func since(_ scenario: Int) -> Int? {
      context.debtsBearInterest(scenario) ? nil : context.accounts[scenario][fund].belowZeroForGood
    }
    if let year = since(0), year == since(scenario) {
      return LocalizedText(
        en: "Below zero no interest is earned: both from \(context.year(year)).",
        zh: "结余为负不计息：两方案均自\(context.year(year))年起。")
    }
    let known = [
      since(0).map { LocalizedText(en: "baseline from \(context.year($0))", zh: "基准方案自\(context.year($0))年起") },
      since(scenario).map { LocalizedText(en: "reform from \(context.year($0))", zh: "改革方案自\(context.year($0))年起") },
    ].compactMap { $0 }
    guard !known.isEmpty else { return nil }
    return LocalizedText(
      en: "Below zero no interest is earned: \(known.map(\.en).joined(separator: ", ")).",
      zh: "结余为负不计息：\(known.map(\.zh).joined(separator: "，"))。")
  }

  // MARK: Memo lines

  /// Where a memo line's money went, see ``MemoSplit``.
  private func split(_ memo: Int) -> LocalizedText? {
    guard let split = MemoSplit(context.outcome(scenario), line: memo, visible: context.units.visible) else {
      return nil
    }
    let scheme = context.scheme
    let title = scheme.lines[memo].title
    let item = scheme.form.account.title(of: scheme.lines[memo].officialItem)
    func list(_ name: (LocalizedText) -> String, _ separator: String) -> String {
      split.shares.map { "\(name(scheme.funds[$0.fund].title)) \(context.units.prose($0.effect, plus: true))" }
        .joined(separator: separator)
    }
    let amount = context.units.prose(split.change, plus: true)
    return LocalizedText(
      en:
        "\(title.en): \(amount) over all years; \(lowercased(item.en)) move by the same sum the other way, shared by several"
        + " funds: \(list(\.en, "; ")).",
      zh: "\(title.zh)各年合计 \(amount)，\(item.zh)反向变动同额，由多个基金分担：\(list(\.zh, "；"))。")
  }
}
