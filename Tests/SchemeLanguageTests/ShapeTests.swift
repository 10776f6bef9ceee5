import Quantities
import Shapes
import Testing

@testable import SchemeLanguage

/// A shape is a value: it checks a file, and can be walked.
@Suite struct ShapeTests {
  private static let inner = Shape(
    "inner", "What is inside.",
    keys: [
      .required("rate", .fraction, "A rate.", example: "1/2"),
      .optional("who", .oneOrMore(.reference("group")), "Who."),
    ],
    former: ["share": "write rate:"])
  private static let shape = Shape(
    "outer", "What is outside.",
    keys: [
      .required("title", .title, "The name."), .optional("on", .yesNo, "Whether."),
      .optional("kind", .word(["first", "second"]), "Which."),
      .optional("inner", .mapping(Shape("inners", "All.", entries: EntryShape("inner", .mapping(inner)))), "Inside."),
    ])

  @Test(arguments: [
    ("title: x", []),
    ("title: { en: x, zh: y }\non: true\nkind: second\ninner: { i: { rate: 1/3, who: [a, b] }, j: { rate: 2 } }", []),
    ("on: true", ["title: the key is missing; add it"]),
    ("titel: x", ["titel: unknown key; did you mean \"title\"? Known here: title, on, kind, inner"]),
    ("title: { en: x, cn: y }", ["title.cn: titles are in en and zh here"]), ("title: {}", ["title: no text is given"]),
    ("title: x\non: yes", ["on: true or false belongs here (found \"yes\")"]),
    ("title: x\nkind: third", ["kind: this word is not known here (found \"third\"); known here: first, second"]),
    (
      "title: x\ninner: { i: { share: 1 } }",
      [
        "inner.i.share: this key is of an earlier version; write rate:",
        "inner.i.rate: the key is missing; add it, for example `rate: 1/2`",
      ]
    ),
    ("title: x\ninner: { i: { rate: 1/0 } }", ["inner.i.rate: a fraction is a number over another one"]),
    ("title: x\ninner: { i: { rate: half } }", ["inner.i.rate: a number belongs here"]),
    ("title: x\ninner: [i]", ["inner: a group of keys belongs here, not a list"]),
    ("title: x\ninner: { i: 1 }", ["inner.i: a group of keys belongs here, not a single value"]),
  ])
  func checks(_ example: (text: String, faults: [String])) throws {
    let collector = DiagnosticCollector(file: "s.yaml")
    ShapeCheck(collector).check(try SchemeText.tree(example.text, collector), Self.shape)
    let found = collector.diagnostics.map(\.description)
    #expect(found.count == example.faults.count, "\(found)")
    for (found, fault) in zip(found, example.faults) { #expect(found.contains(fault), "\(found)") }
  }

  /// Everything that a scheme file may hold says what it means, and no key is declared twice.
  @Test func everyKeyIsDocumented() {
    var seen = 0
    func walk(_ shape: Shape, _ path: String) {
      #expect(!shape.summary.isEmpty, "\(path)")
      #expect(Set(shape.names).count == shape.names.count, "\(path)")
      for key in shape.keys {
        seen += 1
        #expect(!key.summary.isEmpty && key.summary.hasSuffix("."), "\(path).\(key.name)")
        walk(key.value, path + "." + key.name)
      }
      if let entries = shape.entries { walk(entries.value, path + ".<\(entries.named)>") }
    }
    func walk(_ value: ValueShape, _ path: String) {
      switch value {
      case .mapping(let shape): walk(shape, path)
      case .list(let item), .oneOrMore(let item): walk(item, path)
      case .either(let shapes): for shape in shapes { walk(shape, path) }
      default: break
      }
    }
    walk(SchemeShapes.scheme(items: ["premiums"]), "scheme")
    walk(FormDeclaration.shape, "form")
    #expect(seen > 150)
  }
}
