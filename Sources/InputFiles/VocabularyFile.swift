import PolicyModel
import Quantities

/// The file beside a scheme that says what planners call its policies and levers. No figure depends on it.
enum VocabularyFile {
  /// Understands a file and reports everything that is wrong with it.
  static func read(_ path: String) throws -> LeverVocabulary {
    let source = try YAMLSource(path)
    let collector = source.collector
    guard let root = MappingReader(source.document.root, collector: collector) else {
      try collector.throwIfAny()
      return LeverVocabulary()
    }
    let section = root.mapping("policies")
    let policies = (section?.entries ?? []).compactMap { entry -> PolicyLever? in
      guard LeverSearch.isID(entry.key), entry.key == entry.key.uppercased() else {
        collector.report(
          "a policy has an id of L and digits", line: entry.line, key: entry.key, remedy: "write for example L13")
        return nil
      }
      return MappingReader(entry.value, path: "policies." + entry.key, collector: collector)
        .flatMap { policy(entry.key, $0) }
    }
    let terms = (root.mappings("terms", required: false) ?? []).map { reader in
      let words = texts(reader, "words"), levers = texts(reader, "levers")
      reader.finish()
      return LeverVocabulary.Term(words: words, levers: levers)
    }
    root.finish()
    try collector.throwIfAny()
    return LeverVocabulary(policies: policies, terms: terms)
  }

  private static func policy(_ id: String, _ reader: MappingReader) -> PolicyLever? {
    let title = reader.localizedText("title")
    let why = reader.localizedText("no-flows", required: false)
    let words = texts(reader, "words", required: false), nearest = texts(reader, "nearest", required: false)
    let remark = reader.localizedText("remark", required: false)
    let reforms = texts(reader, "reforms", required: false)
    let lacking = reader.localizedText("lacking", required: false)
    reader.finish()
    guard let title else { return nil }
    return PolicyLever(
      id: id, title: title, effect: why.map { .none($0) } ?? .flows, words: words,
      standIns: StandIns(nearest: nearest, remark: remark, reforms: reforms, lacking: lacking))
  }

  /// The file that a scheme names, as a file of the folder its copy stands in; nil where it names none.
  static func beside(_ scheme: String, _ root: YAMLNode) throws -> PlaceFile? {
    guard let name = root["policies"]?.text else { return nil }
    let text = try TextFile(reading: FilePath.join(FilePath.folder(of: scheme), name))
    return PlaceFile(name: FilePath.stem(of: name) + ".yaml", bytes: text.bytes)
  }

  private static func texts(_ reader: MappingReader, _ key: String, required: Bool = true) -> [String] {
    (reader.list(key, required: required) ?? []).compactMap { reader.collector.text($0, key: reader.path(of: key)) }
  }
}

extension SchemeBuilder {
  /// What planners say: `policies:` of the scheme names a file beside it.
  func readVocabulary() -> LeverVocabulary {
    let empty = LeverVocabulary()
    guard let name = root.text("policies", required: false, example: "china-policies.yaml") else { return empty }
    let path = FilePath.join(FilePath.folder(of: record.file), name)
    return (try? collector.collect { try VocabularyFile.read(path) }) ?? empty
  }
}
