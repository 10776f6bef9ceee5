import Quantities
import SchemeModel

/// What of its year a solved value must meet.
public enum TargetMeasure: Sendable, Hashable {
  /// Sum of lines of kind income of the funds.
  case income([Int])
  /// Sum of lines of kind expenditure of the funds.
  case expenditure([Int])
  /// Sum of lines.
  case lines([Int])
  /// Fund payment ÷ eligible expense of branches.
  case effectiveRate([Int])
  /// Sum of the balances of funds at the end of the year.
  case balance([Int])
}

/// A figure, mostly of the base year, and the value solved to meet it.
public struct BaseYearTarget: Sendable {
  /// When a figure was published for.
  public struct Period: Sendable, Hashable {
    /// The calendar year: the base year, or a later one.
    public let year: Int
    /// The last month of the year it counts, from January on; 12 for the whole year.
    public let lastMonth: Int

    /// The months of `year` from January through `lastMonth`, 1…12.
    public init(_ year: Int, throughMonth lastMonth: Int = 12) {
      self.year = year
      self.lastMonth = lastMonth
    }
  }

  /// The lever that is solved.
  public struct Unknown: Sendable, Hashable {
    /// Which.
    public let lever: ParameterID
    /// Where the search starts.
    public let start: Double

    /// A lever and a value in its own unit from which it is solved.
    public init(_ lever: ParameterID, start: Double) {
      self.lever = lever
      self.start = start
    }
  }

  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What is solved.
  public let solving: Unknown
  /// What must be met.
  public let measure: TargetMeasure
  /// When.
  public let period: Period
  /// The figure, money or a share.
  public let figure: GivenFigure

  /// A figure with the lever that is solved for it.
  ///
  /// - Parameters:
  ///   - measure: says of what the figure is, and in which unit.
  ///   - period: the base year, or a later one whose figures are known already.
  ///   - figure: an amount in the currency, or a share 0…1.
  public init(
    id: String, title: LocalizedText, solving: Unknown, measure: TargetMeasure, period: Period, figure: GivenFigure
  ) {
    self.id = id
    self.title = title
    self.solving = solving
    self.measure = measure
    self.period = period
    self.figure = figure
  }

  /// The lever solved.
  public var unknown: ParameterID { solving.lever }
  /// Where the search starts.
  public var start: Double { solving.start }
  /// The calendar year.
  public var year: Int { period.year }
  /// The last month of the year it counts.
  public var lastMonth: Int { period.lastMonth }
  /// The figure.
  public var value: Double { figure.value }
  /// Whether it was published.
  public var kind: FigureKind { figure.kind }
  /// Who says so.
  public var source: String { figure.citation.source }
  /// How sure it is.
  public var confidence: Confidence { figure.citation.confidence }
  /// Where it stands.
  public var location: SourceLocation { figure.citation.location }
}

/// A published figure shown beside the projection, never calibrated to.
public struct PublishedFigure: Sendable {
  /// What it is compared with: a fund group and a measure (`employee`, `income-per-insured`).
  public let group: String
  /// `income-per-insured` or `expenditure-per-insured`; `active-retired-ratio`.
  public let measure: String
  /// The year.
  public let year: Int
  /// The value.
  public let value: Double

  /// A figure of a group of insured.
  ///
  /// - Parameter value: an amount in the currency for each insured, or a ratio.
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

  /// What somebody else found for a fund, an index of `Scheme.funds`.
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

  /// A sentence; one that a place gives in one language stands in both.
  public init(text: LocalizedText) { self.text = text }
}
