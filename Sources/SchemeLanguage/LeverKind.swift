import PolicyModel

/// A kind of lever that a scheme file may declare: what unit its values have and which are refused.
struct LeverKind {
  /// The word after `is:`.
  let name: String
  let unit: Unit
  /// Of amounts for a currency in which a year's wage is about ``Currency/wageOfBounds``.
  let range: ClosedRange<Double>
  /// Whether it is an amount that somebody gets: worth less every year in which it stands still.
  var isBenefit = false
  /// Whether contributions are due at it.
  var isContributionRate = false

  /// All kinds in order.
  static let all: [LeverKind] = [
    LeverKind(name: "rate", unit: .share, range: 0...1, isContributionRate: true),
    LeverKind(name: "share", unit: .share, range: 0...1),
    LeverKind(name: "per-head", unit: .moneyPerPersonYear, range: 0...1e5),
    LeverKind(name: "benefit", unit: .moneyPerPersonYear, range: 0...1e7, isBenefit: true),
    LeverKind(name: "amount", unit: .moneyPerYear, range: 0...1e15),
    LeverKind(name: "price", unit: .money, range: 0...1e5),
    LeverKind(name: "factor", unit: .factor, range: 0...100),
    LeverKind(name: "number", unit: .number, range: 0...1e5),
    LeverKind(name: "months", unit: .months, range: 0...1200),
    LeverKind(name: "age", unit: .age, range: 0...100),
    LeverKind(name: "elasticity", unit: .elasticity, range: -0.99...0),
  ]

  /// The kind of this name.
  static func named(_ name: String?) -> LeverKind? { all.first { $0.name == name } }

  /// Who sets a lever, by the word after `set-by:`; the first is the default.
  static let roles: [(word: String, role: ParameterRole)] = [
    ("rule", .provision), ("assumption", .assumption), ("solved", .calibration),
  ]
}
