import Accounts
import Quantities
import SchemeModel
import Shapes

/// The units of a form file: money, people, and the words for numbers of each language.
struct FormUnits {
  private let node: DeclaredNode
  private let collector: DiagnosticCollector

  /// Of a node that has the shape of a form.
  init(_ node: DeclaredNode, _ collector: DiagnosticCollector) {
    self.node = node
    self.collector = collector
  }

  /// The form with these units; nil where something was reported.
  func form(_ account: AccountForm) -> SchemeForm? {
    guard let money = node.value("currency"), let people = node.value("people"), let id = id(of: money),
      let code = code(of: money), let amounts = counted(money), let persons = counted(people)
    else { return nil }
    return SchemeForm(
      languages: node.languages,
      currency: Currency(
        code: code, id: id, roundWage: money.number("round-wage") ?? 1, amounts: amounts),
      people: persons, account: account, remarks: remarks)
  }

  /// What reports say of the scheme.
  private var remarks: SchemeRemarks {
    SchemeRemarks(
      basic: node.value("basic")?.title("title") ?? LocalizedText(""),
      withoutLayers: node.value("basic")?.title("alone"), limits: node.value("limits")?.items.map(\.title) ?? [])
  }

  /// The word of files: it stands in heads of columns, `amount_yuan`.
  private func id(of money: DeclaredNode) -> String? {
    guard let id = money.mention("id") else { return nil }
    let reserved = Set([
      "share", "factor", "persons", "services", "service", "months", "number", "elasticity", "person", "rate", "year",
      "age",
    ])
    if id.text.allSatisfy({ ("a"..."z").contains($0) }), !reserved.contains(id.text) { return id.text }
    collector.report(
      "the word for the money in files is one of small Latin letters that names no other unit", line: id.line,
      key: id.key, value: id.text, remedy: "write for example won or euro")
    return nil
  }

  /// The code that other programs know the money by.
  private func code(of money: DeclaredNode) -> String? {
    guard let code = money.mention("code") else { return nil }
    if code.text.count == 3, code.text.allSatisfy({ ("A"..."Z").contains($0) }) { return code.text }
    collector.report(
      "a code of money has three capital letters", line: code.line, key: code.key, value: code.text,
      remedy: "write that of ISO 4217, for example EUR")
    return nil
  }

  /// What is counted, with its units in order.
  private func counted(_ own: DeclaredNode) -> CountedUnits? {
    guard let name = own.title("name"), let list = own.value("units") else { return nil }
    let units = list.items.map { unit in
      let size = unit.number("size") ?? 1
      return CountingUnit(
        size: size, from: unit.number("from") ?? size, decimals: unit.number("decimals").map { Int($0) } ?? 0,
        name: unit.title("name") ?? name)
    }
    let falls = zip(units, units.dropFirst()).allSatisfy { $0.size > $1.size && $0.from > $1.from }
    guard falls, let last = units.last, last.size == 1 else {
      collector.report(
        "units go from the largest to one of size 1", line: list.node.line, key: list.path,
        remedy: "order them by `size` and `from`, and end with { size: 1, name: … }")
      return nil
    }
    return CountedUnits(name: name, units: units, words: words)
  }

  /// Words for numbers by language, from the largest.
  private var words: [String: [NumberWord]] {
    let found = node.entries("numbers").map { language in
      if !node.languages.contains(language.name.text) {
        collector.report(
          "numbers are counted in the languages of the form", line: language.name.line, key: language.name.key,
          value: language.name.text, remedy: "write one of \(node.languages.joined(separator: ", "))")
      }
      let words = language.value.entries.map {
        NumberWord($0.name.text, size: $0.value.node.text.flatMap(ShapeCheck.fraction) ?? 1)
      }
      return (language.name.text, words.sorted { $0.size > $1.size })
    }
    return Dictionary(found, uniquingKeysWith: { $1 })
  }

  // MARK: - Shape

  /// The keys of a form that declare units.
  static let keys: [KeyShape] = [
    .required("currency", .mapping(currency), "The unit of money.", example: "{ code: EUR, id: euro, … }"),
    .required(
      "people", .mapping(Shape("people", "How people are counted.", keys: countedKeys)), "How people are counted.",
      example: "{ name: { en: persons, zh: 人 }, units: [{ size: 1 }] }"),
    .optional(
      "numbers",
      .mapping(
        Shape(
          "numbers", "Words for numbers by language.",
          entries: EntryShape(
            "language", .mapping(Shape("words", "Words.", entries: EntryShape("word", .number(1...1e15))))))),
      "Words for numbers by language, which texts and pictures in one language count in.",
      example: "{ en: { million: 1e6 }, zh: { 万: 1e4 } }"),
  ]
  /// The keys of a form that declare remarks.
  static let remarkKeys: [KeyShape] = [
    .required(
      "basic",
      .mapping(
        Shape(
          "basic", "The layer of benefits below all others.",
          keys: [
            .required("title", .title, "The name in reports.", example: "{ en: Statutory cover, ko: 건강보험 }"),
            .optional("alone", .title, "What stands for the layers above it in a place that models none."),
          ])), "The layer of benefits below all others.", example: "{ title: { en: Statutory cover, ko: 건강보험 } }"),
    .optional(
      "limits", .list(.title), "What the scheme leaves out or simplifies, for the last section of the report."),
  ]
  private static let currency = Shape(
    "currency", "The unit of money.",
    keys: [
      .required("code", .text, "Its code of three letters, ISO 4217.", example: "EUR"),
      .required("id", .text, "The word of files: units of values, heads of columns.", example: "euro"),
      .required(
        "round-wage", .number(1...1e9), "A round wage of a year: bounds on amounts are multiples of it.",
        example: "100000"),
    ] + countedKeys, former: ["scales": "give words for numbers by language under `numbers`, beside `currency`"])
  private static let countedKeys: [KeyShape] = [
    .required("name", .title, "The name of the smallest unit.", example: "{ en: euro, zh: 欧元 }"),
    .required(
      "units", .list(.mapping(unit)), "The units of tables, from the largest to one of size 1.",
      example: "[{ size: 1 }]"),
  ]
  private static let unit = Shape(
    "unit", "A unit of tables.",
    keys: [
      .required("size", .number(1...1e15), "How many of the smallest unit it is.", example: "1e8"),
      .optional("from", .number(0...1e18), "The least of the largest values for which it is chosen; default its size."),
      .optional("decimals", .integer(0...4), "Decimals in print; default none."),
      .optional("name", .title, "What it is called; default the name of the smallest unit."),
    ])
}
