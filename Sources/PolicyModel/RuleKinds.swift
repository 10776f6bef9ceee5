import SchemeModel

/// All rule kinds. A new one is a row here, its meaning in SchemeModel, and a test.
extension RuleKind {
  static let money = 0.0...1e15
  static let unit = 0.0...1.0
  /// Where the range of a threshold ends, and what it is where no file gives it: `Currency.noLimit`.
  static let noLimit = 1e12

  /// Every rule kind by name.
  public static let all: [RuleKind] = contributions + people + care + accounts

  /// The rule kind with this name.
  public static func named(_ id: String) -> RuleKind? { all.first { $0.id == id } }
}
