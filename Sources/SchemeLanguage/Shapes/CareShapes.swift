import SchemeModel
import Shapes

extension SchemeShapes {
  static let component = Shape(
    "component", "A cost component of bills with a price level of its own.",
    keys: [
      .required("share", .text, "The name of its share among the levers of a branch.", example: "drug-share"),
      .required("title", .title, "The name in reports."),
      .optional("short", .title, "The name in composed titles; default: the title."),
    ], former: ["price": "leave it out: the price level is prices.<component>.price-level"])
  static let setting = Shape(
    "setting", "A tier or place of care, or another way of giving it.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("short", .title, "The name in composed titles; default: the title."),
      .optional("tier", .text, "The tier of hospitals."), .optional("place", .text, "Where it is."),
    ])
  static let use = Shape(
    "use", "Who of a group uses a service.",
    keys: [
      .optional("of", selection, "Those who do; default: the group."),
      .optional("title", .title, "The name of the branch; default: composed of group and service."),
    ])
  static let service = Shape(
    "service", "A class of care. With a group that uses it, it is a branch with levers of its own.",
    keys: [
      .required("title", .title, "The name of lines that pay for it."),
      .optional("short", .title, "The name in composed titles of settings; default: the title."),
      .required(
        "used-by",
        .either([
          .reference("group"), .list(.reference("group")),
          .mapping(
            Shape(
              "users", "Groups.", entries: EntryShape("group", .either([.reference("level or group"), .mapping(use)])))),
        ]),
        "The groups that use it.", example: "[employee, resident]"),
      .optional(
        "deductible", .word(DeductibleBasis.allCases.map(\.rawValue)),
        "Once a year (the default), or at every admission."),
      .optional("use", .word(UseProfile.allCases.map(\.rawValue)), "Use by age: of a table (the default), or births."),
      .optional(
        "kind", kinds,
        "Kinds of rules that its branches have beside what they cost and what is paid of them; branches or lines read them."
      ),
      .optional("profile", .reference("service"), "The service whose rows in the table it takes; default: its own."),
      .optional("optional", .yesNo, "Whether it is there only for places that give it values; default false."),
      .optional("cost-factor", .reference("lever"), "What its cost is multiplied by; default: that of the group."),
      .optional(
        "settings",
        .either([
          .list(.reference("setting")),
          .mapping(Shape("settings", "Settings.", entries: EntryShape("setting", .title))),
        ]),
        "Its settings, each there where a place gives it values; with titles where they are not composed."),
    ])
  static let cover = Shape(
    "cover", "A cover that people choose to buy: who joins, and how ill they are.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("optional", .yesNo, "Whether it is there only for places that give it values; default false."),
      .required(
        "ages", .mapping(Shape("ages", "Age groups.", entries: EntryShape("age group", .integer(0...100)))),
        "From which age on each share of people joins, rising.", example: "{ minors: 0, adults: 18 }"),
      .optional(
        "levers", .mapping(Shape("levers", "Parameters.", entries: EntryShape("parameter", .mapping(parameter)))),
        "Further levers."),
    ], former: ["entity": "leave it out: its levers bear its name"])
  static let terms = Shape(
    "terms", "What a layer pays: rising rates and a ceiling, or an own share that it pays down to.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("closing", .yesNo, "Whether it pays down to an own share; default false."),
      .optional("by", .reference("axis"), "The axis with terms for each level."),
    ])
  static let layer = Shape(
    "layer", "What is paid on what the layers before have left.",
    keys: [
      .required("on", .word(["eligible-left", "uncovered", "closing"]), "What it pays on."),
      .required("terms", .reference("terms"), "What it pays."),
      .optional("cover", .reference("cover"), "The voluntary cover it belongs to; default: everybody has it."),
      .optional("title", .title, "The name in reports; default: that of its terms."),
    ])
  static let accumulator = Shape(
    "accumulator", "Care whose bills of a year count together, and the layers on it in order.",
    keys: [
      .optional("title", .title, "The name in reports; default: that of the group."),
      .required("of", selection, "Whose.", example: "resident"),
      .required(
        "services", .oneOrMore(.reference("service")), "One to four; of the first everything counts.",
        example: "inpatient"),
      .optional(
        "counted", .mapping(Shape("counted", "Parts.", entries: EntryShape("service", .reference("lever")))),
        "The part that counts of what other services leave; default: all."),
      .optional("by", .reference("axis"), "The axis with layers for each level."),
      .required("layers", entries("layers", "Layers in order.", "layer", layer), "The layers in order."),
    ], former: ["statuses": "write of:", "branches": "write services:"])
}
