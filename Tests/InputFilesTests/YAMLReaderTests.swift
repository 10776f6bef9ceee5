import Quantities
import Shapes
import Testing
import _TestSupport

@testable import InputFiles

@Suite struct YAMLReaderTests {
  private func numberComplaint(_ text: String, in range: ClosedRange<Double>? = nil) -> String {
    yamlComplaint("a: \(text)\n", shape(.required("a", range.map { .number($0) } ?? .anyNumber, "A."))) {
      _ = $0.number("a")
    }
  }

  @Test func readsEveryKindOfValue() throws {
    let text = """
      title: { en: Frozen, zh: 冻结 }
      name: Frozen
      base-year: 2020
      rate: -0.5e-1
      hold: true
      unit: yuan
      tiers: [{ above: 1 }, { above: 2 }]
      levers: [L03]
      """
    let collector = DiagnosticCollector(file: "f.yaml")
    let tier = shape(.required("above", .integer(0...9), "From."))
    let whole = shape(
      .required("title", .title, "T."), .required("name", .title, "N."),
      .required("base-year", .integer(1900...2200), "Y."), .required("rate", .anyNumber, "R."),
      .required("hold", .yesNo, "H."), .required("unit", .word(["yuan", "share"]), "U."),
      .required("tiers", .list(.mapping(tier)), "T."), .required("levers", .list(.text), "L."),
      .optional("absent", .anyNumber, "A."))
    let reader = try #require(MappingReader(root(text), whole, collector: collector))
    #expect(reader.localizedText("title") == LocalizedText(en: "Frozen", zh: "冻结"))
    #expect(reader.localizedText("name") == LocalizedText(en: "Frozen", zh: "Frozen"))
    #expect(reader.integer("base-year") == 2020)
    #expect(reader.number("rate") == -0.05)
    #expect(reader.boolean("hold") == true)
    #expect(reader.choice("unit") == "yuan")
    #expect(reader.mappings("tiers")?.map { $0.integer("above") } == [1, 2])
    #expect(reader.texts("levers") == ["L03"])
    #expect(reader.number("absent") == nil)
    #expect(reader.entries.map(\.key).first == "title")
    try collector.throwIfAny()
  }

  @Test(arguments: [
    ("abc", "a number belongs here (found \"abc\"); write a decimal such as 0.7 or 280"),
    ("nan", "the number must be finite (found \"nan\"); write a decimal such as 0.7 or 280"),
    (".inf", "the number must be finite (found \".inf\"); write a decimal such as 0.7 or 280"),
    ("-Infinity", "the number must be finite (found \"-Infinity\"); write a decimal such as 0.7 or 280"),
    ("1e999", "the number must be finite (found \"1e999\"); write a decimal such as 0.7 or 280"),
    ("70%", "shares are written without a percent sign (found \"70%\"); write 0.7 for 70 %"),
    ("5.1 %", "shares are written without a percent sign (found \"5.1 %\"); write 0.051 for 5.1 %"),
    ("1_000", "numbers are written without separators (found \"1_000\"); write 1000"),
    ("1,000", "numbers are written without separators (found \"1,000\"); write 1000"),
    (
      "+0.05",
      "numbers are written without a plus sign (found \"+0.05\"); write 0.05; in a reform, { add: 0.05 } raises a value"
    ),
    ("0644", "numbers are written without leading zeros (found \"0644\"); write 644"),
    ("-00.5", "numbers are written without leading zeros (found \"-00.5\"); write -0.5"),
    (".5", "a decimal point needs digits on both sides (found \".5\"); write 0.5"),
    ("-5.", "a decimal point needs digits on both sides (found \"-5.\"); write -5"),
    ("12:30", "a number belongs here (found \"12:30\"); write a decimal such as 0.7 or 280"),
    ("0x1F", "a number belongs here (found \"0x1F\"); write a decimal such as 0.7 or 280"),
    (
      "１２",
      "a number belongs here; here stands U+FF11 FULLWIDTH DIGIT ONE, which is no \"1\", at column 4 (found \"１２\"); write 12; write a decimal such as 0.7 or 280"
    ),
    ("yes", "a number belongs here (found \"yes\"); write a decimal such as 0.7 or 280"),
    ("280 yuan", "a number belongs here (found \"280 yuan\"); write a decimal such as 0.7 or 280"),
    ("\"280\"", "a number belongs here, not text in quotes (found \"280\"); take the quotes away"),
    ("", "no value is given; write a number after the colon"),
    ("[1]", "a number belongs here, not a list; write `key: value`"),
  ])
  func whatIsNoNumberIsRefused(_ text: String, _ expected: String) {
    #expect(numberComplaint(text) == "f.yaml:1: a: " + expected)
  }

  @Test func numbersOutOfRangeAreRefused() {
    #expect(
      numberComplaint("1.5", in: 0...1)
        == "f.yaml:1: a: the number is out of range (found \"1.5\"); write a number from 0 to 1")
    #expect(
      numberComplaint("-1", in: 0...Double.greatestFiniteMagnitude)
        == "f.yaml:1: a: the number is out of range (found \"-1\"); write at least 0")
    #expect(numberComplaint("1", in: 0...1) == "nothing")
  }

  @Test func integersHaveNoFraction() {
    func complaint(_ text: String) -> String {
      yamlComplaint("a: \(text)\n", shape(.required("a", .integer(0...100), "A."))) { _ = $0.integer("a") }
    }
    #expect(
      complaint("3.0") == "f.yaml:1: a: a whole number belongs here (found \"3.0\"); write digits only, such as 12")
    #expect(complaint("x") == "f.yaml:1: a: a whole number belongs here (found \"x\"); write digits only, such as 12")
    #expect(
      complaint("99999999999999999999")
        == "f.yaml:1: a: a whole number belongs here (found \"99999999999999999999\"); write digits only, such as 12")
    #expect(complaint("101") == "f.yaml:1: a: the number is out of range (found \"101\"); write a number from 0 to 100")
  }

  @Test func booleansAreTrueOrFalse() {
    #expect(
      yamlComplaint("a: yes\n", shape(.required("a", .yesNo, "A."))) { _ = $0.boolean("a") }
        == "f.yaml:1: a: true or false belongs here (found \"yes\"); write true or false")
  }

  @Test func wordsOutOfAListAreSuggested() {
    #expect(
      yamlComplaint("a: yaun\n", shape(.required("a", .word(["share", "yuan"]), "A."))) { _ = $0.choice("a") }
        == "f.yaml:1: a: this word is not known here (found \"yaun\"); did you mean \"yuan\"? Known here: share, yuan")
  }

  private static let titled = shape(.required("title", .title, "T."))

  /// A title is one text for all, or one in each language of the form; nothing else.
  @Test(arguments: [
    ("Frozen", "Frozen", "Frozen"), ("{ en: Frozen, zh: 冻结 }", "Frozen", "冻结"), ("{ zh: 冻结 }", "冻结", "冻结"),
    ("{ en: Frozen }", "Frozen", "Frozen"),
  ])
  func aTitleStandsForEveryLanguage(text: String, en: String, zh: String) throws {
    let collector = DiagnosticCollector(file: "f.yaml")
    let reader = try #require(MappingReader(root("title: \(text)\n"), Self.titled, collector: collector))
    #expect(reader.localizedText("title") == LocalizedText(en: en, zh: zh))
    #expect(collector.isEmpty)
  }

  @Test(arguments: [
    ("{ }", "title: no text is given; write { en: …, zh: … }, or one text: it then stands for all"),
    ("{ zh: }", "title.zh: no value is given; write text after the colon"),
    ("{ en: x, cn: y }", "title.cn: titles are in en and zh here; did you mean \"en\"? Known here: en, zh"),
  ])
  func titlesInOtherLanguagesAreRefused(text: String, fault: String) {
    #expect(yamlComplaint("title: \(text)\n", Self.titled) { _ = $0.localizedText("title") } == "f.yaml:1: " + fault)
  }

  @Test func languagesAreThoseOfTheForm() throws {
    let collector = DiagnosticCollector(file: "f.yaml")
    collector.languages = ["en", "ko"]
    let korean = try #require(
      MappingReader(root("title: { en: Rate, ko: 보험료율 }\n"), Self.titled, collector: collector))
    #expect(korean.localizedText("title") == LocalizedText(en: "Rate", local: "보험료율", language: "ko"))
    let chinese = try #require(
      MappingReader(root("title: { en: Rate, zh: 费率 }\n"), Self.titled, collector: collector))
    #expect(chinese.localizedText("title") == nil)
    #expect(collector.diagnostics.map(\.description).first?.contains("titles are in en and ko here") == true)
  }

  @Test func missingKeysAreToldWithAnExample() {
    let inner = shape(
      .required("b", .integer(0...9), "B."), .required("premium", .anyNumber, "P.", example: "280"),
      .required("unit", .text, "U."))
    #expect(
      yamlComplaint(
        "x: 1\na:\n  b: 1\n", shape(.required("x", .anyNumber, "X."), .required("a", .mapping(inner), "A."))
      ) {
        _ = $0.number("x")
        let a = $0.mapping("a")
        _ = a?.integer("b")
        _ = a?.number("premium")
        _ = a?.text("unit")
      } == """
        f.yaml:3: a.premium: the key is missing; add it, for example `premium: 280`
        f.yaml:3: a.unit: the key is missing; add it
        """)
  }

  @Test func aMisspeltKeyIsToldOnceWithTheNearestName() {
    #expect(
      yamlComplaint(
        "premuim: 280\nunit: yuan\n", shape(.required("premium", .anyNumber, "P."), .required("unit", .text, "U."))
      ) {
        _ = $0.number("premium")
        _ = $0.text("unit")
      } == "f.yaml:1: premuim: unknown key; did you mean \"premium\"? Known here: premium, unit")
  }

  @Test func anUnknownKeyIsToldWithTheKnownOnes() {
    #expect(
      yamlComplaint(
        "colour: red\nunit: yuan\n", shape(.required("unit", .text, "U."), .optional("source", .text, "S."))
      ) {
        _ = $0.text("unit")
      } == "f.yaml:1: colour: unknown key; known here: unit, source")
  }

  @Test func listsAndGroupsAreToldApart() {
    let lists = shape(
      .required("a", .list(.text), "A."), .required("b", .mapping(shape()), "B."),
      .required("c", .list(.mapping(shape())), "C."))
    #expect(
      yamlComplaint("a: 5\nb: [1]\nc: [{ x: 1 }, 2]\n", lists) {
        _ = $0.list("a")
        _ = $0.mapping("b")
        _ = $0.mappings("c")
      } == """
        f.yaml:1: a: a list belongs here, not a single value (found "5"); write [a, b], or one line `- a` for each
        f.yaml:2: b: a group of keys belongs here, not a list; write `key: value` lines
        f.yaml:3: c[2]: a group of keys belongs here, not a single value (found "2"); write `key: value` lines
        """)
  }

  @Test func independentFaultsComeTogetherInOrder() {
    let values = shape(
      .required("c", .yesNo, "C."), .required("b", .anyNumber, "B."), .required("a", .anyNumber, "A."))
    let text = yamlComplaint("a: x\nb: 70%\nc: yes\nz: 1\n", values) {
      _ = $0.boolean("c")
      _ = $0.number("b")
      _ = $0.number("a")
    }
    #expect(
      text == """
        f.yaml:1: a: a number belongs here (found "x"); write a decimal such as 0.7 or 280
        f.yaml:2: b: shares are written without a percent sign (found "70%"); write 0.7 for 70 %
        f.yaml:3: c: true or false belongs here (found "yes"); write true or false
        f.yaml:4: z: unknown key; did you mean "c"? Known here: c, b, a
        """)
  }

  @Test func longValuesAreShortened() {
    let long = String(repeating: "x", count: 200)
    #expect(numberComplaint(long).contains("(found \"" + String(repeating: "x", count: 60) + "…\")"))
  }

  @Test func faultsOfSeveralFilesJoin() throws {
    let collector = DiagnosticCollector(file: "f.yaml")
    let missing = FundcastError(.missingInput, Diagnostic("there is no such file", file: "t.csv"))
    #expect(try collector.collect { throw missing } == nil)
    let first = #expect(throws: FundcastError.self) { try collector.throwIfAny() }
    #expect(first?.category == .missingInput)
    collector.report("wrong", line: 3)
    let second = #expect(throws: FundcastError.self) { try collector.throwIfAny() }
    #expect(second?.category == .data)
    #expect(second?.description == "t.csv: there is no such file\nf.yaml:3: wrong")
  }

  @Test func numbersAreTheNearestDoubles() {
    var generator = SeededGenerator(seed: 7)
    var texts = ["0", "-0", "0.1", "9007199254740993", "1e22", "1e23", "123456789012345678901234567890", "5e-324"]
    texts += ["0.30000000000000004", "1.7976931348623157e308", "2.2250738585072011e-308", "0.00000000000000000001"]
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { texts.append("\(value)") }
      let decimals = Int.random(in: 0...12, using: &generator)
      let digits = String(UInt64.random(in: 0...999_999_999_999, using: &generator))
      texts.append("\(Int.random(in: 0...99999, using: &generator)).\(digits.prefix(decimals))0")
    }
    for text in texts {
      #expect(DecimalNumber.parse(text) == .success(Double(text) ?? .nan), "\(text)")
    }
  }

  @Test(arguments: [
    ("premuim", "premium"), ("premum", "premium"), ("Reimbursement_Rate", "reimbursement-rate"),
    ("rate-reimbursement", "reimbursement-rate"), ("deduct", "deductible"), ("cpa", "cap"),
  ])
  func nearNamesAreFound(_ name: String, _ expected: String) {
    let known = ["cap", "deductible", "premium", "reimbursement-rate"]
    #expect(Suggestion.nearest(to: name, in: known) == expected)
  }

  @Test func farNamesAreNot() {
    #expect(Suggestion.nearest(to: "colour", in: ["cap", "premium"]) == nil)
    #expect(Suggestion.nearest(to: "", in: ["cap"]) == nil)
    #expect(Suggestion.nearest(to: "xy", in: [""]) == nil)
  }
}
