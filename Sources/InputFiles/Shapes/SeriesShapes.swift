import PolicyModel
import SchemeModel
import Shapes

/// The shapes of dated values: rules, assumptions and changes, of any lever or of one whose unit and range they then know.
extension PlaceShapes {
  /// `2026`, `2026-07`, `2026-02..2026-06`.
  static let date = "^\(month)(\\.\\.\(month))?$"
  private static let month = "((19|2[01])[0-9]{2}|2200)(-(0[1-9]|1[0-2]))?"

  /// Rules or assumptions of any scheme.
  static let anyRules = Shape(
    "values", "Values by lever: parts of a path as nested keys, `a: { b: … }` or `a.b: …`.",
    entries: EntryShape("part of a path", .anything))
  /// One series of any lever: constant, or dated.
  static let anySeries = series(nil)
  /// One change of any lever: dated, or with a rule after the last date.
  static let anyChange = change(nil)

  /// The series of a lever: a value that never changes, or dated values with a rule after the last one.
  static func series(_ lever: Lever?) -> [Shape] {
    let value = value(lever), own = lever.map(kind) ?? ""
    let unit = KeyShape.required(
      "unit", lever.map { .word([$0.unitText]) } ?? .text, "The unit of its values.")
    return [
      Shape(
        "constant" + own, "A value that never changes.",
        keys: [unit] + citation + [.required("value", value, "The value.", unit: lever?.unitText ?? "")]),
      Shape(
        "series" + own, "Dated values, and what holds after the last date.",
        keys: [unit] + citation + [
          .optional(
            "between", .word(["step", "linear"]),
            "Between two dates: step, the value holds until the next (the default), or linear."),
          .required(
            "values",
            .mapping(
              Shape(
                "dated values" + own, "Values by date, each in force until the next.",
                entries: EntryShape("date", .either([value, .word(["solved"])]), pattern: date))),
            "Values by date; `solved` where a figure of the base year finds one.", example: "{ 2020: 280 }"),
          .required("then", then, "After the last date.", example: "hold"),
        ]),
    ]
  }

  /// What holds after the last date.
  static let then: ValueShape = .either([.word(["hold"])] + rules.map { .mapping($0) })
  static let rules = [
    Shape(
      "rule", "A rule after the last date.",
      oneOf: [
        .optional(
          "grow", .either([.number(-0.5...0.5), .reference("lever")]),
          "Grows by a share a year, or by a lever's value.",
          example: "0.03"),
        .optional("step", .anyNumber, "Rises by an amount a year.", example: "30"),
        .optional("index", .reference("lever"), "Moves with a lever.", example: "path"),
        .optional("sum", .list(.reference("lever")), "Is the sum of levers.", example: "[path, path]"),
      ]),
    Shape(
      "multiple", "A multiple of a lever after the last date.",
      keys: [
        .required("times", .number(-1e6...1e6), "The factor.", example: "0.01"),
        .required("of", .reference("lever"), "The lever.", example: "path"),
      ]),
  ]

  /// A rule of any kind, for its reader.
  static let anyRule = Shape.union(rules)

  /// The change of a lever in a reform: dated values, or with a rule after the last date.
  static func change(_ lever: Lever?) -> [Shape] {
    let own = lever.map(kind) ?? ""
    let dated = Shape(
      "dated change" + own, "Values by date; a span of months returns to what would have been.",
      entries: EntryShape("date", .either([value(lever), .mapping(relative)]), pattern: date))
    return [
      dated,
      Shape(
        "change" + own, "Dated values with what holds after them.",
        keys: [
          .optional("values", .mapping(dated), "Values by date.", example: "{ 2026: 400 }"),
          .optional("then", then, "After the last date; default: as without the reform."),
          .optional("overrides", .yesNo, "Whether it replaces what an earlier reform of a stack has; default false."),
        ], alternatives: ["values", "then"]),
    ]
  }

  /// What a value becomes beside what it would have been.
  static let relative = Shape(
    "relative change", "A change beside what would have been.",
    oneOf: [
      .optional("add", .anyNumber, "Raises by an amount in the lever's unit."),
      .optional("multiply", .anyNumber, "Multiplies."),
    ])

  /// What levers of one unit and range have in common, for the names of their shapes.
  private static func kind(_ lever: Lever) -> String {
    let range = lever.spec.range
    return " of \(lever.unitText), \(range.lowerBound) to \(range.upperBound)"
  }

  private static func value(_ lever: Lever?) -> ValueShape { lever.map { .number($0.spec.range) } ?? .anyNumber }

  // MARK: - By lever

  /// `rules:` or `assumptions:` with the levers of a registry: every part of a path as a key, and parts joined by dots.
  static func rules(_ registry: LeverRegistry, roles: Set<ParameterRole>) -> Shape {
    LeverTree(registry.levers.filter { $0.lagOf == nil && roles.contains($0.spec.role) }).shape(below: "")
  }

  /// `changes:` with the levers of a registry.
  static func changes(_ registry: LeverRegistry) -> Shape {
    Shape(
      "changes", "Changes by lever: the whole path on one line.",
      keys: changeable(registry).map { lever in
        .optional(lever.path, .either(change(lever).map { .mapping($0) }), summary(of: lever))
      })
  }

  /// The levers that a reform may change.
  static func changeable(_ registry: LeverRegistry) -> [Lever] {
    registry.levers.filter { $0.lagOf == nil && $0.spec.role != .calibration }
  }

  /// Title in both languages, unit and range.
  static func summary(of lever: Lever) -> String {
    let range = lever.spec.range
    return "\(lever.title.slashed) (\(lever.unitText), \(range.lowerBound)…\(range.upperBound))"
  }
}

/// Levers by the parts of their paths.
private struct LeverTree {
  private let levers: [Lever]

  init(_ levers: [Lever]) { self.levers = levers }

  /// What may stand below a path.
  func shape(below prefix: String) -> Shape {
    var keys: [KeyShape] = [], seen: Set<String> = []
    for lever in levers where lever.path.hasPrefix(prefix) {
      let parts = lever.path.dropFirst(prefix.count).split(separator: ".")
      for count in 1...parts.count {
        let name = parts.prefix(count).joined(separator: ".")
        // Brackets are lists: what is below their numbers stands in the items.
        if parts.prefix(count).contains(where: { Int($0) != nil }) { break }
        guard seen.insert(name).inserted else { continue }
        keys.append(key(name, prefix + name, lever))
      }
    }
    return Shape(prefix.isEmpty ? "values" : prefix + "values", "Values by lever.", keys: keys)
  }

  private func key(_ name: String, _ path: String, _ lever: Lever) -> KeyShape {
    if lever.path == path {
      return .optional(
        name, .either(PlaceShapes.series(lever).map { .mapping($0) }), PlaceShapes.summary(of: lever))
    }
    guard levers.contains(where: { $0.path.hasPrefix(path + ".1.") }) else {
      return .optional(name, .mapping(shape(below: path + ".")), "Levers of \(path).")
    }
    return .optional(name, .list(.mapping(shape(below: path + ".1."))), "Brackets of \(path), in order.")
  }
}
