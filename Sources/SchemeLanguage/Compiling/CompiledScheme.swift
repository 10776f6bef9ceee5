import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// A scheme as a place models it: the structure that the engine computes, and its levers.
public struct CompiledScheme: Sendable {
  /// The name in reports.
  public let title: LocalizedText
  /// The structure.
  public let scheme: Scheme
  /// Its levers.
  public let registry: LeverRegistry
  /// Names of hazard profiles, in the order the scheme refers to them.
  public let hazardProfiles: [String]
  /// Names of contribution bases, in order.
  public let baseNames: [String]
}

extension SchemeCompiler {
  /// The scheme; nil where something was reported.
  mutating func compile() -> CompiledScheme? {
    for derived in declaration.derived where registry[derived.source.text] == nil {
      collector.report(
        "a derived lever follows one that does not exist", line: derived.source.line, key: derived.source.key,
        value: derived.source.text, remedy: Suggestion.remedy(for: derived.source.text, in: registry.paths))
    }
    readMortality()
    let people = people()
    let earnings = earnings()
    let care = care()
    let funds = funds()
    let accounts = LineCompiler(self, funds: funds, care: care).compile()
    guard let common = common(), let people, collector.isEmpty else { return nil }
    let scheme = Scheme(
      id: declaration.id, form: declaration.form, people: people, care: care,
      money: SchemeMoney(earnings: earnings, funds: funds, lines: accounts.lines, mechanisms: accounts.mechanisms),
      common: common)
    return CompiledScheme(
      title: declaration.title, scheme: scheme, registry: registry, hazardProfiles: hazardProfiles,
      baseNames: declaration.people.bases.map(\.name.text))
  }
}
