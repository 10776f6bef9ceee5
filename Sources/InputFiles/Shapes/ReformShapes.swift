import PolicyModel
import Shapes

/// The shapes of reforms, and of the file of policies and words beside a scheme.
extension PlaceShapes {
  /// A reform: what changes against the rules of a place, when, and on whose authority.
  public static let reform = reform(
    changes: Shape(
      "changes", "Changes by lever: the whole path on one line.",
      entries: EntryShape("lever", .either(anyChange.map { .mapping($0) }))),
    sweep: Shape(
      "sweep", "Levers over lists of values.",
      entries: EntryShape("lever", .either(swept.map { .mapping($0) }))))

  /// A reform of one place: editors complete its levers, with title, unit and range.
  static func reform(_ registry: LeverRegistry) -> Shape {
    reform(
      changes: changes(registry),
      sweep: Shape(
        "sweep", "Levers over lists of values.",
        keys: changeable(registry).map {
          .optional($0.path, .either(swept.map { .mapping($0) }), summary(of: $0))
        }))
  }

  private static func reform(changes: Shape, sweep: Shape) -> Shape {
    Shape(
      "reform", "What changes against the rules of a place, when, and on whose authority.",
      keys: [
        .required("title", .title, "The name in reports."),
        .required("baseline", .text, "The baseline it changes, as seen from this file.", example: "../baseline.yaml"),
        .required("source", .text, "On whose authority."),
        .required("description", .text, "What it does, in a sentence."),
        .optional("levers", .list(.reference("policy")), "Ids of policies; default: those its changes carry."),
        .optional("cannot-model", .text, "What the figures leave out."),
        .optional("sweep", .mapping(sweep), "Levers over lists of values: every combination is a scenario."),
        .optional("when", .mapping(when), "Holds its changes only in years after one that closed short."),
        .optional("changes", .mapping(changes), "What changes, by lever."),
      ], alternatives: ["changes", "sweep"])
  }

  static let when = Shape(
    "when", "A rule that reacts: the changes hold in years after one that closed with too little.",
    keys: [
      .required("fund", .reference("fund"), "Whose reserve is watched.", example: "health-insurance"),
      .required(
        "reserve-months-below", .number(-1200...1200), "They hold after a year that closed with less.", example: "3",
        unit: "months"),
    ])

  /// A lever over a list of values, of amounts that are added or of factors.
  static let swept = [
    ("values", "The values."), ("add", "Amounts that are added."), ("multiply", "Factors."),
  ].map { name, summary in
    Shape(
      "sweep over \(name)", "A lever over a list.",
      keys: [
        .required("from", .text, "The date from which they hold.", example: "2026"),
        .required(name, .list(.anyNumber), summary),
      ])
  }

  // MARK: - Policies and words

  /// The file of policies and words beside a scheme.
  public static let levers = Shape(
    "levers", "What planners call the policies and levers of a scheme. No figure depends on it.",
    keys: [
      .required(
        "policies",
        .mapping(Shape("policies", "By id.", entries: EntryShape("id", .mapping(policy)))),
        "Policies by id, L13 say."),
      .optional("terms", .list(.mapping(term)), "Words for levers."),
    ])
  static let policy = Shape(
    "policy", "A policy that planners speak of.",
    keys: [
      .required("title", .title, "The name."),
      .optional("moves", .list(.text), "Its levers: an entity, entity:kind or a path, with * and {a,b}."),
      .optional("no-flows", .title, "Why it moves no money."), .optional("words", .list(.text), "Other names."),
      .optional("nearest", .list(.text), "Levers that come closest while none is its own."),
      .optional("remark", .title, "How these stand for it."),
      .optional("reforms", .list(.text), "Shipped reforms that show it."),
      .optional("lacking", .title, "Of what part of it there are no levers."),
    ])
  static let term = Shape(
    "term", "Words for levers.",
    keys: [
      .required("words", .list(.text), "What planners say."), .required("levers", .list(.text), "Parts of paths."),
    ])
}
