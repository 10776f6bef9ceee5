import Accounts
import Quantities
import Shapes

/// The file beside a scheme that says how its country writes: languages, the items of the account's form, how titles are composed
/// and what lines of mechanisms are called. No figure depends on it.
public struct SchemeForm: Sendable {
  /// On which side of the account an item stands.
  public enum Side: String, Sendable, CaseIterable {
    case income = "in"
    case expenditure = "out"
    /// Between funds: on the side it moves to.
    case between
    /// Prior-year adjustments and what is no flow of the year.
    case adjustment
  }

  /// The languages of titles, English first.
  public let languages: [String]
  /// The items of the account's form in order.
  public let items: [(name: String, side: Side)]
  private let titles: [String: LocalizedText]
  private let posted: [String: LocalizedText]

  /// The languages of titles where no form says others.
  static let standardLanguages = ["en", "zh"]

  /// The form where a scheme names none: the items that ``OfficialItem`` has, in English and Chinese.
  public static let standard = SchemeForm(languages: standardLanguages, items: [], titles: [:], posted: [:])

  private init(
    languages: [String], items: [(name: String, side: Side)], titles: [String: LocalizedText],
    posted: [String: LocalizedText]
  ) {
    self.languages = languages
    self.items = items.isEmpty ? Self.standardItems : items
    self.titles = titles
    self.posted = posted
  }

  private static let standardItems: [(name: String, side: Side)] = [
    ("premiums", .income), ("subsidies", .income), ("other-income", .income), ("transfers", .between),
    ("remittances", .between), ("benefits", .expenditure), ("critical-illness-purchase", .expenditure),
    ("account-spending", .expenditure), ("other-expenditure", .expenditure), ("adjustment", .adjustment),
  ]

  /// Understands a form; faults go to the collector.
  package init(_ root: YAMLNode, _ collector: DiagnosticCollector) {
    let languages = root["languages"].map { $0.items.compactMap(\.text) } ?? Self.standardLanguages
    ShapeCheck(collector, languages: languages).check(root, Self.shape)
    let node = DeclaredNode(node: root, path: "", languages: languages)
    let known = OfficialItem.ofLines
    for (name, _) in node.entries("items") where !known.contains(name.text) {
      collector.report(
        "no item of accounts has this name", line: name.line, key: name.key, value: name.text,
        remedy: Suggestion.remedy(for: name.text, in: known))
    }
    let titles = node.entries("titles").map { ($0.name.text, $0.value.title) }
    let posted = node.entries("posts").flatMap { kind in
      kind.value.entries.map { ("\(kind.name.text).\($0.name.text)", $0.value.title) }
    }
    self.init(
      languages: languages,
      items: node.entries("items").compactMap { entry in
        entry.value.text("side").flatMap(Side.init(rawValue:)).map { (entry.name.text, $0) }
      }, titles: Dictionary(titles, uniquingKeysWith: { $1 }), posted: Dictionary(posted, uniquingKeysWith: { $1 }))
  }

  /// The names of the items.
  package var itemNames: [String] { items.map(\.name) }

  /// On which side an item stands.
  func side(of item: String) -> Side? { items.first { $0.name == item }?.side }

  // MARK: - Titles

  /// A title composed of those of parts: the form's pattern for it, or these parts with a comma.
  func title(_ pattern: Pattern, _ parts: [(name: String, title: LocalizedText)]) -> LocalizedText {
    let own = titles[pattern.rawValue] ?? pattern.standard
    return LocalizedText(
      en: Self.filled(own.en, parts.map { ($0.name, $0.title.en) }, small: true),
      zh: Self.filled(own.zh, parts.map { ($0.name, $0.title.zh) }, small: false))
  }

  /// What a line is called that a mechanism of a kind posts.
  func title(ofOutput output: String, of kind: String) -> LocalizedText {
    posted["\(kind).\(output)"] ?? LocalizedText(en: output, zh: output)
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
      }
    }
  }

  // MARK: - Shape

  /// The shape of a form file.
  public static let shape = Shape(
    "form", "How a country writes: languages, currency, items of the account's form, and how titles are composed.",
    keys: [
      .optional("languages", .list(.text), "The languages of titles, English first.", example: "[en, zh]"),
      .optional("currency", .mapping(currency), "The unit of money."),
      .optional(
        "titles",
        .mapping(
          Shape(
            "titles", "How titles are composed of those of parts.",
            keys: Pattern.allCases.map { .optional($0.rawValue, .title, "Its parts in <…>.") })),
        "How titles are composed."),
      .optional(
        "items", SchemeShapes.entries("items", "Items of the form.", "item", item),
        "The items of the account's form in order."),
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
  private static let currency = Shape(
    "currency", "The unit of money.",
    keys: [
      .required("code", .text, "Its code.", example: "CNY"), .required("name", .title, "Its name."),
      .optional(
        "scales",
        .mapping(
          Shape(
            "scales", "By language.",
            entries: EntryShape(
              "language", .mapping(Shape("scales", "Larger units.", entries: EntryShape("unit", .number(1...1e15))))))),
        "Larger units by language."),
      .optional("decimals", .integer(0...4), "Decimals of the smallest coin."),
    ])
  private static let item = Shape(
    "item", "An item of the account's form.",
    keys: [
      .required("side", .word(Side.allCases.map(\.rawValue)), "Where it stands."),
      .optional("title", .title, "The name on the form."),
    ])
}
