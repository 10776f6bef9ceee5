import Quantities
import SchemeModel

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
  public private(set) var range: ClosedRange<Double>
  /// Who sets it.
  public let role: ParameterRole
  /// The value where no file gives one; nil where a value must be given.
  public private(set) var defaultValue: Double?
  /// The parameter of the same rule whose value it has where no file gives one; nil for none.
  public private(set) var follows: String?
  /// Whether it is read at the opening only, so that a later date would do nothing.
  public private(set) var isReadOnce = false
  /// Of a rate of growth: the parameter of the same entity whose level it makes grow.
  public private(set) var grows: String?
  /// Whether it is an amount that somebody gets, worth less every year in which it stands still.
  public private(set) var isBenefit = false
  /// Whether contributions are due at it: no law moves it by half at once.
  public private(set) var isContributionRate = false

  /// A parameter that files must give.
  public init(
    _ name: String, _ title: LocalizedText, _ unit: Unit, _ range: ClosedRange<Double>, _ role: ParameterRole
  ) {
    self.name = name
    self.title = title
    self.unit = unit
    self.range = range
    self.role = role
  }

  /// A parameter of a kind that the program declares, in both of its languages.
  init(
    _ name: String, _ en: String, _ zh: String, _ unit: Unit, _ range: ClosedRange<Double>, _ role: ParameterRole
  ) {
    self.init(name, LocalizedText(en: en, zh: zh), unit, range, role)
  }

  /// The same with the range of an amount as wide, and what holds where no file says anything as much, measured in wages, in this
  /// currency.
  func scaled(to currency: Currency) -> ParameterSpec {
    guard unit.isMoney else { return self }
    return with {
      $0.range = Self.scaled(range, to: currency)
      $0.defaultValue = defaultValue.map(currency.scaled)
    }
  }

  /// A range of amounts that is written for ``Currency/wageOfBounds``, in a currency.
  public static func scaled(_ range: ClosedRange<Double>, to currency: Currency) -> ClosedRange<Double> {
    // The least amount stands for "above nothing": it is one of the smallest unit in every currency.
    (range.lowerBound == 1 ? 1 : currency.scaled(range.lowerBound))...currency.scaled(range.upperBound)
  }

  /// The same, with the value that holds where no file gives one.
  public func otherwise(_ value: Double) -> ParameterSpec { with { $0.defaultValue = value } }

  /// The same, with the value of `parameter` of the same rule where no file gives one.
  func following(_ parameter: String) -> ParameterSpec { with { $0.follows = parameter } }

  /// The same, read at the opening only.
  func readOnce() -> ParameterSpec { with { $0.isReadOnce = true } }

  /// The same, as the rate at which the level `parameter` of the same entity grows.
  func growing(_ parameter: String) -> ParameterSpec { with { $0.grows = parameter } }

  /// The same, as an amount that somebody gets.
  public func benefit() -> ParameterSpec { with { $0.isBenefit = true } }

  /// The same, as a rate at which contributions are due.
  public func contributionRate() -> ParameterSpec { with { $0.isContributionRate = true } }

  private func with(_ change: (inout ParameterSpec) -> Void) -> ParameterSpec {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A kind of rule: parameters that belong together. A lever's path is a declared entity and a parameter of a rule kind the entity
/// has; the registry is their product. What the engine reads has kinds in Swift, what is a factor of lines alone is declared by
/// the scheme.
public struct RuleKind: Sendable {
  /// What brings the levers of a kind into a scheme, and so what reads them.
  public enum Bringer: Sendable, Hashable {
    /// An entity under `rules` that names the kind, one in every scheme: its levers are found by the kind.
    case everyScheme
    /// An entity under `rules` that names the kind: rules of values follow its levers.
    case followed
    /// An entity under `rules` that names the kind: lines, groups or levels name its levers as their factors.
    case named
    /// Whatever is declared in a section of the file, which also reads them.
    case section(String)
  }

  /// The name in scheme files.
  public let id: String
  /// What brings its levers into a scheme.
  public let bringer: Bringer
  /// One sentence for the documentation.
  public let summary: String
  /// Its parameters.
  public let parameters: [ParameterSpec]

  /// A kind of rule with these parameters.
  public init(id: String, from bringer: Bringer = .named, summary: String, parameters: [ParameterSpec]) {
    self.id = id
    self.bringer = bringer
    self.summary = summary
    self.parameters = parameters
  }

  /// The name of the kind of what a scheme declares itself.
  public static let declaredID = "declared"

  /// Parameters that a scheme declares itself.
  public static func declared(_ parameters: [ParameterSpec]) -> RuleKind {
    RuleKind(id: declaredID, summary: "Factors of lines that the scheme declares.", parameters: parameters)
  }

  /// The same with other parameters.
  public func with(_ parameters: [ParameterSpec]) -> RuleKind {
    RuleKind(id: id, from: bringer, summary: summary, parameters: parameters)
  }

  /// The same with further parameters.
  public func adding(_ parameters: [ParameterSpec]) -> RuleKind { with(self.parameters + parameters) }
}
