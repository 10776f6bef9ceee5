import PolicyModel
import SchemeModel
import Shapes

/// The shapes of the files of a place: what each section may hold. Readers, suggestions, schemas and documents walk the same values.
public enum PlaceShapes {
  /// Years that a place may begin or end in.
  static let years = ValueShape.integer(1951...2150)

  /// baseline.yaml: the rules in force, and the figures of the base year.
  public static let baseline = baseline(rules: anyRules)

  /// baseline.yaml with a section `rules:` of this shape.
  static func baseline(rules: Shape) -> Shape {
    Shape(
      "baseline", "The rules in force in a place, and the figures of its base year.",
      keys: [
        .required("scheme", .text, "The scheme, as seen from this file.", example: "../schemes/china.yaml"),
        .required("title", .title, "The name in reports."),
        .required("place", .text, "The name in files."),
        .required("base-year", years, "The first computed year, which the figures are of."),
        .required("default-horizon", years, "The last reported year unless a run says another."),
        .required("assumptions", .text, "The file of assumptions.", example: "assumptions.yaml"),
        .required("tables", .text, "The folder of tables.", example: "tables"),
        .required("rules", .mapping(rules), "The rules by lever: paths as nested keys."),
        .optional("base-year-figures", .mapping(figures), "What the base year must meet."),
        .optional("published", .text, "A table of figures shown beside the projection, never fitted to."),
        .optional("monthly-profiles", .text, "A table of the months in which lines run; default: those of the scheme."),
        .optional("references", .list(.mapping(reference)), "What other projections found, shown beside ours."),
        .optional("remarks", .list(.title), "What a reader of the figures should know."),
        .optional("regions", .list(.mapping(region)), "The regions of which the place is the sum; default: it is one."),
      ])
  }

  /// assumptions.yaml: economy, demography, membership, use and cost of care, and what is uncertain.
  public static let assumptions = assumptions(values: anyRules)

  /// assumptions.yaml with a section `assumptions:` of this shape.
  static func assumptions(values: Shape) -> Shape {
    Shape(
      "assumptions", "What no rule sets: economy, demography, membership, use and cost of care.",
      keys: [
        .required("place", .text, "The name of the place in files."),
        .required("assumptions", .mapping(values), "The assumptions by lever: paths as nested keys."),
        .optional("draws", .mapping(draws), "What is uncertain, and how much."),
      ])
  }

  /// A further year of another projection.
  static let reference = Shape(
    "reference", "A year that another projection found.",
    keys: [
      .required("fund", .reference("fund"), "The fund."),
      .required("event", .word(ReferenceYear.Event.allCases.map(\.rawValue)), "What happens."),
      .required("year", .integer(1900...2200), "When."), .required("source", .text, "Who says so."),
    ])

  // MARK: - On whose word

  /// Who says so, and how sure it is.
  static let citation: [KeyShape] = [
    .required("source", .text, "Who says so.", example: "\"annual notice of …, 2024\""),
    .required("confidence", .word(Confidence.allCases.map(\.rawValue)), "How sure it is."),
  ]

  // MARK: - Figures of the base year

  static let figures = Shape(
    "figures", "What the base year must meet.",
    keys: [
      .optional(
        "persons",
        .mapping(
          Shape("persons", "Insured persons.", entries: EntryShape("status, level or group", .mapping(persons)))),
        "Insured persons by status, level or group."),
      .optional(
        "solve", .mapping(Shape("solve", "Amounts and rates.", entries: EntryShape("figure", .mapping(target)))),
        "Amounts and rates, each met by one solved value."),
    ])
  private static let kind = KeyShape.required(
    "kind", .word(FigureKind.allCases.map(\.rawValue)), "Where the figure comes from.",
    example: "published, derived (arithmetic on published figures, a national share say) or judged")
  static let persons = Shape(
    "persons", "Insured persons of the base year.",
    keys: [
      .required("value", .number(0...1e10), "How many.", unit: "persons"),
      .optional(
        "basis", .word([CountBasis.yearEnd, .annual].map(\.rawValue)),
        "year-end: on 31 December (the default); annual: all on the books of the year."), kind,
    ] + citation)
  /// What is met is met to a part of itself, so that nothing can be met to a part of nothing.
  static let smallest = 1e-6
  private static let amount = ValueShape.number(smallest...Double.greatestFiniteMagnitude)
  static let target = Shape(
    "target", "A figure that one solved value meets.",
    keys: [
      .required("title", .title, "The name in reports."),
      .required("meets", .mapping(measure), "What it is a figure of."),
      .optional("through-month", .integer(1...12), "Counts January to this month; default 12."),
      .optional("year", years, "The year it was published for; default: the base year."),
      .required("unit", .text, "Its unit: the word of the currency, or share.", example: "share"),
      .required("value", amount, "The figure, in that unit."), kind,
      .required("start", .anyNumber, "Where the search for the solved value begins.", unit: "that of the lever"),
    ] + citation + [.required("lever", .reference("lever"), "The lever that is solved, whose values say `solved`.")])
  static let measure = Shape(
    "measure", "What a figure is of.",
    oneOf: [
      .optional("income", .list(.reference("fund")), "Income of funds."),
      .optional("expenditure", .list(.reference("fund")), "Expenditure of funds."),
      .optional("lines", .list(.reference("line")), "The sum of lines."),
      .optional("effective-rate", .list(.reference("branch")), "What is paid of the bills of branches."),
      .optional("balance", .list(.reference("fund")), "Balance of funds at the end of the year."),
    ])

  // MARK: - Regions

  static let region = Shape(
    "region", "A region of the place.",
    keys: [
      .required("id", .text, "The name in files.", example: "north"),
      .required("title", .title, "The name in reports.", example: "{ en: North, zh: 北部 }"),
      .required(
        "share", .number(1e-9...1), "Its part of what counts the place as a whole; all sum to one.", example: "0.25"),
      .optional("tables", .text, "The folder of its own tables; the others are the place's."),
      .optional("base-year-figures", .mapping(regionFigures), "Its own figures; default: its share of the place's."),
      .optional(
        "values",
        .mapping(
          Shape(
            "values of a region", "Its own values by lever: the whole path on one line.",
            entries: EntryShape("lever", .either([.mapping(regionFactor)] + anySeries.map { .mapping($0) })))),
        "Its own values; default: the place's."),
    ])
  private static let regionFigures = Shape(
    "figures of a region", "Figures of a region for those of the place.",
    keys: ["persons", "solve"].map {
      .optional(
        $0, .mapping(Shape($0 + " of a region", "By name.", entries: EntryShape("figure", .mapping(regionFigure)))),
        "As in the place.")
    })
  static let regionFigure = Shape(
    "figure of a region", "A figure of the place as it is in a region.",
    keys: [.required("value", amount, "The figure, in the unit of the place's."), kind] + citation)
  static let regionFactor = Shape(
    "factor", "The values of the place times a factor.",
    keys: [.required("multiply", .number(0...1000), "The factor.")] + citation)

  // MARK: - What is uncertain

  static let draws = Shape(
    "draws", "What is uncertain: processes drawn anew on every path.",
    keys: [
      .required("first-year", .integer(1951...2200), "The first year that differs between paths."),
      .required(
        "drivers", .mapping(Shape("drivers", "By name.", entries: EntryShape("driver", .mapping(driver)))),
        "The processes."),
      .optional("correlations", .list(.mapping(correlation)), "Between their yearly surprises; default: none."),
    ])
  static let driver = Shape(
    "driver", "An autoregressive process that moves levers.",
    keys: [
      .required("title", .title, "The name in reports."),
      .required("levers", .list(.reference("lever")), "What it moves.", example: "[economy.wage-growth]"),
      .required(
        "effect", .word(DriverEffect.allCases.map(\.rawValue)), "add: value + x; scale: value · exp(x).",
        example: DriverEffect.add.rawValue),
      .required("cumulated", .yesNo, "Whether values move by the sum of x over the years.", example: "true"),
      .required("persistence", .number(-0.999...0.999), "φ in x[t] = φ·x[t − 1] + ε[t]."),
      .required("deviation", .number(0...1e6), "The standard deviation of ε; 0 draws nothing."),
    ] + citation)
  static let correlation = Shape(
    "correlation", "Between the surprises of drivers.",
    keys: [
      .required("between", .list(.reference("driver")), "Two drivers or more.", example: "[wage, interest]"),
      .required("value", .number(-0.999...0.999), "The correlation of each two."),
      .required("source", .text, "Who says so."),
    ])

  // MARK: - Copies

  /// copied-from.yaml: what a place was copied from.
  package static let origin = Shape(
    "copied-from", "What was copied from another place, as fingerprints.",
    keys: [
      .required("place", .text, "The other place."), .required("title", .title, "Its name in reports."),
      .optional("tables", .mapping(prints), "Tables."), .optional("values", .mapping(prints), "Series and figures."),
      .optional("sections", .mapping(prints), "Other sections."),
    ])
  private static let prints = Shape("fingerprints", "By name.", entries: EntryShape("name", .text))
}
