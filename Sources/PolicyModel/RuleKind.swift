import Quantities

/// Who sets a parameter.
public enum ParameterRole: String, Sendable {
  /// Set by rule: dated and cited, in baseline.yaml.
  case provision
  /// Not set by the scheme: economy, demography, medical trend, in assumptions.yaml.
  case assumption
  /// Solved or chosen so that the base year is met.
  case calibration
}

/// One parameter of a rule kind: what every lever made from it has in common.
public struct ParameterSpec: Sendable {
  /// The last part of the lever's path.
  public let name: String
  /// The name in reports.
  public let title: LocalizedText
  /// The unit of its values.
  public let unit: Unit
  /// Values outside are refused.
  public let range: ClosedRange<Double>
  /// Who sets it.
  public let role: ParameterRole
  /// The value where no file gives one; nil where a value must be given.
  public let defaultValue: Double?
  /// The parameter of the same rule whose value it has where no file gives one; nil for none.
  public let follows: String?
  /// Whether it is read at the opening only, so that a later date would do nothing.
  public let isReadOnce: Bool
  /// Of a rate of growth: the parameter of the same entity whose level it makes grow.
  public let grows: String?

  /// A parameter; see the properties.
  public init(
    _ name: String, _ en: String, _ zh: String, _ unit: Unit, _ range: ClosedRange<Double>, _ role: ParameterRole,
    default defaultValue: Double? = nil, follows: String? = nil, readOnce isReadOnce: Bool = false,
    grows: String? = nil
  ) {
    self.grows = grows
    self.name = name
    title = LocalizedText(en: en, zh: zh)
    self.unit = unit
    self.range = range
    self.role = role
    self.defaultValue = defaultValue
    self.follows = follows
    self.isReadOnce = isReadOnce
  }
}

/// A kind of rule. A lever's path is a declared entity and a parameter of a rule kind the entity has: rule kinds are Swift,
/// entities are YAML, the registry is their product.
public struct RuleKind: Sendable {
  /// The name in scheme files.
  public let id: String
  /// One sentence for the documentation.
  public let summary: String
  /// Its parameters.
  public let parameters: [ParameterSpec]
}
