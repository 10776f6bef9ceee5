import Accounts
import Quantities
import Shapes

/// The form of accounts of a form file: its items, and what its stocks and sums are called.
struct FormAccount {
  private let node: DeclaredNode
  private let collector: DiagnosticCollector

  /// Of a node that has the shape of a form.
  init(_ node: DeclaredNode, _ collector: DiagnosticCollector) {
    self.node = node
    self.collector = collector
  }

  /// The form; nil where something was reported.
  var account: AccountForm? {
    let declared = node.entries("items")
    let items = declared.compactMap { name, own -> AccountForm.Item? in
      guard let side = own.text("side").flatMap(AccountForm.Side.init(rawValue:)), let title = own.title("title")
      else { return nil }
      let ways = (own.title("in") ?? title, own.title("out") ?? title)
      if side != .between, let way = own.value("in") ?? own.value("out") {
        collector.report(
          "an item of one side has one row", line: way.node.line, key: way.path,
          remedy: "leave it out, or write side: between")
      }
      return AccountForm.Item(name.text, side, title, ways: ways)
    }
    let names: [String: LocalizedText] = Dictionary(
      node.entries("sums").map { ($0.name.text, $0.value.title) }, uniquingKeysWith: { $1 })
    let sums = AccountForm.Sum.allCases.map { ($0, names[$0.rawValue] ?? LocalizedText($0.rawValue)) }
    let form = AccountForm(items: items, sums: Dictionary(sums, uniquingKeysWith: { $1 }))
    demand(items)
    for (name, _) in declared where form.rows.count(where: { [name.text, name.text + "-in"].contains($0.id) }) > 1 {
      collector.report(
        "two rows of the form have one name", line: name.line, key: name.key, value: name.text, remedy: "rename one")
    }
    return collector.isEmpty ? form : nil
  }

  /// What every form has, since the program posts under it.
  private func demand(_ items: [AccountForm.Item]) {
    func demand(_ fits: Bool, _ message: String, _ example: String) {
      guard !fits else { return }
      collector.report(
        message, line: node.value("items")?.node.line ?? node.node.line, key: "items", remedy: "add \(example)")
    }
    for name in [AccountForm.premiums, AccountForm.interest] {
      demand(
        items.contains { $0.name == name && $0.side == .income }, "the form has no income item \(name)",
        "\(name): { side: in, title: … }")
    }
    demand(
      items.contains { $0.name == AccountForm.transfers && $0.side == .between },
      "the form has no item \(AccountForm.transfers) for what funds pay to each other",
      "transfers: { side: between, title: …, in: …, out: … }")
    demand(
      items.count { $0.side == .adjustment } == 1, "the form has one item of prior-year adjustments, and no second",
      "adjustment: { side: adjustment, title: … }")
  }

  // MARK: - Shape

  /// The keys of a form that declare the form of accounts.
  static let keys: [KeyShape] = [
    .required(
      "items", SchemeShapes.entries("items", "Items of the form.", "item", item),
      "The items of the account's form in order: `premiums`, `interest`, `transfers` and one of adjustments among them.",
      example: "{ premiums: { side: in, title: { en: Premiums, zh: 保险费收入 } }, … }"),
    .required(
      "sums",
      .mapping(
        Shape(
          "sums", "Stocks and sums.",
          keys: AccountForm.Sum.allCases.map { .required($0.rawValue, .title, "The name on the form.") })),
      "What its stocks and sums are called.", example: "{ opening: { en: Brought forward, zh: 上年结余 }, … }"),
  ]
  private static let item = Shape(
    "item", "An item of the account's form.",
    keys: [
      .required("side", .word(AccountForm.Side.allCases.map(\.rawValue)), "Where it stands.", example: "in"),
      .required("title", .title, "The name on the form."),
      .optional("in", .title, "Of an item between funds: the row of what comes in; default the title."),
      .optional("out", .title, "Of an item between funds: the row of what goes out; default the title."),
    ])
}
