import SchemeModel

/// A month of a calendar year; months are counted 0…11.
public struct MonthDate: Sendable, Hashable, Comparable {
  /// Months since year 0.
  public let ordinal: Int

  /// January is month 0.
  public init(year: Int, month: Int = 0) { ordinal = year * 12 + month }

  /// Before every calendar year: the date of a value that never changes by itself.
  public static let always = MonthDate(year: 0)

  /// The calendar year.
  public var year: Int { ordinal / 12 }
  /// The month, 0…11.
  public var month: Int { ordinal % 12 }

  /// Earlier comes first.
  public static func < (a: MonthDate, b: MonthDate) -> Bool { a.ordinal < b.ordinal }
}

/// A value at a date.
public enum DatedValue: Sendable, Hashable {
  /// A number.
  case set(Double)
  /// The value of its own month before the change plus a number: not that of an earlier date of the same change.
  case add(Double)
  /// The value of its own month before the change times a number, likewise.
  case multiply(Double)
  /// Solved in the base year.
  case solved

  /// The share of a difference between columns that stays where this value acts.
  var keptDifference: Double {
    switch self {
    case .set, .solved: 0
    case .add: 1
    case .multiply(let factor): factor
    }
  }

  /// Whether it counts on the value before the change.
  var isRelative: Bool {
    switch self {
    case .add, .multiply: true
    case .set, .solved: false
    }
  }

  /// A relative value on top of what was there; what is no relative one leaves it.
  func applied(to old: Double) -> Double {
    switch self {
    case .add(let number): old + number
    case .multiply(let number): old * number
    case .set, .solved: old
    }
  }
}

/// A dated value: from a date on, or from one month through another.
public struct SeriesPoint: Sendable, Hashable {
  /// First month it holds.
  public let from: MonthDate
  /// Last month it holds; nil until the next point.
  public let through: MonthDate?
  /// The value.
  public let value: DatedValue
  /// Where it stands.
  public let location: SourceLocation

  /// A value and its months.
  ///
  /// - Parameters:
  ///   - through: at or after `from`; nil where the value holds on.
  ///   - value: in the unit of the lever, or what changes it.
  public init(from: MonthDate, through: MonthDate? = nil, value: DatedValue, location: SourceLocation) {
    self.from = from
    self.through = through
    self.value = value
    self.location = location
  }

  /// `2026`, `2026-07` or `2026-02..2026-06`.
  public var dates: String { through.map(from.span) ?? from.text }
}

/// What a series does after its last date.
public enum ThenRule: Sendable, Hashable {
  /// Stays.
  case hold
  /// Grows by a constant share a year.
  case grow(Double)
  /// Grows by the yearly values of a lever.
  case growBy(ParameterID)
  /// Rises by an amount a year.
  case step(Double)
  /// Moves in proportion to a lever.
  case index(ParameterID)
  /// Is the sum of levers.
  case sum([ParameterID])
  /// Is a lever times a number: a share of disposable income, a subsidy for each unit of premium.
  case multiple(Double, of: ParameterID)

  /// The levers the rule reads.
  public var references: [ParameterID] {
    switch self {
    case .hold, .grow, .step: []
    case .growBy(let id), .index(let id), .multiple(_, let id): [id]
    case .sum(let ids): ids
    }
  }

  /// As it is written in files.
  func text(_ registry: LeverRegistry) -> String {
    switch self {
    case .hold: "hold"
    case .grow(let rate): "{ grow: \(rate) }"
    case .growBy(let id): "{ grow: \(registry[id].path) }"
    case .step(let amount): "{ step: \(amount) }"
    case .index(let id): "{ index: \(registry[id].path) }"
    case .sum(let ids): "{ sum: [\(ids.map { registry[$0].path }.joined(separator: ", "))] }"
    case .multiple(let factor, let id): "{ times: \(factor), of: \(registry[id].path) }"
    }
  }
}

/// How sure a figure is.
public enum Confidence: String, Sendable, CaseIterable {
  case high
  case medium
  case low
  case judgement
}

/// The dated values of one lever in a baseline or an assumptions file.
public struct DatedSeries: Sendable {
  /// Dated values in order of date.
  public var points: [SeriesPoint]
  /// Whether values between dates lie on straight lines; else each holds until the next.
  public var isLinear: Bool
  /// After the last date.
  public var then: ThenRule
  /// Who says so.
  public var source: String
  /// How sure it is.
  public var confidence: Confidence
  /// Where it stands.
  public var location: SourceLocation

  /// A series as a file gives it.
  ///
  /// - Parameters:
  ///   - points: at least one, in order of date.
  ///   - isLinear: steps unless said.
  ///   - then: from the year after the last point.
  public init(
    points: [SeriesPoint], isLinear: Bool = false, then: ThenRule, source: String, confidence: Confidence,
    location: SourceLocation
  ) {
    self.points = points
    self.isLinear = isLinear
    self.then = then
    self.source = source
    self.confidence = confidence
    self.location = location
  }
}

/// What a reform does to one lever.
public struct LeverChange: Sendable {
  /// The lever.
  public let lever: ParameterID
  /// Dated changes, in order of date.
  public let points: [SeriesPoint]
  /// A new rule after the last date, if the reform gives one.
  public let then: ThenRule?
  /// Whether it may touch a date that an earlier reform of the stack touches.
  public let overrides: Bool
  /// Where it stands.
  public let location: SourceLocation
  /// Where the rule stands, if the reform gives one.
  public let thenLocation: SourceLocation?

  /// A change of one lever.
  ///
  /// - Parameters:
  ///   - points: in order of date; none where only the rule changes.
  ///   - then: nil keeps the rule that was there.
  ///   - overrides: else two reforms that touch one date are a fault.
  public init(
    lever: ParameterID, points: [SeriesPoint], then: ThenRule? = nil, overrides: Bool = false,
    location: SourceLocation, thenLocation: SourceLocation? = nil
  ) {
    self.thenLocation = thenLocation
    self.lever = lever
    self.points = points
    self.then = then
    self.overrides = overrides
    self.location = location
  }
}
