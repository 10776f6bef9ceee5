import Quantities
import Shapes
import Testing
import _TestSupport

@testable import InputFiles

/// Whatever bytes a file holds, it is read or refused with a `FundcastError`; nothing crashes.
@Suite struct MutationTests {
  private static let yaml = """
    # a scenario
    title: { en: "Frozen", zh: "冻结" }
    base-year: 2020
    rules:
      resident:
        premium:
          unit: yuan/person/year
          values: { 2019: 250, 2020: 280 }
          then: hold
          source: 'report, 2021'
        tiers:
          - { above: 14000, rate: { 2019: 0.50 } }
          - above: 100000
            rate: { 2020: 0.65 }
    note: |
      two
      lines
    text: >-
      folded
    """
  private static let tiers = ValueShape.list(.mapping(Shape("tier", "A tier.", entries: EntryShape("key", .anything))))
  private static let shape = Shape(
    "scenario", "A scenario.",
    keys: [
      .required("title", .title, "T."), .required("base-year", .integer(1900...2200), "Y."),
      .required("note", .text, "N."), .required("text", .text, "T."),
      .required(
        "rules",
        .mapping(
          shapeOf(
            "resident",
            .mapping(
              Shape("resident", "R.", keys: [.required("tiers", tiers, "T.")], entries: EntryShape("key", .anything))))),
        "R."),
    ])
  private static func shapeOf(_ key: String, _ value: ValueShape) -> Shape {
    Shape(key, "A mapping.", keys: [.required(key, value, "A value.")])
  }
  private static let csv = """
    # source: yearbook
    sex,age,2020,2021
    male,0,0.1,0.2
    male,1,0.3,1e-2
    female,0,"0.1",0.2
    female,1,0.3,"0.4"
    """
  private static let fragments: [[UInt8]] = [
    "&a ", "*a", "<<: ", "!!int ", "---\n", "...\n", "\"", "'", "[", "]", "{", "}", ": ", "- ", "? ", "\t", "\r\n",
    "\n",
    ",", "#", "|\n", ">\n", "%YAML 1.1\n", "%TAG ! x\n", "\u{FEFF}", "\u{0}", "\u{E000}", "\u{2028}", "😀", "nan", "\\x",
    "\\u12",
    "title: 1\n", "? [a]\n: 1\n", "male,0,1,1\n", "  ",
  ].map { Array($0.utf8) }

  private func mutated(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...40, using: &generator)))
      case 3:
        let end = min(bytes.count, place + Int.random(in: 0...60, using: &generator))
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      default:
        bytes.insert(contentsOf: Self.fragments.randomElement(using: &generator) ?? [], at: place)
      }
    }
    return bytes
  }

  /// Runs `body`; true if it was refused, and only with a `FundcastError` that says why.
  private func isRefused(_ bytes: [UInt8], _ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch let error as FundcastError {
      #expect(!error.diagnostics.isEmpty, "\(bytes)")
      return true
    } catch {
      Issue.record("\(error) from \(bytes)")
      return true
    }
  }

  @Test func mutatedYAMLIsReadOrRefused() {
    var generator = SeededGenerator(seed: 20_260)
    var refused = 0
    let count = 6000
    for _ in 0..<count {
      let bytes = mutated(Self.yaml, &generator)
      let isRefused = isRefused(bytes) {
        let collector = DiagnosticCollector(file: "f.yaml")
        let document = try YAMLDocument(TextFile(name: "f.yaml", bytes: bytes), collector: collector)
        let reader = MappingReader(document.root, Self.shape, collector: collector)
        _ = reader?.localizedText("title")
        _ = reader?.integer("base-year")
        _ = reader?.mapping("rules")?.mapping("resident")?.mappings("tiers")
        try collector.throwIfAny()
      }
      if isRefused { refused += 1 }
    }
    #expect(refused > count / 4 && refused < count)
  }

  @Test func mutatedCSVIsReadOrRefused() {
    var generator = SeededGenerator(seed: 20_261)
    let layout = AgeTableLayout(ages: 0...1, hasYears: true, values: [.init("rate", in: 0...1)])
    var refused = 0
    let count = 6000
    for _ in 0..<count {
      let bytes = mutated(Self.csv, &generator)
      let isRefused = isRefused(bytes) { _ = try AgeTable(TextFile(name: "t.csv", bytes: bytes), layout: layout) }
      if isRefused { refused += 1 }
    }
    #expect(refused > count / 4 && refused < count)
  }
}
