import Accounts
import Quantities
import SchemeModel
import Shapes

/// The file beside a scheme that says how its country writes: languages, the items of the account's form, how titles are composed
/// and what lines of mechanisms are called. No figure depends on it.
public struct FormDeclaration: Sendable {
  /// What reports and readers take from it.
  public let form: SchemeForm
  private let titles: [String: LocalizedText]
  private let posted: [String: LocalizedText]

  /// The languages of titles, English first.
  var languages: [String] { form.languages }

  /// Understands a form; faults go to the collector, and it is nil where there are any.
  package init?(_ root: YAMLNode, _ collector: DiagnosticCollector) {
    guard let languages = Self.languages(root, collector) else { return nil }
    collector.languages = languages
    ShapeCheck(collector).check(root, Self.shape)
    guard collector.isEmpty else { return nil }
    let node = DeclaredNode(node: root, path: "", languages: languages)
    let account = FormAccount(node, collector).account
    guard let account, let form = FormUnits(node, collector).form(account) else { return nil }
    self.form = form
    titles = Dictionary(
      node.entries("titles").map { ($0.name.text, $0.value.title) }, uniquingKeysWith: { $1 })
    let posts = node.entries("posts").flatMap { kind in
      kind.value.entries.map { ("\(kind.name.text).\($0.name.text)", $0.value.title) }
    }
    posted = Dictionary(posts, uniquingKeysWith: { $1 })
  }

  /// The languages of titles: English, and one other at most.
  private static func languages(_ root: YAMLNode, _ collector: DiagnosticCollector) -> [String]? {
    guard let node = root["languages"] else {
      collector.report(
        "the key is missing", line: root.line, key: "languages", remedy: "add it, for example `languages: [en, zh]`")
      return nil
    }
    let items = node.items, found = items.compactMap(\.text)
    if found.first == "en", found.count <= 2, Set(found).count == items.count { return found }
    collector.report(
      "titles are in English and in one other language at most", line: node.line, key: "languages",
      value: found.joined(separator: ", "), remedy: "write [en], or [en, ko] with the code of the other language")
    return nil
  }

  /// The names of the items under which lines stand: interest has a key of its own.
  package var itemNames: [String] { form.account.items.map(\.name).filter { $0 != AccountForm.interest } }

  /// On which side an item stands.
  func side(of item: String) -> AccountForm.Side? { form.account.item(item)?.side }

  // MARK: - Titles

  /// A title composed of those of parts: the form's pattern for it, or these parts with a comma.
  func title(_ pattern: Pattern, _ parts: [(name: String, title: LocalizedText)]) -> LocalizedText {
    let own = titles[pattern.rawValue] ?? pattern.standard, local = languages[languages.count - 1]
    return LocalizedText(
      en: Self.filled(own.en, parts.map { ($0.name, $0.title.en) }, small: true),
      local: Self.filled(own[local], parts.map { ($0.name, $0.title[local]) }, small: false), language: local)
  }

  /// What a line is called that a mechanism of a kind posts.
  func title(ofOutput output: String, of kind: String) -> LocalizedText {
    posted["\(kind).\(output)"] ?? LocalizedText(output)
  }

  /// A pattern with its marks filled in; within it, a part begins with a small letter where the language has them.
  private static func filled(_ pattern: String, _ parts: [(name: String, text: String)], small: Bool) -> String {
    var text = pattern
    for (name, title) in parts {
      let mark = "<\(name)>", isFirst = text.hasPrefix(mark)
      let own = small && !isFirst ? title.prefix(1).lowercased() + title.dropFirst() : title
      text = text.replacing(mark, with: own)
    }
    return text
  }

  /// What titles are composed for.
  enum Pattern: String, CaseIterable {
    case branch, setting
    case componentShare = "component-share"
    case takeUpBelow = "take-up-below"
    case takeUpBetween = "take-up-between"
    case takeUpFrom = "take-up-from"
    case interest
    case priorYear = "prior-year"
    case paidLater = "paid-later"
    case ofYearsBefore = "of-years-before"

    var standard: LocalizedText {
      switch self {
      case .branch: LocalizedText(en: "<group>, <service>", zh: "<group><service>")
      case .setting: LocalizedText(en: "<group>, <service>, <setting>", zh: "<group><service>（<setting>）")
      case .componentShare: LocalizedText(en: "<component> in the bill", zh: "<component>占比")
      case .takeUpBelow: LocalizedText(en: "Share who join below <to>", zh: "<to>岁以下参保率")
      case .takeUpBetween: LocalizedText(en: "Share who join at <from>–<last>", zh: "<from>–<last>岁参保率")
      case .takeUpFrom: LocalizedText(en: "Share who join from <from> on", zh: "<from>岁及以上参保率")
      case .interest: LocalizedText(en: "Interest", zh: "利息")
      case .priorYear: LocalizedText(en: "Prior-year adjustment", zh: "以前年度调整")
      case .paidLater: LocalizedText(en: "<claims>, paid <years> years later", zh: "<claims>（<years>年后支付）")
      case .ofYearsBefore:
        LocalizedText(en: "<claims>, of the <years> years before, paid", zh: "<claims>（支付前<years>年）")
      }
    }
  }

  // MARK: - Shape

  /// The shape of a form file.
  public static let shape = Shape(
    "form", "How a country writes: languages, currency, items of the account's form, and how titles are composed.",
    keys: [
      .required("languages", .list(.text), "The languages of titles: English, and one other.", example: "[en, zh]")
    ] + FormUnits.keys + FormAccount.keys + FormUnits.remarkKeys + [
      .optional(
        "titles",
        .mapping(
          Shape(
            "titles", "How titles are composed of those of parts.",
            keys: Pattern.allCases.map { .optional($0.rawValue, .title, "Its parts in <…>.") })),
        "How titles are composed."),
      .optional(
        "posts",
        .mapping(
          Shape(
            "posts", "Lines of mechanisms.",
            keys: MechanismKind.all.map { kind in
              .optional(
                kind.name,
                .mapping(
                  Shape(
                    kind.name, "Its lines.",
                    keys: kind.outputs.map { .optional($0.name, .title, "The name of the line.") })),
                "What its lines are called.")
            })), "What lines of mechanisms are called."),
    ])
}
