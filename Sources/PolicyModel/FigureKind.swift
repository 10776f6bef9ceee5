import Quantities

/// What a figure of the base year is. Meeting a figure shows that its lever was found, not that the model is right: how much it
/// says depends on where the figure comes from.
public enum FigureKind: String, Sendable, CaseIterable {
  /// Somebody published this figure for this place and year.
  case published
  /// Arithmetic on published figures, of this place or of a larger one: a national share or rate taken for the place is derived.
  case derived
  /// A number that nobody published enters it.
  case judged

  /// The kind in reports.
  public var title: LocalizedText {
    switch self {
    case .published: LocalizedText(en: "published", zh: "公布")
    case .derived: LocalizedText(en: "derived", zh: "推算")
    case .judged: LocalizedText(en: "judged", zh: "判断")
    }
  }

  /// The kind of a part of a figure, taken by the share of a region.
  public var ofShare: FigureKind { self == .published ? .derived : self }
}

/// How many figures of each kind a base year is fitted to.
public struct FigureKinds: Sendable, Equatable {
  /// Figures of each kind.
  public let counts: [FigureKind: Int]
  /// Whether an amount in money is among the published ones.
  public let hasPublishedAmount: Bool

  /// The figures of a baseline: amounts, shares, and persons by status.
  public init(_ baseline: Baseline) {
    counts = (baseline.targets.map(\.kind) + baseline.membershipTargets.map(\.kind)).reduce(into: [:]) {
      $0[$1, default: 0] += 1
    }
    hasPublishedAmount = baseline.targets.contains { $0.isWhole && $0.kind == .published }
  }

  /// All figures.
  public var total: Int { counts.values.reduce(0, +) }

  /// Figures of one kind.
  public subscript(kind: FigureKind) -> Int { counts[kind] ?? 0 }
}
