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
}
