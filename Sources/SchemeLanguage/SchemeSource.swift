import PolicyModel
import Quantities
import Shapes

extension SchemeDeclaration {
  /// Understands a scheme file; faults go to the collector, and it is nil where there are any.
  package init?(_ root: YAMLNode, form: FormDeclaration, _ collector: DiagnosticCollector) {
    guard var reader = SchemeReader(root, form: form, collector), let read = reader.read() else { return nil }
    self = read
  }

  /// The scheme as a place models it; faults go to the collector, and it is nil where there are any.
  ///
  /// - Parameter given: every path of keys in the place's rules and assumptions: optional entities of which none is given are left
  ///   out.
  package func compiled(
    given: Set<String>, vocabulary: LeverVocabulary, _ collector: DiagnosticCollector
  ) -> CompiledScheme? {
    let pruning = Pruning(self, given: given)
    // Each missing entity once: one mistake takes several lines along.
    var told: Set<String> = []
    for fault in pruning.severed where told.insert(fault.missing).inserted {
      collector.report(
        "the place gives values of \(fault.given) but none of \(fault.missing), and would lose both here",
        line: fault.at.line, key: fault.at.key, value: fault.missing,
        remedy:
          "give \(fault.missing) its values in the rules or assumptions of the place\(levers(of: fault.missing)), or leave those of \(fault.given) out too"
      )
    }
    guard collector.isEmpty else { return nil }
    var compiler = SchemeCompiler(
      pruning.declaration, omitted: pruning.omitted, vocabulary: vocabulary, collector)
    return compiler.compile()
  }

  /// The levers of an entity that a place has to give, by section: ` (rules: subsidy; assumptions: cases)`; of one whose levers all
  /// have a default, those; nothing where there is no such entity.
  private func levers(of entity: String) -> String {
    let own =
      entities.first { $0.path.text == entity }?.rules.flatMap(\.parameters).filter { $0.role != .calibration } ?? []
    let needed = own.filter { $0.defaultValue == nil && $0.follows == nil }, shown = needed.isEmpty ? own : needed
    let sections = [("rules", true), ("assumptions", false)].compactMap { section, isRule -> String? in
      let names = shown.filter { ($0.role == .provision) == isRule }.map(\.name)
      return names.isEmpty ? nil : section + ": " + names.joined(separator: ", ")
    }
    return sections.isEmpty ? "" : " (\(sections.joined(separator: "; ")))"
  }
}
