import Quantities
import SchemeModel

/// When the changes of a reform hold: in every year after one that closes with less than so many months of reserve.
public struct ReformReaction: Sendable, Hashable {
  /// The fund that is watched, by name.
  public let fund: String
  /// Backward months of reserve.
  public let months: Double
  /// Where it stands.
  public let location: SourceLocation

  /// See the properties.
  public init(fund: String, months: Double, location: SourceLocation) {
    self.fund = fund
    self.months = months
    self.location = location
  }
}

/// A set of changes to a baseline.
public struct Reform: Sendable {
  /// The name in files: the file's name without its ending.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it does.
  public let description: String
  /// On whose authority.
  public let source: String
  /// Ids of policy levers it shows.
  public let leverIDs: [String]
  /// The changes.
  public let changes: [LeverChange]
  /// What it cannot model, if anything.
  public let cannotModel: String?
  /// The file, or `--set`.
  public let file: String
  /// The file as it was read; nil where there is none.
  public let input: InputRecord?
  /// The text on the command line, for a reform without a file.
  public let setting: String?
  /// When the changes hold; nil for always.
  public let reaction: ReformReaction?
  /// The name of the scenario that it ends, where the user gives one; else a scenario is named after its reforms.
  public let scenario: String?

  /// See the properties.
  public init(
    id: String, title: LocalizedText, description: String, source: String, leverIDs: [String], changes: [LeverChange],
    cannotModel: String?, file: String, input: InputRecord? = nil, setting: String? = nil,
    reaction: ReformReaction? = nil, scenario: String? = nil
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.source = source
    self.leverIDs = leverIDs
    self.changes = changes
    self.cannotModel = cannotModel
    self.file = file
    self.input = input
    self.setting = setting
    self.reaction = reaction
    self.scenario = scenario
  }

  /// The same reform with other changes, and another name where one is given.
  public func with(changes: [LeverChange], id: String? = nil, title: LocalizedText? = nil) -> Reform {
    Reform(
      id: id ?? self.id, title: title ?? self.title, description: description, source: source, leverIDs: leverIDs,
      changes: changes, cannotModel: cannotModel, file: file, input: input, setting: setting, reaction: reaction,
      scenario: scenario)
  }
}

/// What of its year a solved value must meet.
public enum TargetMeasure: Sendable, Hashable {
  /// Sum of lines of kind income of the funds, yuan.
  case income([Int])
  /// Sum of lines of kind expenditure of the funds, yuan.
  case expenditure([Int])
  /// Sum of lines, yuan.
  case lines([Int])
  /// Fund payment ÷ eligible expense of branches.
  case effectiveRate([Int])
  /// Sum of the balances of funds at the end of the year, yuan.
  case balance([Int])
}

/// A figure, mostly of the base year, and the value solved to meet it.
public struct BaseYearTarget: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The lever solved.
  public let unknown: ParameterID
  /// Where the search starts.
  public let start: Double
  /// What must be met.
  public let measure: TargetMeasure
  /// The calendar year it was published for: the base year, or a later one.
  public let year: Int
  /// The last month of the year it counts, from January on; 12 for the whole year.
  public let lastMonth: Int
  /// The figure, yuan or a share.
  public let value: Double
  /// Whether it was published.
  public let kind: FigureKind
  /// Who says so.
  public let source: String
  /// How sure it is.
  public let confidence: Confidence
  /// Where it stands.
  public let location: SourceLocation

  /// See the properties.
  public init(
    id: String, title: LocalizedText, unknown: ParameterID, start: Double, measure: TargetMeasure, year: Int,
    lastMonth: Int = 12, value: Double, kind: FigureKind, source: String, confidence: Confidence,
    location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.unknown = unknown
    self.start = start
    self.measure = measure
    self.year = year
    self.lastMonth = lastMonth
    self.value = value
    self.kind = kind
    self.source = source
    self.confidence = confidence
    self.location = location
  }
}

/// Persons of a status at the end of the base year; the opening is aligned to it.
public struct MembershipTarget: Sendable {
  /// The status.
  public let status: Int
  /// Persons.
  public let persons: Double
  /// When they are counted: at the end of the base year, or on its books.
  public let basis: CountBasis
  /// Whether they were published.
  public let kind: FigureKind
  /// Who says so.
  public let source: String
  /// How sure it is.
  public let confidence: Confidence
  /// Where it stands.
  public let location: SourceLocation

  /// See the properties.
  public init(
    status: Int, persons: Double, basis: CountBasis = .yearEnd, kind: FigureKind, source: String,
    confidence: Confidence, location: SourceLocation
  ) {
    self.status = status
    self.persons = persons
    self.basis = basis
    self.kind = kind
    self.source = source
    self.confidence = confidence
    self.location = location
  }
}

/// A published figure shown beside the projection, never calibrated to.
public struct PublishedFigure: Sendable {
  /// What it is compared with: a fund group and a measure (`employee`, `income-per-insured`).
  public let group: String
  /// `income-per-insured` or `expenditure-per-insured`, yuan; `active-retired-ratio`.
  public let measure: String
  /// The year.
  public let year: Int
  /// The value.
  public let value: Double

  /// See the properties.
  public init(group: String, measure: String, year: Int, value: Double) {
    self.group = group
    self.measure = measure
    self.year = year
    self.value = value
  }
}

/// A year that another projection found, shown beside ours and never calibrated to.
public struct ReferenceYear: Sendable {
  /// What happens.
  public enum Event: String, Sendable, CaseIterable {
    case firstCurrentDeficit = "first-current-deficit-year"
    case depletion = "depletion-year"
  }

  /// The fund.
  public let fund: Int
  /// What happens.
  public let event: Event
  /// When.
  public let year: Int
  /// Who says so.
  public let source: String

  /// See the properties.
  public init(fund: Int, event: Event, year: Int, source: String) {
    self.fund = fund
    self.event = event
    self.year = year
    self.source = source
  }
}

/// A figure that is reported beside a computed one with its own denominator, and not calibrated.
public struct Remark: Sendable {
  /// The sentence, in both languages.
  public let text: LocalizedText

  /// See the property.
  public init(text: LocalizedText) { self.text = text }
}

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
