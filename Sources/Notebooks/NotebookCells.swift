import Quantities
import RunStore

/// The cells of a notebook on a run, top to bottom; a picture whose table the run has not is left out, its text with it.
struct NotebookCells {
  let run: StoredRun
  let language: NotebookLanguage
  /// The way from the notebook to the folder of results.
  let way: String

  /// A picture: its text, its code, and the table without which there is nothing to draw.
  struct Picture {
    let id: String
    let table: String
    let text: LocalizedText
    let code: String
  }

  static let pictures = [
    Picture(id: "balances", table: "accounts.csv", text: PictureTexts.balances, code: MoneyCells.balances),
    Picture(id: "flows", table: "accounts.csv", text: PictureTexts.flows, code: MoneyCells.flows),
    Picture(id: "reserves", table: "measures.csv", text: PictureTexts.reserves, code: ReserveCells.reserves),
    Picture(id: "people", table: "membership.csv", text: PictureTexts.people, code: PeopleCells.people),
    Picture(id: "pyramid", table: "population.csv", text: PictureTexts.pyramid, code: PeopleCells.pyramid),
    Picture(id: "payers", table: "waterfall.csv", text: PictureTexts.payers, code: PayerCells.payers),
    Picture(id: "reforms", table: "differences.csv", text: PictureTexts.reforms, code: ReformCells.reforms),
    Picture(id: "reform-years", table: "differences.csv", text: PictureTexts.reformYears, code: ReformCells.years),
  ]

  var all: [Notebook.Cell] {
    let shown = Self.pictures.filter { picture in
      run.tables.contains(picture.table) && (picture.table != "differences.csv" || run.reforms > 0)
    }
    return [
      Notebook.Cell(id: "title", kind: .markdown, source: OpeningTexts.title(run, way: way).text(language)),
      Notebook.Cell(id: "settings", kind: .code, source: settings),
      Notebook.Cell(id: "words", kind: .code, source: words, isFolded: true),
      Notebook.Cell(id: "tools", kind: .code, source: ToolCells.tools, isFolded: true),
      Notebook.Cell(id: "drawing", kind: .code, source: ToolCells.drawing, isFolded: true),
    ]
      + shown.flatMap { picture in
        [
          Notebook.Cell(id: picture.id + "-text", kind: .markdown, source: picture.text.text(language)),
          Notebook.Cell(id: picture.id, kind: .code, source: picture.code),
        ]
      }
      + [Notebook.Cell(id: "limits", kind: .markdown, source: OpeningTexts.limits.text(language))]
  }

  /// What a reader may change.
  private var settings: String {
    """
    \(OpeningTexts.folder.text(language))
    FOLDER = \(Self.python(way))
    \(OpeningTexts.scenario.text(language))
    SCENARIO = "baseline"
    \(OpeningTexts.region.text(language))
    REGION = None
    \(OpeningTexts.language.text(language))
    LANGUAGE = \(Self.python(language.rawValue))

    \(OpeningTexts.origin.text(language))
    WRITTEN_FOR = {"version": \(Self.python(run.version)), "inputs": \(Self.python(run.inputsDigest))}
    """
  }

  /// Every word of the pictures in both languages: without a Chinese font they are drawn in English.
  private var words: String {
    let entries = PictureWords.all.map { key, word in
      "    \(Self.python(key)): {\"en\": \(Self.python(word.en)), \"zh\": \(Self.python(word.zh))},"
    }
    return "WORDS = {\n" + entries.joined(separator: "\n") + "\n}"
  }

  /// A text as a literal of Python.
  static func python(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\" + String(scalar)
      case "\n": literal += "\\n"
      // Neither what ends a line for Python or an editor, nor what nobody sees.
      case _ where scalar.value < 0x20 || [0x7F, 0x85, 0x2028, 0x2029].contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
