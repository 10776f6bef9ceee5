import PolicyModel
import Quantities
import SchemeLanguage
import SchemeModel
import Shapes

/// A file by its name, as it stands or is to stand in a folder.
package struct PlaceFile: Sendable {
  package let name: String
  package let bytes: [UInt8]

  /// A file of these bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// A scheme file with those beside it, read but not yet cut to what a place models.
package struct SchemeSource: Sendable {
  /// The scheme as it is declared.
  package let declaration: SchemeDeclaration
  /// What planners call its policies and levers.
  let vocabulary: LeverVocabulary
  /// The file of the scheme as it was read.
  package let record: InputRecord
  /// How its country writes.
  package let form: FormDeclaration
  /// The files beside it: form and levers.
  package let beside: [PlaceFile]
  /// The path of the file, for reports.
  private let file: String

  /// Keys that name a file beside the scheme.
  private static let keys = ["form", "levers"]

  /// Understands a scheme file and those it names, and reports everything that is wrong with them.
  package init(_ text: YAMLSource, from place: PlaceSource) throws {
    let collector = text.collector, root = text.document.root
    file = text.document.file
    record = text.document.record
    var files: [String: YAMLSource] = [:], beside: [PlaceFile] = []
    for key in Self.keys {
      guard let node = root[key], let path = Self.path(node, key, file, collector) else { continue }
      guard let read = try collector.collect({ try place.text(path, byteLimit: YAMLDocument.byteLimit) }),
        let source = try collector.collect({ try YAMLSource(read) })
      else { continue }
      files[key] = source
      beside.append(PlaceFile(name: node.text ?? key, bytes: read.bytes))
    }
    self.beside = beside
    try collector.throwIfAny()
    form = try Self.form(files["form"], of: text)
    files["levers"]?.collector.languages = form.form.languages
    vocabulary = try files["levers"].map(VocabularyFile.read) ?? LeverVocabulary()
    guard let read = SchemeDeclaration(root, form: form, collector) else {
      try collector.throwIfAny()
      throw FundcastError(
        .data, Diagnostic("the scheme is not complete", file: file, remedy: "compare it with a shipped one"))
    }
    declaration = read
    if let levers = files["levers"] {
      VocabularyFile.checkMoves(vocabulary, declaration, levers.collector)
      try levers.collector.throwIfAny()
    }
  }

  /// The form beside a scheme.
  private static func form(_ source: YAMLSource?, of scheme: YAMLSource) throws -> FormDeclaration {
    guard let source else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the scheme names no form: in what money and which languages its country writes is not known",
          file: scheme.document.file, key: "form",
          remedy: "add for example `form: china.form.yaml`, the name of a file beside the scheme"))
    }
    let form = FormDeclaration(source.document.root, source.collector)
    try source.collector.throwIfAny()
    guard let form else {
      throw FundcastError(
        .data,
        Diagnostic("the form is not complete", file: source.document.file, remedy: "compare it with a shipped one"))
    }
    return form
  }

  /// A file in the folder of the scheme: one elsewhere would not be copied with it.
  private static func path(
    _ node: YAMLNode, _ key: String, _ scheme: String, _ collector: DiagnosticCollector
  ) -> String? {
    guard let name = collector.text(node, key: key) else { return nil }
    guard !name.contains("/") else {
      collector.report(
        "the file stands beside the scheme, in the same folder", line: node.line, key: key, value: name,
        remedy: "write its name alone")
      return nil
    }
    return FilePath.join(FilePath.folder(of: scheme), name)
  }
}

/// A scheme as a place models it. It gives the structure and the registry of levers.
struct SchemeFile: Sendable {
  private let compiled: CompiledScheme
  /// The whole scheme.
  let source: SchemeSource
  /// The file as it was read.
  var record: InputRecord { source.record }
  /// The name in reports.
  var title: LocalizedText { compiled.title }
  /// The structure.
  var scheme: Scheme { compiled.scheme }
  /// Its levers.
  var registry: LeverRegistry { compiled.registry }
  /// Names of hazard profiles, in the order the scheme refers to them.
  var hazardProfiles: [String] { compiled.hazardProfiles }

  /// Understands a scheme file and reports everything that is wrong with it.
  ///
  /// - Parameter given: paths of keys in a place's rules and assumptions; optional entities of which none is given are left out.
  init(_ text: YAMLSource, from place: PlaceSource, given: Set<String>) throws {
    source = try SchemeSource(text, from: place)
    let compiled = source.declaration.compiled(given: given, vocabulary: source.vocabulary, text.collector)
    try text.collector.throwIfAny()
    guard let compiled else {
      throw FundcastError(
        .data,
        Diagnostic("the scheme is not complete", file: text.document.file, remedy: "compare it with a shipped one"))
    }
    self.compiled = compiled
  }
}
