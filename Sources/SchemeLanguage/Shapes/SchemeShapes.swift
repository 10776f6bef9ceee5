import Shapes

/// The shapes of a scheme file: what each section may hold. Reader, suggestions and documents walk the same values.
public enum SchemeShapes {
  /// A scheme file.
  ///
  /// - Parameter items: the items of the account's form, under which lines stand; none where they are not known.
  public static func scheme(items: [String]) -> Shape {
    Shape(
      "scheme", "The structure of a social security scheme: who is insured, what care there is, which funds pay.",
      keys: head + people + care + money(items: items), former: former)
  }

  static let head: [KeyShape] = [
    .required("scheme", .text, "The name in files.", example: "china"),
    .required("title", .title, "The name in reports.", example: "{ en: Social insurance, zh: 社会保险 }"),
    .required(
      "form", .text, "The file beside it with currency, languages and the account's form.", example: "china.form.yaml"),
    .optional("levers", .text, "The file beside it with ids and words of policies.", example: "china.levers.yaml"),
    .optional(
      "sets", .mapping(Shape("sets", "What templates run over.", entries: EntryShape("set", .anything))),
      "Sets of names or records, for templates."),
    .optional(
      "rules", entries("rules", "Entities with levers that no other declaration brings.", "entity", entity),
      "Entities with levers of their own."),
    .optional(
      "derived", entries("derived", "Levers without a value of their own.", "lever", derived),
      "Levers that follow from others."),
  ]

  static let people: [KeyShape] = [
    .required(
      "axes", entries("axes", "The axes of the state of people, the first of them `status`.", "axis", axis),
      "Who people are.", example: "{ status: { levels: { uninsured: Uninsured } } }"),
    .optional("groups", entries("groups", "Named selections.", "group", group), "Named selections of people."),
    .required(
      "newborn", .mapping(newborn), "Where the newborn enter.",
      example: "{ insured: resident-minor, uninsured: uninsured }"),
    .optional("bases", entries("bases", "What contributions are due on.", "base", base), "Contribution bases."),
    .optional(
      "hazards", entries("hazards", "How likely moves are.", "hazard", hazard), "Hazards: entities membership.<name>."),
    .optional("moves", .list(.mapping(stage)), "How people move in a year: stages follow one another."),
    .optional("retirement", .mapping(retirement), "Who retires when."),
    .optional(
      "wage-bands", .mapping(wageBands), "Bands of wages into which people at work are split; no default, no bands."),
  ]

  static let care: [KeyShape] = [
    .optional(
      "components", entries("components", "Cost components of a bill.", "component", component),
      "Cost components with price levels of their own."),
    .optional(
      "settings", entries("settings", "Tiers and places of care.", "setting", setting),
      "Tiers and places of care, and other ways of giving it."),
    .optional(
      "services", entries("services", "Classes of care.", "service", service),
      "Classes of care; with a group that uses it a branch."),
    .optional("covers", entries("covers", "Voluntary covers.", "cover", cover), "Covers that people choose to buy."),
    .optional("terms", entries("terms", "Terms of layers.", "entity", terms), "Terms of layers, levers of their own."),
    .optional(
      "accumulators", entries("accumulators", "Care whose bills of a year count together.", "accumulator", accumulator),
      "Layers on what the basic scheme leaves."),
  ]

  static func money(items: [String]) -> [KeyShape] {
    [
      .required("funds", entries("funds", "Accounts of their own.", "fund", fund), "The funds."),
      .optional("accounts", .list(.mapping(block(items: items))), "What comes into and goes out of each fund."),
    ]
  }

  /// Sections of the grammar before this one.
  static let former: [String: String] = [
    "statuses": "write axes: { status: { levels: … } }, and groups: for `group`",
    "entities": "services, hazards, funds and terms bring their levers; declare others under rules:",
    "transitions": "write moves:, a list of stages with `from`, `to` and `by`",
    "worker-types": "write retirement: { types: … }", "responses": "write `answers` and `elasticity` at the hazard",
    "earnings": "write bases:", "branches": "write `used-by` at the service", "bundles": "write accumulators:",
    "lines": "write accounts:, a list of funds with their lines by item", "policies": "write levers:",
  ]

  /// A mapping of names to values of one shape.
  static func entries(_ name: String, _ summary: String, _ named: String, _ shape: Shape) -> ValueShape {
    .mapping(Shape(name, summary, entries: EntryShape(named, .mapping(shape))))
  }

  /// Some people: a level, a group, a list of these, or levels by axis.
  static let selection: ValueShape = .either([
    .reference("level or group"), .list(.either([.reference("level or group"), .mapping(byAxis)])), .mapping(byAxis),
  ])
  private static let byAxis = Shape(
    "selection", "Those at some levels of each axis named; an axis not named counts whole.",
    entries: EntryShape("axis", .oneOrMore(.reference("level or group"))))

  /// A factor of a product: a lever, a number, a fraction, or what is left of one.
  static let factor: ValueShape = .either([.reference("lever or number"), .mapping(rest)])
  private static let rest = Shape(
    "rest", "One minus a lever, or minus the product of several.",
    keys: [.required("rest", .oneOrMore(.reference("lever")), "The levers.", example: "assistance.premium-share")])
  /// A product: one factor or a list.
  static let product: ValueShape = .either([.reference("lever or number"), .list(factor), .mapping(rest)])
}
