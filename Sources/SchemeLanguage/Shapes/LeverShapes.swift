import Shapes

extension SchemeShapes {
  static let kinds: ValueShape = .oneOrMore(.reference("rule kind"))
  static let parameter = Shape(
    "parameter", "A lever: its kind gives unit, range and what it is used for.",
    keys: [
      .required("is", .word(LeverKind.all.map(\.name)), "The kind.", example: "share"),
      .optional("set-by", .word(LeverKind.roles.map(\.word)), "Who sets it: rule (the default), assumption or solved."),
      .optional("default", .fraction, "The value where a place gives none; without, it must be given."),
      .optional("range", .text, "Values outside are refused; default: that of the kind.", example: "0..10"),
      .required("title", .title, "The name in reports.", example: "{ en: Premium, zh: 个人缴费标准 }"),
    ])
  static let entity = Shape(
    "entity", "Something with levers: a title, and parameters under names of their own.",
    keys: [
      .required("title", .title, "The name in reports.", example: "{ en: Health insurance, ko: 건강보험 }"),
      .optional("optional", .yesNo, "Whether it is there only for places that give it values; default false."),
      .optional("kind", kinds, "Kinds of rules that the program knows, with their levers."),
    ], entries: EntryShape("parameter", .mapping(parameter)),
    former: ["rules": "write kind: for what the program knows, and parameters `name: { is: share, title: … }`"])
  static let derived = Shape(
    "derived lever", "A lever that follows from another.",
    keys: [
      .required("last-year-of", .reference("lever"), "The lever whose value of the year before it takes."),
      .required("title", .title, "The name in reports."),
    ], former: ["lag": "write last-year-of:"])
}
