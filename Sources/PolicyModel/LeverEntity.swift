import Quantities

/// Something a scheme file declares levers for.
public struct LeverEntity: Sendable {
  /// The first parts of the paths of its levers.
  public let path: String
  /// The name in reports.
  public let title: LocalizedText
  /// Its rule kinds.
  public let rules: [RuleKind]

  /// An entity with the levers of these rule kinds.
  public init(path: String, title: LocalizedText, rules: [RuleKind]) {
    self.path = path
    self.title = title
    self.rules = rules
  }
}
