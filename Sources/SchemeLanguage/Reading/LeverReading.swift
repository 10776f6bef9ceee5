import PolicyModel
import Quantities
import Shapes

/// Entities with levers of their own, and levers that follow from others.
extension SchemeReader {
  mutating func readRules() {
    for (name, own) in root.entries("rules") {
      let kinds = kinds(of: own)
      let reserved = SchemeShapes.entity.names
      let declared = own.entries.filter { !reserved.contains($0.name.text) }
      let parameters = declared.compactMap { parameter($0.name, $0.value) }
      // What is refused is said already.
      if declared.isEmpty, kinds.isEmpty, own.value("kind") == nil {
        collector.report(
          "an entity has levers", line: name.line, key: name.key,
          remedy: "add parameters, for example premium: { is: per-head, title: Premium }, or a kind of rule")
      }
      entity(
        name, own.title("title"), isOptional: own.flag("optional"),
        parameters.isEmpty ? [] : [RuleKind.declared(parameters)], named: kinds)
    }
  }

  /// The kinds of rules that a declaration names.
  func kinds(of own: DeclaredNode) -> [NamedKind] {
    own.mentions("kind").compactMap { place in
      known(place, "rule kind", RuleKind.all.map(\.id)).flatMap { RuleKind.named($0.text) }
        .map { NamedKind(kind: $0, place: place) }
    }
  }

  /// A lever as a file declares it.
  func parameter(_ name: Mention, _ own: DeclaredNode) -> ParameterSpec? {
    guard let kind = LeverKind.named(own.text("is")), let title = own.title("title") else { return nil }
    let role = LeverKind.roles.first { $0.word == own.text("set-by") }?.role ?? .provision
    var range = kind.unit.isMoney ? ParameterSpec.scaled(kind.range, to: form.form.currency) : kind.range
    if let text = own.text("range") {
      guard let given = Self.range(text) else {
        collector.report(
          "this is no range", line: own.node.line, key: own.path + ".range", value: text,
          remedy: "write for example 0..10")
        return nil
      }
      range = given
    }
    let usual = own.number("default")
    if let usual, !range.contains(usual) {
      collector.report(
        "the default lies outside the range", line: own.node.line, key: own.path + ".default", value: "\(usual)",
        remedy: "choose one from \(range.lowerBound) to \(range.upperBound)")
    }
    var spec = ParameterSpec(name.text, title, kind.unit, range, role)
    if kind.isBenefit { spec = spec.benefit() }
    if kind.isContributionRate { spec = spec.contributionRate() }
    return usual.map(spec.otherwise) ?? spec
  }

  /// `0..10`.
  private static func range(_ text: String) -> ClosedRange<Double>? {
    guard let dots = text.range(of: "..") else { return nil }
    guard case .success(let low) = DecimalNumber.parse(String(text[..<dots.lowerBound])),
      case .success(let high) = DecimalNumber.parse(String(text[dots.upperBound...])), low < high
    else { return nil }
    return low...high
  }

  func readDerived() -> [DerivedDeclaration] {
    root.entries("derived").compactMap { name, own in
      guard let source = own.mention("last-year-of"), let title = own.title("title") else { return nil }
      return DerivedDeclaration(path: name, title: title, source: source)
    }
  }
}
