import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Compiles a declaration: names become places and levers, and whatever names nothing is reported.
struct SchemeCompiler {
  let declaration: SchemeDeclaration
  let registry: LeverRegistry
  let collector: DiagnosticCollector
  var hazardProfiles: [String] = []
  private(set) var names: StateNames
  var states: StateSpace { names.space ?? StateSpace([]) }

  /// The most stages of a year: each is a product of matrices of states by states.
  static let stageLimit = 32

  init(
    _ declaration: SchemeDeclaration, omitted: [EntityDeclaration], vocabulary: LeverVocabulary,
    _ collector: DiagnosticCollector
  ) {
    self.declaration = declaration
    self.collector = collector
    registry = LeverRegistry(
      entities: declaration.entities.map { LeverEntity(path: $0.path.text, title: $0.title, rules: $0.rules) },
      lags: declaration.derived.map { ($0.path.text, $0.title, $0.source.text) },
      omitted: omitted.map { entity in
        OmittedEntity(
          path: entity.path.text, title: entity.title, kind: entity.kind,
          leverIDs: vocabulary.policies(
            of: LeverEntity(path: entity.path.text, title: entity.title, rules: entity.rules)))
      }, vocabulary: vocabulary, form: declaration.form)
    names = StateNames(declaration.people.axes, declaration.people.groups, collector)
  }

  /// The states again, their levels with the mortality they have.
  mutating func readMortality() {
    var found: [String: RelativeMortality] = [:]
    for level in declaration.people.axes.flatMap(\.levels) {
      guard let mortality = level.mortality, let factor = lever(mortality.factor) else { continue }
      found[level.name.text] = RelativeMortality(factor: factor, profile: mortality.profile.map { profile($0) })
    }
    guard !found.isEmpty else { return }
    names = StateNames(declaration.people.axes, declaration.people.groups, collector) { found[$0.name.text] }
  }
}

/// Names and what they stand for.
extension SchemeCompiler {
  /// The place of a hazard profile, which is new or not.
  mutating func profile(_ name: String) -> Int {
    if let known = hazardProfiles.firstIndex(of: name) { return known }
    hazardProfiles.append(name)
    return hazardProfiles.count - 1
  }

  /// The lever that a name is the path of.
  func lever(_ name: Mention) -> ParameterID? {
    if let lever = registry[name.text] { return lever.id }
    if let entity = registry.omittedEntity(of: name.text) {
      collector.report(
        "what the place models needs a lever of which it gives no value", line: name.line, key: name.key,
        value: name.text, remedy: "give \(entity) its values in the rules or assumptions of the place")
      return nil
    }
    collector.report(
      "no lever has this path", line: name.line, key: name.key, value: name.text,
      remedy: Suggestion.remedy(for: name.text, in: registry.paths) ?? "declare its entity under `rules`")
    return nil
  }

  /// The lever of an entity and a parameter.
  func lever(_ entity: Mention, _ parameter: String) -> ParameterID? {
    lever(Mention(entity.text + "." + parameter, line: entity.line, key: entity.key))
  }

  /// The factors of a product, those without a fault.
  func product(_ factors: [FactorDeclaration]) -> ScalarProduct {
    ScalarProduct(
      factors.compactMap { factor in
        switch factor {
        case .number(let value): return .constant(value)
        case .lever(let name): return lever(name).map { .parameter($0) }
        case .rest(let names):
          let levers = names.compactMap(lever)
          return levers.count == names.count ? .complement(levers) : nil
        }
      })
  }

  /// The place of a name in a list; missing ones are reported.
  func place(_ name: Mention, in known: [String], _ what: String) -> Int? {
    if let place = known.firstIndex(of: name.text) { return place }
    collector.report(
      "this word is not known here", line: name.line, key: name.key, value: name.text,
      remedy: Suggestion.remedy(for: name.text, in: known) ?? "declare the \(what)")
    return nil
  }
}
