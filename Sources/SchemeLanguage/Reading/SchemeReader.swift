import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads a scheme file into its declaration: templates are written out, the whole is compared with its shape, and then each section
/// becomes values of its type. Faults go to the collector.
struct SchemeReader {
  let root: DeclaredNode
  let form: FormDeclaration
  let collector: DiagnosticCollector
  var entities = EntityList()
  /// Who is in which group, before anything is left out or split.
  var stateNames: StateNames?
  var groups: [GroupDeclaration] = []
  var branches: [BranchDeclaration] = []

  /// Nil where something was reported.
  init?(_ node: YAMLNode, form: FormDeclaration, _ collector: DiagnosticCollector) {
    guard case .mapping = node.kind else {
      collector.report(
        "the file is no scheme", line: node.line, value: node.shownText, remedy: "write `key: value` lines")
      return nil
    }
    collector.languages = form.languages
    let shape = SchemeShapes.scheme(items: form.itemNames)
    // A section of another name looks like one that is missing, and takes all that needs it along: it is told first.
    let unknown = node.entries.filter { shape.key($0.key) == nil }
    if !unknown.isEmpty {
      ShapeCheck(collector)
        .check(YAMLNode(line: node.line, kind: .mapping(unknown)), shape.withoutRequired)
      return nil
    }
    let written = Self.written(node, collector)
    guard collector.isEmpty else { return nil }
    ShapeCheck(collector).check(written, shape)
    guard collector.isEmpty else { return nil }
    root = DeclaredNode(node: written, path: "", languages: form.languages)
    self.form = form
    self.collector = collector
  }

  /// The file without templates.
  private static func written(_ node: YAMLNode, _ collector: DiagnosticCollector) -> YAMLNode {
    var sets = SchemeSets(node["sets"])
    var services = TemplateExpansion(sets, collector)
    sets.addServices(node["services"].map { services.expand($0, path: "services") })
    var expansion = TemplateExpansion(sets, collector)
    let sections = node.entries.map { entry in
      entry.key == "sets"
        ? entry : YAMLEntry(key: entry.key, line: entry.line, value: expansion.expand(entry.value, path: entry.key))
    }
    return YAMLNode(line: node.line, kind: .mapping(sections))
  }

  /// The declaration; nil where something was reported.
  mutating func read() -> SchemeDeclaration? {
    readRules()
    let derived = readDerived()
    let people = readPeople()
    guard collector.isEmpty else { return nil }
    let care = readCare()
    guard collector.isEmpty else { return nil }
    let money = readMoney()
    guard let people, collector.isEmpty else { return nil }
    let scheme = SchemeDeclaration(
      id: root.text("scheme") ?? "", title: root.title("title") ?? LocalizedText(""), form: form.form,
      entities: entities.entities, derived: derived, people: people, care: care, money: money)
    UnreadKinds(scheme, entities).report(collector)
    return collector.isEmpty ? inBands(scheme) : nil
  }

  /// The scheme in the wage bands it names; nil where it cannot be split.
  private func inBands(_ scheme: SchemeDeclaration) -> SchemeDeclaration? {
    guard
      let levels = root.value("wage-bands")?.value("levels")?.items.compactMap({ $0.node.text.flatMap(Double.init) })
    else { return scheme }
    do {
      return try WageBands(scheme, levels: levels).split(scheme)
    } catch let fault as FundcastError {
      for diagnostic in fault.diagnostics {
        collector.report(
          diagnostic.message, line: root.value("wage-bands")?.node.line, key: "wage-bands", value: diagnostic.value,
          remedy: diagnostic.remedy)
      }
    } catch {
      collector.report("the scheme cannot be split into wage bands", key: "wage-bands")
    }
    return nil
  }

  /// Adds rules to an entity; one that nobody names is a fault.
  mutating func entity(
    _ path: Mention, _ title: LocalizedText?, isOptional: Bool = false, kind: OmittedEntity.Kind = .other,
    _ rules: [RuleKind], named: [NamedKind] = []
  ) {
    guard !entities.add(path, title, isOptional: isOptional, kind: kind, rules, named: named) else { return }
    collector.report(
      "these levers have no name in reports", line: path.line, key: path.key, value: path.text,
      remedy: "add `title` here, or declare \(path.text) with a title under `rules`")
  }

  /// What is declared under `what` has one of these names; nil and a report where it has not.
  func known(_ name: Mention?, _ what: String, _ names: [String]) -> Mention? {
    guard let name else { return nil }
    if names.contains(name.text) { return name }
    collector.report(
      "no \(what) has this name", line: name.line, key: name.key, value: name.text,
      remedy: Suggestion.remedy(for: name.text, in: names))
    return nil
  }
}

extension Shape {
  /// The same where nothing must stand.
  fileprivate var withoutRequired: Shape {
    Shape(
      name, summary, keys: keys.map { .optional($0.name, $0.value, $0.summary, example: $0.example) }, former: former)
  }
}
