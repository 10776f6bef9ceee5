import Quantities
import SchemeModel

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
