import Quantities
import Shapes

extension SchemeShapes {
  static let level = Shape(
    "level", "A level of an axis.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("relative-mortality", .mapping(mortality), "Mortality to that of the table; default: the table's."),
    ], former: ["group": "write groups:, with the levels of each under `of`"])
  static let mortality = Shape(
    "relative mortality", "Mortality at a level to that of the table.",
    keys: [
      .required("factor", .reference("lever"), "The factor.", example: "dependency.severe.relative-mortality"),
      .optional("profile", .reference("hazard profile"), "What it is multiplied by, by sex and age; default 1."),
    ])
  static let axis = Shape(
    "axis", "An axis of the state of people: its levels exclude each other.",
    keys: [
      .optional("title", .title, "The name in reports; default: its name."),
      .optional("is", .word(["state", "mix"]), "state: people move between the levels (the default)."),
      .required(
        "levels",
        .mapping(
          Shape("levels", "The levels in order.", entries: EntryShape("level", .either([.title, .mapping(level)])))),
        "Its levels in order, each with its title; the newborn enter at the first.",
        example: "{ mild: Mild, severe: Severe }"),
    ])
  static let group = Shape(
    "group", "A named selection. One with a title is an insured group: it has branches and columns of reports.",
    keys: [
      .required("of", selection, "Whom it holds.", example: "[employee-active, employee-retired]"),
      .optional("title", .title, "The name in reports."),
      .optional("cost-factor", .reference("lever"), "What the cost of its services is multiplied by."),
      .optional("collection", .reference("lever"), "What is collected of its contributions due; default: all."),
    ])
  static let newborn = Shape(
    "newborn", "The statuses that the newborn enter.",
    keys: [
      .required("insured", .reference("level"), "Of those insured at birth.", example: "resident-minor"),
      .required("uninsured", .reference("level"), "Of the others.", example: "uninsured"),
    ])
  static let base = Shape(
    "base", "What contributions are due on: earnings between a floor and a cap.",
    keys: [
      .required("is", .word(["payroll", "household"]), "payroll: earnings of people.", example: "payroll"),
      .required("of", selection, "Whose earnings.", example: "employee-active"),
      .optional("wage", .reference("lever"), "The average wage.", example: "economy.average-wage"),
      .optional(
        "bounds-on", .reference("lever"), "What floor and cap are multiples of.",
        example: "economy.average-wage-last-year"),
      .optional("profile", .reference("table"), "Of households: the table by age."),
      .optional("title", .title, "The name of its levers; default: that of the entity it belongs to."),
    ], former: ["statuses": "write of:"])
  static let hazard = Shape(
    "hazard", "How likely a move is: a yearly rate, and a profile by sex and age.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("profile", .reference("hazard profile"), "The profile of moves by it; default: its name."),
      .optional(
        "persons", .yesNo, "Whether a place gives persons a year, from which the rate is solved; default false."),
      .optional("answers", .reference("lever"), "The price it answers.", example: "self-employed.rate"),
      .optional(
        "elasticity", .reference("lever"), "The arc elasticity of that answer.",
        example: "self-employed.entry-elasticity"),
    ])
  static let stage = Shape(
    "stage", "Moves that compete within a year.",
    keys: [
      .required("stage", .text, "Its name.", example: "retirement"),
      .optional("axis", .reference("axis"), "The axis along which people move; default: that of `to`."),
      .required(
        "moves", .list(.mapping(move)), "The moves.", example: "[{ from: uninsured, to: insured, by: enrolment }]"),
    ])
  static let move = Shape(
    "move", "Who moves where, and how likely.",
    keys: [
      .required("from", selection, "Who leaves.", example: "resident-adult"),
      .required(
        "to",
        .either([
          .reference("level"),
          .mapping(Shape("destinations", "Levels and their shares.", entries: EntryShape("level", factor))),
        ]),
        "A level, or several of one axis with the share of each.", example: "employee-active"),
      .optional(
        "by", .reference("hazard"), "The hazard; `retirement` for the statutory age. Without: the profile alone."),
      .optional("profile", .reference("hazard profile"), "By sex and age; default: that of the hazard."),
      .optional("times", product, "What the hazard is multiplied by."),
    ], former: ["hazard": "write by:, the hazard's name alone", "retirement": "write by: retirement"])
  static let retirement = Shape(
    "retirement", "Retirement ages by type of worker, and who keeps insurance.",
    keys: [
      .required("title", .title, "The name in reports."),
      .optional("qualification", .yesNo, "Whether contribution years decide who keeps insurance; default false."),
      .required(
        "types", entries("types", "Types of workers.", "type", workerType), "Types of workers with an age of their own."
      ),
    ])
  static let workerType = Shape(
    "type of worker", "Workers with a retirement age of their own; shares of a sex sum to one.",
    keys: [
      .required("sex", .word(Sex.allCases.map(\.id)), "Whom it holds."),
      .required("title", .title, "The name in reports."),
    ])
  static let wageBands = Shape(
    "wage bands", "Bands of equal size into which people who will retire are split, with earnings of their own.",
    keys: [
      .required("levels", .list(.number(0.001...1000)), "Mean wage of each band to that of all.", example: "[0.7, 1.3]")
    ])
}
