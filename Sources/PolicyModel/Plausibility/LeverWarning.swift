import Quantities
import SchemeModel

/// Sentences about a value that is possible but that nobody may have meant. They name both figures that do not go together.
extension Baseline {
  /// A warning about a lever, with where its value stands.
  func warning(_ lever: Lever, at location: SourceLocation?, en: String, zh: String) -> LocalizedText {
    LocalizedText(
      en: (location.map { "\($0.file):\($0.line): " } ?? "") + "\(lever.path): \(en)", zh: "\(lever.title.zh)：\(zh)。")
  }
}

extension Lever {
  /// Whether ten times its value in the next year, or a tenth of it, would be a slip: standards, prices, bills, use and
  /// factors. Amounts of a year (a deferral, an adjustment, migrants) come and go.
  var isSteadyLevel: Bool {
    switch spec.unit {
    case .money, .moneyPerPersonYear, .moneyPerService, .servicesPerPersonYear, .factor: spec.role != .calibration
    case .moneyPerYear: kind == "economy" || kind == "household-income"
    default: false
    }
  }

  /// Whether it is a rate of contribution.
  var isContributionRate: Bool { spec.isContributionRate && spec.role == .provision }

  /// Whether it is a small part or rate that no rule fixes (recoveries, interest, what waits for the next year, a hazard): ten times
  /// as much is a slip.
  var isSmallRate: Bool {
    guard spec.unit == .share || spec.unit == .sharePerYear else { return false }
    // Who is treated where, and who joins, a policy may well move tenfold.
    guard !["setting", "voluntary-cover"].contains(kind) else { return false }
    return spec.role == .assumption || ["claims-lag", "deferral", "advance"].contains(kind)
  }

  /// Whether it is a yearly growth of wages, prices or costs.
  var isGrowth: Bool {
    spec.unit == .sharePerYear && ["economy", "care", "medical-trend"].contains(kind) && spec.name != "interest-rate"
      && spec.name != "discount-rate"
  }

  /// Whether nothing of it is a slip: bills, use and factors as they are found, and prices. A standard
  /// that a policy sets may end.
  var isNeverNothing: Bool {
    let isFound = spec.role == .assumption && kind != RuleKind.declaredID && spec.defaultValue != 0
    return isSteadyLevel && (isFound || kind == "price-level")
  }

  /// A value and its unit.
  func text(_ value: Double) -> String { "\(ShortNumber.text(value)) \(unitText)" }
}

/// How far apart two values of one lever may lie.
enum PlausibleRatio {
  /// Ten times, or a tenth: a digit, or a unit, too many or too few.
  static let tenfold = 10.0
  /// The same where the level has moved meanwhile, or has been put right in between: no standard is raised fivefold, or cut to a
  /// fifth, at a stroke.
  static let atOnce = 5.0

  /// Whether a value of a lever lies so far from another; nothing is far where it is never meant, and no limit neither near nor far.
  static func isFar(_ value: Double, from other: Double, of lever: Lever, limit: Double) -> Bool {
    guard value != 0 else { return other > 0 && lever.isNeverNothing }
    guard other != 0, !lever.isNoLimit(max(value, other)) else { return false }
    let ratio = value / other
    return ratio < 0 ? false : ratio >= limit * (1 - 1e-9) || ratio <= (1 + 1e-9) / limit
  }
}
