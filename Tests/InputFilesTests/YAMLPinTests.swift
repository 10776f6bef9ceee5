import Quantities
import Shapes
import Testing

@testable import InputFiles

/// What the parser of YAML makes of texts, and what we say of those it refuses: another version of it cannot change either in silence.
@Suite struct YAMLPinTests {
  /// A tree in one line: texts as they are, those in quotes in `'…'`, nothing as `-`.
  private static func shown(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar(let text, let isQuoted): isQuoted ? "'\(text)'" : text.isEmpty ? "-" : text
    case .sequence(let items): "[" + items.map(shown).joined(separator: " ") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.key)=\(shown($0.value))" }.joined(separator: " ") + "}"
    }
  }

  /// No plain scalar becomes anything but its text: neither YAML 1.1 nor 1.2 resolves a tag.
  @Test(arguments: [
    "yes", "no", "Yes", "NO", "on", "off", "true", "False", "y", "n", "~", "null", "NULL", "1e3", "1E+3", "-1.5e-3",
    "0o14", "012", "0x1F", "0b11", "1_000", "1,000", "190:20:30", "12:30", "+5", "-5", ".5", "5.", ".inf", "-.INF",
    ".nan", "2020-01-01", "2020-01-01T12:00:00Z", "2001-12-14 21:59:43.10 -5", "2020-02..2020-06", "=", "-a", "a b",
    "a#b", "a:b", "1/365", "70%", "<x.y>", "山东",
  ])
  func plainTextStaysText(text: String) throws {
    #expect(Self.shown(try root("a: \(text)\n")) == "{a=\(text)}")
    #expect(Self.shown(try root("a: [\(text.replacing(",", with: ""))]\n")) == "{a=[\(text.replacing(",", with: ""))]}")
  }

  @Test(arguments: [
    ("yes: 1\n2020: 2\n~: 3\n1e3: 4\n012: 5\n", "{yes=1 2020=2 ~=3 1e3=4 012=5}"),
    ("a:\nb: ''\nc: \"\"\nd: []\ne: {}\n", "{a=- b='' c='' d=[] e={}}"),
    ("a: 1\r\nb: 2\r\n", "{a=1 b=2}"), ("a: 1\rb: 2\r", "{a=1 b=2}"), ("\u{FEFF}a: 1\n", "{a=1}"),
    ("---\na: 1\n", "{a=1}"), ("---\na: 1\n...\n", "{a=1}"), ("a: 1 # b\n# c\n", "{a=1}"),
    ("a: 'it''s'\n", "{a='it's'}"),
    ("a: \"x\\ty\\u5C71\"\n", "{a='x\ty山'}"), ("a: 'x\\ty'\n", "{a='x\\ty'}"), ("a: |\n  x\n  y\n", "{a='x\ny\n'}"),
    ("a: >-\n  x\n  y\n", "{a='x y'}"), ("a: x\n  y\n", "{a=x y}"), ("a: \"x\n  y\"\n", "{a='x y'}"),
    ("a:\n- 1\n- 2\n", "{a=[1 2]}"), ("a: [1,2,]\n", "{a=[1 2]}"), ("a: {b: 1,c}\n", "{a={b=1 c=-}}"),
    ("? a\n: 1\n", "{a=1}"), ("\"a b\": 1\n", "{a b=1}"), ("a:\t1\n", "{a=1}"), ("- 1\n", "[1]"), ("a\n", "a"),
  ])
  func texts(text: String, tree: String) throws { #expect(Self.shown(try root(text)) == tree) }

  private static let anchors = "delete the word that begins with &, or put the text in quotes"
  private static let fit =
    "the line does not fit the lines above it; align it with its group; close quotes and brackets above"
  private static let tab =
    "a tab, or a sign that may not begin a value; indent with spaces; put text that begins with @ % ` in quotes"
  private static let colon =
    "a second colon on the line, or a line indented too far; put text that holds a colon in quotes; align keys of one group"
  private static let noColon = "a line without a colon between key and value; write `key: value`"
  private static let quote = "a quotation mark is opened and not closed; close the quotation"
  private static let escape =
    "a backslash in double quotes begins a sign that does not exist; write \\\\ for a backslash, or put the text in single quotes"
  private static let list = "the list that begins here is not closed; write [a, b]"
  private static let group = "the group that begins here is not closed; write { key: value }"
  private static let bracket =
    "a bracket closes what is not open, or a value is missing; check the brackets above"
  private static let outside = "text before or after the entries; write every line as `key: value`"

  @Test(arguments: [
    ("a: 1\na: 2\n", "2: a: the key stands twice, on lines 1 and 2; keep one of the two"),
    ("a: {b: 1, b: 2}\n", "1: a.b: the key stands twice, on lines 1 and 1; keep one of the two"),
    ("? [a]\n: 1\n? [a]\n: 2\n", "1: a key must be plain text, not a list or a group; write `key: value`"),
    ("? {a: 1}\n: 1\n? {a: 1}\n: 2\n", "1: a key must be plain text, not a list or a group; write `key: value`"),
    ("a: &x 1\n", "1: a: anchors are not allowed; " + anchors),
    ("a: &x 1\nb: *x\n", "2: aliases are not allowed (found \"*x\"); write the value out where *x stands"),
    ("a: *x\n", "1: aliases are not allowed; write the value out, or put text that begins with * in quotes"),
    ("a: { <<: {b: 1} }\n", "1: a: merge keys are not allowed (found \"<<\"); write the keys out"),
    ("a: !!int 1\n", "1: a: tags are not allowed; delete the word that begins with !, or put the text in quotes"),
    (
      "a: 1\n---\nb: 1\n",
      "2: a file holds one document, and here a second begins; delete the line --- or split the file"
    ),
    ("a: \"x\nb: 2\n", "1: " + quote), ("a: 'x\n", "1: " + quote), ("a: \"x\n---\nb: \"\n", "1: " + quote),
    ("a: 1\nb: \"\\q\"\n", "2: " + escape), ("a: \"\\u12\"\n", "1: " + escape),
    ("a: [1, 2\nb: 2\n", "1: " + list), ("a: [1, 2", "1: " + list), ("a: [1 2}\n", "1: " + list),
    ("a: {b: 1\nc: 2\n", "1: " + group), ("a: {b: 1]\n", "1: " + group), ("a: [1]]\n", "1: " + fit),
    ("a: }\n", "1: " + bracket), ("a: b: c\n", "1: " + colon), ("a: 1\n  b: 2\n", "2: " + colon),
    ("a: 1\nb\nc: 2\n", "2: " + noColon), ("a: 1\n\"b\"\nc: 2\n", "2: " + noColon), ("a: |\nx\n", "2: " + noColon),
    ("a:\n    b: 1\n  c: 2\n", "3: " + fit), ("a:\n  - 1\n b: 2\n", "3: " + fit), ("a: 'it's'\n", "1: " + fit),
    ("a:\n\tb: 1\n", "2: " + tab), ("a: 1\n\tb: 1\n", "2: " + tab), ("a: @b\n", "1: " + tab), ("a: %b\n", "1: " + tab),
    ("a: `b\n", "1: " + tab),
    ("a: - b\n", "1: a list begins on the line of its key; begin it on the next line, or write [a, b]"),
    (
      "a: |x\n y\n",
      "1: a text of several lines begins behind its sign; end the line behind | or > and write the text below"
    ),
    (
      "a: *\n",
      "1: anchors, aliases, tags and directives are not allowed; put text that begins with & * ! or % in quotes"
    ),
    ("%YAML 1.1\na: 1\n", "2: " + outside), ("a: 1\n...\nb: 2\n", "3: " + outside),
    (
      "a: \(String(repeating: "[", count: 2000))",
      "1: the nesting is deeper than 32 levels; check the brackets and the indentation"
    ),
    (
      String(repeating: "- ", count: 2000),
      "1: the nesting is deeper than 32 levels; check the brackets and the indentation"
    ),
  ])
  func faults(text: String, expected: String) { #expect(yamlComplaint(text) == "f.yaml:" + expected) }

  @Test func nothingIsNoFile() {
    #expect(yamlComplaint("") == "f.yaml: the file is empty; check that it was saved completely")
    #expect(yamlComplaint("\u{FEFF}") == "f.yaml: the file is empty; check that it was saved completely")
    let blank = "f.yaml: the file holds no entries, only blank lines or comments; write `key: value` lines"
    for text in ["\n", "# x\n"] { #expect(yamlComplaint(text) == blank, "\(text)") }
    #expect(yamlComplaint("---\n") == "f.yaml:2: a group of keys belongs here, not nothing; write `key: value` lines")
  }
}
