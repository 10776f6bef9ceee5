import InputFiles
import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// The files of a new place.
struct PlaceTemplateFiles {
  let name: String
  let folder: String
  let model: Place
  let source: String

  typealias File = PlaceFile

  init(name: String, folder: String, model: Place, source: String) {
    self.name = name
    self.folder = folder
    self.model = model
    self.source = source
  }

  /// README.md first, then the files of the place, then the example of a reform.
  func all() throws -> [File] {
    let root = model.written.baseline.root
    let shared = self.scheme(root["scheme"]?.text ?? "")
    let note = "# Copied from \(source): every figure is that place's until it is replaced. See README.md."
    var text = note + "\n" + (try Self.text(model.written.baseline))
    let title = model.baseline.title, languages = model.baseline.scheme.form.languages
    for (key, value) in [
      ("place", name), ("scheme", shared.path), ("assumptions", "assumptions.yaml"), ("tables", "tables"),
      (
        "title",
        Self.written(
          LocalizedText(en: "\(name): as \(title.en)", zh: "\(name)：暂同\(title.zh)").within(languages))
      ),
    ] { text = Self.replacing(key, with: value, in: text) }
    let example = ReformExample(model.baseline)
    let assumptions = try model.written.assumptions.map(Self.text) ?? ""
    var files = [
      File(name: "README.md", bytes: Array(PlaceReadme(name, folder, model, source, example).text.utf8)),
      File(name: "baseline.yaml", bytes: Array(text.utf8)),
      File(
        name: "assumptions.yaml",
        bytes: Array(Self.replacing("place", with: name, in: note + "\n" + assumptions).utf8)),
      File(name: "reforms/\(example.id).yaml", bytes: Array(example.text.utf8)),
    ]
    files += shared.copies
    let tableFolder = FilePath.tidy(FilePath.join(source, root["tables"]?.text ?? "")) + "/"
    for input in model.inputs where input.file.hasPrefix(tableFolder) {
      let table = try TextFile(name: input.file, bytes: input.bytes)
      files.append(
        File(name: "tables/" + input.file.dropFirst(tableFolder.count), bytes: Array(note.utf8) + [10] + own(table)))
    }
    let origin = PlaceOrigin.Record(place: model.baseline.place, title: title, contents: try PlaceContents(model))
    files.append(File(name: PlaceOrigin.file, bytes: Array(origin.text.utf8)))
    return files
  }

  /// A file as text.
  private static func text(_ document: YAMLDocument) throws -> String {
    try TextFile(name: document.file, bytes: document.record.bytes).text
  }

  /// A table without the line that names its derivation, which is not copied.
  private func own(_ table: TextFile) -> [UInt8] {
    let lines = table.bytes.split(separator: 10, omittingEmptySubsequences: false)
    return Array(lines.filter { !$0.starts(with: Array("# derivation:".utf8)) }.joined(separator: [10]))
  }

  /// The scheme as seen from the new folder, or, where it stands outside the folder that holds the new place or in another
  /// place, a copy of it: what is moved together goes on working.
  private func scheme(_ written: String) -> (path: String, copies: [File]) {
    let scheme = FilePath.canonical(FilePath.join(source, written))
    let parent = FilePath.canonical(FilePath.folder(of: FilePath.absolute(folder)))
    guard !FilePath.isInside(scheme, parent) || FilePath.isInside(scheme, source) else {
      return ("../" + FilePath.relative(scheme, to: parent), [])
    }
    let source = model.written.scheme, copy = "schemes/" + FilePath.stem(of: scheme) + ".yaml"
    return (
      copy,
      [File(name: copy, bytes: source.record.bytes)]
        + source.beside.map { File(name: "schemes/" + $0.name, bytes: $0.bytes) }
    )
  }

  static func written(_ title: LocalizedText) -> String {
    title.isOneText
      ? quoted(title.en) : "{ en: \(quoted(title.en)), \(title.language): \(quoted(title.local)) }"
  }

  /// Text in quotes, for YAML.
  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }

  /// `text` with another value of a key at the left margin, which may have run over indented lines.
  private static func replacing(_ key: String, with value: String, in text: String) -> String {
    var result: [Substring] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(key + ":") {
        result.append("\(key): \(value)")
        isInside = true
      } else if !isInside || !(line.hasPrefix(" ") || line.hasPrefix("-")) {
        isInside = false
        result.append(line)
      }
    }
    return result.joined(separator: "\n")
  }
}

/// One reform to begin with.
struct ReformExample {
  let lever: Lever?
  let year: Int
  let id = "example"
  private let title: LocalizedText

  init(_ baseline: Baseline) {
    title = LocalizedText(en: "Example: one lever raised by a tenth", zh: "示例：一项标准提高一成")
      .within(baseline.scheme.form.languages)
    let given = baseline.registry.levers.first { lever in
      lever.spec.role == .provision && baseline.series[lever.id.index]?.points.isEmpty == false
    }
    lever = baseline.registry["resident.premium"] ?? given
    year = min(max(2027, baseline.baseYear + 1), baseline.defaultHorizon)
  }

  /// Ten lines and a few that explain them.
  var text: String {
    """
    # A reform says what changes, when and on whose authority; nothing else. `fundcast levers` lists what can be changed.
    title: \(PlaceTemplateFiles.written(title))
    baseline: ../baseline.yaml             # the rules it changes
    source: "proposal, for discussion"     # on whose authority
    description: "What it does, in one sentence."
    changes:
      # From \(year) on; a plain number sets: { \(year): 500 }. add: 20 raises by an amount.
      \(lever?.path ?? "resident.premium"): { \(year): { multiply: 1.1 } }
    cannot-model: "What the figures leave out."

    """
  }
}
