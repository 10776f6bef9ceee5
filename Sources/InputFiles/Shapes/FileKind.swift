import PolicyModel
import SchemeLanguage
import Shapes

/// A kind of YAML file that is read.
public enum FileKind: String, CaseIterable, Sendable {
  case scheme, form, levers, baseline, assumptions, reform

  /// What such a file may hold; of a place with its own levers, with their titles, units and ranges.
  public func shape(of place: Place? = nil) -> Shape {
    let registry = place?.baseline.registry
    switch self {
    case .scheme: return SchemeShapes.scheme(items: place?.written.scheme.form.itemNames ?? [])
    case .form: return FormDeclaration.shape
    case .levers: return PlaceShapes.levers
    case .baseline:
      return registry.map { PlaceShapes.baseline(rules: PlaceShapes.rules($0, roles: [.provision])) }
        ?? PlaceShapes.baseline
    case .assumptions:
      return registry.map {
        PlaceShapes.assumptions(values: PlaceShapes.rules($0, roles: [.assumption, .calibration]))
      } ?? PlaceShapes.assumptions
    case .reform: return registry.map(PlaceShapes.reform) ?? PlaceShapes.reform
    }
  }

  /// Whether its entries may be written once for several members of a set.
  public var hasTemplates: Bool { self == .scheme }
}

extension Place {
  /// The languages of titles, English first.
  public var languages: [String] { baseline.scheme.form.languages }

  /// The names that may be referred to in its files, by what they name: `lever`, `fund`, `line`.
  public var names: [String: [String]] {
    let scheme = baseline.scheme, registry = baseline.registry
    return [
      "lever": registry.paths, "fund": scheme.funds.map(\.id), "line": scheme.lines.map(\.id),
      "branch": scheme.branches.map(\.id),
      "policy": registry.vocabulary.policies.map(\.id)
        + Set(registry.levers.flatMap(\.leverIDs)).subtracting(registry.vocabulary.policies.map(\.id)).sorted(),
    ]
  }
}
