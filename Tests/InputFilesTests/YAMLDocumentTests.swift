import Foundation
import Quantities
import Shapes
import Testing

@testable import InputFiles

@Suite struct YAMLDocumentTests {
  private func scalar(_ text: String, quoted: Bool = false, line: Int) -> YAMLNode {
    YAMLNode(line: line, kind: .scalar(text: text, isQuoted: quoted))
  }

  @Test func scalarsStayAsWritten() throws {
    let texts = [
      "+5", "12:30", "0644", "0x1F", "yes", "No", "~", "null", "1_000", ".nan", "2020-02", "1e3", "=", "007",
    ]
    for text in texts {
      let root = try root("a: \(text)\n")
      #expect(root.kind == .mapping([YAMLEntry(key: "a", line: 1, value: scalar(text, line: 1))]), "\(text)")
    }
  }

  @Test func linesOrderAndQuotesAreKept() throws {
    let root = try root("# c\nb: 'x'\na:\n  - 1\n  - \"2\"\n山: { k: v }\nempty:\n")
    let expected = YAMLNode(
      line: 2,
      kind: .mapping([
        YAMLEntry(key: "b", line: 2, value: scalar("x", quoted: true, line: 2)),
        YAMLEntry(
          key: "a", line: 3,
          value: YAMLNode(line: 4, kind: .sequence([scalar("1", line: 4), scalar("2", quoted: true, line: 5)]))),
        YAMLEntry(
          key: "山", line: 6,
          value: YAMLNode(line: 6, kind: .mapping([YAMLEntry(key: "k", line: 6, value: scalar("v", line: 6))]))),
        YAMLEntry(key: "empty", line: 7, value: scalar("", line: 7)),
      ]))
    #expect(root == expected)
  }

  @Test func signsInsideTextAreNoAnchors() throws {
    _ = try root("a: R&D\nb: \"&x\"\nc: 2 * 3 & 4\nd: 'see *x'\n# &y\ne: x!\n\"!f\": 1\n")
  }

  @Test func anchorsAreRefused() {
    #expect(
      yamlComplaint("a: 1\nb: &x 2\nc: &y [1]\nd: &z { e: 1 }\n&k f: 1\n") == """
        f.yaml:2: b: anchors are not allowed; delete the word that begins with &, or put the text in quotes
        f.yaml:3: c: anchors are not allowed; delete the word that begins with &, or put the text in quotes
        f.yaml:4: d: anchors are not allowed; delete the word that begins with &, or put the text in quotes
        f.yaml:5: f: anchors are not allowed; delete the word that begins with &, or put the text in quotes
        """)
  }

  @Test func aliasesAreRefused() {
    #expect(
      yamlComplaint("a: &x 1\nb: *x\n")
        == "f.yaml:2: aliases are not allowed (found \"*x\"); write the value out where *x stands")
    #expect(
      yamlComplaint("a: 1\nb: *x\n")
        == "f.yaml:2: aliases are not allowed; write the value out, or put text that begins with * in quotes")
  }

  @Test(.timeLimit(.minutes(1))) func anAliasBombIsRefusedBeforeItGrows() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...60 {
      bomb += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    // As a key it would be hashed, that is expanded, while the tree is built.
    bomb += "? *a60\n: 1\n"
    #expect(
      yamlComplaint(bomb).hasPrefix(
        "f.yaml:2: aliases are not allowed (found \"*a0\"); write the value out where *a0 stands\nf.yaml:3: "))
  }

  @Test func mergeKeysAreRefused() {
    #expect(
      yamlComplaint("a:\n  <<: { b: 1 }\n")
        == "f.yaml:2: a: merge keys are not allowed (found \"<<\"); write the keys out")
  }

  @Test func tagsAreRefused() {
    #expect(
      yamlComplaint("a: !!str 1\nb: !x [1]\nc: ! 5\nd: !!int \"5\"\ne: !!map { f: 1 }\n!!str g: 1\n") == """
        f.yaml:1: a: tags are not allowed; delete the word that begins with !, or put the text in quotes
        f.yaml:2: b: tags are not allowed; delete the word that begins with !, or put the text in quotes
        f.yaml:3: c: tags are not allowed; delete the word that begins with !, or put the text in quotes
        f.yaml:4: d: tags are not allowed; delete the word that begins with !, or put the text in quotes
        f.yaml:5: e: tags are not allowed; delete the word that begins with !, or put the text in quotes
        f.yaml:6: g: tags are not allowed; delete the word that begins with !, or put the text in quotes
        """)
  }

  @Test func aSecondDocumentIsRefused() {
    #expect(
      yamlComplaint("a: 1\n---\nb: 2\n")
        == "f.yaml:2: a file holds one document, and here a second begins; delete the line --- or split the file")
  }

  @Test func duplicateKeysNameBothLines() {
    #expect(
      yamlComplaint("山: 1\nb: { c: 1, 'c': 2 }\n山: 2\n山: 3\nd: &x 1\n") == """
        f.yaml:2: b.c: the key stands twice, on lines 2 and 2; keep one of the two
        f.yaml:3: 山: the key stands twice, on lines 1 and 3; keep one of the two
        f.yaml:4: 山: the key stands twice, on lines 1 and 4; keep one of the two
        f.yaml:5: d: anchors are not allowed; delete the word that begins with &, or put the text in quotes
        """)
    #expect(
      yamlComplaint("2020: 1\n\"2020\": 2\n")
        == "f.yaml:2: 2020: the key stands twice, on lines 1 and 2; keep one of the two")
  }

  @Test func manyDuplicateKeysEndTheReading() {
    let text = (0..<30).map { "k\($0): 1\nk\($0): 2\n" }.joined()
    #expect(yamlComplaint(text).hasSuffix(": the key stands twice; keep one of the two"))
  }

  @Test func keysArePlainText() {
    #expect(
      yamlComplaint("? [a]\n: 1\nb: 2\n")
        == "f.yaml:1: a key must be plain text, not a list or a group; write `key: value`")
    #expect(
      yamlComplaint("? [a]\n: 1\n? [a]\n: 2\n")
        == "f.yaml:1: a key must be plain text, not a list or a group; write `key: value`")
    #expect(yamlComplaint("\"\": 1\n") == "f.yaml:1: a key is missing before the colon; write `key: value`")
  }

  @Test func deepNestingIsRefused() throws {
    func nested(_ depth: Int) -> String {
      "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "\n"
    }
    _ = try root(nested(31))
    #expect(
      yamlComplaint(nested(32))
        == "f.yaml:1: the nesting is deeper than 32 levels; check the brackets and the indentation")
    #expect(
      yamlComplaint(nested(100_000))
        == "f.yaml:1: the nesting is deeper than 32 levels; check the brackets and the indentation")
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["[", "{", "{a: ", "- ", "? ", "[? ", "[a: ", "[? {a: ", "- ? ", "- a: [{? "])
  func endlessNestingDoesNotOverflowTheStack(_ opening: String) throws {
    for count in [900, 999, 100_000] {
      let text = String(repeating: opening, count: count)
      let result = Mutex("")
      // As small as the stacks of threads get by default.
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        result.set(yamlComplaint(text))
        done.signal()
      }
      thread.stackSize = 512 << 10
      thread.start()
      done.wait()
      #expect(result.value != "nothing")
    }
  }

  @Test func aFileOfCommentsIsEmpty() {
    #expect(
      yamlComplaint("# nothing\n\n")
        == "f.yaml: the file holds no entries, only blank lines or comments; write `key: value` lines")
  }

  @Test func aListIsNoScenario() {
    #expect(
      yamlComplaint("- a\n") == "f.yaml:1: a group of keys belongs here, not a list; write `key: value` lines")
  }

  @Test func unprintableCharactersAreRefused() {
    #expect(
      yamlComplaint("a: 1\nb: \u{0}\n")
        == "f.yaml:2: the line holds an unprintable character (found \"U+0000\"); delete it")
    #expect(
      yamlComplaint("a: \u{2028}1\n")
        == "f.yaml:1: the line holds an unprintable character (found \"U+2028\"); delete it")
    #expect(
      yamlComplaint("a: \u{85}1\n") == "f.yaml:1: the line holds an unprintable character (found \"U+0085\"); delete it"
    )
  }

  @Test(arguments: [
    ("a: 1\nb: \"x\nc: 2\n", "f.yaml:2: a quotation mark is opened and not closed; close the quotation"),
    ("a: 1\nb: [1, 2\nc: 2\n", "f.yaml:2: the list that begins here is not closed; write [a, b]"),
    ("a: 1\nb: { c: 1\nd: 2\n", "f.yaml:2: the group that begins here is not closed; write { key: value }"),
    (
      "a: 1\nb: c: 2\n",
      "f.yaml:2: a second colon on the line, or a line indented too far; put text that holds a colon in quotes; align keys of one group"
    ),
    ("a: 1\nb\nc: 2\n", "f.yaml:2: a line without a colon between key and value; write `key: value`"),
    (
      "a:\n    b: 1\n  c: 2\n",
      "f.yaml:3: the line does not fit the lines above it; align it with its group; close quotes and brackets above"
    ),
    (
      "a:\n\tb: 1\n",
      "f.yaml:2: a tab, or a sign that may not begin a value; indent with spaces; put text that begins with @ % ` in quotes"
    ),
    (
      "a: @b\n",
      "f.yaml:1: a tab, or a sign that may not begin a value; indent with spaces; put text that begins with @ % ` in quotes"
    ),
  ])
  func syntaxErrorsAreSaidInPlainWords(_ text: String, _ expected: String) {
    #expect(yamlComplaint(text) == expected)
  }
}

/// A value handed from one thread to another.
private final class Mutex: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: String

  init(_ value: String) { stored = value }

  var value: String { lock.withLock { stored } }
  func set(_ value: String) { lock.withLock { stored = value } }
}
