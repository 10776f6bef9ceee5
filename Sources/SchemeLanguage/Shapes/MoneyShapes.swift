import SchemeModel
import Shapes

extension SchemeShapes {
  static let fund = Shape(
    "fund", "An account of its own.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("short", .title, "The name in the titles of its levers; default: the title."),
      .optional("medical", .yesNo, "Whether it belongs to the medical funds of published totals; default false."),
      .optional("never-negative", .yesNo, "Whether its balance cannot fall below zero; default false."),
      .optional("optional", .yesNo, "Whether it is there only for places that give it values; default false."),
    ], former: ["may-be-negative": "write never-negative: true where its balance cannot fall below zero"])

  /// A part of the accounts: some lines of one fund by item; where no items are known, of any.
  static func block(items: [String]) -> Shape {
    let lines = EntryShape("line", .mapping(line)), ofItem = Shape("lines", "Lines of an item.", entries: lines)
    return Shape(
      "account", "Lines of a fund by item of its budget, mechanisms among them, in the order of tables and sums.",
      keys: [
        .required("fund", .reference("fund"), "The fund.", example: "health-insurance"),
        .optional("prior-year", .text, "The name of its line of prior-year adjustments."),
        .optional("interest", .text, "The name of its line of interest."),
        .optional(
          "mechanisms", entries("mechanisms", "Mechanisms.", "entity", mechanism),
          "What needs memory, a bound or a balance, by the entity of its levers."),
        .optional("memo", .mapping(Shape("memo", "Memo lines.", entries: lines)), "Lines that enter no account."),
      ]
        + items.map { .optional($0, .mapping(ofItem), "Lines of this item.") },
      entries: items.isEmpty ? EntryShape("item", .mapping(ofItem)) : nil)
  }

  /// What a line may count.
  static let counts = ["persons", "dependents", "base", "services", "payments", "layer", "joined", "lines", "amount"]

  static let line = Shape(
    "line", "What is counted × factors. It counts exactly one thing.",
    keys: [
      .optional("title", .title, "The name in reports; default: that of the service or layer it pays for."),
      .optional("persons", selection, "Counts people; `basis` says when."),
      .optional("dependents", selection, "Counts people in need of care; `basis` says when."),
      .optional("base", .reference("base"), "Counts a contribution base."),
      .optional("services", .reference("branch"), "Counts the services of a branch."),
      .optional("payments", .reference("branch"), "Counts what is paid for a branch."),
      .optional("layer", .reference("layer"), "Counts what a layer pays."),
      .optional("joined", .reference("cover"), "Counts people of `of` who have a cover; `basis` says when."),
      .optional(
        "lines", .either([.reference("line"), .list(.reference("line")), .mapping(posted)]),
        "Counts other lines of the year, by name, or all that are posted under an item."),
      .optional("amount", product, "Counts nothing: the factors are the amount."),
      .optional("of", selection, "Of those who joined: whom it counts."),
      .optional(
        "basis", .word(CountBasis.allCases.map(\.rawValue)),
        "annual: all on the books of the year; person-years: month by month; year-end: at 31 December."),
      .optional("standard", product, "What is due is a multiple of it; makes the line a contribution."),
      .optional("rate", product, "The share of it that is due; makes the line a contribution."),
      .optional("times", product, "Factors of a line that is no contribution."),
      .optional("less", .yesNo, "Turns the sign; default false."),
      .optional("at-most", product, "A bound of the amount."),
      .optional("to", .reference("fund"), "The fund that a transfer goes to."),
      .optional("received-as", .reference("item"), "The item there; default: a transfer."),
      .optional("from", .reference("fund"), "The fund that pays, of a transfer declared where it is received."),
      .optional("paid-as", .reference("item"), "The item of `from`."),
      .optional("item", .reference("item"), "Of a memo line: the item it belongs to."),
      .optional("months", months, "In which months it is moved: shares that sum to one; default: over the year."),
    ],
    former: [
      "source": "write what it counts as a key of the line: persons, base, payments, lines …",
      "kind": "the item under which a line stands says what it is; write `to` for a transfer, or put it under memo:",
      "counterpart": "write to:, or from: where it is received", "collection": "write collection: at the group",
      "dated": "leave it out: what has months is moved in them",
    ])

  /// Shares by month: `{ 12: 1 }`, `{ 1..3: 1/3 }`.
  static let months: ValueShape = .mapping(
    Shape("months", "Shares of months that sum to one.", entries: EntryShape("month or span", .fraction)))

  private static let posted = Shape(
    "posted lines", "All lines that are posted under an item of a fund.",
    keys: [
      .optional("fund", .reference("fund"), "The fund; default: that of the line."),
      .required("item", .reference("item"), "The item.", example: "premiums"),
    ])

  /// A line, or of claims that are put off one for each year.
  static let output: ValueShape = .oneOrMore(
    .either([
      .text,
      .mapping(
        Shape(
          "posted line", "A line that a mechanism posts.",
          keys: [
            .required("line", .text, "Its name."),
            .optional("title", .title, "The name in reports; default: of the form."),
          ])),
    ]))
  static let mechanism = Shape(
    "mechanism", "What needs memory, a bound or a balance. It brings levers to the entity it is named after.",
    keys: [
      .required("is", .word(MechanismKind.all.map(\.name)), "The kind.", example: "deferral"),
      .optional("title", .title, "The name of the entity; default: as declared elsewhere."),
      .optional("item", .reference("item"), "The item of its lines."),
      .optional("of", .reference("group"), "Of claims: the group whose payments they are."),
      .optional("premium", .reference("line"), "Of a corridor: the line of the premium."),
      .optional("to", .reference("fund"), "Of a merger: the fund that takes over."),
      .optional("received-as", .reference("item"), "Of a corridor: the item of what comes back."),
      .optional("settles", months, "In which months of next year it is settled."),
      .optional(
        "posts", .mapping(Shape("posted lines", "Lines by what they post.", entries: EntryShape("output", output))),
        "The names of its lines, by what they post; of claims that are `deferred` a list of one for each year in which they are paid."
      ),
      .optional(
        "spends",
        entries(
          "spending", "Lines that spend from a balance.", "line",
          Shape(
            "spending", "Spending from a balance.",
            keys: [
              .required("title", .title, "The name in reports."),
              .required("share", .reference("lever"), "The share of the balance."),
            ])),
        "Of spending from a balance: its lines with their shares."),
    ])
}
