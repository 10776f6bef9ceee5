import PolicyModel
import Quantities
import SchemeModel

/// Builds a scheme from its declaration, section by section; faults go to the collector.
struct SchemeBuilder {
  let record: InputRecord
  let root: MappingReader
  let collector: DiagnosticCollector
  /// Entities of the file that the place does not model.
  let omitted: [OmittedEntity]
  var registry = LeverRegistry(entities: [], lags: [])
  var states = StateSpace([])
  var hazardProfiles: [String] = []
  var earningsNames: [String] = []
  var branches: [Branch] = []
  var layers: [Layer] = []
  var bundles: [Bundle] = []
  var covers: [Cover] = []

  /// The most stages of a year: each is a product of matrices of states by states.
  static let stageLimit = 32
  /// The most entries of a section; a scheme has a tenth of that.
  static let sectionLimit = 500

  mutating func build() -> SchemeFile? {
    let id = root.text("scheme")
    let title = root.localizedText("title")
    readRegistry()
    readStates()
    let newborn = readNewborn()
    let types = readWorkerTypes()
    let stages = readStages()
    let responses = readResponses()
    let earnings = readEarnings()
    let components = readComponents()
    readBranches(components: components)
    let stacks = LayerReader(builder: self).read()
    (layers, bundles, covers) = stacks
    let funds = readFunds()
    let accounts = LineReader(builder: self, funds: funds).read()
    guard let common = readCommon(), let id, let title, let newborn, collector.isEmpty else { return nil }
    let people = SchemePeople(
      states: states, newborn: newborn, stages: stages, inflows: readInflows(), responses: responses,
      retirement: RetirementRules(types: types, qualification: readQualification()))
    let care = SchemeCare(
      components: components.map { ($0.name, $0.price) }, branches: branches, layers: layers, bundles: bundles,
      covers: covers)
    return SchemeFile(
      title: title,
      scheme: Scheme(
        id: id, people: people, care: care,
        money: SchemeMoney(
          earnings: earnings, funds: funds, lines: accounts.lines, mechanisms: accounts.mechanisms),
        common: common),
      registry: registry, hazardProfiles: hazardProfiles, earningsNames: earningsNames, record: record)
  }
}

/// Names and what they stand for.
extension SchemeBuilder {
  /// The readers of the mappings under a key, by name, in order.
  func named(_ key: String, required: Bool = true) -> [(name: String, line: Int, reader: MappingReader)] {
    root.mapping(key, required: required).map { named(in: $0) } ?? []
  }

  /// The readers of the mappings in a section.
  func named(in section: MappingReader) -> [(name: String, line: Int, reader: MappingReader)] {
    guard section.entries.count <= Self.sectionLimit else {
      collector.report(
        "more than \(Self.sectionLimit) entries", line: section.line, key: section.path,
        remedy: "check the file, or join some")
      return []
    }
    return section.entries.compactMap { entry in
      guard let reader = MappingReader(entry.value, path: section.path(of: entry.key), collector: collector) else {
        return nil
      }
      return (entry.key, entry.line, reader)
    }
  }

  /// The lever a path names.
  func lever(_ path: String, line: Int, key: String) -> ParameterID? {
    if let lever = registry[path] { return lever.id }
    if let entity = registry.omittedEntity(of: path) {
      collector.report(
        "what the place models needs a lever of which it gives no value", line: line, key: key, value: path,
        remedy: "give \(entity) its values in the rules or assumptions of the place")
      return nil
    }
    collector.report(
      "no lever has this path", line: line, key: key, value: path,
      remedy: Suggestion.remedy(for: path, in: registry.paths) ?? "declare its entity and rule under `entities`")
    return nil
  }

  /// The lever an entity and a parameter name make.
  func lever(_ entity: String, _ parameter: String, line: Int) -> ParameterID? {
    lever(entity + "." + parameter, line: line, key: entity)
  }

  /// A scalar factor: a lever path, `1 - path * path`, or a number.
  func factor(_ node: YAMLNode, key: String) -> ScalarFactor? {
    guard let text = collector.text(node, key: key) else { return nil }
    if case .success(let number) = DecimalNumber.parse(Array(text.utf8)[...]) { return .constant(number) }
    let words = text.split(separator: " ").map(String.init)
    if words.count >= 3, words[0] == "1", words[1] == "-" {
      var ids: [ParameterID] = []
      for (position, word) in words.dropFirst(2).enumerated() {
        if position % 2 == 1 {
          guard word == "*" else {
            collector.report(
              "a factor is a lever path, `1 - path * path` or a number", line: node.line, key: key, value: text,
              remedy: "write for example 1 - employee.personal-account.employer-share")
            return nil
          }
        } else if let id = lever(word, line: node.line, key: key) {
          ids.append(id)
        } else {
          return nil
        }
      }
      return .complement(ids)
    }
    return lever(text, line: node.line, key: key).map { .parameter($0) }
  }

  func product(_ reader: MappingReader, _ key: String) -> ScalarProduct? {
    guard let node = reader.optional(key) else { return nil }
    guard let items = collector.list(node, key: reader.path(of: key)) else { return nil }
    return ScalarProduct(items.compactMap { factor($0, key: reader.path(of: key)) })
  }
}
