import Quantities
import Shapes
import Testing

@testable import InputFiles

/// Characters that cannot be seen, or look like others, are named with their place and the way out.
@Suite struct StrangeCharacterTests {
  @Test func namesAndMeanings() {
    #expect(StrangeCharacter.all(in: "male\u{200B}").map(\.name) == ["U+200B ZERO WIDTH SPACE"])
    #expect(StrangeCharacter.all(in: "m\u{0430}le").map(\.name) == ["U+0430 CYRILLIC SMALL LETTER A"])
    #expect(StrangeCharacter.all(in: "居民医保 resident").isEmpty)
    #expect(StrangeCharacter.cleaned("\u{FEFF}１２３\u{A0}4\u{AD}5\u{202C}") == "123 45")
    #expect(StrangeCharacter.cleaned("ａ：ｂ，ｃ") == "a:b,c")
  }

  @Test(
    arguments: [
      (
        "male\u{200B},0,1", "t.csv:2: sex", "here stands U+200B ZERO WIDTH SPACE, which cannot be seen, at column 5",
        "write male"
      ),
      (
        "male,0,566\u{A0}062", "separators", "U+00A0 NO-BREAK SPACE, which is no ordinary blank, at column 11",
        "write 566062"
      ),
      ("male,0,566\u{2009}062", "separators", "U+2009 THIN SPACE", "write 566062"),
      ("male,0,566，062", "separators", "U+FF0C FULLWIDTH COMMA, which is no \",\", at column 11", "write 566062"),
      ("male,0,１２", "a number belongs here", "U+FF11 FULLWIDTH DIGIT ONE, which is no \"1\", at column 8", "write 12"),
      ("male,0,1\u{AD}2", "a number belongs here", "U+00AD SOFT HYPHEN", "write 12"),
      ("male,0,\u{2212}1", "a number belongs here", "U+2212 MINUS SIGN, which is no \"-\"", "write -1"),
      ("male，0,1", "the row has 2 cells", "U+FF0C FULLWIDTH COMMA", "at column 5"),
    ])
  func inCells(row: String, what: String, name: String, remedy: String) {
    let layout = AgeTableLayout(ages: 0...0, values: [.init("share", in: -1e9...1e9)])
    let text = complaint {
      _ = try AgeTable(file("sex,age,share\n\(row)\nfemale,0,1\n", name: "t.csv"), layout: layout)
    }
    for part in [what, name, remedy, "t.csv:2:"] { #expect(text.contains(part), "\(text)") }
    #expect(!text.contains("\u{200B}") && !text.contains("\u{A0}"))
  }

  @Test(arguments: ["\u{FEFF}sex,age,share", "sex\u{200F},age,share"])
  func inHeaders(header: String) {
    let layout = AgeTableLayout(ages: 0...0, values: [.init("share", in: 0...1)])
    // A mark at the very beginning is taken off: this is the second.
    let text = complaint {
      _ = try AgeTable(file("# s\n\(header)\nmale,0,1\nfemale,0,1\n", name: "t.csv"), layout: layout)
    }
    #expect(text.hasPrefix("t.csv:2: "), "\(text)")
    #expect(text.contains("unknown column; here stands U+"), "\(text)")
    #expect(text.contains("did you mean \"sex\""), "\(text)")
  }

  /// A free word with such a character makes a category of its own, whose rows are then missing.
  @Test func inFreeWords() {
    let layout = AgeTableLayout(ages: 0...1, categories: ["profile"], values: [.init("relative", in: 0...1)])
    let text = complaint {
      _ = try AgeTable(
        file("profile,sex,age,relative\na,male,0,1\na\u{200B},male,1,1\na,female,0,1\na,female,1,1\n", name: "t.csv"),
        layout: layout)
    }
    #expect(text.contains("t.csv:3: profile a\\u{200b}, sex male, age 0"), "\(text)")
    #expect(text.contains("U+200B ZERO WIDTH SPACE, which cannot be seen, at column 2"), "\(text)")
  }

  @Test(
    arguments: [
      (
        "a\u{200B}: 1\nb: x\n", "f.yaml:1: a\\u{200b}: unknown key",
        "U+200B ZERO WIDTH SPACE, which cannot be seen, at column 2"
      ),
      ("a：1\nb: x\n", "f.yaml:1: ", "U+FF1A FULLWIDTH COLON, which is no \":\", at column 2"),
      ("a:\u{A0}1\nb: x\n", "f.yaml:1: ", "U+00A0 NO-BREAK SPACE, which is no ordinary blank, at column 3"),
      (
        "a: ２\nb: x\n", "f.yaml:1: a: a number belongs here",
        "U+FF12 FULLWIDTH DIGIT TWO, which is no \"2\", at column 4"
      ),
      ("a: 2\u{202C}\nb: x\n", "f.yaml:1: a: a number belongs here", "U+202C POP DIRECTIONAL FORMATTING"),
      ("b: x\n\u{FEFF}a: 1\n", "f.yaml:2: ", "U+FEFF ZERO WIDTH NO-BREAK SPACE, which cannot be seen, at column 1"),
      (
        "a: 1\nb: x\u{AD}\n", "f.yaml:2: b: this word is not known here",
        "U+00AD SOFT HYPHEN, which cannot be seen, at column 5"
      ),
    ])
  func inYAML(text: String, what: String, name: String) {
    let values = shape(.optional("a", .anyNumber, "A."), .required("b", .word(["x", "y"]), "B."))
    let found = yamlComplaint(text, values) { root in
      _ = root.number("a")
      _ = root.choice("b")
    }
    #expect(found.contains(what), "\(found)")
    #expect(found.contains(name), "\(found)")
  }

  /// Texts for people may hold what they like.
  @Test func notInTexts() {
    #expect(
      yamlComplaint("a: \"全角：，　空格\u{A0}\"\n", shape(.required("a", .text, "A."))) { _ = $0.text("a") }
        == "nothing")
  }

  @Test func inNamesOfFiles() {
    let text = complaint { _ = try TextFile(reading: "no/such\u{200B}.yaml") }
    #expect(
      text.contains("its name holds U+200B ZERO WIDTH SPACE, which cannot be seen; type the name anew: no/such.yaml"))
  }
}
