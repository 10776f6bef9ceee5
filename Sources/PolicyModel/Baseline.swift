import Quantities
import SchemeModel

/// The rules in force in a place and the assumptions about it, before any reform.
public struct Baseline: Sendable {
  /// The name in files.
  public let place: String
  /// The name in reports.
  public let title: LocalizedText
  /// The first computed year.
  public let baseYear: Int
  /// The last reported year where the user gives none.
  public let defaultHorizon: Int
  /// The structure.
  public let scheme: Scheme
  /// All levers.
  public let registry: LeverRegistry
  /// Series by lever; nil where the registry's default holds.
  public let series: [DatedSeries?]
  /// Published figures of the base year to meet.
  public let targets: [BaseYearTarget]
  /// Persons by status to meet.
  public let membershipTargets: [MembershipTarget]
  /// Figures shown beside the projection.
  public let published: [PublishedFigure]
  /// Years of another projection shown beside ours.
  public let references: [ReferenceYear]
  /// Sentences for the report.
  public let remarks: [Remark]
  /// What is uncertain; nil where the place says nothing.
  public let draws: Draws?
  /// What was done to tables that go by groups of ages, to bring them to single ages.
  public var tableNotes: [LocalizedText] = []

  /// See the properties.
  public init(
    place: String, title: LocalizedText, baseYear: Int, defaultHorizon: Int, scheme: Scheme, registry: LeverRegistry,
    series: [DatedSeries?], targets: [BaseYearTarget], membershipTargets: [MembershipTarget],
    published: [PublishedFigure], references: [ReferenceYear] = [], remarks: [Remark],
    draws: Draws? = nil
  ) {
    self.place = place
    self.title = title
    self.baseYear = baseYear
    self.defaultHorizon = defaultHorizon
    self.scheme = scheme
    self.registry = registry
    self.series = series
    self.targets = targets
    self.membershipTargets = membershipTargets
    self.published = published
    self.references = references
    self.remarks = remarks
    self.draws = draws
  }
}

/// A baseline and the reforms stacked on it, in order.
public struct ScenarioDefinition: Sendable {
  /// The name in files: `baseline`, or the ids of the reforms joined by `+`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The reforms.
  public let reforms: [Reform]
  /// The reform whose changes hold in some years only; the scenario after this one has them in all.
  public let reacting: Reform?

  /// The baseline itself.
  public static func baseline(_ title: LocalizedText) -> ScenarioDefinition {
    ScenarioDefinition(id: "baseline", title: title, reforms: [])
  }

  /// A stack of reforms; see the properties.
  public init(id: String, title: LocalizedText, reforms: [Reform], reacting: Reform? = nil) {
    self.reacting = reacting
    self.id = id
    self.title = title
    self.reforms = reforms
  }
}
