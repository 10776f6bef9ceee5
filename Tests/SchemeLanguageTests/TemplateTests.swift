import Quantities
import Shapes
import Testing

@testable import SchemeLanguage

/// What is said once over a set is written out for each member.
@Suite struct TemplateTests {
  /// The tree of a text with its templates written out, in flow style.
  private static func written(_ text: String, services: String? = nil) throws -> String {
    let collector = DiagnosticCollector(file: "t.yaml")
    let root = try SchemeText.tree(text, collector)
    var sets = SchemeSets(root["sets"])
    sets.addServices(root["services"])
    var expansion = TemplateExpansion(sets, collector)
    let node = root["in"].map { expansion.expand($0, path: "in") }
    try collector.throwIfAny()
    return node.map(flow) ?? ""
  }

  private static func flow(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar(let text, _): text
    case .sequence(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test(arguments: [
    ("in: { a: 1 }", "{a: 1}"),
    // In place, in the order of the set; the name of a member in keys and texts, values of its record of any type.
    (
      "sets: { who: { x: { f: [1, 2] }, y: { f: 3 } } }\nin: { before: 0, a-<who>: { for: who, of: <who>, f: <who.f> }, after: 9 }",
      "{before: 0, a-x: {of: x, f: [1, 2]}, a-y: {of: y, f: 3}, after: 9}"
    ),
    // A set of its own, and a plain list.
    ("in: { <k>: { for: { k: { x: 甲, y: 乙 } }, t: <k.value>的 } }", "{x: {t: 甲的}, y: {t: 乙的}}"),
    ("in: { <k>: { for: { k: [x, y] }, t: <k> } }", "{x: {t: x}, y: {t: y}}"),
    // Two variables: the first slowest. A template within one; items of a list.
    (
      "in: { <a>-<b>: { for: { a: [p, q], b: [r, s] } } }", "{p-r: {}, p-s: {}, q-r: {}, q-s: {}}"
    ),
    (
      "sets: { a: [p, q] }\nin: [{ for: a, f: <a>, lines: { <a>-<b>: { for: { b: [r, s] }, x: 1 } } }]",
      "[{f: p, lines: {p-r: {x: 1}, p-s: {x: 1}}}, {f: q, lines: {q-r: {x: 1}, q-s: {x: 1}}}]"
    ),
    // What a group uses.
    (
      "services: { i: { used-by: [g, h] }, o: { used-by: h }, m: { used-by: { g: x } } }\nin: { <s>: { for: { s: services.g } }, h-<s>: { for: { s: services.h } } }",
      "{i: {}, m: {}, h-i: {}, h-o: {}}"
    ),
    // No marks: a comparison, an arrow.
    ("in: { a: \"1 < 2 > 0\", b: \"<>\" }", "{a: 1 < 2 > 0, b: <>}"),
  ])
  func writtenOut(_ example: (text: String, written: String)) throws {
    #expect(try Self.written(example.text) == example.written)
  }

  @Test(arguments: [
    ("in: { <k>: { for: kk } }", "in.<k>.for: no set has this name (found \"kk\")"),
    ("sets: { scheme: [a] }\nin: { <k>: { for: { k: shceme } } }", "did you mean \"scheme\"?"),
    ("in: { x: <k> }", "no set is called so here (found \"<k>\"); add `for:`"),
    ("in: { <k>: { for: { k: [x] }, t: <kk> } }", "did you mean \"k\"?"),
    (
      "in: { <k>: { for: { k: { x: { zh: 甲 } } }, t: <k.zn> } }",
      "x has no such value (found \"<k.zn>\"); did you mean \"zh\"?"
    ),
    ("in: { <k>: { for: { k: { x: { l: [1] } } }, t: \"a <k.l>\" } }", "is a list, and cannot stand within a text"),
    ("in:\n  a: 1\n  <k>:\n    for: { k: [a] }\n", "the name is made twice, on lines 2 and 3"),
    ("in: { same: { for: { k: [x, y] } } }", "the name is made twice"),
  ])
  func faults(_ example: (text: String, message: String)) throws {
    let found = SchemeText.complaints { _ = try Self.written(example.text) }
    #expect(found.contains { $0.contains(example.message) }, "\(found)")
  }

  /// A product of sets that no scheme needs is refused before it fills the memory.
  @Test func explosionsAreRefused() throws {
    let names = (0..<200).map { "n\($0)" }.joined(separator: ", ")
    let found = SchemeText.complaints {
      _ = try Self.written("sets: { s: [\(names)] }\nin: { <a>-<b>-<c>: { for: { a: s, b: s, c: s } } }")
    }
    #expect(found.count == 1 && found[0].contains("templates make more than 20000 entries"), "\(found)")
  }
}
