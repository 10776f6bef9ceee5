import Foundation
@testable import Notebooks
import Quantities
@testable import RunStore
import Testing

/// The notebook as written: its cells, its texts and where it goes. Tests/Notebooks runs it.
@Suite struct NotebookTests {
  static let tables: Set<String> = [
    "accounts.csv", "measures.csv", "membership.csv", "population.csv", "waterfall.csv", "differences.csv",
  ]

  /// A folder of results as far as a notebook needs one: a manifest, and files of these names.
  static func results(
    _ folder: String, tables: Set<String> = tables, reforms: Int = 1, paths: String = "null", titles: Bool = true
  ) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let outputs = tables.sorted().map { "{\"file\": \"\($0)\", \"sha256\": \"0\"}" }.joined(separator: ", ")
    let title = "{\"en\": \"Ours | theirs\", \"zh\": \"本地\"}"
    let scenarios = (["baseline"] + (0..<reforms).map { "reform-\($0)" }).map { "\"\($0)\": \(title)" }
    let names =
      "\"titles\": {\"place\": \(title), \"regions\": {\"ours\": \(title)}, \"scenarios\": {\(scenarios.joined(separator: ", "))}},"
    try Data(
      """
      {"program": {"name": "fundcast", "version": "1.2.3"}, "openblas": {"core": "x", "threads": 1},
       "run": {"place": "scenarios/ours", "horizon": 2030, "scenarios": [], "paths": \(paths)},
       "place": "ours", "base-year": 2020, "horizon": 2030, \(titles ? names : "")
       "inputs": [{"file": "a", "sha256": "ab"}, {"file": "b", "sha256": "cd"}], "outputs": [\(outputs)]}
      """.utf8
    ).write(to: URL(fileURLWithPath: folder + "/manifest.json"))
    for table in tables { try Data().write(to: URL(fileURLWithPath: folder + "/" + table)) }
  }

  static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("notebooks-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  static func json(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  static func cells(_ path: String) throws -> [(id: String, kind: String, source: String)] {
    try #require(json(path)["cells"] as? [[String: Any]]).map { cell in
      (
        try #require(cell["id"] as? String), try #require(cell["cell_type"] as? String),
        try #require(cell["source"] as? [String]).joined()
      )
    }
  }

  // MARK: - What it says

  @Test func itIsANotebookOfFormat45() throws {
    try Self.withFolder { folder in
      try Self.results(
        folder + "/out",
        paths: """
          {"count": 200, "seed": "18446744073709551615", "without": [], "antithetic": false, "kept": false, "memory": null}
          """)
      for language in NotebookLanguage.allCases {
        let writer = try NotebookWriter(folder: folder + "/out", language: language)
        try writer.write()
        let first = try Data(contentsOf: URL(fileURLWithPath: writer.output))
        try NotebookWriter(folder: folder + "/out", language: language).write()
        #expect(try Data(contentsOf: URL(fileURLWithPath: writer.output)) == first)

        let notebook = try Self.json(writer.output)
        #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
        let metadata = try #require(notebook["metadata"] as? [String: Any])
        let origin = try #require(metadata["fundcast"] as? [String: Any])
        #expect(origin["version"] as? String == "1.2.3" && origin["language"] as? String == language.rawValue)
        #expect(origin["seed"] as? String == "18446744073709551615" && origin["paths"] as? Int == 200)
        let digest = try SHA256Digest.hex(Array("ab\ncd\n".utf8))
        #expect(origin["inputs-sha256"] as? String == digest)

        let cells = try Self.cells(writer.output)
        #expect(Set(cells.map(\.id)).count == cells.count)
        #expect(cells[0].kind == "markdown" && cells[0].source.contains(digest) && cells[0].source.contains("1.2.3"))
        #expect(cells[0].source.contains("18446744073709551615"))
        // A title cannot break the table it stands in.
        #expect(cells[0].source.hasPrefix(language == .en ? "# Ours \\| theirs: " : "# 本地："))
        #expect(cells[1].source.contains("FOLDER = \"out\"\n"))
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["out", "out.ipynb", "out.zh.ipynb"])
    }
  }

  @Test func picturesWithoutATableAreLeftOut() throws {
    for (table, gone) in [
      ("accounts.csv", ["balances", "flows"]), ("measures.csv", ["reserves"]), ("membership.csv", ["people"]),
      ("population.csv", ["pyramid"]), ("waterfall.csv", ["payers"]), ("differences.csv", ["reforms", "reform-years"]),
    ] {
      try Self.withFolder { folder in
        try Self.results(folder + "/out", tables: Self.tables.subtracting([table]))
        let writer = try NotebookWriter(folder: folder + "/out", language: .en)
        try writer.write()
        let shown = try Self.cells(writer.output).map(\.id)
        let all = NotebookCells.pictures.map(\.id)
        #expect(all.filter { !shown.contains($0) } == gone)
        #expect(all.filter { !shown.contains($0 + "-text") } == gone)
      }
    }
    try Self.withFolder { folder in
      try Self.results(folder + "/out", reforms: 0)
      let writer = try NotebookWriter(folder: folder + "/out", language: .zh)
      try writer.write()
      #expect(try !Self.cells(writer.output).contains { $0.id.hasPrefix("reform") })
    }
  }

  @Test func everyWordIsUsedAndEveryUsedWordIsThere() {
    let known = Set(PictureWords.all.map(\.key))
    #expect(known.count == PictureWords.all.count)
    let code = ([ToolCells.tools, ToolCells.drawing] + NotebookCells.pictures.map(\.code)).joined(separator: "\n")
    for key in known {
      // Keys of payers are put together.
      #expect(code.contains("\"\(key)\"") || key.hasPrefix("payer-"), "\(key) is not used")
    }
    for match in code.matches(of: /(?:word\(|WORDS\[)"([a-z0-9-]+)"[\)\]]/) {
      #expect(known.contains(String(match.1)), "\(match.1) has no text")
    }
  }

  @Test func bothLanguagesAreComplete() {
    func isChinese(_ text: String) -> Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
    let texts =
      NotebookCells.pictures.map(\.text)
      + [OpeningTexts.limits, OpeningTexts.folder, OpeningTexts.scenario, OpeningTexts.region, OpeningTexts.language]
    for text in texts {
      #expect(!text.en.isEmpty && isChinese(text.zh), "\(text)")
    }
    for (key, word) in PictureWords.all {
      #expect(!word.en.isEmpty && !isChinese(word.en), "\(key)")
      #expect(isChinese(word.zh) || key == "share-of-bills", "\(key)")
      func places(_ text: String) -> Int { text.count { $0 == "{" } }
      #expect(places(word.en) == places(word.zh), "\(key) is filled in differently")
    }
  }

  @Test func textsBecomeLiteralsOfPython() {
    #expect(NotebookCells.python("a\"b\\c\nd\u{2028}文") == "\"a\\\"b\\\\c\\nd\\u2028文\"")
  }
}
