import Quantities
import SchemeModel

/// Which place it is, and when.
public struct PlaceHead: Sendable {
  /// The name in files.
  public let place: String
  /// The name in reports.
  public let title: LocalizedText
  /// The first computed year.
  public let baseYear: Int
  /// The last reported year where the user gives none.
  public let defaultHorizon: Int

  /// Names and years; the horizon is at or after the base year.
  public init(place: String, title: LocalizedText, baseYear: Int, defaultHorizon: Int) {
    self.place = place
    self.title = title
    self.baseYear = baseYear
    self.defaultHorizon = defaultHorizon
  }
}

/// What is known of a place besides its rules.
public struct PlaceFigures: Sendable {
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

  /// Figures and sentences, none unless said.
  ///
  /// - Parameters:
  ///   - targets: solved together, in any order.
  ///   - published: only shown, as `references`.
  public init(
    targets: [BaseYearTarget] = [], membershipTargets: [MembershipTarget] = [], published: [PublishedFigure] = [],
    references: [ReferenceYear] = [], remarks: [Remark] = []
  ) {
    self.targets = targets
    self.membershipTargets = membershipTargets
    self.published = published
    self.references = references
    self.remarks = remarks
  }
}

/// The rules in force in a place and the assumptions about it, before any reform.
public struct Baseline: Sendable {
  private let head: PlaceHead
  private let figures: PlaceFigures
  /// The structure.
  public let scheme: Scheme
  /// All levers.
  public let registry: LeverRegistry
  /// Series by lever; nil where the registry's default holds.
  public let series: [DatedSeries?]
  /// What is uncertain; nil where the place says nothing.
  public let draws: Draws?
  /// Of a region, the levers of which it gives values of its own, in the order of its file; of a place as a whole none.
  public var ownLevers: [ParameterID] = []
  /// What was done to tables that go by groups of ages, to bring them to single ages.
  public var tableNotes: [LocalizedText] = []

  /// What the files of a place say, before anything is resolved.
  ///
  /// - Parameters:
  ///   - series: `[lever]`, as many as `registry` has.
  ///   - draws: nil where no path can be drawn.
  public init(
    head: PlaceHead, scheme: Scheme, registry: LeverRegistry, series: [DatedSeries?],
    figures: PlaceFigures = PlaceFigures(), draws: Draws? = nil
  ) {
    self.head = head
    self.scheme = scheme
    self.registry = registry
    self.series = series
    self.figures = figures
    self.draws = draws
  }

  /// The name in files.
  public var place: String { head.place }
  /// The name in reports.
  public var title: LocalizedText { head.title }
  /// The first computed year.
  public var baseYear: Int { head.baseYear }
  /// The last reported year where the user gives none.
  public var defaultHorizon: Int { head.defaultHorizon }
  /// Published figures of the base year to meet.
  public var targets: [BaseYearTarget] { figures.targets }
  /// Persons by status to meet.
  public var membershipTargets: [MembershipTarget] { figures.membershipTargets }
  /// Figures shown beside the projection.
  public var published: [PublishedFigure] { figures.published }
  /// Years of another projection shown beside ours.
  public var references: [ReferenceYear] { figures.references }
  /// Sentences for the report.
  public var remarks: [Remark] { figures.remarks }
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

  /// A stack of reforms.
  ///
  /// - Parameters:
  ///   - reforms: each is applied to what those before it leave; none for the baseline.
  ///   - reacting: on top of `reforms` in the years in which its condition holds; nil for none.
  public init(id: String, title: LocalizedText, reforms: [Reform], reacting: Reform? = nil) {
    self.reacting = reacting
    self.id = id
    self.title = title
    self.reforms = reforms
  }
}
